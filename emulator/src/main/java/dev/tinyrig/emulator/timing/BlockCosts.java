package dev.tinyrig.emulator.timing;

/**
 * Static cycles of the instructions of one straight line of code, by position.
 *
 * @param executed cycles of the instruction when its condition holds and (for branches) it does not
 *     branch
 * @param skipped cycles when its condition fails inside an IT block
 * @param taken cycles when it changes the flow (branches, writes to PC), refill included; equal to
 *     {@code executed} for the others
 */
public record BlockCosts(int[] executed, int[] skipped, int[] taken) {}
