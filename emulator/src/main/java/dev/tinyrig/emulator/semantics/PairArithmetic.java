package dev.tinyrig.emulator.semantics;

/**
 * Integer arithmetic on the lanes of two neighbouring beats in one 64-bit word (Armv8.1-M: DDI
 * 0553, C2.4): the same functions as {@link VectorArithmetic}, for translated code.
 *
 * <p>A pair has lanes of {@code 8 << size} bits, the first in the lowest bits. Lanes are computed
 * side by side: carries stop at the highest bit of each lane. The size is a constant where these
 * functions are inlined.
 */
public final class PairArithmetic {
  private static final long EVEN_8 = 0x00FF_00FF_00FF_00FFL;
  private static final long EVEN_16 = 0x0000_FFFF_0000_FFFFL;
  private static final long LOW = 0xFFFF_FFFFL;

  private PairArithmetic() {}

  /** The highest bit of every lane. */
  static long signs(int size) {
    return switch (size) {
      case 0 -> 0x8080_8080_8080_8080L;
      case 1 -> 0x8000_8000_8000_8000L;
      default -> 0x8000_0000_8000_0000L;
    };
  }

  /** The lowest bit of every lane. */
  static long ones(int size) {
    return signs(size) >>> (8 << size) - 1;
  }

  /** Lanes of ones where the highest bit is set in {@code signs}, which has no other bits. */
  static long spread(int size, long signs) {
    return signs - (signs >>> (8 << size) - 1) | signs;
  }

  /** Lanes of ones where the lowest bit is set in {@code firsts}, which has no other bits. */
  static long fill(int size, long firsts) {
    return (firsts << (8 << size)) - firsts;
  }

  /** Two words as a pair. */
  public static long pair(int low, int high) {
    return low & LOW | (long) high << 32;
  }

  /** The second beat of a pair. */
  static int high(long pair) {
    return (int) (pair >>> 32);
  }

  private static long select(long mask, long ones, long zeros) {
    return ones & mask | zeros & ~mask;
  }

  /** The lowest bits of a value in every lane (VDUP). */
  public static long duplicate(int size, int value) {
    return switch (size) {
      case 0 -> (value & 0xFF) * 0x0101_0101_0101_0101L;
      case 1 -> (value & 0xFFFF) * 0x0001_0001_0001_0001L;
      default -> pair(value, value);
    };
  }

  /** Numbers that begin at the lowest bits of a value and move by a step (VIDUP, VDDUP). */
  public static long sequence(int size, int first, long steps) {
    return add(size, duplicate(size, first), steps);
  }

  /** Neighbouring lanes exchanged. */
  public static long exchange(int size, long m) {
    return switch (size) {
      case 0 -> (m & EVEN_8) << 8 | m >>> 8 & EVEN_8;
      case 1 -> (m & EVEN_16) << 16 | m >>> 16 & EVEN_16;
      default -> Long.rotateLeft(m, 32);
    };
  }

  /** VREV16: bytes of half-words. */
  public static long rev16(int size, long m) {
    return exchange(0, m);
  }

  /** VREV32: bytes or half-words of words. */
  public static long rev32(int size, long m) {
    return size == 0 ? Long.rotateLeft(Long.reverseBytes(m), 32) : exchange(1, m);
  }

  /** VREV64: bytes, half-words or words of double words. */
  public static long rev64(int size, long m) {
    return size == 2 ? exchange(2, m) : Long.rotateLeft(rev32(size, m), 32);
  }

  /** VADD. */
  public static long add(int size, long n, long m) {
    long signs = signs(size);
    return (n & ~signs) + (m & ~signs) ^ (n ^ m) & signs;
  }

  /** VSUB. */
  public static long sub(int size, long n, long m) {
    long signs = signs(size);
    return (n | signs) - (m & ~signs) ^ ~(n ^ m) & signs;
  }

  /** VHADD.U: half the sum, rounded down. */
  public static long haddUnsigned(int size, long n, long m) {
    return (n & m) + ((n ^ m) >>> 1 & ~signs(size));
  }

  /** VHADD.S. */
  public static long haddSigned(int size, long n, long m) {
    long signs = signs(size);
    return haddUnsigned(size, n ^ signs, m ^ signs) ^ signs;
  }

  /** VRHADD.U: half the sum, rounded up. */
  public static long rhaddUnsigned(int size, long n, long m) {
    return (n | m) - ((n ^ m) >>> 1 & ~signs(size));
  }

  /** VRHADD.S. */
  public static long rhaddSigned(int size, long n, long m) {
    long signs = signs(size);
    return rhaddUnsigned(size, n ^ signs, m ^ signs) ^ signs;
  }

  /** VHSUB.U: half the difference, rounded down. */
  public static long hsubUnsigned(int size, long n, long m) {
    return rhaddUnsigned(size, n, ~m) ^ signs(size);
  }

  /** VHSUB.S. */
  public static long hsubSigned(int size, long n, long m) {
    long signs = signs(size);
    return hsubUnsigned(size, n ^ signs, m ^ signs);
  }

  /** Lanes of ones where {@code n} is below {@code m}. */
  static long belowUnsigned(int size, long n, long m) {
    long borrow = ~n & m | ~(n ^ m) & sub(size, n, m);
    return spread(size, borrow & signs(size));
  }

  /** Lanes of ones where {@code n} is below {@code m}. */
  static long belowSigned(int size, long n, long m) {
    long signs = signs(size);
    return belowUnsigned(size, n ^ signs, m ^ signs);
  }

  /** Lanes of ones where {@code n} and {@code m} differ. */
  static long different(int size, long n, long m) {
    long signs = signs(size);
    long bits = n ^ m;
    return spread(size, ((bits & ~signs) + ~signs | bits) & signs);
  }

  /** VMAX.S. */
  public static long maxSigned(int size, long n, long m) {
    return size == 2
        ? pair(Math.max((int) n, (int) m), Math.max(high(n), high(m)))
        : select(belowSigned(size, n, m), m, n);
  }

  /** VMAX.U. */
  public static long maxUnsigned(int size, long n, long m) {
    return select(belowUnsigned(size, n, m), m, n);
  }

  /** VMIN.S. */
  public static long minSigned(int size, long n, long m) {
    return size == 2
        ? pair(Math.min((int) n, (int) m), Math.min(high(n), high(m)))
        : select(belowSigned(size, n, m), n, m);
  }

  /** VMIN.U. */
  public static long minUnsigned(int size, long n, long m) {
    return select(belowUnsigned(size, n, m), n, m);
  }

  /** VABD.S: the absolute difference, as an unsigned value. */
  public static long abdSigned(int size, long n, long m) {
    return select(belowSigned(size, n, m), sub(size, m, n), sub(size, n, m));
  }

  /** VABD.U. */
  public static long abdUnsigned(int size, long n, long m) {
    return select(belowUnsigned(size, n, m), sub(size, m, n), sub(size, n, m));
  }

  /** VABS: the most negative value stays. */
  public static long abs(int size, long m) {
    long negative = spread(size, m & signs(size));
    return sub(size, m ^ negative, negative);
  }

  /** VNEG. */
  public static long neg(int size, long m) {
    return sub(size, 0, m);
  }

  /** VMAXA: the larger of an unsigned value and of a signed one's magnitude. */
  public static long maxa(int size, long d, long m) {
    return maxUnsigned(size, d, abs(size, m));
  }

  /** VMINA. */
  public static long mina(int size, long d, long m) {
    return minUnsigned(size, d, abs(size, m));
  }

  /** VCLZ. */
  public static long clz(int size, long m) {
    return pair(VectorBits.clz(size, (int) m), VectorBits.clz(size, high(m)));
  }

  /** VCLS. */
  public static long cls(int size, long m) {
    return pair(VectorBits.cls(size, (int) m), VectorBits.cls(size, high(m)));
  }

  /** Lanes with even numbers. */
  private static long even(int size) {
    return size == 0 ? EVEN_8 : size == 1 ? EVEN_16 : LOW;
  }

  /** VCADD: adds complex numbers of which the second is rotated by 90 or 270 degrees. */
  public static long cadd(int size, long n, long m, int degrees) {
    long swapped = exchange(size, m);
    return rotated(size, add(size, n, swapped), sub(size, n, swapped), degrees);
  }

  /** VHCADD: the same, halved. */
  public static long hcadd(int size, long n, long m, int degrees) {
    long swapped = exchange(size, m);
    return rotated(size, haddSigned(size, n, swapped), hsubSigned(size, n, swapped), degrees);
  }

  private static long rotated(int size, long sum, long difference, int degrees) {
    return degrees == 270
        ? select(even(size), sum, difference)
        : select(even(size), difference, sum);
  }
}
