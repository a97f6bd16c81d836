package dev.tinyrig.emulator.semantics;

/** Single lanes of a 32-bit beat: {@code bits} bits (8, 16 or 32) from bit {@code at} on. */
final class Lane {
  private Lane() {}

  static int signed(int word, int at, int bits) {
    return word << 32 - bits - at >> 32 - bits;
  }

  /** Lanes of 32 bits keep their bits: callers that need a number beyond 31 bits widen it. */
  static int unsigned(int word, int at, int bits) {
    return word << 32 - bits - at >>> 32 - bits;
  }

  static long wide(int word, int at, int bits, boolean unsigned) {
    return unsigned ? unsigned(word, at, bits) & 0xFFFF_FFFFL : signed(word, at, bits);
  }

  /** The lowest bits of a value in their place. */
  static int put(int value, int at, int bits) {
    return (value & -1 >>> 32 - bits) << at;
  }

  /** Limits to {@code bits} bits, signed; bits 1..63. */
  static long clampSigned(long value, int bits) {
    long limit = 1L << bits - 1;
    return Math.min(Math.max(value, -limit), limit - 1);
  }

  /** Limits to {@code bits} bits, unsigned; bits 1..62. */
  static long clampUnsigned(long value, int bits) {
    return Math.min(Math.max(value, 0), (1L << bits) - 1);
  }

  /** A result with a mark of saturation on the byte that begins at bit {@code at}. */
  static long saturated(boolean saturated, int at) {
    return saturated ? 1L << 32 + (at >>> 3) : 0;
  }
}
