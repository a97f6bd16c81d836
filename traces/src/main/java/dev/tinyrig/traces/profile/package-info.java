/**
 * Where the cycles, the instructions and the stack went: counters by block of code, the stack's low
 * marks, and what they come to by function, source line and instruction class.
 *
 * <p>Start at {@link dev.tinyrig.traces.profile.BlockCounters}, which counts, and {@link
 * dev.tinyrig.traces.profile.BlockSums}, which says what that means. This package must not know
 * models or operators: it counts into numbered sets that somebody else switches.
 */
package dev.tinyrig.traces.profile;
