package dev.tinyrig.traces.report;

/**
 * Cycles of a source line. The cycles of a straight run of code are shared evenly among its
 * instructions.
 */
public record LineRow(String file, int line, long cycles, long instructions) {}
