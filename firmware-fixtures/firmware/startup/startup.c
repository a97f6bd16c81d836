/*
 * Vector table, reset and fault handlers for any Armv6-M, Armv7-M or Armv8-M part of this build.
 * Faults say which one it was and end the run with status 1; an interrupt nobody asked for spins in
 * a function named for it, so that a tool that names hangs has something to name.
 */
#include <stdint.h>

#include "console/console.h"
#include "startup/startup.h"

extern uint8_t __stack_limit[];
extern uint8_t __stack_top[];
extern uint8_t __data_start[];
extern uint8_t __data_end[];
extern const uint8_t __data_load[];
extern uint8_t __bss_start[];
extern uint8_t __bss_end[];
typedef void (*Initialiser)(void);
extern const Initialiser __init_array_start[];
extern const Initialiser __init_array_end[];

int main(void);

typedef void (*Handler)(void);

/* Coprocessor access control: full access to CP10 and CP11 switches floating point (and MVE) on. */
#define SCB_CPACR (*(volatile uint32_t*)0xE000ED88u)

/* Configuration and control: LOB lets the core keep the branch of a low-overhead loop, so that LE is
 * executed once for each loop and not once for each turn (Armv8.1-M ARM, CCR). */
#define SCB_CCR (*(volatile uint32_t*)0xE000ED14u)
#define SCB_CCR_LOB (1u << 19)

__attribute__((noreturn)) void Reset_Handler(void) {
#if defined(__ARM_ARCH_8M_BASE__) || defined(__ARM_ARCH_8M_MAIN__)
  __asm volatile("msr msplim, %0" ::"r"(__stack_limit));
#endif
#if defined(__ARM_FEATURE_MVE)
  /* FPSCR.LTPSIZE needs no care: a new floating-point context starts with "no tail predication". */
  SCB_CCR |= SCB_CCR_LOB;
#endif
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
  SCB_CPACR |= 0xFu << 20;
  __asm volatile("dsb\n\tisb" ::: "memory");
#endif
  const uint32_t* from = (const uint32_t*)(const void*)__data_load;
  for (uint32_t* to = (uint32_t*)(void*)__data_start; to < (uint32_t*)(void*)__data_end; to++) {
    *to = *from++;
  }
  for (uint32_t* to = (uint32_t*)(void*)__bss_start; to < (uint32_t*)(void*)__bss_end; to++) {
    *to = 0;
  }
  console_open();
  for (const Initialiser* each = __init_array_start; each < __init_array_end; each++) {
    (*each)();
  }
  tinyrig_exit(main());
}

static void fault(const char* name) __attribute__((noreturn));

static void fault(const char* name) {
  console_write("FAULT ");
  console_write(name);
  console_write("\n");
  tinyrig_exit(1);
}

__attribute__((weak)) void NMI_Handler(void) { fault("NMI"); }
__attribute__((weak)) void HardFault_Handler(void) { fault("HardFault"); }
__attribute__((weak)) void MemManage_Handler(void) { fault("MemManage"); }
__attribute__((weak)) void BusFault_Handler(void) { fault("BusFault"); }
__attribute__((weak)) void UsageFault_Handler(void) { fault("UsageFault"); }
__attribute__((weak)) void SecureFault_Handler(void) { fault("SecureFault"); }

__attribute__((weak)) void Unexpected_Handler(void) {
  for (;;) {
  }
}

void SVC_Handler(void) __attribute__((weak, alias("Unexpected_Handler")));
void DebugMon_Handler(void) __attribute__((weak, alias("Unexpected_Handler")));
void PendSV_Handler(void) __attribute__((weak, alias("Unexpected_Handler")));
void SysTick_Handler(void) __attribute__((weak, alias("Unexpected_Handler")));
void Npu_Handler(void) __attribute__((weak, alias("Unexpected_Handler")));

#define EIGHT(x) x, x, x, x, x, x, x, x

__attribute__((section(".vectors"), used)) const Handler tinyrig_vectors[16 + 64] = {
    (Handler)(uintptr_t)__stack_top,
    Reset_Handler,
    NMI_Handler,
    HardFault_Handler,
    MemManage_Handler,
    BusFault_Handler,
    UsageFault_Handler,
    SecureFault_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
    SVC_Handler,
    DebugMon_Handler,
    Unexpected_Handler,
    PendSV_Handler,
    SysTick_Handler,
    EIGHT(Unexpected_Handler),
    EIGHT(Unexpected_Handler),
    EIGHT(Unexpected_Handler),
    EIGHT(Unexpected_Handler),
    EIGHT(Unexpected_Handler),
    EIGHT(Unexpected_Handler),
    EIGHT(Unexpected_Handler),
    Npu_Handler, /* interrupt 56 of Corstone-300 */
    Unexpected_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
    Unexpected_Handler,
};
