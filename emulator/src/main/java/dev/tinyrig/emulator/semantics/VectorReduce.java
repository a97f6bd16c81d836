package dev.tinyrig.emulator.semantics;

/**
 * Sums, products and extremes across the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4).
 *
 * <p>A beat has lanes of {@code 8 << size} bits. Lanes that do not take part are made 0 in {@code
 * m} beforehand; sums of products then do not contain them. Sums are exact; what they are added to
 * has 32 or 64 bits.
 */
public final class VectorReduce {
  private VectorReduce() {}

  /** VADDV.S. */
  public static int sumSigned(int size, int m) {
    return switch (size) {
      case 0 -> (byte) m + (byte) (m >> 8) + (byte) (m >> 16) + (m >> 24);
      case 1 -> (short) m + (m >> 16);
      default -> m;
    };
  }

  /** VADDV.U. */
  public static int sumUnsigned(int size, int m) {
    return switch (size) {
      case 0 -> (m & 0xFF) + (m >>> 8 & 0xFF) + (m >>> 16 & 0xFF) + (m >>> 24);
      case 1 -> (m & 0xFFFF) + (m >>> 16);
      default -> m;
    };
  }

  /** VMLADAV.S and VMLALDAV.S: the sum of the products of lanes. */
  public static long dotSigned(int size, int n, int m) {
    return switch (size) {
      case 0 ->
          (byte) n * (byte) m
              + (byte) (n >> 8) * (byte) (m >> 8)
              + (byte) (n >> 16) * (byte) (m >> 16)
              + (n >> 24) * (m >> 24);
      case 1 -> (long) ((short) n * (short) m) + (long) (n >> 16) * (m >> 16);
      default -> (long) n * m;
    };
  }

  /** VMLADAV.U and VMLALDAV.U. */
  public static long dotUnsigned(int size, int n, int m) {
    return switch (size) {
      case 0 ->
          (n & 0xFF) * (m & 0xFF)
              + (n >>> 8 & 0xFF) * (m >>> 8 & 0xFF)
              + (n >>> 16 & 0xFF) * (m >>> 16 & 0xFF)
              + (n >>> 24) * (m >>> 24);
      case 1 -> (long) (n & 0xFFFF) * (m & 0xFFFF) + (long) (n >>> 16) * (m >>> 16);
      default -> (n & 0xFFFF_FFFFL) * (m & 0xFFFF_FFFFL);
    };
  }

  /**
   * VMLSDAV and VMLSLDAV of 8-bit and 16-bit lanes: products of the lanes with odd numbers are
   * subtracted.
   */
  public static long dotDifference(int size, int n, int m) {
    return size == 0
        ? (byte) n * (byte) m
            - (byte) (n >> 8) * (byte) (m >> 8)
            + (byte) (n >> 16) * (byte) (m >> 16)
            - (n >> 24) * (m >> 24)
        : (long) ((short) n * (short) m) - (long) (n >> 16) * (m >> 16);
  }

  /**
   * VRMLALDAVH and VRMLSLDAVH: what one product adds to the accumulator, whose lowest 8 bits are
   * rounded away after each beat.
   */
  public static long roundedHigh(long product) {
    return (product >> 8) + (product >> 7 & 1);
  }

  /** The same of an unsigned product. */
  public static long roundedHighUnsigned(long product) {
    return (product >>> 8) + (product >>> 7 & 1);
  }

  /** VMAXV.S: the largest lane. */
  public static int maxSigned(int size, int m) {
    int folded = m;
    if (size < 2) {
      folded = VectorArithmetic.maxSigned(size, m, Integer.rotateRight(m, 16));
    }
    if (size == 0) {
      folded = VectorArithmetic.maxSigned(size, folded, Integer.rotateRight(folded, 8));
    }
    return Lane.signed(folded, 0, 8 << size);
  }

  /** VMAXV.U. */
  public static int maxUnsigned(int size, int m) {
    int folded = m;
    if (size < 2) {
      folded = VectorArithmetic.maxUnsigned(size, m, Integer.rotateRight(m, 16));
    }
    if (size == 0) {
      folded = VectorArithmetic.maxUnsigned(size, folded, Integer.rotateRight(folded, 8));
    }
    return Lane.unsigned(folded, 0, 8 << size);
  }

  /** VMINV.S: the smallest lane. */
  public static int minSigned(int size, int m) {
    return ~maxSigned(size, ~m);
  }

  /** VMINV.U. */
  public static int minUnsigned(int size, int m) {
    return ~maxUnsigned(size, ~m) & -1 >>> 32 - (8 << size);
  }
}
