#include "npu/cache.h"

#include <stdint.h>

#define WORD(address) (*(volatile uint32_t*)(address))
#define SCB_CCR WORD(0xE000ED14u)
#define SCB_CCR_DC (1u << 16)
#define SCB_CCR_IC (1u << 17)
#define SCB_CCSIDR WORD(0xE000ED80u)
#define SCB_CSSELR WORD(0xE000ED84u)
#define SCB_ICIALLU WORD(0xE000EF50u)
#define SCB_DCISW WORD(0xE000EF60u)
#define SCB_DCCIMVAC WORD(0xE000EF70u)
#define SCB_DCCISW WORD(0xE000EF74u)

static void barrier(void) { __asm volatile("dsb\n\tisb" ::: "memory"); }

typedef struct Geometry {
  uint32_t line_bytes;
  uint32_t ways;
  uint32_t sets;
} Geometry;

static Geometry data_cache(void) {
  SCB_CSSELR = 0;
  barrier();
  const uint32_t word = SCB_CCSIDR;
  return (Geometry){.line_bytes = 16u << (word & 7),
                    .ways = (word >> 3 & 0x3FF) + 1,
                    .sets = (word >> 13 & 0x7FFF) + 1};
}

/* Does one operation on every line: sets count up from the line's size, ways down from bit 31. */
static void each_line(Geometry g, volatile uint32_t* operation) {
  const uint32_t way_shift = g.ways == 1 ? 0 : (uint32_t)__builtin_clz(g.ways - 1);
  for (uint32_t way = 0; way < g.ways; way++) {
    for (uint32_t set = 0; set < g.sets; set++) {
      *operation = way << way_shift | set * g.line_bytes;
    }
  }
}

void cache_enable(void) {
  SCB_ICIALLU = 0;
  each_line(data_cache(), &SCB_DCISW);
  barrier();
  SCB_CCR |= SCB_CCR_DC | SCB_CCR_IC;
  barrier();
}

void cache_clean_and_forget(const void* address, size_t bytes) {
  __asm volatile("dsb" ::: "memory");
  if ((SCB_CCR & SCB_CCR_DC) == 0 || bytes == 0) {
    return;
  }
  const Geometry g = data_cache();
  if (bytes > g.line_bytes * g.ways * g.sets) {
    each_line(g, &SCB_DCCISW);
  } else {
    const uintptr_t end = (uintptr_t)address + bytes;
    for (uintptr_t line = (uintptr_t)address & ~(uintptr_t)(g.line_bytes - 1); line < end;
         line += g.line_bytes) {
      SCB_DCCIMVAC = line;
    }
  }
  barrier();
}
