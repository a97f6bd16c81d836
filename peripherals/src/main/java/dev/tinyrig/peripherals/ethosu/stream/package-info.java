/**
 * The command stream: which words there are, reading them one at a time, the state that they leave
 * behind, and a listing for people.
 *
 * <p>Start at {@link dev.tinyrig.peripherals.ethosu.stream.Opcode}. This package must not know what
 * an operation computes.
 */
package dev.tinyrig.peripherals.ethosu.stream;
