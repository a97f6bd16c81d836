#include "runner/input.h"

#include <string.h>

namespace tinyrig {

InputSource::InputSource(const volatile TinyrigFixture& fixture)
    : fixture_(fixture), state_(fixture.input_seed) {}

uint8_t InputSource::nextByte() {
  state_ = state_ * 1103515245u + 12345u;
  return static_cast<uint8_t>(state_ >> 16);
}

const char* InputSource::fill(TfLiteTensor* tensor, uint32_t invoke) {
  switch (fixture_.input_kind) {
    case TINYRIG_INPUT_LCG:
      return generate(tensor);
    case TINYRIG_INPUT_RECORDED:
      return replay(tensor, invoke);
    case TINYRIG_INPUT_RECORDED_BIG_ENDIAN: {
      const char* problem = replay(tensor, invoke);
      if (problem == nullptr) {
        swapWords(tensor);
      }
      return problem;
    }
    case TINYRIG_INPUT_UNQUANTISED:
      return castUnquantised(tensor);
    default:
      return "input_kind of the fixture header is unknown";
  }
}

const char* InputSource::generate(TfLiteTensor* tensor) {
  if (tensor->type == kTfLiteUInt8 || tensor->type == kTfLiteInt8) {
    for (size_t i = 0; i < tensor->bytes; i++) {
      tensor->data.uint8[i] = nextByte();
    }
    return nullptr;
  }
  if (tensor->type == kTfLiteFloat32) {
    const float scale = fixture_.input_scale;
    const int32_t zeroPoint = fixture_.input_zero_point;
    for (size_t i = 0; i < tensor->bytes / sizeof(float); i++) {
      const int32_t quantised = static_cast<int32_t>(nextByte()) - 128;
      tensor->data.f[i] = static_cast<float>(quantised - zeroPoint) * scale;
    }
    return nullptr;
  }
  return "input tensor is of a type that has no generator";
}

const char* InputSource::replay(TfLiteTensor* tensor, uint32_t invoke) {
  if (fixture_.input_bytes == 0 || fixture_.input_bytes % tensor->bytes != 0) {
    return "recorded input is not a whole number of input tensors";
  }
  const uint32_t samples = fixture_.input_bytes / tensor->bytes;
  const uint8_t* sample =
      static_cast<const uint8_t*>(fixture_.input) + (invoke % samples) * tensor->bytes;
  memcpy(tensor->data.raw, sample, tensor->bytes);
  return nullptr;
}

void InputSource::swapWords(TfLiteTensor* tensor) {
  for (size_t i = 0; i < tensor->bytes / sizeof(uint32_t); i++) {
    const uint32_t word = static_cast<uint32_t>(tensor->data.i32[i]);
    tensor->data.i32[i] = static_cast<int32_t>(__builtin_bswap32(word));
  }
}

const char* InputSource::castUnquantised(TfLiteTensor* tensor) {
  if (tensor->type != kTfLiteUInt8 && tensor->type != kTfLiteInt8) {
    return "an unquantised input needs an integer tensor";
  }
  for (size_t i = 0; i < tensor->bytes; i++) {
    const float sample = static_cast<float>(nextByte()) / 255.0f;
    tensor->data.int8[i] = static_cast<int8_t>(sample);
  }
  return nullptr;
}

}  // namespace tinyrig
