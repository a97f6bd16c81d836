/* Armv6-M: every fault is a HardFault. */
#include "suites/exceptions/suite.h"

#if !ARMV7M

static uint32_t word[2] = {0x01020304, 0x05060708};

static void hard_faults(void) {
  uint32_t address = (uint32_t)(uintptr_t)word;
  suite_title("undefined");
  fault_undefined_16();
  fault_undefined_32();
  suite_title("unaligned");
  fault_load_word(address + 1);
  fault_load_word(address + 2);
  fault_load_half(address + 1);
  fault_load_multiple(address + 2);
  fault_store_word(address + 2);
  suite_title("no memory");
  fault_load_word(NO_MEMORY);
  fault_store_word(NO_MEMORY);
  suite_title("branch without the Thumb bit");
  fault_branch((uint32_t)(uintptr_t)word & ~1u);
  suite_title("breakpoint without a debugger");
  fault_breakpoint();
}

static uint32_t faults(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  fault_undefined_16();
  return exc_return;
}

static void hard_fault_inside_handlers(void) {
  suite_title("faults inside handlers");
  suite_interrupt(IRQ_A, 0x00, faults);
  suite_pend(IRQ_A);
  suite_handlers[PENDSV] = faults;
  ICSR = ICSR_PENDSVSET;
  barrier();
  set_primask(1);
  fault_undefined_16();
  set_primask(0);
  suite_restore();
}

static void control_register(void) {
  suite_title("control");
  set_control(0xFFFFFFFD);
  LOG("control", get_control());
  set_control(0);
  LOG("control", get_control());
}

void tests_armv6m(void) {
  hard_faults();
  hard_fault_inside_handlers();
  control_register();
}

#endif
