// Kernels that compute, and the table in which operators are looked up.
#include "suites/tflm2026/interpreter.h"

namespace tflm2026 {

namespace {

EvalTensor* input(Context* context, const Node* node, int index) {
  return context->GetEvalTensor(context, node->inputs->data[index]);
}

EvalTensor* output(Context* context, const Node* node, int index) {
  return context->GetEvalTensor(context, node->outputs->data[index]);
}

int elements(const EvalTensor* tensor) {
  int count = 1;
  for (int i = 0; i < tensor->dims->size; i++) count *= tensor->dims->data[i];
  return count;
}

const int32_t* values(const EvalTensor* tensor) { return static_cast<const int32_t*>(tensor->data); }

Status PrepareBinary(Context* context, Node* node) {
  if (node->inputs->size != 2 || node->outputs->size != 1) return kError;
  // A copy that lives as long as the preparation, as kernels of TFLM take it.
  uint8_t* temp = GetMicroContext(context)->allocator().AllocateTemp(sizeof(EvalTensor));
  if (!temp) return kError;
  *reinterpret_cast<EvalTensor*>(temp) = *input(context, node, 0);
  return elements(reinterpret_cast<EvalTensor*>(temp)) == elements(output(context, node, 0)) ? kOk : kError;
}

Status EvalAdd(Context* context, Node* node) {
  const EvalTensor* a = input(context, node, 0);
  const EvalTensor* b = input(context, node, 1);
  EvalTensor* out = output(context, node, 0);
  int count = elements(out);
  for (int i = 0; i < count; i++) static_cast<int32_t*>(out->data)[i] = values(a)[i] + values(b)[i];
  return kOk;
}

Status EvalMul(Context* context, Node* node) {
  const EvalTensor* a = input(context, node, 0);
  const EvalTensor* b = input(context, node, 1);
  EvalTensor* out = output(context, node, 0);
  int count = elements(out);
  for (int i = 0; i < count; i++) static_cast<int32_t*>(out->data)[i] = values(a)[i] * values(b)[i];
  return kOk;
}

Status EvalLess(Context* context, Node* node) {
  const EvalTensor* a = input(context, node, 0);
  const EvalTensor* b = input(context, node, 1);
  EvalTensor* out = output(context, node, 0);
  int count = elements(out);
  for (int i = 0; i < count; i++) static_cast<bool*>(out->data)[i] = values(a)[i] < values(b)[i];
  return kOk;
}

Status EvalReadVariable(Context* context, Node* node) {
  const int32_t* variable = GetMicroContext(context)->variable(values(input(context, node, 0))[0]);
  if (!variable) return kError;
  static_cast<int32_t*>(output(context, node, 0)->data)[0] = *variable;
  return kOk;
}

Status EvalAssignVariable(Context* context, Node* node) {
  int32_t* variable = GetMicroContext(context)->variable(values(input(context, node, 0))[0]);
  if (!variable) return kError;
  *variable = values(input(context, node, 1))[0];
  return kOk;
}

const Registration kAdd = {nullptr, nullptr, PrepareBinary, EvalAdd, nullptr, 0, "ADD"};
const Registration kMul = {nullptr, nullptr, PrepareBinary, EvalMul, nullptr, 18, "MUL"};
const Registration kLess = {nullptr, nullptr, PrepareBinary, EvalLess, nullptr, 58, "LESS"};
const Registration kReadVariable = {nullptr, nullptr, nullptr, EvalReadVariable, nullptr, 143, "READ_VARIABLE"};
const Registration kAssignVariable = {nullptr, nullptr, nullptr, EvalAssignVariable, nullptr, 144, "ASSIGN_VARIABLE"};

const Registration* const kOps[] = {&kAdd,  &kMul,      &kLess,         &kIf,
                                    &kWhile, &kCallOnce, &kReadVariable, &kAssignVariable};

}  // namespace

const Registration* FindOp(int32_t builtin_code) {
  for (const Registration* each : kOps) {
    if (each->builtin_code == builtin_code) return each;
  }
  return nullptr;
}

}  // namespace tflm2026
