package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.semantics.PairArithmetic;

/**
 * Loads and stores of vectors whose elements have addresses of their own (Armv8.1-M: DDI 0553,
 * C2.4, VLDRB and relatives, vector forms), for two beats at once.
 */
final class Gather {
  /** Types of the parameters that loads and stores share. */
  static final String ACCESS = "Ldev/tinyrig/emulator/translator/FlatMemory;IJIIIJI";

  private static final int DOUBLE = 3;

  private Gather() {}

  /**
   * Elements at {@code base} and their offsets; those that the mask does not let through are 0.
   *
   * @param size log2 of the bytes of an element; 3 for a double word, whose offset stands in its
   *     low word
   * @param bytes log2 of what an access has of them
   * @param scale left shift of the offsets
   * @param mask lanes of ones for elements that take part, by words for double words
   */
  static long load(
      FlatMemory memory,
      int base,
      long offsets,
      int size,
      int bytes,
      int scale,
      long mask,
      int exit,
      boolean signed) {
    if (size == DOUBLE) {
      int address = base + ((int) offsets << scale);
      int low = (int) mask != 0 ? memory.load32(address, exit) : 0;
      int high = mask >>> 32 != 0 ? memory.load32(address + 4, exit) : 0;
      return PairArithmetic.pair(low, high);
    }
    int bits = 8 << size;
    long result = 0;
    for (int at = 0; at < 64; at += bits) {
      if ((mask >>> at & 1) != 0) {
        int address = base + ((int) lane(offsets, at, bits) << scale);
        int element =
            switch (bytes) {
              case 0 -> memory.load8(address, exit);
              case 1 -> memory.load16(address, exit);
              default -> memory.load32(address, exit);
            };
        int unused = signed ? 32 - (8 << bytes) : 0;
        result |= lane(element << unused >> unused, 0, bits) << at;
      }
    }
    return result;
  }

  private static long lane(long pair, int at, int bits) {
    return pair >>> at & -1L >>> 64 - bits;
  }

  /** Stores elements of {@code data}; see {@link #load}. */
  static void store(
      FlatMemory memory,
      int base,
      long offsets,
      int size,
      int bytes,
      int scale,
      long mask,
      int exit,
      long data) {
    if (size == DOUBLE) {
      int address = base + ((int) offsets << scale);
      if ((int) mask != 0) {
        memory.store32(address, (int) data, exit);
      }
      if (mask >>> 32 != 0) {
        memory.store32(address + 4, (int) (data >>> 32), exit);
      }
      return;
    }
    int bits = 8 << size;
    for (int at = 0; at < 64; at += bits) {
      if ((mask >>> at & 1) != 0) {
        int address = base + ((int) lane(offsets, at, bits) << scale);
        int element = (int) (data >>> at);
        switch (bytes) {
          case 0 -> memory.store8(address, element, exit);
          case 1 -> memory.store16(address, element, exit);
          default -> memory.store32(address, element, exit);
        }
      }
    }
  }

  /** Bases, which are the low words of double words, moved. */
  static long moved(long bases, int by, int size) {
    return PairArithmetic.pair((int) bases + by, (int) (bases >>> 32) + (size == DOUBLE ? 0 : by));
  }
}
