/**
 * Encodings: decode tables with one row per encoding, decoded instructions, disassembly.
 *
 * <p>Start at {@link dev.tinyrig.emulator.isa.Op} (what instructions exist) and {@link
 * dev.tinyrig.emulator.isa.Instruction} (what an engine gets). This package must not know what an
 * instruction computes nor what it costs.
 */
package dev.tinyrig.emulator.isa;
