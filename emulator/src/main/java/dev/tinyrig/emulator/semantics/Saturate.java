package dev.tinyrig.emulator.semantics;

/**
 * Saturation (Armv7-M Arm ARM A4.4.4, A7.7 QADD, SSAT, USAT and relatives).
 *
 * <p>Functions that return a {@code long} have the value in the low word and 1 in the high word
 * when it saturated (the Q flag is then set), else 0.
 */
public final class Saturate {
  private static final long SATURATED = 1L << 32;

  private Saturate() {}

  /** A value with the flag that it was saturated. */
  static long packed(int value, boolean saturated) {
    return value & 0xFFFF_FFFFL | (saturated ? SATURATED : 0);
  }

  /** Limits to {@code bits} bits, signed; bits 1..32. */
  static long signed(long value, int bits) {
    long limit = 1L << (bits - 1);
    long clamped = Math.min(Math.max(value, -limit), limit - 1);
    return packed((int) clamped, clamped != value);
  }

  /** SSAT: limits to {@code bits} bits, signed; bits 1..32. */
  public static long ssat(int value, int bits) {
    int limit = 1 << bits - 1;
    int clamped = Math.min(Math.max(value, -limit), limit - 1);
    return packed(clamped, clamped != value);
  }

  /** USAT: limits a signed value to {@code bits} bits, unsigned; bits 0..31. */
  public static long usat(int value, int bits) {
    int limit = (int) ((1L << bits) - 1);
    int clamped = Math.min(Math.max(value, 0), limit);
    return packed(clamped, clamped != value);
  }

  /** SSAT16: both half-words limited to {@code bits} bits, signed; bits 1..16. */
  public static long ssat16(int value, int bits) {
    long low = signed((short) value, bits);
    long high = signed(value >> 16, bits);
    return halves(low, high);
  }

  /** USAT16: both signed half-words limited to {@code bits} bits, unsigned; bits 0..15. */
  public static long usat16(int value, int bits) {
    long low = usat((short) value, bits);
    long high = usat(value >> 16, bits);
    return halves(low, high);
  }

  private static long halves(long low, long high) {
    return (low | high) & SATURATED | high << 16 & 0xFFFF_0000L | low & 0xFFFF;
  }

  /** QADD. */
  public static long qadd(int a, int b) {
    return signed((long) a + b, 32);
  }

  /** QSUB. */
  public static long qsub(int a, int b) {
    return signed((long) a - b, 32);
  }

  /** QDADD: {@code a} plus the doubled {@code b}; either step may saturate. */
  public static long qdadd(int a, int b) {
    long doubled = qadd(b, b);
    return qadd(a, (int) doubled) | doubled & SATURATED;
  }

  /** QDSUB: {@code a} minus the doubled {@code b}; either step may saturate. */
  public static long qdsub(int a, int b) {
    long doubled = qadd(b, b);
    return qsub(a, (int) doubled) | doubled & SATURATED;
  }
}
