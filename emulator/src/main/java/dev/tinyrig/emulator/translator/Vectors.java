package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.semantics.Fpscr;
import dev.tinyrig.emulator.semantics.VectorCompare;

/**
 * What translated code does with vectors beside computing: registers of the core as two longs, and
 * the state of loops with tail predication.
 */
final class Vectors {
  /** By LTPSIZE, a byte for each of its values: elements in a round of a loop. */
  private static final long ELEMENTS = 0x0101_0101_0204_0810L;

  /** The same, with 0 where LTPSIZE says that there is no tail. */
  private static final long TAIL_ELEMENTS = 0x0204_0810L;

  private static final int LTPSIZE_SHIFT = 16;
  private static final long LOW = 0xFFFF_FFFFL;

  private Vectors() {}

  /** Two S registers. */
  static long get(int[] s, int first) {
    return s[first] & LOW | (long) s[first + 1] << 32;
  }

  /** Sets four S registers. */
  static void put(int[] s, int first, long low, long high) {
    s[first] = (int) low;
    s[first + 1] = (int) (low >>> 32);
    s[first + 2] = (int) high;
    s[first + 3] = (int) (high >>> 32);
  }

  static long withLow(int word, long pair) {
    return pair & ~LOW | word & LOW;
  }

  static long withHigh(int word, long pair) {
    return pair & LOW | (long) word << 32;
  }

  /** A lane replaced by the lowest bits of a value. */
  static long withLane(long pair, int value, int size, int at) {
    long mask = (-1L >>> 64 - (8 << size)) << at;
    return pair & ~mask | (long) value << at & mask;
  }

  /** VCTP: the bits of the bytes of as many elements as are left. */
  static int tail(int size, int elements) {
    return VectorCompare.tail(size, elements);
  }

  /** The bytes of one where a mask lets them through, else those of the other. */
  static long merge(long value, long old, long mask) {
    return value & mask | old & ~mask;
  }

  static int merge(int value, int old, int mask) {
    return value & mask | old & ~mask;
  }

  /** FPSCR after an instruction of which lanes may have saturated. */
  static int saturated(int fpscr, long low, long high) {
    return (low | high) == 0 ? fpscr : fpscr | Fpscr.QC;
  }

  /** The same where only lanes count whose first byte a mask lets through. */
  static int saturated(int fpscr, long low, long high, int size, long mask0, long mask1) {
    int down = (8 << size) - 8;
    return saturated(fpscr, low >>> down & mask0, high >>> down & mask1);
  }

  /**
   * Elements in a round of a loop. Without a branch: the JIT compiler would write loops once for
   * each way that it takes, as LTPSIZE does not change in them.
   */
  static int elements(int fpscr) {
    return (int) (ELEMENTS >>> (fpscr >>> LTPSIZE_SHIFT - 3 & 0x38)) & 0xFF;
  }

  /** Whether the tail of a loop masks bytes when so many elements are left. */
  static boolean masked(int fpscr, int left) {
    int whole = (int) (TAIL_ELEMENTS >>> (fpscr >>> LTPSIZE_SHIFT - 3 & 0x38)) & 0xFF;
    return Integer.compareUnsigned(left, whole) < 0;
  }

  /** FPSCR in a loop with elements of so many bytes, as log2; 4 in none. */
  static int withTail(int fpscr, int size) {
    return fpscr & ~(7 << LTPSIZE_SHIFT) | size << LTPSIZE_SHIFT;
  }

  /** Whether there are more elements than a round takes. */
  static boolean another(int left, int elements) {
    return Integer.compareUnsigned(left, elements) > 0;
  }
}
