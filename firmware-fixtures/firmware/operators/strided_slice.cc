#include "operators/operators.h"
#include "tensorflow/lite/c/builtin_op_data.h"
#include "tensorflow/lite/kernels/kernel_util.h"

namespace tinyrig {
namespace {

const int kMaxDimensions = 4;

/* One axis of a slice: first index, step and how many elements it takes. */
struct Axis {
  int32_t first;
  int32_t step;
  int32_t count;
};

int32_t clamp(int32_t value, int32_t low, int32_t high) {
  return value < low ? low : value > high ? high : value;
}

/* Negative indices count from the end; a masked end reaches as far as the step goes. */
Axis resolveAxis(int32_t size, int32_t begin, int32_t end, int32_t step, bool beginMasked,
                 bool endMasked, bool shrunk) {
  const bool forward = step > 0;
  const int32_t low = forward ? 0 : -1;
  const int32_t high = forward ? size : size - 1;
  int32_t first = begin < 0 ? begin + size : begin;
  first = beginMasked ? (forward ? 0 : size - 1) : clamp(first, low, high);
  if (shrunk) {
    return {first, 1, 1};
  }
  int32_t last = end < 0 ? end + size : end;
  last = endMasked ? (forward ? size : -1) : clamp(last, low, high);
  const int32_t span = forward ? last - first : first - last;
  const int32_t stride = forward ? step : -step;
  return {first, step, span <= 0 ? 0 : (span + stride - 1) / stride};
}

struct Slice {
  int dimensions;
  Axis axes[kMaxDimensions];
  int32_t elements;
};

TfLiteStatus resolve(TfLiteContext* context, TfLiteNode* node, Slice* slice) {
  const auto* parameters = static_cast<const TfLiteStridedSliceParams*>(node->builtin_data);
  const TfLiteTensor* input = tflite::GetInput(context, node, 0);
  const TfLiteTensor* begin = tflite::GetInput(context, node, 1);
  const TfLiteTensor* end = tflite::GetInput(context, node, 2);
  const TfLiteTensor* strides = tflite::GetInput(context, node, 3);
  TF_LITE_ENSURE(context, input->dims->size <= kMaxDimensions);
  TF_LITE_ENSURE_EQ(context, parameters->ellipsis_mask, 0);
  TF_LITE_ENSURE_EQ(context, parameters->new_axis_mask, 0);
  TF_LITE_ENSURE_EQ(context, begin->bytes, input->dims->size * sizeof(int32_t));
  slice->dimensions = input->dims->size;
  slice->elements = 1;
  for (int i = 0; i < slice->dimensions; i++) {
    const int32_t step = strides->data.i32[i];
    TF_LITE_ENSURE(context, step != 0);
    const int bit = 1 << i;
    slice->axes[i] = resolveAxis(input->dims->data[i], begin->data.i32[i], end->data.i32[i], step,
                                 (parameters->begin_mask & bit) != 0,
                                 (parameters->end_mask & bit) != 0,
                                 (parameters->shrink_axis_mask & bit) != 0);
    slice->elements *= slice->axes[i].count;
  }
  return kTfLiteOk;
}

TfLiteStatus Prepare(TfLiteContext* context, TfLiteNode* node) {
  TF_LITE_ENSURE_EQ(context, tflite::NumInputs(node), 4);
  TF_LITE_ENSURE_EQ(context, tflite::NumOutputs(node), 1);
  const TfLiteTensor* output = tflite::GetOutput(context, node, 0);
  TF_LITE_ENSURE_EQ(context, tflite::GetInput(context, node, 0)->type, kTfLiteInt32);
  TF_LITE_ENSURE_EQ(context, output->type, kTfLiteInt32);
  Slice slice;
  TF_LITE_ENSURE_STATUS(resolve(context, node, &slice));
  TF_LITE_ENSURE_EQ(context, output->bytes, slice.elements * sizeof(int32_t));
  return kTfLiteOk;
}

TfLiteStatus Invoke(TfLiteContext* context, TfLiteNode* node) {
  Slice slice;
  TF_LITE_ENSURE_STATUS(resolve(context, node, &slice));
  const TfLiteTensor* input = tflite::GetInput(context, node, 0);
  TfLiteTensor* output = tflite::GetOutput(context, node, 0);
  for (int32_t element = 0; element < slice.elements; element++) {
    int32_t rest = element;
    int32_t offset = 0;
    int32_t stride = 1;
    for (int i = slice.dimensions - 1; i >= 0; i--) {
      const Axis& axis = slice.axes[i];
      offset += (axis.first + (rest % axis.count) * axis.step) * stride;
      rest /= axis.count;
      stride *= input->dims->data[i];
    }
    output->data.i32[element] = input->data.i32[offset];
  }
  return kTfLiteOk;
}

}  // namespace

TfLiteRegistration* Register_STRIDED_SLICE() {
  static TfLiteRegistration registration = {};
  registration.prepare = Prepare;
  registration.invoke = Invoke;
  return &registration;
}

}  // namespace tinyrig
