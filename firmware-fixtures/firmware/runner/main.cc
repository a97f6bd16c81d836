/*
 * The generic runner: for each fixture header (there may be two in one image) it makes an
 * interpreter, allocates its tensors, then fills inputs, invokes and prints what came out. The
 * last line is "passed", or "failed: ..." with exit status 1. Nothing printed depends on time
 * unless the header asks for cycles.
 */
#include <new>

#include "console/console.h"
#include "runner/crc32.h"
#include "runner/fixture.h"
#include "runner/input.h"
#include "runner/line.h"
#include "runner/resolver.h"
#include "runner/systick.h"
#include "tensorflow/lite/micro/micro_error_reporter.h"
#include "tensorflow/lite/micro/micro_interpreter.h"
#include "tensorflow/lite/schema/schema_generated.h"
#include "tensorflow/lite/version.h"

extern "C" void DebugLog(const char* text) { console_write(text); }

namespace tinyrig {
namespace {

const uint32_t kMaxFixtures = 2;
const uint32_t kValuesShown = 16;

/* One interpreter with its input; built in place, because a fixture has no heap. */
struct Instance {
  Instance(const volatile TinyrigFixture& header, tflite::ErrorReporter* reporter)
      : fixture(header),
        input(header),
        interpreter(tflite::GetModel(const_cast<const void*>(header.model)), Resolver(),
                    static_cast<uint8_t*>(header.arena), header.arena_bytes, reporter) {}

  const volatile TinyrigFixture& fixture;
  InputSource input;
  tflite::MicroInterpreter interpreter;
};

alignas(Instance) uint8_t instanceStorage[kMaxFixtures][sizeof(Instance)];

int fail(const char* what, const char* detail) {
  Line line;
  line.text("failed: ").text(what).text(detail).write();
  return 1;
}

void printOutput(const char* name, uint32_t invoke, uint32_t index, const TfLiteTensor& tensor) {
  uint32_t count = 1;
  for (int i = 0; i < tensor.dims->size; i++) {
    count *= static_cast<uint32_t>(tensor.dims->data[i]);
  }
  Line line;
  line.text(name).text(" invoke ").decimal(invoke).text(" output ").decimal(index).text(": ");
  line.text(TfLiteTypeGetName(tensor.type)).text("[").decimal(count).text("] crc32 ");
  line.hex(tinyrig_crc32(tensor.data.uint8, tensor.bytes)).write();
  line.text(" ");
  for (uint32_t i = 0; i < count && i < kValuesShown; i++) {
    line.text(" ");
    switch (tensor.type) {
      case kTfLiteFloat32:
        line.real(tensor.data.f[i]);
        break;
      case kTfLiteInt8:
        line.decimal(static_cast<int32_t>(tensor.data.int8[i]));
        break;
      case kTfLiteUInt8:
        line.decimal(static_cast<uint32_t>(tensor.data.uint8[i]));
        break;
      default:
        line.text("?");
        break;
    }
  }
  line.write();
}

int open(Instance& instance) {
  const volatile TinyrigFixture& fixture = instance.fixture;
  if (instance.interpreter.AllocateTensors() != kTfLiteOk) {
    return fail("AllocateTensors of ", fixture.name);
  }
  Line line;
  line.text("arena: ").decimal(static_cast<uint32_t>(instance.interpreter.arena_used_bytes()));
  line.text(" of ").decimal(static_cast<uint32_t>(fixture.arena_bytes));
  line.text(" bytes used").write();
  return 0;
}

TfLiteStatus invokeTimed(Instance& instance, Line& cycles) {
  const bool counted = startCycleCounter();
  startSysTick(kSysTickLongest);
  const uint32_t sysTickBefore = sysTickCycles();
  const uint32_t before = cycleCounter();
  const TfLiteStatus status = instance.interpreter.Invoke();
  const uint32_t after = cycleCounter();
  const uint32_t sysTickAfter = sysTickCycles();
  (void)stopSysTick();
  cycles.text("  cycles: systick ").decimal(sysTickAfter - sysTickBefore);
  if (counted) {
    cycles.text(" dwt ").decimal(after - before);
  }
  return status;
}

int invoke(Instance& instance, uint32_t number) {
  const volatile TinyrigFixture& fixture = instance.fixture;
  tflite::MicroInterpreter& interpreter = instance.interpreter;
  for (size_t i = 0; i < interpreter.inputs_size(); i++) {
    const char* problem = instance.input.fill(interpreter.input(i), number);
    if (problem != nullptr) {
      return fail("input: ", problem);
    }
  }
  Line cycles;
  TfLiteStatus status;
  const bool timed = (fixture.flags & TINYRIG_FLAG_PRINT_CYCLES) != 0;
  if (timed) {
    status = invokeTimed(instance, cycles);
  } else if (fixture.systick_reload != 0) {
    startSysTick(fixture.systick_reload);
    status = interpreter.Invoke();
    if (stopSysTick() == 0) {
      return fail("no SysTick interrupt came during Invoke of ", fixture.name);
    }
  } else {
    status = interpreter.Invoke();
  }
  if (status != kTfLiteOk) {
    return fail("Invoke of ", fixture.name);
  }
  for (size_t i = 0; i < interpreter.outputs_size(); i++) {
    printOutput(fixture.name, number, static_cast<uint32_t>(i), *interpreter.output(i));
  }
  if (timed) {
    cycles.write();
  }
  return 0;
}

int run() {
  static tflite::MicroErrorReporter reporter;
  Instance* instances[kMaxFixtures];
  uint32_t count = 0;
  uint32_t rounds = 0;
  for (const volatile TinyrigFixture* each = &tinyrig_fixture; each != nullptr;
       each = each->next) {
    if (each->magic != TINYRIG_FIXTURE_MAGIC || each->version != TINYRIG_FIXTURE_VERSION) {
      return fail("fixture header: ", "magic or version is wrong");
    }
    if (count == kMaxFixtures) {
      return fail("fixture header: ", "more than two in one image");
    }
    const tflite::Model* model = tflite::GetModel(const_cast<const void*>(each->model));
    if (model->version() != TFLITE_SCHEMA_VERSION) {
      return fail("schema version of model ", each->name);
    }
    Line line;
    line.text("fixture ").text(each->name).text(": model of ");
    line.decimal(static_cast<uint32_t>(each->model_bytes)).text(" bytes").write();
    instances[count] = new (instanceStorage[count]) Instance(*each, &reporter);
    const int status = open(*instances[count]);
    if (status != 0) {
      return status;
    }
    count++;
    if (each->invokes > rounds) {
      rounds = each->invokes;
    }
  }
  for (uint32_t round = 0; round < rounds; round++) {
    for (uint32_t i = 0; i < count; i++) {
      if (round < instances[i]->fixture.invokes) {
        const int status = invoke(*instances[i], round);
        if (status != 0) {
          return status;
        }
      }
    }
  }
  console_write("passed\n");
  return 0;
}

}  // namespace
}  // namespace tinyrig

int main() { return tinyrig::run(); }
