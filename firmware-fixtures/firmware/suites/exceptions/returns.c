/* Armv7-M: EXC_RETURN values, what is checked on return, and what a handler may change in its frame. */
#include "suites/exceptions/armv7m.h"
#include "suites/exceptions/suite.h"

#if ARMV7M

static uint32_t wanted_return;

static uint32_t returns_wrongly(Frame* frame, uint32_t exc_return) {
  (void)frame;
  LOG("enter", get_ipsr(), exc_return);
  return wanted_return;
}

/* The UsageFault that a refused return raises is chained to it: same stack, LR tells the value refused. */
static uint32_t return_refused(Frame* frame, uint32_t exc_return) {
  LOG("refused", get_ipsr(), exc_return, CFSR, HFSR, SHCSR, suite_icsr());
  LOG("frame", frame->pc & 1, frame->xpsr & 0x1FF);
  CFSR = CFSR;
  HFSR = HFSR;
  frame->xpsr = (frame->xpsr & ~0x1FFu) | 0x01000000u;
  return 0xFFFFFFF9;
}

static void reserved_values(void) {
  static const uint32_t values[] = {
#if !ARMV8M
      0xFFFFFFF0, /* there the value of a Non-secure exception, which leaves this one active */
#endif
      0xFFFFFFF3, 0xFFFFFFF5, 0xFFFFFFF7, 0xFFFFFFFB, 0xFFFFFFFF, 0xFFFFFFF1};
  for (uint32_t i = 0; i < sizeof values / 4; i++) {
    suite_title("return with a value that is not allowed");
    LOG("value", values[i]);
    wanted_return = values[i];
    suite_handlers[USAGE_FAULT] = return_refused;
    suite_interrupt(IRQ_A, 0x80, returns_wrongly);
    suite_pend(IRQ_A);
    LOG("thread", suite_icsr(), SHCSR, NVIC_IABR);
    suite_restore();
  }
}

static uint32_t spoils_ipsr(Frame* frame, uint32_t exc_return) {
  frame->xpsr |= 5;
  LOG("enter", get_ipsr(), exc_return);
  return exc_return;
}

static void wrong_ipsr_on_stack(void) {
  suite_title("return to thread mode with an exception number on the stack");
  suite_handlers[USAGE_FAULT] = return_refused;
  suite_interrupt(IRQ_A, 0x80, spoils_ipsr);
  suite_pend(IRQ_A);
  LOG("thread", suite_icsr(), SHCSR, NVIC_IABR);
  suite_restore();
}

static uint32_t clears_thumb(Frame* frame, uint32_t exc_return) {
  frame->xpsr &= ~0x01000000u;
  LOG("enter", get_ipsr(), exc_return);
  return exc_return;
}

static void no_thumb_on_stack(void) {
  suite_title("return without the Thumb bit");
  suite_interrupt(IRQ_A, 0x80, clears_thumb);
  suite_handlers[USAGE_FAULT] = return_refused;
  suite_pend(IRQ_A);
  LOG("thread", suite_icsr());
  suite_restore();
}

static uint32_t deactivates_itself(Frame* frame, uint32_t exc_return) {
  (void)frame;
  LOG("enter", get_ipsr(), exc_return, SHCSR);
  SHCSR = SHCSR & ~(1u << 7);
  barrier();
  LOG("shcsr", SHCSR, suite_icsr());
  return exc_return;
}

static void not_active(void) {
  suite_title("return from an exception that is not active");
  suite_handlers[SVCALL] = deactivates_itself;
  suite_handlers[USAGE_FAULT] = return_refused;
  fault_svc();
  LOG("thread", suite_icsr(), SHCSR);
  suite_restore();
}

static uint32_t goes_to_thread(Frame* frame, uint32_t exc_return) {
  LOG("enter", get_ipsr(), exc_return);
  frame->xpsr &= ~0x1FFu;
  return 0xFFFFFFF9;
}

static uint32_t refused_to_handler(Frame* frame, uint32_t exc_return) {
  (void)frame;
  LOG("refused", get_ipsr(), exc_return, CFSR, SHCSR, NVIC_IABR);
  CFSR = CFSR;
  frame->xpsr |= IRQ0 + IRQ_A;
  return 0xFFFFFFF1;
}

static uint32_t pends_b_and_stays(Frame* frame, uint32_t exc_return) {
  LOG("enter", get_ipsr(), exc_return);
  (void)frame;
  suite_pend(IRQ_B);
  LOG("after b", get_ipsr(), suite_icsr(), NVIC_IABR);
  if (get_ipsr() == 0) {
    svc_0(); /* the way back to handler mode, where this function began */
  }
  LOG("leave a", get_ipsr(), suite_icsr(), NVIC_IABR);
  return exc_return;
}

static uint32_t back_in_thread(Frame* frame, uint32_t exc_return) {
  (void)exc_return;
  frame->xpsr |= IRQ0 + IRQ_A;
  return 0xFFFFFFF1;
}

static void base_thread(void) {
  suite_title("return to thread mode past an active exception");
  suite_interrupt(IRQ_A, 0x80, pends_b_and_stays);
  suite_interrupt(IRQ_B, 0x40, goes_to_thread);
  suite_handlers[USAGE_FAULT] = refused_to_handler;
#if ARMV8M
  suite_handlers[SVCALL] = back_in_thread; /* which always allows it */
#endif
  suite_pend(IRQ_A);
  LOG("thread", suite_icsr(), SHCSR, NVIC_IABR);
  suite_title("the same, allowed");
  CCR = CCR | 1;
  LOG("ccr", CCR);
  suite_handlers[SVCALL] = back_in_thread;
  suite_priority(SVCALL, 0x40);
  suite_pend(IRQ_A);
  CCR = CCR & ~1u;
  LOG("thread", suite_icsr(), SHCSR, NVIC_IABR, get_ipsr());
  suite_restore();
}

static Frame interrupted;

static uint32_t redirects(Frame* frame, uint32_t exc_return) {
  interrupted = *frame;
  frame->pc = (uint32_t)(uintptr_t)fault_svc & ~1u;
  frame->r0 = 0x12345678;
  frame->xpsr = 0xF9000000;
  return exc_return;
}

static uint32_t goes_back(Frame* frame, uint32_t exc_return) {
  LOG("landed", get_ipsr(), exc_return, frame->r0, frame->xpsr);
  *frame = interrupted;
  return exc_return;
}

static void redirected(void) {
  suite_title("a frame changed by its handler");
  suite_handlers[PENDSV] = redirects;
  suite_handlers[SVCALL] = goes_back;
  ICSR = ICSR_PENDSVSET;
  barrier();
  suite_restore();
}

static uint32_t switches_stack(Frame* frame, uint32_t exc_return) {
  Frame* other = (Frame*)(uintptr_t)&suite_process_stack[160];
  *other = *frame;
  set_psp((uint32_t)(uintptr_t)other);
  LOG("to the process stack", exc_return);
  return 0xFFFFFFFD;
}

uint32_t suite_seen[3];

static void switch_of_stacks(void) {
  suite_title("stacks switched by a handler");
  suite_handlers[PENDSV] = switches_stack;
  uint32_t msp = get_msp();
  __asm volatile(
      "push {r4-r11}\n"
      "mov r4, sp\n"
      "str %1, [%0]\n"
      "dsb\n isb\n nop\n"
      "mrs r5, control\n mrs r6, psp\n mrs r7, msp\n"
      "movs r8, #0\n msr control, r8\n isb\n"
      "mov sp, r4\n"
      "mov r0, r5\n mov r1, r6\n sub r2, r4, r7\n"
      "pop {r4-r11}\n"
      "ldr r3, =suite_seen\n stmia r3!, {r0-r2}\n"
      : : "r"(&ICSR), "r"(ICSR_PENDSVSET) : "r0", "r1", "r2", "r3", "memory", "cc");
  LOG("thread", suite_seen[0], suite_seen[1] - (uint32_t)(uintptr_t)suite_process_stack,
      suite_seen[2], msp - get_msp());
  suite_restore();
}

void tests_returns(void) {
  reserved_values();
  wrong_ipsr_on_stack();
  no_thumb_on_stack();
  not_active();
  base_thread();
  redirected();
  switch_of_stacks();
}

#endif
