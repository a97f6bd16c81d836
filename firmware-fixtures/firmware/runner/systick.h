/*
 * SysTick and DWT for the variants that want time: an interrupt inside Invoke, or the cycles of an
 * Invoke. Armv7-M Architecture Reference Manual, B3.3 (SysTick) and C1.8 (DWT).
 */
#ifndef TINYRIG_RUNNER_SYSTICK_H_
#define TINYRIG_RUNNER_SYSTICK_H_

#include <stdint.h>

namespace tinyrig {

const uint32_t kSysTickLongest = 0xFFFFFF;

/* Starts SysTick with interrupts every reload + 1 processor cycles; ticks count from 0. */
void startSysTick(uint32_t reload);

/* Cycles since startSysTick; right up to 2^32 cycles. */
uint32_t sysTickCycles();

/* Stops SysTick; the number of interrupts that were taken. */
uint32_t stopSysTick();

/* Switches the cycle counter on; false where the core has none (Armv6-M). */
bool startCycleCounter();

/* CYCCNT, 0 where there is none. */
uint32_t cycleCounter();

}  // namespace tinyrig

#endif
