package dev.tinyrig.emulator.semantics;

import static dev.tinyrig.emulator.semantics.PairArithmetic.add;
import static dev.tinyrig.emulator.semantics.PairArithmetic.high;
import static dev.tinyrig.emulator.semantics.PairArithmetic.pair;

/**
 * Integer multiplications on the lanes of two neighbouring beats in one 64-bit word (Armv8.1-M: DDI
 * 0553, C2.4), for translated code. Saturating ones have a companion that tells which lanes
 * saturate, by their highest bits.
 */
public final class PairMultiply {
  private static final long EVEN_8 = 0x00FF_00FF_00FF_00FFL;
  private static final long EVEN_16 = 0x0000_FFFF_0000_FFFFL;
  private static final long LOW = 0xFFFF_FFFFL;

  private PairMultiply() {}

  /** VMUL: the low halves of the products. */
  public static long mul(int size, long n, long m) {
    return pair(
        VectorMultiply.mul(size, (int) n, (int) m), VectorMultiply.mul(size, high(n), high(m)));
  }

  /** VMUL by the lowest bits of a general-purpose register. */
  public static long mulScalar(int size, long n, int scalar) {
    return switch (size) {
      case 0 -> (n & EVEN_8) * (scalar & 0xFF) & EVEN_8 | odd(8, n, EVEN_8, scalar & 0xFF);
      case 1 -> (n & EVEN_16) * (scalar & 0xFFFF) & EVEN_16 | odd(16, n, EVEN_16, scalar & 0xFFFF);
      default -> pair((int) n * scalar, high(n) * scalar);
    };
  }

  /** Products of the lanes with odd numbers, which have room for them when moved down. */
  private static long odd(int bits, long n, long even, long scalar) {
    return ((n >>> bits & even) * scalar & even) << bits;
  }

  /** VMLA: {@code n * scalar + d}. */
  public static long mla(int size, long d, long n, int scalar) {
    return add(size, mulScalar(size, n, scalar), d);
  }

  /** VMLAS: {@code n * d + scalar}. */
  public static long mlas(int size, long d, long n, int scalar) {
    return add(size, mul(size, n, d), PairArithmetic.duplicate(size, scalar));
  }

  /** VMULH.S: the high halves of the products. */
  public static long mulhSigned(int size, long n, long m) {
    return pair(
        VectorMultiply.mulhSigned(size, (int) n, (int) m),
        VectorMultiply.mulhSigned(size, high(n), high(m)));
  }

  /** VMULH.U. */
  public static long mulhUnsigned(int size, long n, long m) {
    return pair(
        VectorMultiply.mulhUnsigned(size, (int) n, (int) m),
        VectorMultiply.mulhUnsigned(size, high(n), high(m)));
  }

  /** VRMULH.S: the same, rounded. */
  public static long rmulhSigned(int size, long n, long m) {
    return pair(
        VectorMultiply.rmulhSigned(size, (int) n, (int) m),
        VectorMultiply.rmulhSigned(size, high(n), high(m)));
  }

  /** VRMULH.U. */
  public static long rmulhUnsigned(int size, long n, long m) {
    return pair(
        VectorMultiply.rmulhUnsigned(size, (int) n, (int) m),
        VectorMultiply.rmulhUnsigned(size, high(n), high(m)));
  }

  /** VMULL.S: whole products of the lanes with even (top 0) or odd numbers. */
  public static long mullSigned(int size, int top, long n, long m) {
    int down = top << size + 3;
    long a = n >> down;
    long b = m >> down;
    return switch (size) {
      case 0 ->
          (byte) a * (byte) b & 0xFFFF
              | ((byte) (a >> 16) * (byte) (b >> 16) & 0xFFFFL) << 16
              | ((byte) (a >> 32) * (byte) (b >> 32) & 0xFFFFL) << 32
              | (long) ((byte) (a >> 48) * (byte) (b >> 48)) << 48;
      case 1 -> pair((short) a * (short) b, (short) (a >> 32) * (short) (b >> 32));
      default -> (long) (int) a * (int) b;
    };
  }

  /** VMULL.U. */
  public static long mullUnsigned(int size, int top, long n, long m) {
    int down = top << size + 3;
    long a = n >>> down;
    long b = m >>> down;
    return switch (size) {
      case 0 ->
          (a & 0xFF) * (b & 0xFF)
              | (a >>> 16 & 0xFF) * (b >>> 16 & 0xFF) << 16
              | (a >>> 32 & 0xFF) * (b >>> 32 & 0xFF) << 32
              | (a >>> 48 & 0xFF) * (b >>> 48 & 0xFF) << 48;
      case 1 -> (a & 0xFFFF) * (b & 0xFFFF) | (a >>> 32 & 0xFFFF) * (b >>> 32 & 0xFFFF) << 32;
      default -> (a & LOW) * (b & LOW);
    };
  }

  /** The words of the doubled products' high halves, of which only 2^31 does not fit. */
  private static long wordsHigh(long n, long m, long half) {
    long low = Math.min((long) (int) n * (int) m + half >> 31, Integer.MAX_VALUE);
    long high = Math.min((n >> 32) * (m >> 32) + half >> 31, Integer.MAX_VALUE);
    return low & LOW | high << 32;
  }

  /** VQDMULH: the high halves of the doubled products. */
  public static long qdmulh(int size, long n, long m) {
    return size == 2
        ? wordsHigh(n, m, 0)
        : pair(
            (int) VectorDoubling.qdmulh(size, (int) n, (int) m),
            (int) VectorDoubling.qdmulh(size, high(n), high(m)));
  }

  /** VQRDMULH: the same, rounded. */
  public static long qrdmulh(int size, long n, long m) {
    return size == 2
        ? wordsHigh(n, m, 1 << 30)
        : pair(
            (int) VectorDoubling.qrdmulh(size, (int) n, (int) m),
            (int) VectorDoubling.qrdmulh(size, high(n), high(m)));
  }

  /** Where VQDMULH and VQRDMULH saturate: only -1 times -1 is too large. */
  public static long qdmulhOverflows(int size, long n, long m) {
    long signs = PairArithmetic.signs(size);
    long others = ((n | m) & ~signs) + ~signs; // bits below the sign carry into it
    return n & m & ~others & signs;
  }
}
