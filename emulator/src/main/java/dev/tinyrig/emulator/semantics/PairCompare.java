package dev.tinyrig.emulator.semantics;

/**
 * Comparisons and predicates of two neighbouring beats in one 64-bit word (Armv8.1-M: DDI 0553,
 * B5.5 and C2.4 VCMP), for translated code. Predicates are masks: bytes of ones for the bytes that
 * they let through; {@link #bits} gives the form that VPR.P0 has.
 */
public final class PairCompare {
  private PairCompare() {}

  /**
   * VCMP: lanes of ones where the condition holds.
   *
   * @param condition as instructions encode it: EQ, NE, CS, HI (unsigned), GE, LT, GT, LE (signed)
   */
  public static long compare(int size, int condition, long n, long m) {
    return switch (condition) {
      case 0 -> ~PairArithmetic.different(size, n, m);
      case 1 -> PairArithmetic.different(size, n, m);
      case 2 -> ~PairArithmetic.belowUnsigned(size, n, m);
      case 8 -> PairArithmetic.belowUnsigned(size, m, n);
      case 10 -> ~PairArithmetic.belowSigned(size, n, m);
      case 11 -> PairArithmetic.belowSigned(size, n, m);
      case 12 -> PairArithmetic.belowSigned(size, m, n);
      case 13 -> ~PairArithmetic.belowSigned(size, m, n);
      default -> throw new IllegalArgumentException("no condition of VCMP: " + condition);
    };
  }

  /** A bit for each of the 16 bytes of a vector from masks. */
  public static int bits(long low, long high) {
    return bits(low) | bits(high) << 8;
  }

  private static int bits(long mask) {
    return (int) ((mask & 0x0101_0101_0101_0101L) * 0x0102_0408_1020_4080L >>> 56);
  }

  /** The reverse: bytes of ones where one of the lowest 8 bits is set. */
  public static long mask(int bits) {
    long each = (bits & 0xFF) * 0x0101_0101_0101_0101L & 0x8040_2010_0804_0201L;
    return PairArithmetic.different(0, each, 0);
  }

  /** Lanes of ones where a mask lets a lane's first byte through. */
  public static long lanes(int size, long mask) {
    return size == 0 ? mask : PairArithmetic.fill(size, mask & PairArithmetic.ones(size));
  }

  /** The bits of the bytes that the tail of a loop lets through: all or those of its last round. */
  public static int tail(int fpscr, int elements) {
    int size = fpscr >>> 16 & 7;
    return size < 4 && Integer.compareUnsigned(elements, 1 << 4 - size) <= 0
        ? (1 << (elements << size)) - 1
        : 0xFFFF;
  }

  /** How many beats have bytes that a mask lets through. */
  public static int beats(long low, long high) {
    return beats(low) + beats(high);
  }

  private static int beats(long mask) {
    return ((int) mask != 0 ? 1 : 0) + (mask >>> 32 != 0 ? 1 : 0);
  }
}
