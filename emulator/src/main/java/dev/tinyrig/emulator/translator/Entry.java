package dev.tinyrig.emulator.translator;

/**
 * Where a line of a region is entered; kept in its {@code Block}.
 *
 * @param number of the entry in the region's method
 * @param most cycles that the line takes at most
 * @param start address of the line
 * @param secure whether it is for the Secure state; here, too, because every step between regions
 *     asks
 */
record Entry(Region region, int number, int most, int start, boolean secure) {
  Entry(Region region, int number, int most, int start) {
    this(region, number, most, start, region.head.secure);
  }
}
