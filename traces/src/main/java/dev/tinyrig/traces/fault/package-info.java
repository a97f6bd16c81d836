/**
 * Faults of the guest in words: status bits, registers, callers with symbols and lines.
 *
 * <p>Start at {@link dev.tinyrig.traces.fault.FaultDecoder}. This package must not know cores in
 * execution: it reads the debug port's record, the image, and memory through a function.
 */
package dev.tinyrig.traces.fault;
