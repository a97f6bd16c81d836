/* Armv7-M: each fault with its status, its address and its escalation. */
#include "suites/exceptions/armv7m.h"
#include "suites/exceptions/suite.h"

#if ARMV7M

#define CCR_UNALIGN_TRP 8u
#define CCR_DIV_0_TRP 16u
#define CCR_BFHFNMIGN 0x100u

static const uint32_t words[4] = {0x01020304, 0x05060708, 0x090A0B0C, 0x0D0E0F10};

static void all_faults(void) {
  uint32_t address = (uint32_t)(uintptr_t)words;
  suite_title("undefined");
  fault_undefined_16();
  fault_undefined_32();
  suite_title("no coprocessor");
  fault_coprocessor();
  suite_title("branch without the Thumb bit");
  fault_branch((uint32_t)(uintptr_t)suite_entry & ~1u);
  suite_title("unaligned, always");
  fault_load_multiple(address + 2);
  fault_load_pair(address + 1);
  fault_exclusive(address + 2);
  suite_title("unaligned, trapped");
  fault_load_word(address + 1);
  fault_load_half(address + 1);
  CCR = CCR | CCR_UNALIGN_TRP;
  LOG("ccr", CCR);
  fault_load_word(address + 1);
  fault_load_word(address + 2);
  fault_load_half(address + 1);
  CCR = CCR & ~CCR_UNALIGN_TRP;
  suite_title("divide by zero");
  fault_divide();
  CCR = CCR | CCR_DIV_0_TRP;
  LOG("ccr", CCR);
  fault_divide();
  CCR = CCR & ~CCR_DIV_0_TRP;
  suite_title("no memory");
  fault_load_word(NO_MEMORY);
  fault_store_word(NO_MEMORY + 4);
  fault_load_half(NO_MEMORY + 6);
  fault_load_multiple(NO_MEMORY + 8);
  fault_branch(NO_MEMORY + 1);
  suite_title("execute never");
  fault_branch(0xE0000001);
  fault_branch(0x40004001);
  suite_title("breakpoint without a debugger");
  fault_breakpoint();
}

static uint32_t faults(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  fault_undefined_16();
  return exc_return;
}

static uint32_t faults_then_leaves(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  fault_undefined_32();
  return suite_fault(frame, exc_return);
}

static void escalation(void) {
  suite_title("escalation: handler disabled");
  SHCSR = 0;
  fault_undefined_16();
  fault_load_word(NO_MEMORY);
  fault_branch((uint32_t)(uintptr_t)suite_entry & ~1u);
  SHCSR = SHCSR_FAULTS_ENABLED;
  suite_title("escalation: priority too low");
  suite_priority(USAGE_FAULT, 0x80);
  suite_interrupt(IRQ_A, 0xC0, faults);
  suite_interrupt(IRQ_B, 0x80, faults);
  suite_interrupt(IRQ_C, 0x40, faults);
  suite_pend(IRQ_A);
  suite_pend(IRQ_B);
  suite_pend(IRQ_C);
  suite_title("escalation: masked");
  set_basepri(0x80);
  fault_undefined_16();
  set_basepri(0x90);
  fault_undefined_16();
  set_basepri(0);
  set_primask(1);
  fault_undefined_16();
  set_primask(0);
  suite_title("escalation: a fault handler faults");
  suite_handlers[USAGE_FAULT] = faults_then_leaves;
  fault_undefined_16();
  LOG("status", CFSR, HFSR, SHCSR);
  suite_restore();
}

static uint32_t usage_inside_bus(Frame* frame, uint32_t exc_return) {
  LOG("bus fault", SHCSR);
  fault_undefined_16();
  return suite_fault(frame, exc_return);
}

static void nested_faults(void) {
  suite_title("a usage fault inside a bus fault");
  suite_priority(BUS_FAULT, 0x80);
  suite_priority(USAGE_FAULT, 0x40);
  suite_handlers[BUS_FAULT] = usage_inside_bus;
  fault_load_word(0x30000010);
  suite_restore();
}

static uint32_t hard_fault_then_nmi(Frame* frame, uint32_t exc_return) {
  ICSR = ICSR_NMIPENDSET;
  barrier();
  LOG("after nmi", suite_icsr());
  return suite_fault(frame, exc_return);
}

static void nmi_inside_hard_fault(void) {
  suite_title("nmi inside HardFault");
  suite_handlers[HARD_FAULT] = hard_fault_then_nmi;
  suite_handlers[NMI] = suite_note;
  SHCSR = 0;
  fault_undefined_16();
  suite_restore();
}

static uint32_t resume_at;

/* PSP has no memory: what is stacked is lost, and the handler makes a frame by hand. */
static uint32_t repairs_stack(Frame* frame, uint32_t exc_return) {
  (void)frame;
  uint32_t cfsr = CFSR;
  LOG("fault", get_ipsr(), exc_return, get_psp());
  LOG("status", cfsr, HFSR, SHCSR, suite_icsr());
  CFSR = cfsr;
  HFSR = HFSR;
  Frame* made = (Frame*)(uintptr_t)&suite_process_stack[100];
  for (uint32_t i = 0; i < 8; i++) {
    suite_process_stack[100 + i] = i;
  }
  made->pc = (uint32_t)(uintptr_t)svc_0 & ~1u;
  made->pc += 2; /* BX LR of a leaf function */
  made->lr = resume_at;
  made->xpsr = 0x01000000;
  set_psp((uint32_t)(uintptr_t)made);
  return exc_return;
}

static void stacking_errors(void) {
  suite_title("stacking error: an interrupt of lower priority than the fault");
  suite_handlers[BUS_FAULT] = repairs_stack;
  suite_interrupt(IRQ_A, 0x80, suite_note);
  stack_without_memory(NO_MEMORY + 0x100, &resume_at, &NVIC_ISPR, 1u << IRQ_A);
  LOG("back", get_control(), suite_icsr());
  suite_title("stacking error: an interrupt of higher priority than the fault");
  suite_priority(BUS_FAULT, 0xC0);
  stack_without_memory(NO_MEMORY + 0x100, &resume_at, &NVIC_ISPR, 1u << IRQ_A);
  LOG("back", get_control(), suite_icsr());
  suite_title("stacking error: fault disabled");
  SHCSR = 0;
  suite_handlers[HARD_FAULT] = repairs_stack;
  stack_without_memory(NO_MEMORY + 0x100, &resume_at, &NVIC_ISPR, 1u << IRQ_A);
  LOG("back", get_control(), suite_icsr());
  suite_restore();
}

static uint32_t moves_psp(Frame* frame, uint32_t exc_return) {
  (void)frame;
  LOG("enter", get_ipsr(), exc_return);
  set_psp(NO_MEMORY + 0x200);
  return exc_return;
}

static void unstacking_errors(void) {
  suite_title("unstacking error");
  suite_handlers[BUS_FAULT] = repairs_stack;
  suite_interrupt(IRQ_A, 0x80, moves_psp);
  stack_without_memory((uint32_t)(uintptr_t)&suite_process_stack[200], &resume_at, &NVIC_ISPR,
                       1u << IRQ_A);
  LOG("back", get_control(), suite_icsr());
  suite_restore();
}

void tests_faults(void) {
  all_faults();
  escalation();
  nested_faults();
  nmi_inside_hard_fault();
  stacking_errors();
  unstacking_errors();
}

#endif
