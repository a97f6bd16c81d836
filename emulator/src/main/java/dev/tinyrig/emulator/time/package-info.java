/**
 * The machine's one clock and the events on it.
 *
 * <p>Start at {@link dev.tinyrig.emulator.time.Clock}.
 */
package dev.tinyrig.emulator.time;
