package dev.tinyrig.traces.report;

/**
 * Exceptions of one number.
 *
 * @param number exception number; 16 is the first external interrupt
 * @param name the architecture's name, {@code IRQ n} for external ones
 * @param count times it was taken
 * @param cycles in its handler, entry and return included, handlers that interrupted it left out
 */
public record ExceptionRow(int number, String name, long count, long cycles) {}
