/* Log, dispatch and the handlers that most tests use. */
#include "suites/exceptions/suite.h"

#include "console/console.h"
#include "startup/startup.h"

volatile Handler suite_handlers[48];
__attribute__((aligned(8))) uint32_t suite_process_stack[256];

/* Volatile, or the compiler would join stores of bytes to unaligned words, which some tests trap. */
static volatile char line[160];
static uint32_t length;

static void text(const char* from) {
  while (*from != '\0' && length < sizeof line - 2) {
    line[length++] = *from++;
  }
}

static void hex(uint32_t value) {
  volatile char digits[9];
  uint32_t count = 0;
  do {
    digits[count++] = "0123456789abcdef"[value & 15];
    value >>= 4;
  } while (value != 0);
  while (count > 0 && length < sizeof line - 2) {
    line[length++] = digits[--count];
  }
}

static void end_line(void) {
  line[length++] = '\n';
  line[length] = '\0';
  console_write((const char*)line);
  length = 0;
}

void suite_log(const char* name, const uint32_t* values, uint32_t count) {
  text("  ");
  text(name);
  for (uint32_t i = 0; i < count; i++) {
    text(" ");
    hex(values[i]);
  }
  end_line();
}

void suite_title(const char* name) {
  text(name);
  end_line();
}

uint32_t suite_dispatch(uint32_t exc_return, uint32_t msp, uint32_t psp);

uint32_t suite_dispatch(uint32_t exc_return, uint32_t msp, uint32_t psp) {
  uint32_t frame = (exc_return & 4) != 0 ? psp : msp;
  return suite_handlers[get_ipsr()]((Frame*)(uintptr_t)frame, exc_return);
}

uint32_t suite_icsr(void) {
  uint32_t value = ICSR;
  /* RETTOBASE does not exist in Armv6-M and is UNKNOWN in thread mode. */
  if (!ARMV7M || get_ipsr() == 0) {
    value &= ~0x800u;
  }
  return value;
}

static uint32_t unexpected(Frame* frame, uint32_t exc_return) {
  LOG("unexpected exception", get_ipsr(), exc_return, frame->pc);
  tinyrig_exit(1);
}

uint32_t suite_note(Frame* frame, uint32_t exc_return) {
  (void)frame;
  LOG("enter", get_ipsr(), exc_return, suite_icsr());
  return exc_return;
}

uint32_t suite_frame(Frame* frame, uint32_t exc_return) {
  LOG("enter", get_ipsr(), exc_return, suite_icsr());
  LOG("frame", frame->r0, frame->r1, frame->r2, frame->r3, frame->r12, frame->lr, frame->pc,
      frame->xpsr);
  LOG("at", (uint32_t)(uintptr_t)frame, get_msp(), get_psp(), get_control(), get_xpsr());
  return exc_return;
}

uint32_t suite_fault(Frame* frame, uint32_t exc_return) {
  LOG("fault", get_ipsr(), exc_return, frame->pc, frame->xpsr);
#if ARMV7M
  uint32_t cfsr = CFSR;
  LOG("status", cfsr, HFSR, SHCSR);
  if ((cfsr & 0x80) != 0) {
    LOG("mmfar", MMFAR);
  }
  if ((cfsr & 0x8000) != 0) {
    LOG("bfar", BFAR);
  }
  CFSR = cfsr;
  HFSR = HFSR;
  LOG("cleared", CFSR, HFSR);
#endif
  frame->pc = frame->lr & ~1u;
  frame->xpsr = (frame->xpsr & ~0x0600FC00u) | 0x01000000u;
  return exc_return;
}

uint32_t suite_service(Frame* frame, uint32_t exc_return) {
  uint32_t number = *(const uint8_t*)(uintptr_t)(frame->pc - 2);
  if (number == 0) {
    set_control(get_control() & ~1u);
  } else {
    LOG("svc", number, exc_return, frame->r0, frame->r1);
    frame->r0 += frame->r1;
  }
  return exc_return;
}

void suite_priority(int exception, uint32_t priority) {
  /* Armv6-M has word access only. */
  uint32_t address = exception < IRQ0 ? 0xE000ED14u + (uint32_t)exception
                                      : NVIC_IPR + (uint32_t)(exception - IRQ0);
  uint32_t shift = 8 * (address & 3);
  volatile uint32_t* word = &REGISTER(address & ~3u);
  *word = (*word & ~(0xFFu << shift)) | priority << shift;
}

void suite_interrupt(int irq, uint32_t priority, Handler handler) {
  suite_handlers[IRQ0 + irq] = handler;
  suite_priority(IRQ0 + irq, priority);
  NVIC_ISER = 1u << irq;
}

void suite_pend(int irq) {
  store_then_unmask(&NVIC_ISPR, 1u << irq);
}

void suite_restore(void) {
  set_primask(0);
  NVIC_ICER = 0xFFFFFFFF;
  NVIC_ICPR = 0xFFFFFFFF;
  for (uint32_t i = 0; i < 48; i++) {
    suite_handlers[i] = unexpected;
  }
  suite_handlers[HARD_FAULT] = suite_fault;
  suite_handlers[MEM_MANAGE] = suite_fault;
  suite_handlers[BUS_FAULT] = suite_fault;
  suite_handlers[USAGE_FAULT] = suite_fault;
  suite_handlers[SVCALL] = suite_service;
  SHPR2 = 0;
  SHPR3 = 0;
#if ARMV7M
  SHPR1 = 0;
  SHCSR = SHCSR_FAULTS_ENABLED;
#endif
}

int main(void) {
  suite_restore();
  tests_common();
#if ARMV7M
  tests_armv7m();
  tests_faults();
  tests_returns();
#if ARMV8M
  tests_armv8m();
#else
  tests_memory();
#endif
#if HAS_FPU
  tests_floating_point();
#endif
#else
  tests_armv6m();
#endif
  test_lockup();
  return 1;
}
