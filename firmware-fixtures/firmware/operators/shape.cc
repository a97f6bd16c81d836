#include "operators/operators.h"
#include "tensorflow/lite/kernels/kernel_util.h"

namespace tinyrig {
namespace {

TfLiteStatus Prepare(TfLiteContext* context, TfLiteNode* node) {
  TF_LITE_ENSURE_EQ(context, tflite::NumInputs(node), 1);
  TF_LITE_ENSURE_EQ(context, tflite::NumOutputs(node), 1);
  const TfLiteTensor* input = tflite::GetInput(context, node, 0);
  const TfLiteTensor* output = tflite::GetOutput(context, node, 0);
  TF_LITE_ENSURE_EQ(context, output->type, kTfLiteInt32);
  TF_LITE_ENSURE_EQ(context, output->bytes, input->dims->size * sizeof(int32_t));
  return kTfLiteOk;
}

TfLiteStatus Invoke(TfLiteContext* context, TfLiteNode* node) {
  const TfLiteTensor* input = tflite::GetInput(context, node, 0);
  TfLiteTensor* output = tflite::GetOutput(context, node, 0);
  for (int i = 0; i < input->dims->size; i++) {
    output->data.i32[i] = input->dims->data[i];
  }
  return kTfLiteOk;
}

}  // namespace

TfLiteRegistration* Register_SHAPE() {
  static TfLiteRegistration registration = {};
  registration.prepare = Prepare;
  registration.invoke = Invoke;
  return &registration;
}

}  // namespace tinyrig
