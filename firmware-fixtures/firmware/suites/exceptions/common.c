/* What Armv6-M and Armv7-M share: reset values, registers of the NVIC, entry, nesting, masks, SVC, PendSV, sleep. */
#include "suites/exceptions/suite.h"

/* CLKSOURCE (bit 2 of SYST_CSR) depends on the part: it is left out of the log. */
static void reset_state(void) {
  suite_title("reset");
  LOG("control primask ipsr epsr", get_control(), get_primask(), get_ipsr(), get_epsr());
  LOG("icsr aircr scr ccr", suite_icsr(), AIRCR, SCR, CCR);
  LOG("priorities", SHPR2, SHPR3);
  LOG("systick", SYST_CSR & ~0x10004u, SYST_RVR);
#if ARMV7M
  LOG("ictr shcsr cfsr hfsr", ICTR & 0xF, SHCSR & ~SHCSR_FAULTS_ENABLED, CFSR, HFSR);
#endif
}

static void special_registers(void) {
  suite_title("special registers");
  uint32_t psp = get_psp();
  set_psp(0x20001237);
  LOG("psp", get_psp());
  set_psp(psp);
  set_primask(0xFFFFFFFE);
  LOG("primask", get_primask());
  set_primask(0xFFFFFFFF);
  LOG("primask", get_primask());
  set_primask(0);
  set_apsr(0xFFFFFFFF);
  uint32_t flags = get_apsr();
  set_apsr(0);
  LOG("apsr", flags, get_apsr() & 0x0FFFFFFF);
  LOG("ipsr epsr", get_ipsr(), get_epsr());
}

static void nvic_registers(void) {
  suite_title("nvic registers");
  set_primask(1);
  NVIC_ISER = 0xFF000000;
  LOG("enabled", NVIC_ISER, NVIC_ICER);
  NVIC_ISER = 0;
  NVIC_ICER = 0x0F000000;
  LOG("enabled", NVIC_ISER, NVIC_ICER);
  NVIC_ISPR = 0x3C000000;
  LOG("pending", NVIC_ISPR, NVIC_ICPR, suite_icsr());
  NVIC_ICPR = 0x30000000;
  LOG("pending", NVIC_ISPR, NVIC_ICPR, suite_icsr());
  NVIC_ICPR = 0xFFFFFFFF;
  LOG("pending", NVIC_ISPR, suite_icsr());
  NVIC_ICER = 0xFFFFFFFF;
  for (uint32_t i = 24; i < 32; i += 4) {
    REGISTER(NVIC_IPR + i) = 0xFFFFFFFF;
    LOG("priority", REGISTER(NVIC_IPR + i));
    REGISTER(NVIC_IPR + i) = 0x11223344;
    LOG("priority", REGISTER(NVIC_IPR + i));
  }
  SHPR2 = 0xFFFFFFFF;
  SHPR3 = 0xFFFFFFFF;
  LOG("system priority", SHPR2, SHPR3);
  SHPR2 = 0;
  SHPR3 = 0;
#if ARMV7M
  SHPR1 = 0xFFFFFFFF;
  LOG("system priority", SHPR1);
  SHPR1 = 0;
  REGISTER8(NVIC_IPR + 25) = 0xAB;
  REGISTER16(NVIC_IPR + 26) = 0xCDEF;
  LOG("priority bytes", REGISTER(NVIC_IPR + 24), REGISTER8(NVIC_IPR + 27), REGISTER16(NVIC_IPR + 24));
  LOG("active", NVIC_IABR);
  LOG("second word", REGISTER(0xE000E104));
#endif
  REGISTER(NVIC_IPR + 24) = 0;
  REGISTER(NVIC_IPR + 28) = 0;
  ICSR = ICSR_PENDSVSET | ICSR_PENDSTSET;
  LOG("system pending", suite_icsr());
  ICSR = ICSR_PENDSVCLR;
  LOG("system pending", suite_icsr());
  ICSR = ICSR_PENDSTCLR;
  LOG("system pending", suite_icsr());
  AIRCR = 0;
  LOG("aircr", AIRCR);
  SCR = 0xFFFFFFFF;
  LOG("scr", SCR);
  SCR = 0;
  set_primask(0);
}

static void entry_and_return(void) {
  suite_title("entry and return");
  uint32_t after[7];
  suite_interrupt(IRQ_A, 0x80, suite_frame);
  uint32_t before = get_msp();
  store_with_pattern(&NVIC_ISPR, 1u << IRQ_A, after);
  suite_log("registers", after, 7);
  LOG("stack", before - get_msp());
  suite_restore();
}

static void pend_a(void) { suite_pend(IRQ_A); }

static void stack_alignment(void) {
  suite_title("stack alignment");
  suite_interrupt(IRQ_A, 0x80, suite_frame);
  uint32_t before = get_msp();
  pend_a();
  misaligned_stack(pend_a);
  LOG("stack", before - get_msp());
  suite_restore();
}

static void process_stack(void) {
  suite_title("process stack");
  suite_interrupt(IRQ_A, 0x80, suite_frame);
  on_process_stack(pend_a, (uint32_t)(uintptr_t)&suite_process_stack[200]);
  on_process_stack(pend_a, (uint32_t)(uintptr_t)&suite_process_stack[199]);
  LOG("psp", get_psp() - (uint32_t)(uintptr_t)suite_process_stack);
  suite_restore();
}

static uint32_t pends_others(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  suite_pend(IRQ_C);
  LOG("c waits", NVIC_ISPR, suite_icsr());
  suite_pend(IRQ_B);
  LOG("leave a", suite_icsr());
  return exc_return;
}

static uint32_t pends_d(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
#if ARMV7M
  LOG("active", NVIC_IABR);
#endif
  suite_pend(IRQ_D);
  LOG("leave b", suite_icsr());
  return exc_return;
}

static void nesting(void) {
  suite_title("nesting");
  suite_interrupt(IRQ_A, 0xC0, pends_others);
  suite_interrupt(IRQ_B, 0x80, pends_d);
  suite_interrupt(IRQ_C, 0xC0, suite_note);
  suite_interrupt(IRQ_D, 0x40, suite_note);
  suite_pend(IRQ_A);
  LOG("thread", suite_icsr(), get_ipsr());
  suite_restore();
}

static void tail_chaining(void) {
  suite_title("tail-chaining and order");
  suite_interrupt(IRQ_A, 0x80, suite_frame);
  suite_interrupt(IRQ_B, 0x40, suite_frame);
  suite_interrupt(IRQ_C, 0x80, suite_frame);
  suite_interrupt(IRQ_D, 0xC0, suite_frame);
  set_primask(1);
  NVIC_ISPR = 1u << IRQ_A | 1u << IRQ_B | 1u << IRQ_C | 1u << IRQ_D;
  barrier();
  LOG("masked", suite_icsr());
  set_primask(0);
  LOG("thread", suite_icsr());
  suite_restore();
}

static uint32_t pends_itself(Frame* frame, uint32_t exc_return) {
  static uint32_t times;
  suite_note(frame, exc_return);
  times++;
  if (times % 3 != 0) {
    suite_pend(IRQ_A);
    LOG("pending while active", NVIC_ISPR, suite_icsr());
  }
  return exc_return;
}

static void pending_while_active(void) {
  suite_title("pending while active");
  suite_interrupt(IRQ_A, 0x80, pends_itself);
  suite_pend(IRQ_A);
  suite_restore();
}

static uint32_t lowers_itself(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  suite_pend(IRQ_B);
  LOG("b waits", suite_icsr());
  suite_priority(IRQ0 + IRQ_B, 0x40);
  barrier();
  LOG("leave a", suite_icsr());
  return exc_return;
}

static void priority_raised_while_pending(void) {
  suite_title("priority raised while pending");
  suite_interrupt(IRQ_A, 0x80, lowers_itself);
  suite_interrupt(IRQ_B, 0xC0, suite_note);
  suite_pend(IRQ_A);
  suite_restore();
}

static void disabled_interrupt(void) {
  suite_title("disabled interrupt");
  suite_handlers[IRQ0 + IRQ_A] = suite_note;
  suite_pend(IRQ_A);
  LOG("pending, not enabled", suite_icsr(), NVIC_ISPR);
  NVIC_ISER = 1u << IRQ_A;
  barrier();
  LOG("taken", suite_icsr(), NVIC_ISPR);
  suite_restore();
}

static void nmi(void) {
  suite_title("nmi");
  suite_handlers[NMI] = suite_note;
  set_primask(1);
  ICSR = ICSR_NMIPENDSET;
  barrier();
  LOG("after", suite_icsr(), get_primask());
  set_primask(0);
  suite_restore();
}

static uint32_t services(Frame* frame, uint32_t exc_return) {
  ICSR = ICSR_PENDSVSET;
  barrier();
  LOG("pendsv waits", suite_icsr());
  return suite_service(frame, exc_return);
}

static void supervisor_call(void) {
  suite_title("svc and pendsv");
  suite_handlers[SVCALL] = services;
  suite_handlers[PENDSV] = suite_note;
  suite_priority(SVCALL, 0x80);
  suite_priority(PENDSV, 0xC0);
  LOG("sum", svc_add(3, 4));
  suite_restore();
}

static uint32_t calls_svc(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  LOG("sum", svc_add(5, 6));
  return exc_return;
}

static void supervisor_call_nested(void) {
  suite_title("svc inside a handler");
  suite_priority(SVCALL, 0x40);
  suite_interrupt(IRQ_A, 0x80, calls_svc);
  suite_pend(IRQ_A);
  suite_restore();
}

static uint32_t faults_svc(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  fault_svc();
  return exc_return;
}

static void supervisor_call_escalates(void) {
  suite_title("svc that cannot be taken");
  suite_priority(SVCALL, 0x80);
  suite_interrupt(IRQ_A, 0x40, faults_svc);
  suite_pend(IRQ_A);
  set_primask(1);
  fault_svc();
  set_primask(0);
  suite_restore();
}

static void sleep(void) {
  suite_title("sleep");
  suite_interrupt(IRQ_A, 0x80, suite_note);
  set_primask(1);
  NVIC_ISPR = 1u << IRQ_A;
  do_wfi();
  LOG("woken under primask", suite_icsr());
  set_primask(0);
  do_sev();
  do_wfe();
  LOG("woken by an event");
  suite_restore();
}

static volatile uint32_t ticks;

static uint32_t tick(Frame* frame, uint32_t exc_return) {
  (void)frame;
  if (++ticks == 3) {
    SYST_CSR = 0;
    ICSR = ICSR_PENDSTCLR;
  }
  return exc_return;
}

static void systick(void) {
  suite_title("systick");
  suite_handlers[SYSTICK] = tick;
  SYST_RVR = 0xFF001234;
  LOG("reload", SYST_RVR);
  SYST_CVR = 0x55;
  LOG("current", SYST_CVR, SYST_CSR & ~4u);
  SYST_RVR = 50000;
  SYST_CVR = 0;
  SYST_CSR = 7;
  while (ticks < 3) {
  }
  LOG("ticks", ticks, SYST_CSR & ~0x10004u);
  SYST_CVR = 0;
  LOG("count flag", SYST_CSR & ~4u, SYST_CVR);
  suite_handlers[SYSTICK] = suite_note;
  ICSR = ICSR_PENDSTSET;
  barrier();
  LOG("after", suite_icsr());
  suite_restore();
}

void tests_common(void) {
  reset_state();
  special_registers();
  nvic_registers();
  entry_and_return();
  stack_alignment();
  process_stack();
  nesting();
  tail_chaining();
  pending_while_active();
  priority_raised_while_pending();
  disabled_interrupt();
  nmi();
  supervisor_call();
  supervisor_call_nested();
  supervisor_call_escalates();
  sleep();
  systick();
}

static uint32_t faults_again(Frame* frame, uint32_t exc_return) {
  LOG("fault", get_ipsr(), exc_return, frame->pc);
  suite_title("a second fault locks up");
  fault_undefined_16();
  suite_title("not locked up");
  return exc_return;
}

/* The last test: no way leads out of it. */
void test_lockup(void) {
  suite_title("lockup");
  suite_handlers[HARD_FAULT] = faults_again;
#if ARMV7M
  SHCSR = 0;
#endif
  fault_undefined_16();
}
