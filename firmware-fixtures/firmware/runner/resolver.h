/* The operators of one image. */
#ifndef TINYRIG_RUNNER_RESOLVER_H_
#define TINYRIG_RUNNER_RESOLVER_H_

#include "tensorflow/lite/micro/micro_op_resolver.h"

namespace tinyrig {

/* Defined once per image, by runner/resolver.cc with the operators of its model. */
const tflite::MicroOpResolver& Resolver();

}  // namespace tinyrig

#endif
