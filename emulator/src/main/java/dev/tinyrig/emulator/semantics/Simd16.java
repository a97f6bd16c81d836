package dev.tinyrig.emulator.semantics;

/**
 * Parallel additions and subtractions of half-words (Armv7-M Arm ARM A4.4.7).
 *
 * <p>The S and U forms return the value in the low word and the GE flags in bits 3..0 of the high
 * word; the saturating (Q, UQ) and halving (SH, UH) forms have no flags. The exchanging forms pair
 * the bottom half of {@code n} with the top half of {@code m} and the other way round: ASX adds
 * above and subtracts below, SAX the opposite.
 */
public final class Simd16 {
  private Simd16() {}

  private static int sl(int value) {
    return (short) value;
  }

  private static int sh(int value) {
    return value >> 16;
  }

  private static int ul(int value) {
    return value & 0xFFFF;
  }

  private static int uh(int value) {
    return value >>> 16;
  }

  private static int join(int low, int high) {
    return low & 0xFFFF | high << 16;
  }

  /** GE from two conditions given as 0 or 1. */
  private static long withGe(int value, int low, int high) {
    return (long) (low * 3 | high * 12) << 32 | value & 0xFFFF_FFFFL;
  }

  private static int notNegative(int value) {
    return ~value >>> 31;
  }

  private static long signed(int low, int high) {
    return withGe(join(low, high), notNegative(low), notNegative(high));
  }

  private static int saturated(int low, int high) {
    return join(clampSigned(low), clampSigned(high));
  }

  private static int clampSigned(int value) {
    return Math.min(Math.max(value, Short.MIN_VALUE), Short.MAX_VALUE);
  }

  private static int unsignedSaturated(int low, int high) {
    return join(clampUnsigned(low), clampUnsigned(high));
  }

  private static int clampUnsigned(int value) {
    return Math.min(Math.max(value, 0), 0xFFFF);
  }

  private static int halved(int low, int high) {
    return join(low >> 1, high >> 1);
  }

  /** SADD16. */
  public static long sadd16(int n, int m) {
    return signed(sl(n) + sl(m), sh(n) + sh(m));
  }

  /** SSUB16. */
  public static long ssub16(int n, int m) {
    return signed(sl(n) - sl(m), sh(n) - sh(m));
  }

  /** SASX. */
  public static long sasx(int n, int m) {
    return signed(sl(n) - sh(m), sh(n) + sl(m));
  }

  /** SSAX. */
  public static long ssax(int n, int m) {
    return signed(sl(n) + sh(m), sh(n) - sl(m));
  }

  /** QADD16. */
  public static int qadd16(int n, int m) {
    return saturated(sl(n) + sl(m), sh(n) + sh(m));
  }

  /** QSUB16. */
  public static int qsub16(int n, int m) {
    return saturated(sl(n) - sl(m), sh(n) - sh(m));
  }

  /** QASX. */
  public static int qasx(int n, int m) {
    return saturated(sl(n) - sh(m), sh(n) + sl(m));
  }

  /** QSAX. */
  public static int qsax(int n, int m) {
    return saturated(sl(n) + sh(m), sh(n) - sl(m));
  }

  /** SHADD16. */
  public static int shadd16(int n, int m) {
    return halved(sl(n) + sl(m), sh(n) + sh(m));
  }

  /** SHSUB16. */
  public static int shsub16(int n, int m) {
    return halved(sl(n) - sl(m), sh(n) - sh(m));
  }

  /** SHASX. */
  public static int shasx(int n, int m) {
    return halved(sl(n) - sh(m), sh(n) + sl(m));
  }

  /** SHSAX. */
  public static int shsax(int n, int m) {
    return halved(sl(n) + sh(m), sh(n) - sl(m));
  }

  /** UADD16. */
  public static long uadd16(int n, int m) {
    int low = ul(n) + ul(m);
    int high = uh(n) + uh(m);
    return withGe(join(low, high), low >>> 16, high >>> 16);
  }

  /** USUB16. */
  public static long usub16(int n, int m) {
    int low = ul(n) - ul(m);
    int high = uh(n) - uh(m);
    return withGe(join(low, high), notNegative(low), notNegative(high));
  }

  /** UASX. */
  public static long uasx(int n, int m) {
    int low = ul(n) - uh(m);
    int high = uh(n) + ul(m);
    return withGe(join(low, high), notNegative(low), high >>> 16);
  }

  /** USAX. */
  public static long usax(int n, int m) {
    int low = ul(n) + uh(m);
    int high = uh(n) - ul(m);
    return withGe(join(low, high), low >>> 16, notNegative(high));
  }

  /** UQADD16. */
  public static int uqadd16(int n, int m) {
    return unsignedSaturated(ul(n) + ul(m), uh(n) + uh(m));
  }

  /** UQSUB16. */
  public static int uqsub16(int n, int m) {
    return unsignedSaturated(ul(n) - ul(m), uh(n) - uh(m));
  }

  /** UQASX. */
  public static int uqasx(int n, int m) {
    return unsignedSaturated(ul(n) - uh(m), uh(n) + ul(m));
  }

  /** UQSAX. */
  public static int uqsax(int n, int m) {
    return unsignedSaturated(ul(n) + uh(m), uh(n) - ul(m));
  }

  /** UHADD16. */
  public static int uhadd16(int n, int m) {
    return halved(ul(n) + ul(m), uh(n) + uh(m));
  }

  /** UHSUB16. */
  public static int uhsub16(int n, int m) {
    return halved(ul(n) - ul(m), uh(n) - uh(m));
  }

  /** UHASX. */
  public static int uhasx(int n, int m) {
    return halved(ul(n) - uh(m), uh(n) + ul(m));
  }

  /** UHSAX. */
  public static int uhsax(int n, int m) {
    return halved(ul(n) + uh(m), uh(n) - ul(m));
  }
}
