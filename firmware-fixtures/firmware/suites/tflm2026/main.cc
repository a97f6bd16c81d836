// Two Invokes of the model in model.S, under an interrupt that strikes again and again; the second one with a profiler.
#include <stdint.h>

#include "console/console.h"
#include "startup/startup.h"
#include "suites/tflm2026/interpreter.h"

extern "C" const uint8_t tflm2026_model[];

namespace {

volatile uint32_t* const kSysTick = reinterpret_cast<volatile uint32_t*>(0xE000E010);
constexpr uint32_t kReload = 700;

volatile uint32_t ticks;

__attribute__((aligned(16), section(".arena"))) uint8_t arena[4096];

class CountingProfiler : public tflm2026::Profiler {
 public:
  uint32_t BeginEvent(const char* tag) override {
    letters_ += *tag != 0;
    return begun_++;
  }
  void EndEvent(uint32_t handle) override { ended_ += handle < begun_; }
  uint32_t events() const { return begun_ == ended_ && letters_ == begun_ ? begun_ : 0; }

 private:
  uint32_t begun_ = 0;
  uint32_t ended_ = 0;
  uint32_t letters_ = 0;
};

void print_number(uint32_t value) {
  char text[11];
  char* at = text + 10;
  *at = 0;
  do {
    *--at = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value);
  console_write(" ");
  console_write(at);
}

bool run(tflm2026::Interpreter& interpreter, int32_t start, int32_t step) {
  interpreter.input(0)[0] = start;
  for (int i = 0; i < 8; i++) interpreter.input(1)[i] = step * i + 1;
  if (interpreter.Invoke() != tflm2026::kOk) return false;
  console_write("output");
  for (int i = 0; i < 8; i++) print_number(static_cast<uint32_t>(interpreter.output(0)[i]));
  console_write("\n");
  return true;
}

}  // namespace

extern "C" void SysTick_Handler(void) { ticks = ticks + 1; }

int main() {
  static CountingProfiler profiler;
  static tflm2026::Interpreter interpreter(tflm2026_model, arena, sizeof arena);
  if (interpreter.AllocateTensors() != tflm2026::kOk) {
    console_write("failed: AllocateTensors\n");
    return 1;
  }
  kSysTick[1] = kReload;
  kSysTick[2] = 0;
  kSysTick[0] = 7;
  bool passed = run(interpreter, 0, 1);
  interpreter.set_profiler(&profiler);
  passed = run(interpreter, 2, 3) && passed;
  kSysTick[0] = 0;
  console_write("events");
  print_number(profiler.events());
  console_write(passed ? "\npassed\n" : "\nfailed: Invoke\n");
  return passed ? 0 : 1;
}
