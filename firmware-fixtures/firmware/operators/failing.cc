#include "operators/operators.h"

namespace tinyrig {
namespace {

TfLiteStatus Invoke(TfLiteContext* context, TfLiteNode* node) {
  (void)node;
  TF_LITE_KERNEL_LOG(context, "This operator fails on purpose.");
  return kTfLiteError;
}

}  // namespace

TfLiteRegistration* Register_FAILING() {
  static TfLiteRegistration registration = {};
  registration.invoke = Invoke;
  return &registration;
}

}  // namespace tinyrig
