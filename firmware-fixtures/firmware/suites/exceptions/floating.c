/* Floating-point state and exceptions: access, CONTROL.FPCA, frames, lazy stacking. */
#include "suites/exceptions/armv7m.h"
#include "suites/exceptions/suite.h"

#if ARMV7M && HAS_FPU

#define FPCCR_LSPACT 1u
#define FPCCR_LSPEN 0x40000000u
#define FPCCR_ASPEN 0x80000000u

void fp_fill(uint32_t first, uint32_t fpscr);
void fp_sums(uint32_t* three_words);
void fp_touch(uint32_t value);
void fp_leaf(void);

static void show(const char* name) {
  uint32_t seen[3];
  fp_sums(seen);
  suite_log(name, seen, 3);
}

/* A frame is known by its own content: nothing of it is filled in before the state is stored. */
static void show_frame(Frame* frame, uint32_t exc_return) {
  const uint32_t* words = (const uint32_t*)frame;
  LOG("enter", get_ipsr(), exc_return, get_control(), FPCCR & 0xC000017B, frame->xpsr);
  if ((exc_return & 0x10) == 0) {
    LOG("extended", FPCAR - (uint32_t)(uintptr_t)frame, words[8], words[23], words[24]);
  }
}

static uint32_t leaves_it(Frame* frame, uint32_t exc_return) {
  show_frame(frame, exc_return);
  return exc_return;
}

static uint32_t uses_it(Frame* frame, uint32_t exc_return) {
  const uint32_t* words = (const uint32_t*)frame;
  show_frame(frame, exc_return);
  fp_touch(0x55);
  LOG("stored", get_control(), FPCCR & 0xC000017B, words[8], words[9], words[23], words[24]);
  fp_fill(0x5000, 0x01000000);
  show("handler");
  return exc_return;
}

static uint32_t nests(Frame* frame, uint32_t exc_return) {
  show_frame(frame, exc_return);
  suite_pend(IRQ_B);
  LOG("after b", get_control(), FPCCR & 0xC000017B);
  show("handler");
  return exc_return;
}

static uint32_t uses_it_then_nests(Frame* frame, uint32_t exc_return) {
  show_frame(frame, exc_return);
  fp_fill(0x7000, 0);
  suite_pend(IRQ_B);
  LOG("after b", get_control(), FPCCR & 0xC000017B);
  show("handler");
  return exc_return;
}

static void with(const char* name, Handler a, Handler b) {
  suite_title(name);
  set_control(0);
  suite_interrupt(IRQ_A, 0x80, a);
  suite_interrupt(IRQ_B, 0x40, b);
  LOG("control", get_control());
  suite_pend(IRQ_A);
  fp_fill(0x1000, 0x80000000);
  LOG("control", get_control());
  suite_pend(IRQ_A);
  show("thread");
  LOG("control", get_control(), FPCCR & 0xC000017B);
  suite_restore();
}

static void access(void) {
  suite_title("floating point switched off");
  uint32_t cpacr = CPACR;
  LOG("cpacr", cpacr);
  CPACR = 0;
  barrier();
  fp_leaf();
  CPACR = 0x5u << 20;
  barrier();
  LOG("cpacr", CPACR);
  fp_leaf();
  suite_title("floating point for privileged code only");
  unprivileged((uint32_t(*)(uint32_t))fp_leaf, 0);
  CPACR = 0xFFFFFFFF;
  LOG("cpacr", CPACR);
  CPACR = cpacr;
  barrier();
  suite_restore();
}

static void registers(void) {
  suite_title("floating-point registers");
  LOG("fpccr", FPCCR & 0xC000017B, FPDSCR);
  FPDSCR = 0xFFFFFFFF;
  LOG("fpdscr", FPDSCR);
  FPDSCR = 0;
  uint32_t fpcar = FPCAR;
  FPCAR = 0x20000FFF;
  LOG("fpcar", FPCAR);
  FPCAR = fpcar;
  fp_fill(0, 0xFFFFFFFF);
  show("fpscr");
  fp_fill(0, 0);
  set_control(0);
  LOG("control", get_control());
  set_control(4);
  LOG("control", get_control());
  set_control(0);
}

static void default_status(void) {
  suite_title("default status");
  FPDSCR = 0x02C00000;
  set_control(0);
  fp_leaf();
  show("new context");
  fp_fill(0x2000, 0x01000000);
  suite_interrupt(IRQ_A, 0x80, uses_it);
  suite_pend(IRQ_A);
  show("thread");
  FPDSCR = 0;
  suite_restore();
}

static void misaligned_leaf(void) { suite_pend(IRQ_A); }

static void frame_sizes(void) {
  suite_title("frames off an 8-byte boundary");
  suite_interrupt(IRQ_A, 0x80, leaves_it);
  fp_fill(0x3000, 0);
  misaligned_stack(misaligned_leaf);
  on_process_stack(misaligned_leaf, (uint32_t)(uintptr_t)&suite_process_stack[201]);
  fp_fill(0x3000, 0);
  on_process_stack(misaligned_leaf, (uint32_t)(uintptr_t)&suite_process_stack[201]);
  suite_restore();
}

static uint32_t faults_at_fp(Frame* frame, uint32_t exc_return) {
  show_frame(frame, exc_return);
  CPACR = 0;
  barrier();
  fp_leaf();
  CPACR = 0xFu << 20;
  barrier();
  LOG("after", get_control(), FPCCR & 0xC000017B);
  return exc_return;
}

static void switched_off_while_lazy(void) {
  suite_title("switched off while the state is not stored");
  suite_interrupt(IRQ_A, 0x80, faults_at_fp);
  fp_fill(0x4000, 0x10000000);
  suite_pend(IRQ_A);
  show("thread");
  suite_restore();
}

static uint32_t moves_frame(Frame* frame, uint32_t exc_return) {
  show_frame(frame, exc_return);
  uint32_t fpcar = FPCAR;
  FPCAR = NO_MEMORY;
  fp_leaf();
  LOG("after", get_control(), FPCCR & FPCCR_LSPACT);
  FPCAR = fpcar;
  return exc_return;
}

static void lazy_stacking_errors(void) {
  suite_title("lazy stacking where there is no memory");
  suite_interrupt(IRQ_A, 0x80, moves_frame);
  fp_fill(0x6000, 0);
  suite_pend(IRQ_A);
  suite_title("the same, fault of lower priority");
  suite_priority(BUS_FAULT, 0xC0);
  fp_fill(0x6000, 0);
  suite_pend(IRQ_A);
  suite_restore();
}

void tests_floating_point(void) {
  registers();
  access();
  with("lazy stacking: handlers without floating point", leaves_it, leaves_it);
  with("lazy stacking: a handler with floating point", uses_it, leaves_it);
  with("lazy stacking: only the inner handler with floating point", nests, uses_it);
  with("lazy stacking: both handlers with floating point", uses_it_then_nests, uses_it);
  FPCCR = FPCCR & ~FPCCR_LSPEN;
  with("no lazy stacking", uses_it_then_nests, uses_it);
  FPCCR = FPCCR & ~FPCCR_ASPEN;
  with("no automatic stacking", leaves_it, leaves_it);
  FPCCR = FPCCR | FPCCR_LSPEN | FPCCR_ASPEN;
  default_status();
  frame_sizes();
  switched_off_while_lazy();
  lazy_stacking_errors();
  set_control(0);
}

#endif
