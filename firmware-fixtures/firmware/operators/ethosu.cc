/*
 * The operator "ethos-u" that the compiler puts in place of what the NPU does. Its inputs are the
 * driver's payload, constants, scratch, fast scratch and then what the operators before it made.
 *
 * TFLM gives tensors that nobody writes no memory, and it does not know the compiler's memory plan.
 * So scratch is requested here, and a stream of the form COP1, which finds inputs and outputs at
 * offsets in scratch, gets copies. A stream of the form COP2 takes them where they are.
 */
#include <string.h>

#include "npu/board.h"
#include "npu/payload.h"
#include "npu/log.h"
#include "operators/operators.h"
#include "runner/fixture.h"
#include "tensorflow/lite/kernels/kernel_util.h"
#include "tensorflow/lite/schema/schema_generated.h"

namespace tinyrig {
namespace {

const int kPayload = 0;
const int kConstants = 1;
const int kScratch = 2;
const int kFastScratch = 3;
const int kFirstInput = 4;
const int kMaxTensors = 8;
const int kNone = -1;

struct State {
  int scratch;      /* number of a scratch buffer, or kNone */
  int fastScratch;  /* the same; kNone also where it is scratch under another name */
  bool copies;      /* inputs and outputs are copied into and out of scratch */
  int32_t offsets[kMaxTensors]; /* where they are there: inputs, then outputs */
};

/* The model that a constant tensor lies in. */
const tflite::Model* findModel(const void* constant) {
  const uint8_t* wanted = static_cast<const uint8_t*>(constant);
  for (const volatile TinyrigFixture* each = &tinyrig_fixture; each != nullptr;
       each = each->next) {
    const uint8_t* model = static_cast<const uint8_t*>(each->model);
    if (wanted >= model && wanted < model + each->model_bytes) {
      return tflite::GetModel(model);
    }
  }
  return nullptr;
}

/*
 * The offset in the arena that the compiler planned for a tensor, or kNone. The plan is metadata of
 * 32-bit integers: version 0, number of subgraphs, number of tensors, then an offset for each.
 */
int32_t plannedOffset(const tflite::Model* model, int tensor) {
  const int32_t header = 3;
  if (model == nullptr || model->metadata() == nullptr) {
    return kNone;
  }
  for (const tflite::Metadata* each : *model->metadata()) {
    if (each->name() == nullptr || strcmp(each->name()->c_str(), "OfflineMemoryAllocation") != 0) {
      continue;
    }
    const auto* bytes = (*model->buffers())[each->buffer()]->data();
    if (bytes == nullptr || bytes->size() < sizeof(int32_t) * (header + tensor + 1)) {
      return kNone;
    }
    const int32_t* plan = reinterpret_cast<const int32_t*>(bytes->data());
    return plan[0] == 0 && tensor < plan[2] ? plan[header + tensor] : kNone;
  }
  return kNone;
}

int count(const TfLiteNode* node) {
  return node->inputs->size - kFirstInput + node->outputs->size;
}

/* The number of an input or output of the model's part that the NPU does. */
int tensorNumber(const TfLiteNode* node, int i) {
  const int inputs = node->inputs->size - kFirstInput;
  return i < inputs ? node->inputs->data[kFirstInput + i] : node->outputs->data[i - inputs];
}

TfLiteStatus request(TfLiteContext* context, size_t bytes, int* buffer) {
  *buffer = kNone;
  return bytes == 0 ? kTfLiteOk : context->RequestScratchBufferInArena(context, bytes, buffer);
}

void* Init(TfLiteContext* context, const char* buffer, size_t length) {
  (void)buffer;
  (void)length;
  void* state = nullptr;
  if (context->AllocatePersistentBuffer(context, sizeof(State), &state) != kTfLiteOk) {
    return nullptr;
  }
  return state;
}

TfLiteStatus Prepare(TfLiteContext* context, TfLiteNode* node) {
  State* state = static_cast<State*>(node->user_data);
  TF_LITE_ENSURE(context, state != nullptr);
  TF_LITE_ENSURE(context, node->inputs->size > kFastScratch);
  TF_LITE_ENSURE(context, count(node) <= kMaxTensors);
  TF_LITE_ENSURE_EQ(context, npu_board_open(), 0);
  const TfLiteTensor* payload = tflite::GetInput(context, node, kPayload);
  const size_t scratchBytes = tflite::GetInput(context, node, kScratch)->bytes;
  TF_LITE_ENSURE_OK(context, request(context, scratchBytes, &state->scratch));
  const bool isOne = node->inputs->data[kScratch] == node->inputs->data[kFastScratch];
  const size_t fastBytes = tflite::GetInput(context, node, kFastScratch)->bytes;
  TF_LITE_ENSURE_OK(context, request(context, isOne ? 0 : fastBytes, &state->fastScratch));
  state->copies = npu_payload_has_separate_io(payload->data.raw, payload->bytes) == 0;
  if (!state->copies) {
    /* Several inputs would have to lie in one block, as the compiler planned it, and so outputs. */
    TF_LITE_ENSURE_EQ(context, node->inputs->size, kFirstInput + 1);
    TF_LITE_ENSURE_EQ(context, node->outputs->size, 1);
  }
  const tflite::Model* model = findModel(payload->data.raw);
  for (int i = 0; state->copies && i < count(node); i++) {
    const int number = tensorNumber(node, i);
    const int32_t offset = plannedOffset(model, number);
    TF_LITE_ENSURE(context, offset >= 0);
    TF_LITE_ENSURE(context, offset + context->tensors[number].bytes <= scratchBytes);
    state->offsets[i] = offset;
  }
  return kTfLiteOk;
}

const void* scratchOf(TfLiteContext* context, int buffer) {
  return buffer == kNone ? nullptr : context->GetScratchBuffer(context, buffer);
}

TfLiteStatus Invoke(TfLiteContext* context, TfLiteNode* node) {
  const State& state = *static_cast<State*>(node->user_data);
  const TfLiteTensor* payload = tflite::GetInput(context, node, kPayload);
  const TfLiteTensor* constants = tflite::GetInput(context, node, kConstants);
  const void* scratch = scratchOf(context, state.scratch);
  const bool isOne = node->inputs->data[kScratch] == node->inputs->data[kFastScratch];
  const void* fast = isOne ? scratch : scratchOf(context, state.fastScratch);

  EthosUBase bases[ETHOSU_BASES] = {
      {constants->data.raw, constants->bytes},
      {scratch, tflite::GetInput(context, node, kScratch)->bytes},
      {fast, tflite::GetInput(context, node, kFastScratch)->bytes},
  };
  uint32_t used = 3;
  for (int i = 0; i < count(node) && used < ETHOSU_BASES; i++) {
    const TfLiteTensor& tensor = context->tensors[tensorNumber(node, i)];
    bases[used++] = {tensor.data.raw, tensor.bytes};
  }

  const int inputs = node->inputs->size - kFirstInput;
  uint8_t* arena = static_cast<uint8_t*>(const_cast<void*>(scratch));
  for (int i = 0; state.copies && i < inputs; i++) {
    const TfLiteTensor& tensor = context->tensors[tensorNumber(node, i)];
    memcpy(arena + state.offsets[i], tensor.data.raw, tensor.bytes);
  }
  if (npu_board_run(payload->data.raw, payload->bytes, bases, used) != 0) {
    return kTfLiteError;
  }
  for (int i = inputs; state.copies && i < count(node); i++) {
    const TfLiteTensor& tensor = context->tensors[tensorNumber(node, i)];
    memcpy(tensor.data.raw, arena + state.offsets[i], tensor.bytes);
  }
  return kTfLiteOk;
}

}  // namespace

TfLiteRegistration* Register_ETHOS_U() {
  static TfLiteRegistration registration = {};
  registration.init = Init;
  registration.prepare = Prepare;
  registration.invoke = Invoke;
  return &registration;
}

}  // namespace tinyrig
