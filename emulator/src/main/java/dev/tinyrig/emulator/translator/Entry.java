package dev.tinyrig.emulator.translator;

/**
 * Where a line of a region is entered; kept in its {@code Block}.
 *
 * @param number of the entry in the region's method
 * @param most cycles that the line takes at most
 * @param start address of the line
 */
record Entry(Region region, int number, int most, int start) {}
