package dev.tinyrig.emulator.semantics;

/**
 * Counting and reversing bits in the lanes of one 32-bit beat (Armv8.1-M: DDI 0553, C2.4). A beat
 * has lanes of {@code 8 << size} bits, the first in the lowest bits.
 */
public final class VectorBits {
  private VectorBits() {}

  /** VCLZ. */
  public static int clz(int size, int m) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += bits) {
      result |= Integer.numberOfLeadingZeros(Lane.unsigned(m, at, bits)) - (32 - bits) << at;
    }
    return result;
  }

  /** VCLS: bits behind the sign bit that are equal to it. */
  public static int cls(int size, int m) {
    int bits = 8 << size;
    int result = 0;
    for (int at = 0; at < 32; at += bits) {
      int value = Lane.signed(m, at, bits);
      result |= Integer.numberOfLeadingZeros(value ^ value >> 31) - (32 - bits) - 1 << at;
    }
    return result;
  }

  /** VREV16: bytes of half-words. */
  public static int rev16(int size, int m) {
    return VectorArithmetic.exchange(0, m);
  }

  /** VREV32: bytes or half-words of words. */
  public static int rev32(int size, int m) {
    return size == 0 ? Integer.reverseBytes(m) : Integer.rotateLeft(m, 16);
  }

  /** VREV64: a beat of the result from the neighbouring beat. */
  public static int rev64(int size, int other) {
    return size == 2 ? other : rev32(size, other);
  }

  /** VBRSR: the lowest bits of every lane in reverse order, as many as the scalar's byte says. */
  public static int brsr(int size, int n, int scalar) {
    int bits = 8 << size;
    int count = Math.min(scalar & 0xFF, bits);
    if (count == 0) {
      return 0;
    }
    int result = 0;
    for (int at = 0; at < 32; at += bits) {
      int reversed = Integer.reverse(Lane.unsigned(n, at, bits)) >>> 32 - bits;
      result |= reversed >>> bits - count << at;
    }
    return result;
  }
}
