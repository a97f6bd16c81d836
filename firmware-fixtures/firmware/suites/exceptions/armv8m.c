/* Armv8-M Mainline: coprocessor space, stack limits, and vector instructions that fault midway. */
#include "suites/exceptions/armv8m.h"

#include "suites/exceptions/suite.h"

#if ARMV8M

/* Two half-words and BX LR, written anew for each encoding. */
static uint16_t code[4] __attribute__((aligned(4)));

static uint32_t status_seen;

static uint32_t notes_status(Frame* frame, uint32_t exc_return) {
  status_seen = CFSR;
  CFSR = status_seen;
  frame->pc = frame->lr & ~1u;
  frame->xpsr = (frame->xpsr & ~0x0600FC00u) | 0x01000000u;
  return exc_return;
}

static uint32_t status_of(uint32_t encoding) {
  code[0] = (uint16_t)(encoding >> 16);
  code[1] = (uint16_t)encoding;
  code[2] = 0x4770; /* bx lr */
  barrier();
  status_seen = 0;
  ((void (*)(void))((uintptr_t)code | 1u))();
  return status_seen;
}

/*
 * With the floating-point unit off, its encodings are NOCP before they are UNDEFINED; Armv8.1-M counts coprocessors
 * 8, 9, 14 and 15 and all of 111x1111 in.
 */
static void coprocessor_space(void) {
  suite_title("coprocessor space with the unit off");
  static const uint32_t chosen[] = {
      0xEE000A10, /* vmov s0, r0 */
      0xEEB00A40, /* vmov.f32 s0, s0 */
      0xEEF80AFF, /* UNDEFINED in every version */
      0xEE000B00, /* vmla.f64 d0, d0, d0: double precision */
      0xEE800B10, /* vdup */
      0xEF000840, /* vadd.i8 q0, q0, q0 */
      0xFF000150, /* veor q0, q0, q0 */
      0xEF900040, /* UNDEFINED */
      0xFE000A00, /* vseleq.f32 s0, s0, s0 */
      0xFFFFFFFF, 0xEFFFFFFF, 0xFEFFFFFF, 0xEEFFFFFF,
      0xEE000800, 0xEE000910, 0xEE000E10, 0xEE000F10, 0xEE000110, 0xFE000710,
      0xECB00A01, 0xED900F00, 0xED900800, 0xED900E00, 0xEC400B10,
  };
  uint32_t enabled = CPACR;
  CPACR = 0;
  suite_handlers[USAGE_FAULT] = notes_status;
  for (uint32_t i = 0; i < sizeof chosen / 4; i++) {
    uint32_t status = status_of(chosen[i]);
    LOG("encoding", chosen[i], status);
  }
  uint32_t word = 0x2545F491;
  uint32_t sums[3] = {0, 0, 0};
  uint32_t hash = 1;
  for (uint32_t i = 0; i < 4000; i++) {
    word ^= word << 13;
    word ^= word >> 17;
    word ^= word << 5;
    uint32_t encoding = word | 0xEC000000u;
    if ((encoding & 0xFFE00F00u) == 0xEC200A00u) {
      continue; /* VLSTM and VLLDM have rules of their own */
    }
    uint32_t status = status_of(encoding);
    sums[status == 0x80000 ? 0 : status == 0x10000 ? 1 : 2]++;
    if (status == 0x10000) {
      hash = (hash ^ encoding) * 16777619u;
    } else if (status != 0x80000) {
      LOG("no fault", encoding, status);
    }
  }
  LOG("nocp undefined other", sums[0], sums[1], sums[2], hash);
  CPACR = enabled;
  barrier();
  suite_restore();
}

/* What there is of instructions, memory model, floating point and vectors. */
static void identity(void) {
  suite_title("feature registers");
  for (uint32_t address = 0xE000ED40; address < 0xE000ED78; address += 4) {
    LOG("id", address & 0xFFF, REGISTER(address));
  }
#if HAS_FPU
  LOG("mvfr", REGISTER(0xE000EF40), REGISTER(0xE000EF44), REGISTER(0xE000EF48));
#endif
}

static void limits(void) {
  suite_title("stack limit");
  uint32_t bottom = (uint32_t)(uintptr_t)suite_process_stack;
  set_psplim(bottom + 0x107);
  LOG("limit", get_psplim() - bottom, get_msplim());
  for (uint32_t room = 0x38; room <= 0x48; room += 4) {
    uint32_t sp = limited_stack(bottom + 0x100 + room);
    LOG("room", room, sp - bottom);
  }
  set_psplim(0);
}

#if HAS_VECTORS
static uint32_t memory[8] = {0x11111111, 0x22222222, 0x33333333, 0x44444444,
                             0x55555555, 0x66666666, 0x77777777, 0x88888888};

/* Shows the frame with its VPR, and lets the instruction begin again with a base that has memory. */
static uint32_t repairs(Frame* frame, uint32_t exc_return) {
  const uint32_t* words = (const uint32_t*)frame;
  LOG("fault", get_ipsr(), exc_return, CFSR, BFAR, frame->r0, frame->xpsr);
  uint32_t own[2];
  vector_status(own); /* completes the frame, too */
  LOG("fpscr vpr", words[24], words[25]);
  LOG("of the handler", own[0], own[1]);
  CFSR = CFSR;
  frame->r0 = (uint32_t)(uintptr_t)memory;
  return exc_return;
}

static uint32_t beats_done;
static uint32_t calls;

/* As if a vector instruction behind the SVC had been interrupted. */
static uint32_t interrupts_beats(Frame* frame, uint32_t exc_return) {
  uint32_t number = *(const uint8_t*)(uintptr_t)(frame->pc - 2);
  if (number == 1) {
    frame->xpsr |= beats_done << 12;
  } else {
    calls++;
  }
  return exc_return;
}

static void resumed(void) {
  suite_title("instructions while beats are missing");
  suite_handlers[SVCALL] = interrupts_beats;
  for (beats_done = 1; beats_done <= 5; beats_done++) {
    if (beats_done == 3) {
      continue; /* no value of ECI */
    }
    LOG("beats", beats_done);
    LOG("vector", resumed_vector());
    LOG("clear", resumed_clear());
    LOG("load", resumed_load(memory));
    LOG("move", resumed_move());
  }
  suite_title("a call while beats are missing");
  beats_done = 5;
  suite_handlers[USAGE_FAULT] = notes_status;
  resumed_call();
  LOG("status", status_seen);
  LOG("calls", calls);
  suite_restore();
}

static void vector_faults(void) {
  uint32_t seen[8];
  suite_title("vector load without memory");
  suite_handlers[BUS_FAULT] = repairs;
  vector_load(NO_MEMORY, seen);
  suite_log("vector", seen, 4);
  suite_title("vector load in a block");
  vector_load_in_block(NO_MEMORY, seen);
  suite_log("vectors", seen, 8);
  suite_title("vector load in the tail of a loop");
  vector_load_in_tail(NO_MEMORY, seen);
  suite_log("vector", seen, 6);
  suite_title("vector store without memory");
  vector_store(NO_MEMORY);
  suite_log("memory", memory, 8);
  suite_restore();
}
#endif

void tests_armv8m(void) {
  identity();
  coprocessor_space();
  limits();
#if HAS_VECTORS
  vector_faults();
  resumed();
#endif
}

#endif
