/**
 * The debug port: the only door for debuggers, tests, inputs and fault reports.
 *
 * <p>Start at {@link dev.tinyrig.emulator.debug.DebugPort}.
 */
package dev.tinyrig.emulator.debug;
