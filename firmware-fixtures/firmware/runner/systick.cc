#include "runner/systick.h"

#include "startup/startup.h"

namespace {

volatile uint32_t& word(uint32_t address) {
  return *reinterpret_cast<volatile uint32_t*>(address);
}

const uint32_t kSystCsr = 0xE000E010;
const uint32_t kSystRvr = 0xE000E014;
const uint32_t kSystCvr = 0xE000E018;
const uint32_t kSystEnable = 1u << 0;
const uint32_t kSystInterrupt = 1u << 1;
const uint32_t kSystProcessorClock = 1u << 2;

const uint32_t kDemcr = 0xE000EDFC;
const uint32_t kDemcrTraceEnable = 1u << 24;
const uint32_t kDwtCtrl = 0xE0001000;
const uint32_t kDwtCycleCount = 0xE0001004;
const uint32_t kDwtCtrlCycleCountEnable = 1u << 0;
const uint32_t kDwtCtrlNoCycleCount = 1u << 25;

volatile uint32_t ticks;
volatile uint32_t handlerWork;

}  // namespace

/* Does a little work of its own, so that a profile has cycles to tell apart from the operator's. */
void SysTick_Handler(void) {
  ticks = ticks + 1;
  uint32_t work = handlerWork;
  for (int i = 0; i < 16; i++) {
    work = work * 5 + static_cast<uint32_t>(i);
  }
  handlerWork = work;
}

namespace tinyrig {

void startSysTick(uint32_t reload) {
  ticks = 0;
  word(kSystRvr) = reload;
  word(kSystCvr) = 0;
  word(kSystCsr) = kSystEnable | kSystInterrupt | kSystProcessorClock;
}

uint32_t sysTickCycles() {
  const uint32_t reload = word(kSystRvr);
  uint32_t before;
  uint32_t value;
  do {
    before = ticks;
    value = word(kSystCvr);
  } while (before != ticks);
  return before * (reload + 1) + (reload - value);
}

uint32_t stopSysTick() {
  word(kSystCsr) = 0;
  return ticks;
}

bool startCycleCounter() {
#if defined(__ARM_ARCH_6M__) || defined(__ARM_ARCH_8M_BASE__)
  return false;
#else
  word(kDemcr) |= kDemcrTraceEnable;
  if ((word(kDwtCtrl) & kDwtCtrlNoCycleCount) != 0) {
    return false;
  }
  word(kDwtCycleCount) = 0;
  word(kDwtCtrl) |= kDwtCtrlCycleCountEnable;
  return true;
#endif
}

uint32_t cycleCounter() {
#if defined(__ARM_ARCH_6M__) || defined(__ARM_ARCH_8M_BASE__)
  return 0;
#else
  return word(kDwtCycleCount);
#endif
}

}  // namespace tinyrig
