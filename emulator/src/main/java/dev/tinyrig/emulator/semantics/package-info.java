/**
 * What instructions compute: pure static functions on ints and longs, called by both engines.
 *
 * <p>A function that yields a value and flags returns a {@code long}: the value in the low word,
 * the flags in the high word, so that nothing is allocated. Which flags these are stands at each
 * function. Start at {@link dev.tinyrig.emulator.semantics.Arithmetic}. This package must not know
 * a core, a memory or an encoding.
 */
package dev.tinyrig.emulator.semantics;
