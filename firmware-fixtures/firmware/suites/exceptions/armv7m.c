/* Armv7-M: masks, priority groups, privilege, vector table, software interrupts, exclusives, IT blocks. */
#include "suites/exceptions/armv7m.h"

#include "suites/exceptions/suite.h"

#if ARMV7M

static void base_priority(void) {
  suite_title("basepri");
  set_basepri(0xFFFFFFFF);
  LOG("all ones", get_basepri());
  set_basepri(0x80);
  set_basepri_max(0xA0);
  LOG("max does not lower", get_basepri());
  set_basepri_max(0x60);
  LOG("max raises", get_basepri());
  set_basepri_max(0);
  LOG("max ignores zero", get_basepri());
  set_basepri(0);
  set_basepri_max(0x70);
  LOG("max from zero", get_basepri());

  suite_interrupt(IRQ_A, 0x40, suite_note);
  suite_interrupt(IRQ_B, 0x80, suite_note);
  suite_interrupt(IRQ_C, 0xC0, suite_note);
  set_basepri(0x80);
  suite_pend(IRQ_A);
  suite_pend(IRQ_B);
  suite_pend(IRQ_C);
  LOG("b and c wait", suite_icsr());
  set_basepri(0xC0);
  barrier();
  LOG("c waits", suite_icsr());
  set_basepri(0);
  barrier();
  LOG("none waits", suite_icsr());
  suite_restore();
}

static uint32_t sets_faultmask(Frame* frame, uint32_t exc_return) {
  set_faultmask(1);
  suite_note(frame, exc_return);
  suite_pend(IRQ_B);
  LOG("masked", get_faultmask(), suite_icsr());
  return exc_return;
}

static void fault_mask(void) {
  suite_title("faultmask");
  suite_interrupt(IRQ_A, 0x80, sets_faultmask);
  suite_interrupt(IRQ_B, 0x40, suite_note);
  suite_handlers[NMI] = suite_note;
  suite_pend(IRQ_A);
  LOG("cleared by the return", get_faultmask());
  set_faultmask(1);
  suite_pend(IRQ_B);
  ICSR = ICSR_NMIPENDSET;
  barrier();
  LOG("nmi leaves it", get_faultmask(), suite_icsr());
  set_faultmask(0);
  barrier();
  cpsid_i_f();
  LOG("cpsid if", get_primask(), get_faultmask());
  cpsie_i_f();
  LOG("cpsie if", get_primask(), get_faultmask());
  suite_restore();
}

static uint32_t pends_b(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  suite_pend(IRQ_B);
  LOG("leave a", suite_icsr());
  return exc_return;
}

static void priority_grouping(void) {
  static const uint8_t groups[] = {0, 3, 4, 5, 6, 7};
  for (uint32_t i = 0; i < sizeof groups; i++) {
    suite_title("priority grouping");
    AIRCR = AIRCR_KEY | (uint32_t)groups[i] << 8;
    LOG("aircr", AIRCR);
    suite_interrupt(IRQ_A, 0x60, pends_b);
    suite_interrupt(IRQ_B, 0x50, suite_note);
    suite_pend(IRQ_A);
    suite_interrupt(IRQ_A, 0x61, suite_note);
    suite_interrupt(IRQ_B, 0x60, suite_note);
    set_primask(1);
    NVIC_ISPR = 1u << IRQ_A | 1u << IRQ_B;
    barrier();
    set_primask(0);
    set_basepri(0x60);
    LOG("basepri", get_basepri());
    suite_pend(IRQ_A);
    LOG("a", suite_icsr());
    suite_interrupt(IRQ_B, 0x40, suite_note);
    suite_pend(IRQ_B);
    LOG("b", suite_icsr());
    set_basepri(0);
    suite_restore();
  }
  AIRCR = AIRCR_KEY;
}

static uint32_t shows_shcsr(Frame* frame, uint32_t exc_return) {
  suite_note(frame, exc_return);
  LOG("shcsr", SHCSR, NVIC_IABR);
  return exc_return;
}

static uint32_t svc_shows_shcsr(Frame* frame, uint32_t exc_return) {
  (void)frame;
  ICSR = ICSR_PENDSVSET | ICSR_PENDSTSET;
  barrier();
  LOG("shcsr", SHCSR, suite_icsr());
  return exc_return;
}

static uint32_t usage_shows_shcsr(Frame* frame, uint32_t exc_return) {
  LOG("shcsr", SHCSR);
  SHCSR = SHCSR | 1u << 15; /* SVCALLPENDED */
  LOG("svc pended", SHCSR, suite_icsr());
  return suite_fault(frame, exc_return);
}

static void active_bits(void) {
  suite_title("active bits");
  suite_handlers[SVCALL] = svc_shows_shcsr;
  suite_handlers[PENDSV] = shows_shcsr;
  suite_handlers[SYSTICK] = shows_shcsr;
  suite_handlers[NMI] = shows_shcsr;
  suite_handlers[USAGE_FAULT] = usage_shows_shcsr;
  suite_interrupt(IRQ_A, 0x80, shows_shcsr);
  suite_priority(SVCALL, 0x40);
  suite_priority(PENDSV, 0x60);
  suite_priority(SYSTICK, 0x80);
  fault_svc();
  suite_pend(IRQ_A);
  ICSR = ICSR_NMIPENDSET;
  barrier();
  fault_undefined_16();
  LOG("thread", SHCSR);
  suite_restore();
}

static void privilege(void) {
  suite_title("privilege");
  uint32_t seen[6];
  try_unprivileged(seen);
  suite_log("unprivileged", seen, 6);
  LOG("back", get_control(), get_primask(), get_basepri(), get_faultmask());
  suite_title("unprivileged access to system registers");
  unprivileged(load_word, 0xE000E100);
  unprivileged(store_word, 0xE000ED08);
  unprivileged(load_word, 0xE000E010);
  suite_restore();
}

static void software_interrupts(void) {
  suite_title("software interrupts");
  suite_interrupt(IRQ_A, 0x80, suite_note);
  STIR = IRQ_A;
  barrier();
  LOG("after", suite_icsr());
  unprivileged(store_word, 0xE000EF00);
  suite_restore();
}

__attribute__((aligned(256))) static uint32_t table[64];

static void vector_table(void) {
  suite_title("vector table");
  uint32_t own = VTOR;
  LOG("vtor", own);
  VTOR = 0xFFFFFFFF;
  LOG("writable", VTOR | 0xC000007Fu);
  VTOR = own;
  const uint32_t* from = (const uint32_t*)(uintptr_t)own;
  for (uint32_t i = 0; i < 64; i++) {
    __asm volatile("ldr %0, [%1]" : "=r"(table[i]) : "r"(from + i));
  }
  VTOR = (uint32_t)(uintptr_t)table;
  barrier();
  suite_interrupt(IRQ_A, 0x80, suite_note);
  suite_pend(IRQ_A);
  LOG("moved", VTOR - (uint32_t)(uintptr_t)table);
  /* A vector without the Thumb bit: INVSTATE at the handler. */
  uint32_t vector = table[IRQ0 + IRQ_A];
  table[IRQ0 + IRQ_A] = vector & ~1u;
  VTOR = own;
  suite_restore();
}

static uint32_t shows_it_state(Frame* frame, uint32_t exc_return) {
  LOG("enter", get_ipsr(), exc_return, frame->pc, frame->xpsr, get_xpsr());
  return exc_return;
}

static void it_blocks(void) {
  suite_title("exceptions inside IT blocks");
  fault_inside_it(NO_MEMORY);
  suite_handlers[SVCALL] = shows_it_state;
  LOG("sum", svc_inside_it());
  suite_restore();
}

static void exclusives(void) {
  static volatile uint32_t word = 0x000100FF;
  uint32_t seen[6];
  suite_title("exclusives");
  exclusive_sequence((uint32_t*)&word, seen);
  suite_log("status", seen, 6);
  LOG("word", word);
  suite_interrupt(IRQ_A, 0x80, suite_note);
  LOG("interrupted", exclusive_interrupted((uint32_t*)&word, &NVIC_ISPR, 1u << IRQ_A), word);
  suite_restore();
}

void tests_armv7m(void) {
  base_priority();
  fault_mask();
  priority_grouping();
  active_bits();
  privilege();
  software_interrupts();
  vector_table();
  it_blocks();
  exclusives();
}

#endif
