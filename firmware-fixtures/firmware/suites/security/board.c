/* What the parts must be told before Non-secure code can run there. */
#include "suites/security/world.h"

void board_setup(void);

/* Lets Secure code memory be Non-secure callable. */
#define NSCCFG REGISTER(0x50080014)
#define CORTEX_M33 0xD21

static void open_memory(uint32_t controller, uint32_t from, uint32_t to) {
  volatile uint32_t* registers = (volatile uint32_t*)(uintptr_t)controller;
  uint32_t block = 1u << ((registers[5] & 15) + 5); /* BLK_CFG */
  registers[0] &= ~0x100u;                            /* no auto-increment */
  for (uint32_t at = from; at < to; at += block) {
    uint32_t index = at / block;
    registers[6] = index / 32;
    registers[7] |= 1u << (index % 32);
  }
}

void board_setup(void) {
  NSCCFG = 1;
  if ((CPUID >> 4 & 0xFFF) == CORTEX_M33) { /* AN505; the TCMs of AN547 have no controllers */
    open_memory(0x58007000, 0x200000, 0x240000); /* SSRAM1 */
    open_memory(0x58009000, 0, 0x10000);         /* SSRAM3 */
  }
  barrier();
}
