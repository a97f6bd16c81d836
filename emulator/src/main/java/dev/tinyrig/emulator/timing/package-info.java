/**
 * Cycles: one timing model per core, asked when a block is decoded.
 *
 * <p>Start at {@link dev.tinyrig.emulator.timing.TimingModel}. This package must not know what an
 * instruction computes.
 */
package dev.tinyrig.emulator.timing;
