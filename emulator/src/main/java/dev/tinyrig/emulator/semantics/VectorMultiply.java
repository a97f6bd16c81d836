package dev.tinyrig.emulator.semantics;

/**
 * Integer multiplications on the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4), without
 * saturation. A beat has lanes of {@code 8 << size} bits, the first in the lowest bits.
 */
public final class VectorMultiply {
  private VectorMultiply() {}

  /** VMUL: the low halves of the products. */
  public static int mul(int size, int n, int m) {
    return switch (size) {
      case 0 ->
          n * m & 0xFF
              | ((n >>> 8) * (m >>> 8) & 0xFF) << 8
              | ((n >>> 16) * (m >>> 16) & 0xFF) << 16
              | (n >>> 24) * (m >>> 24) << 24;
      case 1 -> n * m & 0xFFFF | (n >>> 16) * (m >>> 16) << 16;
      default -> n * m;
    };
  }

  /** VMLA: {@code n * m + d}. */
  public static int mla(int size, int d, int n, int m) {
    return VectorArithmetic.add(size, mul(size, n, m), d);
  }

  /** VMLAS: {@code n * d + m}. */
  public static int mlas(int size, int d, int n, int m) {
    return VectorArithmetic.add(size, mul(size, n, d), m);
  }

  private static int high(int size, int n, int m, boolean unsigned, boolean round) {
    int bits = 8 << size;
    long half = round ? 1L << bits - 1 : 0;
    int result = 0;
    for (int at = 0; at < 32; at += bits) {
      long product = Lane.wide(n, at, bits, unsigned) * Lane.wide(m, at, bits, unsigned);
      result |= Lane.put((int) (product + half >>> bits), at, bits);
    }
    return result;
  }

  /** VMULH.S: the high halves of the products. */
  public static int mulhSigned(int size, int n, int m) {
    return high(size, n, m, false, false);
  }

  /** VMULH.U. */
  public static int mulhUnsigned(int size, int n, int m) {
    return high(size, n, m, true, false);
  }

  /** VRMULH.S: the same, rounded. */
  public static int rmulhSigned(int size, int n, int m) {
    return high(size, n, m, false, true);
  }

  /** VRMULH.U. */
  public static int rmulhUnsigned(int size, int n, int m) {
    return high(size, n, m, true, true);
  }

  /**
   * VMULL of 8-bit or 16-bit lanes: whole products of the lanes with even (top 0) or odd numbers.
   */
  public static int mull(int size, int top, int n, int m, boolean unsigned) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      int from = at + top * bits;
      long product = Lane.wide(n, from, bits, unsigned) * Lane.wide(m, from, bits, unsigned);
      result |= Lane.put((int) product, at, 2 * bits);
    }
    return result;
  }

  /** VMULL of 32-bit lanes. */
  public static long mullWords(int n, int m, boolean unsigned) {
    return unsigned ? (n & 0xFFFF_FFFFL) * (m & 0xFFFF_FFFFL) : (long) n * m;
  }

  /** VMULL.P: products of polynomials over {0, 1}. */
  public static int mullPolynomial(int size, int top, int n, int m) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += 2 * bits) {
      int from = at + top * bits;
      int left = Lane.unsigned(n, from, bits);
      int right = Lane.unsigned(m, from, bits);
      int product = 0;
      for (int bit = 0; bit < bits; bit++) {
        product ^= -(right >>> bit & 1) & left << bit;
      }
      result |= Lane.put(product, at, 2 * bits);
    }
    return result;
  }
}
