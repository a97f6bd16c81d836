/**
 * The system control space and its neighbours on the private peripheral bus: interrupt controller,
 * system control block, SysTick, MPU, DWT, ITM, floating-point and cache registers.
 *
 * <p>Start at {@link dev.tinyrig.emulator.scs.SystemControlSpace}, which sends an access to the
 * part that owns the register. This package must not know boards.
 */
package dev.tinyrig.emulator.scs;
