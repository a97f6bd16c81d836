/**
 * The interpreter: executes pre-decoded straight lines of code, and is the reference for the
 * translating engine.
 *
 * <p>Start at {@code Interpreter}. {@code Step} lets the translating engine have one instruction
 * executed. The classes named {@code …Ops} fetch operands from the core, call the pure functions of
 * {@code emulator.semantics} and write results back. This package must not know encodings (it sees
 * {@link dev.tinyrig.emulator.isa.Instruction}) nor cycles of a core (it adds what a {@link
 * dev.tinyrig.emulator.timing.TimingModel} says).
 */
package dev.tinyrig.emulator.interpreter;
