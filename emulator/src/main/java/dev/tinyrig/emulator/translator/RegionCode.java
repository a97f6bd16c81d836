package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;

/**
 * The method that a region was translated to; of a class and not of an interface, whose methods the
 * JVM would have to look for at every call.
 */
abstract class RegionCode {
  /**
   * Executes from an entry on until the cycles run short or the flow leaves the region. Registers,
   * flags and the count of instructions are in {@code core} when it returns, the clock is not
   * touched.
   *
   * @param entry number of a line of the region
   * @param cycles how many cycles may pass before the deadline
   * @return the number of the exit in the high word, what is left of the cycles in the low word
   */
  abstract long run(Core core, int entry, int cycles);
}
