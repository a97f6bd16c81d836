package dev.tinyrig.emulator.semantics;

/**
 * Comparisons of the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4 VCMP). Results are 4 bits,
 * one for each byte, as VPR.P0 has them.
 */
public final class VectorCompare {
  private VectorCompare() {}

  /** A bit for each byte from a word whose bytes are all ones or 0. */
  public static int bytes(int mask) {
    return mask & 1 | mask >>> 7 & 2 | mask >>> 14 & 4 | mask >>> 21 & 8;
  }

  /** The reverse: bytes of ones where one of the lowest 4 bits is set. */
  public static int mask(int bytes) {
    return ((bytes & 0xF) * 0x0020_4081 & 0x0101_0101) * 0xFF;
  }

  /** Lanes of ones where the bit of a lane's first byte is set. */
  public static int laneMask(int size, int bytes) {
    return switch (size) {
      case 0 -> mask(bytes);
      case 1 -> (bytes & 1) * 0xFFFF | (bytes >>> 2 & 1) * 0xFFFF_0000;
      default -> -(bytes & 1);
    };
  }

  /**
   * VCMP.
   *
   * @param condition as instructions encode it: EQ, NE, CS, HI (unsigned), GE, LT, GT, LE (signed)
   */
  public static int compare(int size, int condition, int n, int m) {
    return switch (condition) {
      case 0 -> 0xF ^ bytes(VectorArithmetic.different(size, n, m));
      case 1 -> bytes(VectorArithmetic.different(size, n, m));
      case 2 -> 0xF ^ bytes(VectorArithmetic.belowUnsigned(size, n, m));
      case 8 -> bytes(VectorArithmetic.belowUnsigned(size, m, n));
      case 10 -> 0xF ^ bytes(VectorArithmetic.belowSigned(size, n, m));
      case 11 -> bytes(VectorArithmetic.belowSigned(size, n, m));
      case 12 -> bytes(VectorArithmetic.belowSigned(size, m, n));
      case 13 -> 0xF ^ bytes(VectorArithmetic.belowSigned(size, m, n));
      default -> throw new IllegalArgumentException("no condition of VCMP: " + condition);
    };
  }

  /** VCTP: the bytes of as many elements as a loop has left, for all four beats. */
  public static int tail(int size, int elements) {
    return Integer.compareUnsigned(elements, 16 >> size) < 0
        ? (1 << (elements << size)) - 1
        : 0xFFFF;
  }
}
