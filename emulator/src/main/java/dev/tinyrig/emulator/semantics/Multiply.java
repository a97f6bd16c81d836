package dev.tinyrig.emulator.semantics;

/** Multiplications with 64-bit results (Armv7-M Arm ARM A4.4.3); the 32-bit ones are Java's own. */
public final class Multiply {
  private static final long WORD = 0xFFFF_FFFFL;

  private Multiply() {}

  /** Two words as one 64-bit number. */
  public static long join(int low, int high) {
    return (long) high << 32 | low & WORD;
  }

  /** SMULL: signed 64-bit product. */
  public static long signedLong(int n, int m) {
    return (long) n * m;
  }

  /** UMULL: unsigned 64-bit product. */
  public static long unsignedLong(int n, int m) {
    return (n & WORD) * (m & WORD);
  }

  /** UMAAL: unsigned product plus two words, which always fits 64 bits. */
  public static long accumulateTwice(int n, int m, int low, int high) {
    return unsignedLong(n, m) + (low & WORD) + (high & WORD);
  }

  /** SMMUL, SMMULR: the high word of a signed product, rounded to nearest if asked. */
  public static int highWord(int n, int m, boolean round) {
    return highWordAdd(n, m, 0, round);
  }

  /** SMMLA, SMMLAR. */
  public static int highWordAdd(int n, int m, int accumulator, boolean round) {
    long rounding = round ? 0x8000_0000L : 0;
    return (int) (((long) accumulator << 32) + (long) n * m + rounding >> 32);
  }

  /** SMMLS, SMMLSR. */
  public static int highWordSubtract(int n, int m, int accumulator, boolean round) {
    long rounding = round ? 0x8000_0000L : 0;
    return (int) (((long) accumulator << 32) - (long) n * m + rounding >> 32);
  }
}
