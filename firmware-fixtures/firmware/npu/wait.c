#include "npu/wait.h"

#include <stdint.h>

/* Number of the NPU's interrupt on Corstone-300 (Arm AN547). */
enum { INTERRUPT = 56 };

#define WORD(address) (*(volatile uint32_t*)(address))
#define NVIC_ISER WORD(0xE000E100u + 4u * (INTERRUPT / 32))
#define NVIC_ICPR WORD(0xE000E280u + 4u * (INTERRUPT / 32))
#define NVIC_BIT (1u << INTERRUPT % 32)

/* System control: an interrupt that becomes pending is an event, whether it can be taken or not. */
#define SCB_SCR WORD(0xE000ED10u)
#define SCB_SCR_SEVONPEND (1u << 4)

void npu_wait_init(void) {
  SCB_SCR |= SCB_SCR_SEVONPEND;
  NVIC_ICPR = NVIC_BIT;
  NVIC_ISER = NVIC_BIT;
}

/* Returning from a handler is an event too, so that an interrupt just before WFE is not missed. */
void npu_wait_for_event(void) { __asm volatile("dsb\n\twfe" ::: "memory"); }

int npu_wait_is_masked(void) {
  uint32_t primask;
  __asm volatile("mrs %0, primask" : "=r"(primask)::"memory");
  return (primask & 1) != 0;
}

void npu_wait_forget_interrupt(void) {
  __asm volatile("dsb" ::: "memory");
  NVIC_ICPR = NVIC_BIT;
}
