/* Armv7-M: memory protection unit and bit-band aliases. */
#include "suites/exceptions/armv7m.h"
#include "suites/exceptions/suite.h"

#if ARMV7M

__attribute__((aligned(256))) static volatile uint32_t guarded[64];
__attribute__((aligned(32))) static uint32_t small[8];

#define SIZE(bits) (((bits) - 1u) << 1)
#define RASR_ENABLE 1u
#define RASR_AP(x) ((uint32_t)(x) << 24)
#define RASR_XN (1u << 28)
#define RASR_NORMAL (6u << 16)

static void region(uint32_t number, uint32_t base, uint32_t attributes) {
  MPU_RNR = number;
  MPU_RBAR = base;
  MPU_RASR = attributes;
}

static void registers(void) {
  suite_title("mpu registers");
  LOG("type", MPU_TYPE);
  MPU_CTRL = 0;
  MPU_RNR = 3;
  MPU_RBAR = 0x20001FFF; /* valid: region 15 does not exist, so only within what is there */
  MPU_RNR = 3;
  MPU_RBAR = 0x20001000;
  MPU_RASR = 0xFFFFFFFE;
  LOG("rasr", MPU_RASR);
  MPU_RASR = SIZE(12) | RASR_AP(3) | RASR_NORMAL;
  LOG("region", MPU_RNR, MPU_RBAR, MPU_RASR);
  MPU_RBAR = 0x20002010 | 5;
  LOG("region", MPU_RNR, MPU_RBAR, MPU_RASR);
  REGISTER(0xE000EDA4) = 0x20004010 | 6;
  REGISTER(0xE000EDA8) = SIZE(12) | RASR_AP(1);
  LOG("alias", MPU_RNR, REGISTER(0xE000EDA4), REGISTER(0xE000EDA8));
  for (uint32_t i = 0; i < 8; i++) {
    region(i, 0, 0);
  }
  LOG("ctrl", MPU_CTRL);
}

static void touch(const char* name, uint32_t address) {
  suite_title(name);
  load_word(address);
  store_word(address);
  unprivileged(load_word, address);
  unprivileged(store_word, address);
}

static void access_rights(void) {
  uint32_t address = (uint32_t)(uintptr_t)guarded;
  MPU_CTRL = 5;
  for (uint32_t ap = 0; ap < 8; ap++) {
    if (ap == 4) {
      continue; /* reserved */
    }
    region(0, 0, SIZE(22) | RASR_AP(3) | RASR_NORMAL | RASR_ENABLE);
    region(1, 0x20000000, SIZE(22) | RASR_AP(3) | RASR_NORMAL | RASR_ENABLE);
    region(7, address, SIZE(8) | RASR_AP(ap) | RASR_NORMAL | RASR_ENABLE);
    barrier();
    LOG("access permission", ap);
    touch("all of the region", address + 16);
  }
  region(7, address, SIZE(8) | RASR_AP(0) | RASR_NORMAL | RASR_ENABLE | 0x0400);
  touch("enabled subregion", address + 0x64);
  touch("disabled subregion", address + 0x44);
  region(6, address, SIZE(8) | RASR_AP(0) | RASR_NORMAL | RASR_ENABLE);
  region(7, address, SIZE(8) | RASR_AP(3) | RASR_NORMAL | RASR_ENABLE);
  touch("the higher region wins", address);
  region(6, 0, 0);
  region(7, (uint32_t)(uintptr_t)small, SIZE(5) | RASR_AP(2) | RASR_NORMAL | RASR_ENABLE);
  touch("32 bytes", (uint32_t)(uintptr_t)small + 28);
  region(7, 0, 0);
  region(1, 0, 0);
  /* Privileged only: without region 1 there is no stack for others. */
  suite_title("background map");
  load_word(address);
  store_word(address);
  MPU_CTRL = 0;
  barrier();
}

static uint32_t return_14(void) {
  return 14;
}

static void execute_never(void) {
  uint32_t address = (uint32_t)(uintptr_t)guarded;
  suite_title("execute never");
  guarded[0] = 0x4770200E; /* movs r0, #14; bx lr */
  LOG("value", return_14(), ((uint32_t(*)(void))(uintptr_t)(address | 1))());
  MPU_CTRL = 5;
  region(7, address, SIZE(8) | RASR_AP(3) | RASR_NORMAL | RASR_XN | RASR_ENABLE);
  barrier();
  fault_branch(address | 1);
  region(7, address, SIZE(8) | RASR_AP(0) | RASR_NORMAL | RASR_ENABLE);
  barrier();
  fault_branch(address | 1);
  region(7, 0, 0);
  MPU_CTRL = 0;
  barrier();
}

static uint32_t looks_inside(Frame* frame, uint32_t exc_return) {
  LOG("inside HardFault", load_word((uint32_t)(uintptr_t)guarded + 4));
  return suite_fault(frame, exc_return);
}

static void hard_fault_and_mpu(void) {
  uint32_t address = (uint32_t)(uintptr_t)guarded;
  suite_title("mpu is off in HardFault");
  guarded[1] = 0x1234;
  SHCSR = 0;
  suite_handlers[HARD_FAULT] = looks_inside;
  MPU_CTRL = 5;
  region(7, address, SIZE(8) | RASR_AP(0) | RASR_NORMAL | RASR_ENABLE);
  barrier();
  load_word(address);
  set_faultmask(1);
  LOG("under faultmask", load_word(address + 4));
  set_faultmask(0);
  region(7, 0, 0);
  MPU_CTRL = 0;
  barrier();
  suite_restore();
}

static uint32_t resume_at;

static uint32_t repairs_stack(Frame* frame, uint32_t exc_return) {
  (void)frame;
  uint32_t cfsr = CFSR;
  LOG("fault", get_ipsr(), exc_return);
  LOG("status", cfsr, HFSR, SHCSR, suite_icsr());
  CFSR = cfsr;
  Frame* made = (Frame*)(uintptr_t)&suite_process_stack[100];
  made->pc = ((uint32_t)(uintptr_t)svc_0 & ~1u) + 2;
  made->lr = resume_at;
  made->xpsr = 0x01000000;
  set_psp((uint32_t)(uintptr_t)made);
  return exc_return;
}

static void stacking_is_checked(void) {
  uint32_t address = (uint32_t)(uintptr_t)guarded;
  suite_title("stacking on protected memory");
  suite_handlers[MEM_MANAGE] = repairs_stack;
  suite_interrupt(IRQ_A, 0x80, suite_note);
  MPU_CTRL = 5;
  region(7, address, SIZE(8) | RASR_AP(5) | RASR_NORMAL | RASR_ENABLE);
  barrier();
  stack_without_memory(address + 0x80, &resume_at, &NVIC_ISPR, 1u << IRQ_A);
  LOG("back", get_control(), suite_icsr());
  region(7, 0, 0);
  MPU_CTRL = 0;
  barrier();
  suite_restore();
}

#if HAS_BIT_BAND
static void bit_band(void) {
  static volatile uint32_t word;
  uint32_t address = (uint32_t)(uintptr_t)&word;
  uint32_t alias = 0x22000000 + (address - 0x20000000) * 32;
  suite_title("bit-band");
  word = 0x80000100;
  LOG("bits", REGISTER(alias), REGISTER(alias + 4 * 8), REGISTER(alias + 4 * 31));
  REGISTER(alias) = 1;
  REGISTER(alias + 4 * 8) = 0xFFFFFFFE;
  REGISTER8(alias + 4 * 17) = 3;
  REGISTER16(alias + 4 * 18) = 1;
  LOG("word", word, REGISTER8(alias + 4 * 17), REGISTER16(alias + 4 * 16));
}
#endif

void tests_memory(void) {
  registers();
  access_rights();
  execute_never();
  hard_fault_and_mpu();
  stacking_is_checked();
#if HAS_BIT_BAND
  bit_band();
#endif
}

#endif
