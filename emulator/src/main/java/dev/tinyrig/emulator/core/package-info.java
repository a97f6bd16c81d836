/**
 * The programmer's model: registers, flags, exceptions, faults, and the core models with what each
 * has.
 *
 * <p>Start at {@link dev.tinyrig.emulator.core.Core}. This package must not know encodings, boards
 * or reports.
 */
package dev.tinyrig.emulator.core;
