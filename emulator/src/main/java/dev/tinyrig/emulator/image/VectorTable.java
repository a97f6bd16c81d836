package dev.tinyrig.emulator.image;

/**
 * The first two words of the vector table (Armv7-M Arm ARM B1.5.3).
 *
 * @param address load address of the table
 * @param initialSp word 0: the main stack pointer after reset
 * @param reset word 1: the reset handler with its Thumb bit
 * @param evidence how the table was found, for messages
 */
public record VectorTable(int address, int initialSp, int reset, String evidence) {}
