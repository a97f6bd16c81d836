package dev.tinyrig.emulator.semantics;

/**
 * Single-precision arithmetic of FPv4-SP and FPv5 on raw bits (Armv7-M Arm ARM A2.5).
 *
 * <p>Every method takes FPSCR for its control bits and returns its result in the low word and the
 * cumulative exception bits of {@link Fpscr} to be ORed into FPSCR in the high word ({@link #bits},
 * {@link #exceptions}). Ordinary numbers in round-to-nearest go through the host's arithmetic, all
 * else through {@link SoftFloat}. The work of finding out whether a result is inexact is skipped
 * while FPSCR.IXC is set, because that bit is cumulative.
 */
public final class Float32 {
  private static final FpFormat FORMAT = FpFormat.SINGLE;
  private static final int MAGNITUDE = 0x7FFF_FFFF;
  private static final int INFINITY = 0x7F80_0000;
  private static final int LEAST_NORMAL = 0x0080_0000;
  private static final long LOW = 0xFFFF_FFFFL;
  private static final long INEXACT = (long) Fpscr.IXC << 32;

  private Float32() {}

  /** The result of an operation. */
  public static int bits(long result) {
    return (int) result;
  }

  /** The exceptions of an operation. */
  public static int exceptions(long result) {
    return (int) (result >>> 32);
  }

  static long result(long bits, FpStatus status) {
    return bits & LOW | (long) (status.fpscr & Fpscr.EXCEPTIONS) << 32;
  }

  /** The controls of {@code fpscr} with nothing raised yet. */
  static FpStatus controls(int fpscr) {
    return new FpStatus(fpscr & ~Fpscr.EXCEPTIONS);
  }

  private static boolean denormal(int bits) {
    return (bits & MAGNITUDE) - 1 >>> 23 == 0;
  }

  private static boolean finite(int bits) {
    return (bits & INFINITY) != INFINITY;
  }

  /** Whether a result is a normal number that no rounding can have lifted over the lower limit. */
  private static boolean ordinary(int bits) {
    int magnitude = bits & MAGNITUDE;
    return magnitude > LEAST_NORMAL && magnitude < INFINITY;
  }

  /** Round-to-nearest, and neither operand is concerned by flush-to-zero. */
  private static boolean plain(int a, int b, int fpscr) {
    return (fpscr & (Fpscr.RMODE | Fpscr.FZ)) == 0
        || (fpscr & Fpscr.RMODE) == 0 && !denormal(a) && !denormal(b);
  }

  /** VADD. */
  public static long add(int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    int sum = Float.floatToRawIntBits(x + y);
    // A sum below the normal numbers is exact, so that it matters to flush-to-zero only.
    if (plain(a, b, fpscr) && finite(sum) && ((fpscr & Fpscr.FZ) == 0 || !denormal(sum))) {
      boolean inexact = (fpscr & Fpscr.IXC) == 0 && inexactSum(x, y, Float.intBitsToFloat(sum));
      return sum & LOW | (inexact ? INEXACT : 0);
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.add(FORMAT, a & LOW, b & LOW, status), status);
  }

  /** VSUB. */
  public static long subtract(int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    int difference = Float.floatToRawIntBits(x - y);
    if (plain(a, b, fpscr)
        && finite(difference)
        && ((fpscr & Fpscr.FZ) == 0 || !denormal(difference))) {
      boolean inexact =
          (fpscr & Fpscr.IXC) == 0 && inexactSum(x, -y, Float.intBitsToFloat(difference));
      return difference & LOW | (inexact ? INEXACT : 0);
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.subtract(FORMAT, a & LOW, b & LOW, status), status);
  }

  /** Whether the float {@code sum} is not x + y; the double sum's own error is computed too. */
  private static boolean inexactSum(double x, double y, float sum) {
    double wide = x + y;
    double part = wide - x;
    double error = x - (wide - part) + (y - part);
    return wide != sum || error != 0;
  }

  /** VMUL. */
  public static long multiply(int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    float product = x * y;
    int bits = Float.floatToRawIntBits(product);
    if (plain(a, b, fpscr)) {
      // A product of two floats is exact as a double.
      double wide = (double) x * y;
      if (ordinary(bits)) {
        return bits & LOW | ((fpscr & Fpscr.IXC) == 0 && wide != product ? INEXACT : 0);
      }
      if (wide == 0) {
        return bits & LOW;
      }
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.multiply(FORMAT, a & LOW, b & LOW, status), status);
  }

  /** VFMA: {@code addend + a * b} with one rounding. */
  public static long multiplyAdd(int addend, int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    float z = Float.intBitsToFloat(addend);
    float fused = Math.fma(x, y, z);
    int bits = Float.floatToRawIntBits(fused);
    if (plain(a, b, fpscr) && ((fpscr & Fpscr.FZ) == 0 || !denormal(addend)) && ordinary(bits)) {
      boolean inexact = (fpscr & Fpscr.IXC) == 0 && inexactSum((double) x * y, z, fused);
      return bits & LOW | (inexact ? INEXACT : 0);
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.multiplyAdd(FORMAT, addend & LOW, a & LOW, b & LOW, status), status);
  }

  /** VDIV. */
  public static long divide(int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    float quotient = x / y;
    int bits = Float.floatToRawIntBits(quotient);
    if (plain(a, b, fpscr) && ordinary(bits)) {
      boolean inexact = (fpscr & Fpscr.IXC) == 0 && (double) quotient * y != x;
      return bits & LOW | (inexact ? INEXACT : 0);
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.divide(FORMAT, a & LOW, b & LOW, status), status);
  }

  /** VSQRT. */
  public static long squareRoot(int a, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float root = (float) Math.sqrt(x);
    int bits = Float.floatToRawIntBits(root);
    if (plain(a, 0, fpscr) && ordinary(bits)) {
      boolean inexact = (fpscr & Fpscr.IXC) == 0 && (double) root * root != x;
      return bits & LOW | (inexact ? INEXACT : 0);
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.squareRoot(FORMAT, a & LOW, status), status);
  }

  /**
   * VCMP and, with {@code loud}, VCMPE, to which a quiet NaN is invalid too; the result is NZCV in
   * bits 31..28.
   */
  public static long compare(int a, int b, boolean loud, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    if ((fpscr & Fpscr.FZ) == 0 || !denormal(a) && !denormal(b)) {
      if (x == y) {
        return Fpscr.EQUAL;
      }
      if (x < y) {
        return Fpscr.LESS & LOW;
      }
      if (x > y) {
        return Fpscr.GREATER;
      }
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.compare(FORMAT, a & LOW, b & LOW, loud, status), status);
  }

  /** VMAXNM. */
  public static long maximum(int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    if (!Float.isNaN(x)
        && !Float.isNaN(y)
        && ((fpscr & Fpscr.FZ) == 0 || !denormal(a) && !denormal(b))) {
      // Equal operands differ in the sign of a zero at most.
      return (x == y ? a & b : x > y ? a : b) & LOW;
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.extreme(FORMAT, a & LOW, b & LOW, true, status), status);
  }

  /** VMINNM. */
  public static long minimum(int a, int b, int fpscr) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    if (!Float.isNaN(x)
        && !Float.isNaN(y)
        && ((fpscr & Fpscr.FZ) == 0 || !denormal(a) && !denormal(b))) {
      // Equal operands differ in the sign of a zero at most.
      return (x == y ? a | b : x < y ? a : b) & LOW;
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.extreme(FORMAT, a & LOW, b & LOW, false, status), status);
  }

  /**
   * VRINT in a rounding mode of {@link Fpscr}.
   *
   * @param exact whether to raise IXC, as VRINTX does
   */
  public static long roundToIntegral(int a, int mode, boolean exact, int fpscr) {
    FpStatus status = controls(fpscr);
    return result(SoftFloat.roundToIntegral(FORMAT, a & LOW, mode, exact, status), status);
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
    if (mode == Fpscr.TOWARDS_ZERO && signed && size == 32 && !denormal(a)) {
      double x = Float.intBitsToFloat(a) * (double) (1L << fractionBits);
      if (x < 0x1p31 && x > -0x1p31) {
        int integer = (int) x;
        return integer & LOW | (integer != x ? INEXACT : 0);
      }
    }
    FpStatus status = controls(fpscr);
    Unpacked value = Unpacked.of(FORMAT, a & LOW, status);
    return result(Rounding.toInteger(value, fractionBits, size, signed, mode, status), status);
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
      float x = integer;
      float scaled = x * Float.intBitsToFloat(127 - fractionBits << 23); // exact: far from tiny
      return Float.floatToRawIntBits(scaled) & LOW | ((double) integer != x ? INEXACT : 0);
    }
    FpStatus status = controls(fpscr);
    return result(SoftFloat.fromInteger(FORMAT, integer, fractionBits, mode, status), status);
  }

  /** VCVTB and VCVTT to half precision: the result in the low half-word. */
  public static long toHalf(int a, int fpscr) {
    FpStatus status = controls(fpscr);
    return result(SoftFloat.convert(FORMAT, FpFormat.half(fpscr), a & LOW, status), status);
  }

  /** VCVTB and VCVTT from half precision: the operand in the low half-word. */
  public static long fromHalf(int half, int fpscr) {
    FpStatus status = controls(fpscr);
    return result(SoftFloat.convert(FpFormat.half(fpscr), FORMAT, half & 0xFFFF, status), status);
  }
}
