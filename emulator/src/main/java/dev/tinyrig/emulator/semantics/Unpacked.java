package dev.tinyrig.emulator.semantics;

/**
 * A floating-point operand taken apart: its class, its sign and, for a finite non-zero number, its
 * value as {@code significand * 2^(exponent - 63)} with the top bit of the significand set.
 *
 * @param kind the class
 * @param negative the sign, of zeroes and NaNs too
 * @param exponent of the leading bit
 * @param significand unsigned, normalised
 * @param bits the operand itself
 */
record Unpacked(Kind kind, boolean negative, int exponent, long significand, long bits) {
  /** Classes of operands. */
  enum Kind {
    ZERO,
    FINITE,
    INFINITY,
    QUIET_NAN,
    SIGNALLING_NAN
  }

  /** Takes an operand apart; a denormal one is flushed to zero (IDC) when FPSCR says so. */
  static Unpacked of(FpFormat format, long bits, FpStatus status) {
    boolean negative = (bits & format.signBit) != 0;
    int biased = (int) (bits >>> format.fractionBits) & format.exponentMask;
    long fraction = bits & format.fractionMask;
    if (biased == 0) {
      if (fraction != 0 && !(status.flushToZero() && format.flushable)) {
        return finite(negative, format.minExponent + 63 - format.fractionBits, fraction, bits);
      }
      if (fraction != 0 && format.raisesIdc) {
        status.raise(Fpscr.IDC);
      }
      return new Unpacked(Kind.ZERO, negative, 0, 0, bits);
    }
    if (biased == format.exponentMask && !format.alternative) {
      Kind kind =
          fraction == 0
              ? Kind.INFINITY
              : (fraction & format.quietBit()) != 0 ? Kind.QUIET_NAN : Kind.SIGNALLING_NAN;
      return new Unpacked(kind, negative, 0, 0, bits);
    }
    long significand = fraction | 1L << format.fractionBits;
    int exponent = biased - 1 + format.minExponent;
    return finite(negative, exponent + 63 - format.fractionBits, significand, bits);
  }

  /** The number {@code significand * 2^(exponent - 63)} for any non-zero significand. */
  static Unpacked finite(boolean negative, int exponent, long significand, long bits) {
    int shift = Long.numberOfLeadingZeros(significand);
    return new Unpacked(Kind.FINITE, negative, exponent - shift, significand << shift, bits);
  }

  boolean isZero() {
    return kind == Kind.ZERO;
  }

  boolean isFinite() {
    return kind == Kind.FINITE;
  }

  boolean isInfinity() {
    return kind == Kind.INFINITY;
  }

  boolean isQuietNan() {
    return kind == Kind.QUIET_NAN;
  }

  boolean isSignallingNan() {
    return kind == Kind.SIGNALLING_NAN;
  }

  boolean isNan() {
    return isQuietNan() || isSignallingNan();
  }

  Unpacked negate(FpFormat format) {
    return new Unpacked(kind, !negative, exponent, significand, bits ^ format.signBit);
  }
}
