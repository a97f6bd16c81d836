package dev.tinyrig.emulator.semantics;

/**
 * Saturating doubling multiplications on the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4):
 * fixed-point numbers between -1 and 1.
 *
 * <p>Results have the beat in the low word and, in bits 35..32, a 1 for the first byte of every
 * lane that saturated: FPSCR.QC is set when such a byte is active.
 */
public final class VectorDoubling {
  private VectorDoubling() {}

  private static long lane(int value, boolean saturated, int at, int bits) {
    return Lane.put(value, at, bits) & 0xFFFF_FFFFL | Lane.saturated(saturated, at);
  }

  private static long multiplyHigh(int size, int n, int m, boolean round) {
    int bits = 8 << size;
    long half = round ? 1L << bits - 2 : 0;
    long result = 0;
    for (int at = 0; at < 32; at += bits) {
      long product = (long) Lane.signed(n, at, bits) * Lane.signed(m, at, bits);
      long value = product + half >> bits - 1;
      boolean saturated = value == 1L << bits - 1; // only -1 times -1 is too large
      result |= lane((int) (saturated ? value - 1 : value), saturated, at, bits);
    }
    return result;
  }

  /** VQDMULH: the high halves of the doubled products. */
  public static long qdmulh(int size, int n, int m) {
    return multiplyHigh(size, n, m, false);
  }

  /** VQRDMULH: the same, rounded. */
  public static long qrdmulh(int size, int n, int m) {
    return multiplyHigh(size, n, m, true);
  }

  /** VQDMULL of 16-bit lanes: the whole doubled product of the lower or upper (top 1) lanes. */
  public static long qdmull(int top, int n, int m) {
    long product = 2L * Lane.signed(n, 16 * top, 16) * Lane.signed(m, 16 * top, 16);
    boolean saturated = product > Integer.MAX_VALUE;
    return (saturated ? Integer.MAX_VALUE : product) & 0xFFFF_FFFFL
        | Lane.saturated(saturated, 16 * top);
  }

  /** Whether {@link #qdmullWords} saturates. */
  public static boolean qdmullSaturates(int n, int m) {
    return n == Integer.MIN_VALUE && m == Integer.MIN_VALUE;
  }

  /** VQDMULL of 32-bit lanes. */
  public static long qdmullWords(int n, int m) {
    return qdmullSaturates(n, m) ? Long.MAX_VALUE : 2L * n * m;
  }

  /**
   * The high half of twice a sum, rounded if asked, limited to twice the lane's bits.
   *
   * @param p and {@code q}: products of two lanes, or a lane shifted left by its bits less one
   */
  private static long doubledHigh(long p, long q, boolean round, int at, int bits) {
    if (bits < 32) {
      long sum = 2 * (p + q) + (round ? 1L << bits - 1 : 0);
      long limited = Lane.clampSigned(sum, 2 * bits);
      return lane((int) (limited >> bits), limited != sum, at, bits);
    }
    long half = round ? 1L << 30 : 0;
    long sum = p + q;
    boolean overflows = ((p ^ sum) & (q ^ sum)) < 0;
    if (overflows) {
      return lane(p < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE, true, at, bits);
    }
    if (sum > (Long.MAX_VALUE >> 1) - half) {
      return lane(Integer.MAX_VALUE, true, at, bits);
    }
    if (sum + half < Long.MIN_VALUE >> 1) {
      return lane(Integer.MIN_VALUE, true, at, bits);
    }
    return lane((int) (sum + half >> 31), false, at, bits);
  }

  private static long accumulated(int size, int a, int b, int c, boolean round) {
    int bits = 8 << size;
    long result = 0;
    for (int at = 0; at < 32; at += bits) {
      long product = (long) Lane.signed(a, at, bits) * Lane.signed(b, at, bits);
      long sum = (long) Lane.signed(c, at, bits) << bits - 1;
      result |= doubledHigh(product, sum, round, at, bits);
    }
    return result;
  }

  /** VQDMLAH: {@code n * m + d}. */
  public static long qdmlah(int size, int d, int n, int m) {
    return accumulated(size, n, m, d, false);
  }

  /** VQRDMLAH: the same, rounded. */
  public static long qrdmlah(int size, int d, int n, int m) {
    return accumulated(size, n, m, d, true);
  }

  /** VQDMLASH: {@code n * d + m}. */
  public static long qdmlash(int size, int d, int n, int m) {
    return accumulated(size, n, d, m, false);
  }

  /** VQRDMLASH: the same, rounded. */
  public static long qrdmlash(int size, int d, int n, int m) {
    return accumulated(size, n, d, m, true);
  }

  /**
   * VQDMLADH and relatives with 8-bit or 16-bit lanes: sums or differences of two products, in the
   * lanes with even numbers, or with odd ones when exchanged; the other lanes are 0.
   */
  public static long dual(
      int size, int n, int m, boolean exchange, boolean subtract, boolean round) {
    int bits = 8 << size;
    long result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      long low = (long) Lane.signed(n, at, bits);
      long high = (long) Lane.signed(n, at + bits, bits);
      long mLow = Lane.signed(m, at, bits);
      long mHigh = Lane.signed(m, at + bits, bits);
      long p = exchange ? high * mLow : low * mLow;
      long q = exchange ? low * mHigh : high * mHigh;
      result |= doubledHigh(p, subtract ? -q : q, round, exchange ? at + bits : at, bits);
    }
    return result;
  }

  /** The same with 32-bit lanes: {@code a * b + c * d} or {@code a * b - c * d}. */
  public static long dualWords(int a, int b, int c, int d, boolean subtract, boolean round) {
    long q = (long) c * d;
    return doubledHigh((long) a * b, subtract ? -q : q, round, 0, 32);
  }
}
