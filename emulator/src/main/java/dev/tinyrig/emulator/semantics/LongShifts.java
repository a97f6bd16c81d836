package dev.tinyrig.emulator.semantics;

/**
 * The shifts of Armv8.1-M that saturate or round, of values up to 64 bits (DDI 0553, C2.4: SQRSHRL,
 * UQRSHLL and relatives).
 *
 * <p>Values of 32 bits come sign-extended to the signed functions, zero-extended to the unsigned
 * ones. An amount is to the left; a negative one is a shift to the right, which rounds to nearest,
 * ties upwards. Results are those of unlimited precision, limited at the end.
 */
public final class LongShifts {
  private LongShifts() {}

  /** LSLL: logical, {@code left} from -128 to 127. */
  public static long logical(long value, int left) {
    if (left <= -64 || left >= 64) {
      return 0;
    }
    return left < 0 ? value >>> -left : value << left;
  }

  /** ASRL: arithmetic, {@code right} from -128 to 127. */
  public static long arithmetic(long value, int right) {
    if (right < 0) {
      return right <= -64 ? 0 : value << -right;
    }
    return value >> Math.min(right, 63);
  }

  /** SRSHRL and SRSHR: {@code right} is 1 or more. */
  public static long roundedRight(long value, int right) {
    // Half of the last place is added: from 64 places on nothing is left, whatever the sign.
    return right >= 64 ? 0 : (value >> right) + (value >>> right - 1 & 1);
  }

  /** URSHRL and URSHR: {@code right} is 1 or more. */
  public static long roundedRightUnsigned(long value, int right) {
    if (right >= 64) {
      return right == 64 ? value >>> 63 : 0;
    }
    return (value >>> right) + (value >>> right - 1 & 1);
  }

  /** SQSHLL, SQRSHRL and relatives: limited to {@code bits} bits, signed. */
  public static long signed(long value, int left, int bits) {
    if (saturatesSigned(value, left, bits)) {
      long largest = -1L >>> 65 - bits;
      return value < 0 ? ~largest : largest;
    }
    return left < 0 ? roundedRight(value, -left) : logical(value, left);
  }

  /** Whether {@link #signed} limits its result, and Q is set. */
  public static boolean saturatesSigned(long value, int left, int bits) {
    if (left < 0) {
      return !fitsSigned(roundedRight(value, -left), bits);
    }
    if (left >= 64) {
      return value != 0;
    }
    long shifted = value << left;
    return shifted >> left != value || !fitsSigned(shifted, bits);
  }

  private static boolean fitsSigned(long value, int bits) {
    return value << 64 - bits >> 64 - bits == value;
  }

  /** UQSHLL, UQRSHLL and relatives: limited to {@code bits} bits, unsigned. */
  public static long unsigned(long value, int left, int bits) {
    if (saturatesUnsigned(value, left, bits)) {
      return -1L >>> 64 - bits;
    }
    return left < 0 ? roundedRightUnsigned(value, -left) : logical(value, left);
  }

  /** Whether {@link #unsigned} limits its result, and Q is set. */
  public static boolean saturatesUnsigned(long value, int left, int bits) {
    if (left < 0) {
      return !fitsUnsigned(roundedRightUnsigned(value, -left), bits);
    }
    if (left >= 64) {
      return value != 0;
    }
    long shifted = value << left;
    return shifted >>> left != value || !fitsUnsigned(shifted, bits);
  }

  private static boolean fitsUnsigned(long value, int bits) {
    return bits == 64 || value >>> bits == 0;
  }
}
