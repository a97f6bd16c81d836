package dev.tinyrig.emulator.semantics;

/**
 * Half-precision arithmetic of Armv8.1-M on raw bits (DDI 0553, B5 and the FP… functions of its
 * pseudo-code).
 *
 * <p>Operands stand in the low half-words; what lies above is ignored. Results are as those of
 * {@link Float32}: zero-extended in the low word, exceptions in the high one. FPSCR.FZ16 flushes
 * denormal numbers, without IDC; FPSCR.FZ and FPSCR.AHP do not concern arithmetic. Ordinary numbers
 * in round-to-nearest are computed exactly as doubles and rounded once, all else goes through
 * {@link SoftFloat}.
 */
public final class Float16 {
  private static final FpFormat FORMAT = FpFormat.ARITHMETIC_HALF;
  private static final int SIGN = 0x8000;
  private static final int HALF = 0xFFFF;
  private static final int MAGNITUDE = 0x7FFF;
  private static final int INFINITY = 0x7C00;
  private static final int FRACTION_BITS = 10;
  private static final int LEAST_EXPONENT = -14;
  private static final int GREATEST_EXPONENT = 15;

  /** Bits of a double's fraction that a half does not have. */
  private static final int DROPPED = 52 - FRACTION_BITS;

  private static final long INEXACT = (long) Fpscr.IXC << 32;

  /** What {@link #rounded} answers when it leaves the work to {@link SoftFloat}. */
  private static final long SPECIAL = -1;

  private Float16() {}

  /** The sign of a number or NaN inverted, as VNEG does it. */
  public static int negate(int a) {
    return a & HALF ^ SIGN;
  }

  /** The sign of a number or NaN cleared, as VABS does it. */
  public static int absolute(int a) {
    return a & MAGNITUDE;
  }

  /** FPSCR for {@link SoftFloat}: FZ16 takes the place of FZ. */
  private static FpStatus controls(int fpscr) {
    int others = fpscr & ~(Fpscr.EXCEPTIONS | Fpscr.FZ);
    return new FpStatus((fpscr & Fpscr.FZ16) != 0 ? others | Fpscr.FZ : others);
  }

  private static double wide(int a) {
    return Float.float16ToFloat((short) a);
  }

  private static boolean nan(int a) {
    return (a & MAGNITUDE) > INFINITY;
  }

  /** A denormal number that FZ16 flushes. */
  private static boolean flushed(int a, int fpscr) {
    return (fpscr & Fpscr.FZ16) != 0 && (a & INFINITY) == 0 && (a & MAGNITUDE) != 0;
  }

  private static boolean plain(int a, int b, int fpscr) {
    return (fpscr & Fpscr.RMODE) == 0 && !flushed(a, fpscr) && !flushed(b, fpscr);
  }

  /** An exact value rounded to nearest, or SPECIAL unless the result is zero or a normal number. */
  private static long rounded(double exact) {
    long bits = Double.doubleToRawLongBits(exact);
    int sign = (int) (bits >>> 48) & SIGN;
    if (exact == 0) {
      return sign;
    }
    int exponent = ((int) (bits >>> 52) & 0x7FF) - 1023;
    if (exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT) {
      return SPECIAL;
    }
    long rest = bits << 64 - DROPPED;
    int magnitude =
        exponent - LEAST_EXPONENT + 1 << FRACTION_BITS
            | (int) (bits >>> DROPPED) & (1 << FRACTION_BITS) - 1;
    if (rest < 0 && (rest != Long.MIN_VALUE || (magnitude & 1) != 0)) {
      magnitude++;
    }
    return magnitude >= INFINITY ? SPECIAL : sign | magnitude | (rest != 0 ? INEXACT : 0);
  }

  /** VADD. */
  public static long add(int a, int b, int fpscr) {
    if (plain(a, b, fpscr)) {
      long result = rounded(wide(a) + wide(b));
      if (result != SPECIAL) {
        return result;
      }
    }
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.add(FORMAT, a & HALF, b & HALF, status), status);
  }

  /** VSUB. */
  public static long subtract(int a, int b, int fpscr) {
    if (plain(a, b, fpscr)) {
      long result = rounded(wide(a) - wide(b));
      if (result != SPECIAL) {
        return result;
      }
    }
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.subtract(FORMAT, a & HALF, b & HALF, status), status);
  }

  /** VMUL. */
  public static long multiply(int a, int b, int fpscr) {
    if (plain(a, b, fpscr)) {
      long result = rounded(wide(a) * wide(b));
      if (result != SPECIAL) {
        return result;
      }
    }
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.multiply(FORMAT, a & HALF, b & HALF, status), status);
  }

  /** VFMA: {@code addend + a * b} with one rounding. */
  public static long multiplyAdd(int addend, int a, int b, int fpscr) {
    if (plain(a, b, fpscr) && !flushed(addend, fpscr)) {
      double product = wide(a) * wide(b);
      double other = wide(addend);
      double sum = product + other;
      double part = sum - product;
      if (product - (sum - part) + (other - part) == 0) {
        long result = rounded(sum);
        if (result != SPECIAL) {
          return result;
        }
      }
    }
    FpStatus status = controls(fpscr);
    long result = SoftFloat.multiplyAdd(FORMAT, addend & HALF, a & HALF, b & HALF, status);
    return Float32.result(result, status);
  }

  /** VDIV. */
  public static long divide(int a, int b, int fpscr) {
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.divide(FORMAT, a & HALF, b & HALF, status), status);
  }

  /** VSQRT. */
  public static long squareRoot(int a, int fpscr) {
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.squareRoot(FORMAT, a & HALF, status), status);
  }

  /** VCMP and, with {@code loud}, VCMPE; the result is NZCV in bits 31..28. */
  public static long compare(int a, int b, boolean loud, int fpscr) {
    if (!nan(a) && !nan(b)) {
      double x = flushed(a, fpscr) ? 0 : wide(a);
      double y = flushed(b, fpscr) ? 0 : wide(b);
      int order = x == y ? Fpscr.EQUAL : x < y ? Fpscr.LESS : Fpscr.GREATER;
      return Integer.toUnsignedLong(order);
    }
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.compare(FORMAT, a & HALF, b & HALF, loud, status), status);
  }

  /** VMAXNM. */
  public static long maximum(int a, int b, int fpscr) {
    return extreme(a, b, true, fpscr);
  }

  /** VMINNM. */
  public static long minimum(int a, int b, int fpscr) {
    return extreme(a, b, false, fpscr);
  }

  private static long extreme(int a, int b, boolean maximum, int fpscr) {
    if (!nan(a) && !nan(b) && !flushed(a, fpscr) && !flushed(b, fpscr)) {
      double x = wide(a);
      double y = wide(b);
      if (x == y) {
        return (maximum ? a & b : a | b) & HALF; // they differ in the sign of a zero at most
      }
      return (x > y == maximum ? a : b) & HALF;
    }
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.extreme(FORMAT, a & HALF, b & HALF, maximum, status), status);
  }

  /**
   * VRINT in a rounding mode of {@link Fpscr}.
   *
   * @param exact whether to raise IXC, as VRINTX does
   */
  public static long roundToIntegral(int a, int mode, boolean exact, int fpscr) {
    FpStatus status = controls(fpscr);
    return Float32.result(SoftFloat.roundToIntegral(FORMAT, a & HALF, mode, exact, status), status);
  }

  /**
   * VCVT to an integer or fixed-point number.
   *
   * @param fractionBits fraction bits of the fixed-point number, 0 for an integer
   * @param size its size, 16 or 32 bits; the result is extended to 32 bits by its sign
   * @param mode a rounding mode of {@link Fpscr}
   */
  public static long toInteger(
      int a, int fractionBits, int size, boolean signed, int mode, int fpscr) {
    FpStatus status = controls(fpscr);
    Unpacked value = Unpacked.of(FORMAT, a & HALF, status);
    long result = Rounding.toInteger(value, fractionBits, size, signed, mode, status);
    return Float32.result(result, status);
  }

  /**
   * VCVT from an integer or fixed-point number.
   *
   * @param integer the number, extended from its size by its sign
   * @param fractionBits its fraction bits, 0 for an integer
   * @param mode a rounding mode of {@link Fpscr}
   */
  public static long fromInteger(long integer, int fractionBits, int mode, int fpscr) {
    if (mode == Fpscr.NEAREST) {
      long result = rounded((double) integer / (1L << fractionBits));
      if (result != SPECIAL) {
        return result;
      }
    }
    FpStatus status = controls(fpscr);
    return Float32.result(
        SoftFloat.fromInteger(FORMAT, integer, fractionBits, mode, status), status);
  }
}
