/*
 * Memory protection controllers of Corstone-300 (Arm SIE-200 TRM, 3.7: CTRL, BLK_MAX, BLK_IDX,
 * BLK_LUT) and the core's security attribution unit (Armv8-M Architecture Reference Manual, D1.2).
 */
#include "npu/nonsecure.h"

#define WORD(address) (*(volatile uint32_t*)(address))

#define SAU_CTRL WORD(0xE000EDD0u)
#define SAU_RNR WORD(0xE000EDD8u)
#define SAU_RBAR WORD(0xE000EDDCu)
#define SAU_RLAR WORD(0xE000EDE0u)

enum { MPC_CTRL = 0x00, MPC_BLK_MAX = 0x10, MPC_BLK_IDX = 0x18, MPC_BLK_LUT = 0x1C };
#define MPC_CTRL_AUTO_INCREMENT (1u << 8)

/* Models lie in the code SRAM, arenas in the two banks of data SRAM. */
static const uint32_t controllers[] = {0x57000000u, 0x50083000u, 0x50084000u};

static void give_all_blocks(uint32_t controller) {
  WORD(controller + MPC_CTRL) |= MPC_CTRL_AUTO_INCREMENT;
  WORD(controller + MPC_BLK_IDX) = 0;
  for (uint32_t left = WORD(controller + MPC_BLK_MAX) + 1; left != 0; left--) {
    WORD(controller + MPC_BLK_LUT) = 0xFFFFFFFFu;
  }
}

static void attribute(uint32_t region, uint32_t first, uint32_t last) {
  SAU_RNR = region;
  SAU_RBAR = first;
  SAU_RLAR = (last & ~0x1Fu) | 1;
}

void npu_open_memories(uint32_t npu) {
  for (uint32_t i = 0; i < sizeof(controllers) / sizeof(controllers[0]); i++) {
    give_all_blocks(controllers[i]);
  }
  attribute(0, 0x01000000u, 0x011FFFFFu);
  attribute(1, 0x21000000u, 0x213FFFFFu);
  attribute(2, npu, npu + 0xFFFu);
  SAU_CTRL = 1;
  __asm volatile("dsb\n\tisb" ::: "memory");
}
