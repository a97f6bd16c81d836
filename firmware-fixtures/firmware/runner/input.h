/* Fills the input tensors of a model as the fixture header says. */
#ifndef TINYRIG_RUNNER_INPUT_H_
#define TINYRIG_RUNNER_INPUT_H_

#include <stdint.h>

#include "runner/fixture.h"
#include "tensorflow/lite/c/common.h"

namespace tinyrig {

class InputSource {
 public:
  explicit InputSource(const volatile TinyrigFixture& fixture);

  /* Fills one tensor for the Invoke of this number; null, or why it cannot. */
  const char* fill(TfLiteTensor* tensor, uint32_t invoke);

 private:
  uint8_t nextByte();
  const char* generate(TfLiteTensor* tensor);
  const char* replay(TfLiteTensor* tensor, uint32_t invoke);
  void swapWords(TfLiteTensor* tensor);
  const char* castUnquantised(TfLiteTensor* tensor);

  const volatile TinyrigFixture& fixture_;
  uint32_t state_;
};

}  // namespace tinyrig

#endif
