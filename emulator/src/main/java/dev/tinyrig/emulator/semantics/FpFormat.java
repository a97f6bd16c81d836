package dev.tinyrig.emulator.semantics;

/**
 * Binary interchange formats (Armv7-M Arm ARM A2.5.2 to A2.5.4). Values travel as raw bits in the
 * low end of a long, zero-extended.
 */
enum FpFormat {
  /** IEEE half precision, as conversions from and to other formats have it. */
  HALF(5, 10, false),
  /** IEEE half precision in arithmetic, where FPSCR.FZ16 flushes denormal numbers. */
  ARITHMETIC_HALF(5, 10, false),
  /** Arm's alternative half precision: no infinities and no NaNs, one more binade. */
  ALTERNATIVE_HALF(5, 10, true),
  /** Single precision. */
  SINGLE(8, 23, false),
  /** Double precision. */
  DOUBLE(11, 52, false);

  /** Bits of the fraction field. */
  final int fractionBits;

  /** Value of the exponent field with all bits set. */
  final int exponentMask;

  /** Exponent of the smallest normal number. */
  final int minExponent;

  /** The sign bit. */
  final long signBit;

  /** The fraction field. */
  final long fractionMask;

  /** Whether flush-to-zero concerns this format; it leaves conversions of half precision alone. */
  final boolean flushable;

  /** Whether an operand that is flushed to zero raises IDC, which half precision never does. */
  final boolean raisesIdc;

  /** Whether the highest exponent holds numbers. */
  final boolean alternative;

  FpFormat(int exponentBits, int fractionBits, boolean alternative) {
    this.fractionBits = fractionBits;
    this.exponentMask = (1 << exponentBits) - 1;
    this.minExponent = 2 - (1 << (exponentBits - 1));
    this.signBit = 1L << (exponentBits + fractionBits);
    this.fractionMask = (1L << fractionBits) - 1;
    this.raisesIdc = fractionBits > 10;
    this.flushable = raisesIdc || name().equals("ARITHMETIC_HALF");
    this.alternative = alternative;
  }

  /** The half-precision format that FPSCR.AHP selects. */
  static FpFormat half(int fpscr) {
    return (fpscr & Fpscr.AHP) != 0 ? ALTERNATIVE_HALF : HALF;
  }

  long zero(boolean negative) {
    return negative ? signBit : 0;
  }

  long infinity(boolean negative) {
    return zero(negative) | (long) exponentMask << fractionBits;
  }

  /** The number of greatest magnitude. */
  long greatest(boolean negative) {
    return alternative ? zero(negative) | signBit - 1 : infinity(negative) - 1;
  }

  /** The bit that makes a NaN quiet. */
  long quietBit() {
    return 1L << (fractionBits - 1);
  }

  /** The one NaN of default-NaN mode and of invalid operations: positive and quiet. */
  long defaultNan() {
    return infinity(false) | quietBit();
  }
}
