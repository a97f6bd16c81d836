package dev.tinyrig.emulator.semantics;

/**
 * Rounding of exact values to a format and to integers (Armv7-M Arm ARM A2.5.5 to A2.5.7 and the
 * pseudo-code functions FPRound and FPToFixed of its appendix).
 *
 * <p>An exact value is a sign, an exponent, a 64-bit significand with its top bit set (the value is
 * {@code significand * 2^(exponent - 63)}) and a sticky bit that says whether anything not zero
 * follows behind.
 */
final class Rounding {
  private static final long HALF = Long.MIN_VALUE;

  private Rounding() {}

  /**
   * Whether the magnitude is rounded up, given the discarded part.
   *
   * @param odd whether the kept part is odd
   * @param rest discarded bits, left-justified
   * @param sticky whether anything follows behind {@code rest}
   */
  private static boolean up(int mode, boolean negative, boolean odd, long rest, boolean sticky) {
    boolean exact = rest == 0 && !sticky;
    int half = Long.compareUnsigned(rest, HALF);
    return switch (mode) {
      case Fpscr.NEAREST -> half > 0 || half == 0 && (sticky || odd);
      case Fpscr.UP -> !exact && !negative;
      case Fpscr.DOWN -> !exact && negative;
      case Fpscr.TIES_AWAY -> half >= 0;
      default -> false;
    };
  }

  /** Bits of a significand that lie above a right shift of 1 or more. */
  private static long kept(long significand, int shift) {
    return shift < 64 ? significand >>> shift : 0;
  }

  /** Bits that a right shift of 1 or more discards, left-justified; far-off ones become a crumb. */
  private static long rest(long significand, int shift) {
    if (shift > 64) {
      return 1;
    }
    return shift == 64 ? significand : significand << (64 - shift);
  }

  /** Rounds an exact non-zero value to {@code format} in FPSCR's rounding mode. */
  static long pack(
      FpFormat format,
      boolean negative,
      int exponent,
      long significand,
      boolean sticky,
      FpStatus status) {
    return pack(format, negative, exponent, significand, sticky, status.roundingMode(), status);
  }

  /** Rounds an exact non-zero value to {@code format}; raises UFC, OFC, IXC, or IOC. */
  static long pack(
      FpFormat format,
      boolean negative,
      int exponent,
      long significand,
      boolean sticky,
      int mode,
      FpStatus status) {
    boolean tiny = exponent < format.minExponent;
    if (tiny && format.flushable && status.flushToZero()) {
      status.raise(Fpscr.UFC);
      return format.zero(negative);
    }
    int shift = 63 - format.fractionBits + (tiny ? format.minExponent - exponent : 0);
    long kept = kept(significand, shift);
    long rest = rest(significand, shift);
    boolean inexact = rest != 0 || sticky;
    if (up(mode, negative, (kept & 1) != 0, rest, sticky)) {
      kept++;
    }
    // The leading bit of a normal number adds one to the exponent field, and so does a carry.
    long biased = tiny ? 0 : exponent - format.minExponent;
    long magnitude = (biased << format.fractionBits) + kept;
    if (tiny && inexact) {
      status.raise(Fpscr.UFC);
    }
    if (format.alternative) {
      if (Long.compareUnsigned(magnitude, format.signBit) >= 0) {
        status.raise(Fpscr.IOC);
        return format.greatest(negative);
      }
    } else if (Long.compareUnsigned(magnitude, format.infinity(false)) >= 0) {
      status.raise(Fpscr.OFC | Fpscr.IXC);
      boolean toInfinity = mode == Fpscr.NEAREST || mode == (negative ? Fpscr.DOWN : Fpscr.UP);
      return toInfinity ? format.infinity(negative) : format.greatest(negative);
    }
    if (inexact) {
      status.raise(Fpscr.IXC);
    }
    return format.zero(negative) | magnitude;
  }

  /**
   * Rounds an operand times {@code 2^fractionBits} to an integer of {@code size} bits; saturates
   * and raises IOC where it does not fit (NaNs give 0), else IXC when it was not exact.
   *
   * @return the integer, sign-extended or zero-extended from {@code size}
   */
  static long toInteger(
      Unpacked value, int fractionBits, int size, boolean signed, int mode, FpStatus status) {
    long least = signed ? -1L << (size - 1) : 0;
    long greatest = signed ? ~least : (1L << size) - 1;
    if (value.isNan()) {
      status.raise(Fpscr.IOC);
      return 0;
    }
    if (value.isZero()) {
      return 0;
    }
    int shift = 63 - value.exponent() - fractionBits;
    if (value.isInfinity() || shift < 1) {
      status.raise(Fpscr.IOC);
      return value.negative() ? least : greatest;
    }
    long integer = kept(value.significand(), shift);
    long rest = rest(value.significand(), shift);
    if (up(mode, value.negative(), (integer & 1) != 0, rest, false)) {
      integer++;
    }
    if (value.negative()) {
      integer = -integer;
    }
    if (integer < least || integer > greatest) {
      status.raise(Fpscr.IOC);
      return integer < least ? least : greatest;
    }
    if (rest != 0) {
      status.raise(Fpscr.IXC);
    }
    return integer;
  }

  /** Rounds a finite operand to an integral number of its own format. */
  static long toIntegral(
      FpFormat format, Unpacked value, int mode, boolean exact, FpStatus status) {
    int shift = 63 - value.exponent();
    if (shift <= 63 - format.fractionBits) {
      return value.bits();
    }
    long integer = kept(value.significand(), shift);
    long rest = rest(value.significand(), shift);
    if (up(mode, value.negative(), (integer & 1) != 0, rest, false)) {
      integer++;
    }
    if (exact && rest != 0) {
      status.raise(Fpscr.IXC);
    }
    if (integer == 0) {
      return format.zero(value.negative());
    }
    Unpacked result = Unpacked.finite(value.negative(), 63, integer, 0);
    return pack(
        format, result.negative(), result.exponent(), result.significand(), false, mode, status);
  }
}
