/**
 * The address space: memories with their wait states, devices, access faults.
 *
 * <p>Start at {@link dev.tinyrig.emulator.memory.Bus}. This package must not know who accesses it.
 */
package dev.tinyrig.emulator.memory;
