package dev.tinyrig.emulator.semantics;

/**
 * Integer arithmetic on the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4), without
 * saturation.
 *
 * <p>A beat has lanes of {@code 8 << size} bits, the first in the lowest bits. Lanes are computed
 * side by side in one word: carries stop at the highest bit of each lane. Functions without {@code
 * Signed} or {@code Unsigned} in their names are the same for both.
 */
public final class VectorArithmetic {
  private static final int SIGNS_8 = 0x8080_8080;
  private static final int SIGNS_16 = 0x8000_8000;
  private static final int SIGNS_32 = 0x8000_0000;

  private VectorArithmetic() {}

  /** The highest bit of every lane. */
  static int signs(int size) {
    return switch (size) {
      case 0 -> SIGNS_8;
      case 1 -> SIGNS_16;
      default -> SIGNS_32;
    };
  }

  /** Lanes of ones where the highest bit is set in {@code signs}, which has no other bits. */
  static int spread(int size, int signs) {
    return signs - (signs >>> (8 << size) - 1) | signs;
  }

  /** The lowest bits of a value in every lane (VDUP). */
  public static int duplicate(int size, int value) {
    return switch (size) {
      case 0 -> (value & 0xFF) * 0x0101_0101;
      case 1 -> value << 16 | value & 0xFFFF;
      default -> value;
    };
  }

  /** Neighbouring lanes exchanged; 32-bit lanes have their neighbour in another beat. */
  public static int exchange(int size, int m) {
    return switch (size) {
      case 0 -> (m & 0x00FF_00FF) << 8 | m >>> 8 & 0x00FF_00FF;
      case 1 -> Integer.rotateLeft(m, 16);
      default -> m;
    };
  }

  /** VADD. */
  public static int add(int size, int n, int m) {
    if (size == 2) {
      return n + m;
    }
    int signs = signs(size);
    return (n & ~signs) + (m & ~signs) ^ (n ^ m) & signs;
  }

  /** VSUB. */
  public static int sub(int size, int n, int m) {
    if (size == 2) {
      return n - m;
    }
    int signs = signs(size);
    return (n | signs) - (m & ~signs) ^ ~(n ^ m) & signs;
  }

  /** VHADD.U: half the sum, rounded down. */
  public static int haddUnsigned(int size, int n, int m) {
    return (n & m) + ((n ^ m) >>> 1 & ~signs(size));
  }

  /** VHADD.S. */
  public static int haddSigned(int size, int n, int m) {
    int signs = signs(size); // adding half the range to both makes them unsigned
    return haddUnsigned(size, n ^ signs, m ^ signs) ^ signs;
  }

  /** VRHADD.U: half the sum, rounded up. */
  public static int rhaddUnsigned(int size, int n, int m) {
    return (n | m) - ((n ^ m) >>> 1 & ~signs(size));
  }

  /** VRHADD.S. */
  public static int rhaddSigned(int size, int n, int m) {
    int signs = signs(size);
    return rhaddUnsigned(size, n ^ signs, m ^ signs) ^ signs;
  }

  /** VHSUB.U: half the difference, rounded down. */
  public static int hsubUnsigned(int size, int n, int m) {
    return rhaddUnsigned(size, n, ~m) ^ signs(size); // n - m is n + ~m + 1 less the range
  }

  /** VHSUB.S. */
  public static int hsubSigned(int size, int n, int m) {
    int signs = signs(size);
    return hsubUnsigned(size, n ^ signs, m ^ signs);
  }

  /** Lanes of ones where {@code n} is below {@code m}. */
  public static int belowUnsigned(int size, int n, int m) {
    int borrow = ~n & m | ~(n ^ m) & sub(size, n, m);
    return spread(size, borrow & signs(size));
  }

  /** Lanes of ones where {@code n} is below {@code m}. */
  public static int belowSigned(int size, int n, int m) {
    int signs = signs(size);
    return belowUnsigned(size, n ^ signs, m ^ signs);
  }

  /** Lanes of ones where {@code n} and {@code m} differ. */
  public static int different(int size, int n, int m) {
    int signs = signs(size);
    int bits = n ^ m;
    return spread(size, ((bits & ~signs) + ~signs | bits) & signs);
  }

  private static int select(int mask, int ones, int zeros) {
    return ones & mask | zeros & ~mask;
  }

  /** VMAX.S. */
  public static int maxSigned(int size, int n, int m) {
    return size == 2 ? Math.max(n, m) : select(belowSigned(size, n, m), m, n);
  }

  /** VMAX.U. */
  public static int maxUnsigned(int size, int n, int m) {
    return select(belowUnsigned(size, n, m), m, n);
  }

  /** VMIN.S. */
  public static int minSigned(int size, int n, int m) {
    return size == 2 ? Math.min(n, m) : select(belowSigned(size, n, m), n, m);
  }

  /** VMIN.U. */
  public static int minUnsigned(int size, int n, int m) {
    return select(belowUnsigned(size, n, m), n, m);
  }

  /** VABD.S: the absolute difference, as an unsigned value. */
  public static int abdSigned(int size, int n, int m) {
    return select(belowSigned(size, n, m), sub(size, m, n), sub(size, n, m));
  }

  /** VABD.U. */
  public static int abdUnsigned(int size, int n, int m) {
    return select(belowUnsigned(size, n, m), sub(size, m, n), sub(size, n, m));
  }

  /** VABS: the most negative value stays. */
  public static int abs(int size, int m) {
    int negative = spread(size, m & signs(size));
    return sub(size, m ^ negative, negative);
  }

  /** VNEG. */
  public static int neg(int size, int m) {
    return sub(size, 0, m);
  }

  /** VMAXA: the larger of an unsigned value and of a signed one's magnitude. */
  public static int maxa(int size, int d, int m) {
    return maxUnsigned(size, d, abs(size, m));
  }

  /** VMINA. */
  public static int mina(int size, int d, int m) {
    return minUnsigned(size, d, abs(size, m));
  }

  /** Lanes with even numbers of a beat of 8-bit or 16-bit lanes. */
  private static int even(int size) {
    return size == 0 ? 0x00FF_00FF : 0x0000_FFFF;
  }

  /**
   * VCADD: adds complex numbers of which the second is rotated by 90 or 270 degrees.
   *
   * @param other for 32-bit lanes, the neighbouring beat of the second vector; else its own beat
   * @param odd for 32-bit lanes, whether the beat holds imaginary parts
   */
  public static int cadd(int size, int n, int other, boolean rotate270, boolean odd) {
    int swapped = exchange(size, other);
    return rotated(size, add(size, n, swapped), sub(size, n, swapped), rotate270, odd);
  }

  /** VHCADD: the same, halved. */
  public static int hcadd(int size, int n, int other, boolean rotate270, boolean odd) {
    int swapped = exchange(size, other);
    return rotated(
        size, haddSigned(size, n, swapped), hsubSigned(size, n, swapped), rotate270, odd);
  }

  private static int rotated(int size, int sum, int difference, boolean rotate270, boolean odd) {
    if (size == 2) {
      return odd == rotate270 ? difference : sum;
    }
    return rotate270 ? select(even(size), sum, difference) : select(even(size), difference, sum);
  }
}
