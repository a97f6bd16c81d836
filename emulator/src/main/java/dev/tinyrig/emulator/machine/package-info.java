/**
 * A machine: one core with its memories and devices, executed to an end.
 *
 * <p>Start at {@link dev.tinyrig.emulator.machine.Machine}. This package must not know boards (they
 * build machines), TFLM or reports.
 */
package dev.tinyrig.emulator.machine;
