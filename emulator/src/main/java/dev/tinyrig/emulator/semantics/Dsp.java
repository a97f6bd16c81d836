package dev.tinyrig.emulator.semantics;

/**
 * Half-word multiplications and sums of products of the DSP extension (Armv7-M Arm ARM A4.4.3).
 *
 * <p>The 32-bit accumulating ones return the exact sum: its low word is the result, and Q is set
 * when the sum {@linkplain #overflow is more than one word}. The exchanging forms (SMLADX and so
 * on) are the plain ones with the halves of {@code m} swapped by {@link #swap}.
 */
public final class Dsp {
  private Dsp() {}

  /** The bottom half-word, signed. */
  public static int bottom(int value) {
    return (short) value;
  }

  /** The top half-word, signed. */
  public static int top(int value) {
    return value >> 16;
  }

  /** The half-words exchanged. */
  public static int swap(int value) {
    return Integer.rotateRight(value, 16);
  }

  /** 0 when a sum is one word, signed. */
  public static int overflow(long sum) {
    return (int) (sum - Integer.MIN_VALUE >> 32);
  }

  /** Product of two half-words plus an accumulator (SMLABB and relatives). */
  public static long multiplyAdd(int n, int m, int accumulator) {
    return (long) n * m + accumulator;
  }

  /** SMULWB, SMULWT: a word by a half-word, without the low 16 bits of the product. */
  public static int multiplyWide(int n, int m) {
    return (int) ((long) n * m >> 16);
  }

  /** SMLAWB, SMLAWT. */
  public static long multiplyWideAdd(int n, int m, int accumulator) {
    return ((long) n * m >> 16) + accumulator;
  }

  /** Sum of the two products of half-words; never overflows a {@code long}. */
  public static long dualSum(int n, int m) {
    int low = bottom(n) * bottom(m);
    int high = top(n) * top(m);
    return (long) low + high;
  }

  /** Difference of the two products of half-words, bottom minus top. */
  public static int dualDifference(int n, int m) {
    return bottom(n) * bottom(m) - top(n) * top(m);
  }

  /** SMUAD. */
  public static long smuad(int n, int m) {
    return dualSum(n, m);
  }

  /** SMLAD. */
  public static long smlad(int n, int m, int accumulator) {
    return dualSum(n, m) + accumulator;
  }

  /** SMLSD. */
  public static long smlsd(int n, int m, int accumulator) {
    return (long) dualDifference(n, m) + accumulator;
  }

  /** Sum of the two products of half-words, when that is known to be one word. */
  public static int products(int n, int m) {
    return bottom(n) * bottom(m) + top(n) * top(m);
  }

  /** The same of the signed bytes 0 and 2 of {@code x} in place of half-words. */
  public static int productsOfBytes(int x, int m) {
    return (byte) x * bottom(m) + (byte) (x >> 16) * top(m);
  }

  /** The same of the signed bytes 0 and 2 of both. */
  public static int productsOfBytesBoth(int x, int y) {
    return (byte) x * (byte) y + (byte) (x >> 16) * (byte) (y >> 16);
  }

  /** USADA8 and, with an accumulator of 0, USAD8: sum of absolute differences of bytes. */
  public static int sumOfDifferences(int n, int m, int accumulator) {
    int sum = accumulator;
    for (int at = 0; at < 32; at += 8) {
      sum += Math.abs((n >>> at & 0xFF) - (m >>> at & 0xFF));
    }
    return sum;
  }
}
