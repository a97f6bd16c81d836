package dev.tinyrig.emulator.semantics;

/**
 * Half-word multiplications and sums of products of the DSP extension (Armv7-M Arm ARM A4.4.3).
 *
 * <p>The 32-bit accumulating ones return the value in the low word and 1 in the high word when the
 * sum overflowed (the Q flag is then set, the value wraps), else 0. The exchanging forms (SMLADX
 * and so on) are the plain ones with the halves of {@code m} swapped by {@link #swap}.
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

  private static long wrapped(long sum) {
    int value = (int) sum;
    return Saturate.packed(value, value != sum);
  }

  /** Product of two half-words plus an accumulator (SMLABB and relatives). */
  public static long multiplyAdd(int n, int m, int accumulator) {
    return wrapped((long) n * m + accumulator);
  }

  /** SMULWB, SMULWT: a word by a half-word, without the low 16 bits of the product. */
  public static int multiplyWide(int n, int m) {
    return (int) ((long) n * m >> 16);
  }

  /** SMLAWB, SMLAWT. */
  public static long multiplyWideAdd(int n, int m, int accumulator) {
    return wrapped(((long) n * m >> 16) + accumulator);
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
    return wrapped(dualSum(n, m));
  }

  /** SMLAD. */
  public static long smlad(int n, int m, int accumulator) {
    return wrapped(dualSum(n, m) + accumulator);
  }

  /** SMLSD. */
  public static long smlsd(int n, int m, int accumulator) {
    return wrapped((long) dualDifference(n, m) + accumulator);
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
