/* Kernels that the TFLM of the crate lacks, and one that fails on purpose. */
#ifndef TINYRIG_OPERATORS_OPERATORS_H_
#define TINYRIG_OPERATORS_OPERATORS_H_

#include "tensorflow/lite/c/common.h"

namespace tinyrig {

/* SHAPE version 1, output int32. */
TfLiteRegistration* Register_SHAPE();

/* STRIDED_SLICE version 2 on int32 tensors of up to four dimensions. */
TfLiteRegistration* Register_STRIDED_SLICE();

/* The custom operator "ethos-u" version 1: what the compiler has put on the NPU. */
TfLiteRegistration* Register_ETHOS_U();

/* Stands in for any operator: prepares without complaint, then reports an error when invoked. */
TfLiteRegistration* Register_FAILING();

}  // namespace tinyrig

#endif
