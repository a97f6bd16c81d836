/*
 * The resolver of one image. The build defines
 *   RESOLVER_OPS      BUILTIN(name, version), OWN(name, version) and ETHOS_U rows, in any order, or
 *   RESOLVER_ALL_OPS  for TFLM's resolver of everything it has, plus our own kernels.
 */
#include "runner/resolver.h"

#include "operators/operators.h"
#include "resolver_ops.h"
#include "tensorflow/lite/micro/kernels/micro_ops.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
#ifdef RESOLVER_ALL_OPS
#include "tensorflow/lite/micro/kernels/all_ops_resolver.h"
#endif

namespace tinyrig {

const tflite::MicroOpResolver& Resolver() {
#define BUILTIN(name, version)                      \
  resolver.AddBuiltin(tflite::BuiltinOperator_##name, \
                      tflite::ops::micro::Register_##name(), version);
#define OWN(name, version) \
  resolver.AddBuiltin(tflite::BuiltinOperator_##name, Register_##name(), version);
#define FAILING(name, version) \
  resolver.AddBuiltin(tflite::BuiltinOperator_##name, Register_FAILING(), version);
#define ETHOS_U resolver.AddCustom("ethos-u", Register_ETHOS_U());

#ifdef RESOLVER_ALL_OPS
  static tflite::ops::micro::AllOpsResolver resolver;
  OWN(SHAPE, 1)
  OWN(STRIDED_SLICE, 2)
#else
  static tflite::MicroMutableOpResolver<16> resolver;
  RESOLVER_OPS
#endif
  return resolver;
}

}  // namespace tinyrig
