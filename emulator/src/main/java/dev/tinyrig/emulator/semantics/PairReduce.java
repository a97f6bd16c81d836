package dev.tinyrig.emulator.semantics;

import static dev.tinyrig.emulator.semantics.PairArithmetic.high;

/**
 * Sums, products and extremes across the lanes of a vector, given as two 64-bit words (Armv8.1-M:
 * DDI 0553, C2.4), for translated code.
 *
 * <p>Lanes that do not take part are made 0 in {@code m} beforehand; sums then do not contain them.
 *
 * <p>Bytes are multiplied in pairs: one product of 64 bits has the sum of two in its high word when
 * the factors stand in both words, those of the second operand exchanged. Below them is another sum
 * of products, which is rounded away.
 */
public final class PairReduce {
  private static final long BYTES = 0x0000_00FF_0000_00FFL;
  private static final long BIAS = 0x0000_0080_0000_0080L;
  private static final long EVEN_8 = 0x00FF_00FF_00FF_00FFL;
  private static final long EVEN_16 = 0x0000_FFFF_0000_FFFFL;
  private static final long SIGNS_8 = 0x8080_8080_8080_8080L;
  private static final long SIGNS_16 = 0x8000_8000_8000_8000L;
  private static final long HALF = 0x8000_0000L;

  private PairReduce() {}

  /** The sum of unsigned bytes of both words. */
  private static int bytes(long m0, long m1) {
    long sums = (m0 & EVEN_8) + (m0 >>> 8 & EVEN_8) + (m1 & EVEN_8) + (m1 >>> 8 & EVEN_8);
    return (int) (sums * 0x0001_0001_0001_0001L >>> 48);
  }

  /** The sum of unsigned half-words. */
  private static int halves(long m0, long m1) {
    long sums = (m0 & EVEN_16) + (m0 >>> 16 & EVEN_16) + (m1 & EVEN_16) + (m1 >>> 16 & EVEN_16);
    return (int) sums + high(sums);
  }

  /** VADDV.S. */
  public static int sumSigned(int size, long m0, long m1) {
    return switch (size) {
      case 0 -> bytes(m0 ^ SIGNS_8, m1 ^ SIGNS_8) - 16 * 0x80;
      case 1 -> halves(m0 ^ SIGNS_16, m1 ^ SIGNS_16) - 8 * 0x8000;
      default -> (int) m0 + high(m0) + (int) m1 + high(m1);
    };
  }

  /** VADDV.U. */
  public static int sumUnsigned(int size, long m0, long m1) {
    return switch (size) {
      case 0 -> bytes(m0, m1);
      case 1 -> halves(m0, m1);
      default -> sumSigned(size, m0, m1);
    };
  }

  /** VADDLV.S. */
  public static long sumWordsSigned(long m0, long m1) {
    return (int) m0 + (m0 >> 32) + (int) m1 + (m1 >> 32);
  }

  /** VADDLV.U. */
  public static long sumWordsUnsigned(long m0, long m1) {
    return (m0 & 0xFFFF_FFFFL) + (m0 >>> 32) + (m1 & 0xFFFF_FFFFL) + (m1 >>> 32);
  }

  /** A signed byte of each word, the one by 2^32 times more than the other. */
  private static long pairSigned(long biased, int at) {
    return (biased >>> at & BYTES) - BIAS;
  }

  private static long bytesSigned(long n, long m) {
    long a = n ^ SIGNS_8;
    long b = Long.rotateLeft(m, 32) ^ SIGNS_8;
    return pairSigned(a, 0) * pairSigned(b, 0)
        + pairSigned(a, 8) * pairSigned(b, 8)
        + pairSigned(a, 16) * pairSigned(b, 16)
        + pairSigned(a, 24) * pairSigned(b, 24);
  }

  private static long bytesUnsigned(long n, long m) {
    long b = Long.rotateLeft(m, 32);
    return (n & BYTES) * (b & BYTES)
        + (n >>> 8 & BYTES) * (b >>> 8 & BYTES)
        + (n >>> 16 & BYTES) * (b >>> 16 & BYTES)
        + (n >>> 24 & BYTES) * (b >>> 24 & BYTES);
  }

  private static long halvesSigned(long n, long m) {
    return (long) ((short) n * (short) m)
        + (short) (n >> 16) * (short) (m >> 16)
        + (short) (n >> 32) * (short) (m >> 32)
        + (n >> 48) * (m >> 48);
  }

  private static long halvesUnsigned(long n, long m) {
    return (n & 0xFFFF) * (m & 0xFFFF)
        + (n >>> 16 & 0xFFFF) * (m >>> 16 & 0xFFFF)
        + (n >>> 32 & 0xFFFF) * (m >>> 32 & 0xFFFF)
        + (n >>> 48) * (m >>> 48);
  }

  private static long wordsSigned(long n, long m) {
    return (long) (int) n * (int) m + (n >> 32) * (m >> 32);
  }

  private static long wordsUnsigned(long n, long m) {
    return (n & 0xFFFF_FFFFL) * (m & 0xFFFF_FFFFL) + (n >>> 32) * (m >>> 32);
  }

  /** VMLADAV.S and VMLALDAV.S: the sum of the products of lanes. */
  public static long dotSigned(int size, long n0, long n1, long m0, long m1) {
    return switch (size) {
      case 0 -> bytesSigned(n0, m0) + bytesSigned(n1, m1) + HALF >> 32;
      case 1 -> halvesSigned(n0, m0) + halvesSigned(n1, m1);
      default -> wordsSigned(n0, m0) + wordsSigned(n1, m1);
    };
  }

  /** VMLADAV.U and VMLALDAV.U. */
  public static long dotUnsigned(int size, long n0, long n1, long m0, long m1) {
    return switch (size) {
      case 0 -> bytesUnsigned(n0, m0) + bytesUnsigned(n1, m1) >>> 32;
      case 1 -> halvesUnsigned(n0, m0) + halvesUnsigned(n1, m1);
      default -> wordsUnsigned(n0, m0) + wordsUnsigned(n1, m1);
    };
  }

  /** VMLSDAV and VMLSLDAV: products of the lanes with odd numbers are subtracted. */
  public static long dotDifference(int size, long n0, long n1, long m0, long m1) {
    if (size == 2) {
      return (long) (int) n0 * (int) m0
          - (n0 >> 32) * (m0 >> 32)
          + (long) (int) n1 * (int) m1
          - (n1 >> 32) * (m1 >> 32);
    }
    return VectorReduce.dotDifference(size, (int) n0, (int) m0)
        + VectorReduce.dotDifference(size, high(n0), high(m0))
        + VectorReduce.dotDifference(size, (int) n1, (int) m1)
        + VectorReduce.dotDifference(size, high(n1), high(m1));
  }

  /** VMAXV.S: the largest of a register's lowest bits and of all lanes. */
  public static int maxSigned(int size, int register, long m0, long m1) {
    long folded = PairArithmetic.maxSigned(size, m0, m1);
    int beat = VectorArithmetic.maxSigned(size, (int) folded, high(folded));
    int start = VectorArithmetic.duplicate(size, register);
    return VectorReduce.maxSigned(size, VectorArithmetic.maxSigned(size, start, beat));
  }

  /** VMAXV.U. */
  public static int maxUnsigned(int size, int register, long m0, long m1) {
    long folded = PairArithmetic.maxUnsigned(size, m0, m1);
    int beat = VectorArithmetic.maxUnsigned(size, (int) folded, high(folded));
    int start = VectorArithmetic.duplicate(size, register);
    return VectorReduce.maxUnsigned(size, VectorArithmetic.maxUnsigned(size, start, beat));
  }

  /** VMINV.S. */
  public static int minSigned(int size, int register, long m0, long m1) {
    return ~maxSigned(size, ~register, ~m0, ~m1);
  }

  /** VMINV.U. */
  public static int minUnsigned(int size, int register, long m0, long m1) {
    return ~maxUnsigned(size, ~register, ~m0, ~m1) & -1 >>> 32 - (8 << size);
  }
}
