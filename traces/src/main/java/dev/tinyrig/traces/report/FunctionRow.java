package dev.tinyrig.traces.report;

/**
 * Cycles of a function.
 *
 * @param name readable name; {@code sub_…} with the address in stripped images
 * @param address first instruction, {@code 0x…}
 * @param calls times it was called (tail calls included)
 * @param inclusive cycles in it and what it called; recursion counts once
 * @param exclusive cycles in it alone
 * @param instructions executed in it alone
 */
public record FunctionRow(
    String name, String address, long calls, long inclusive, long exclusive, long instructions) {}
