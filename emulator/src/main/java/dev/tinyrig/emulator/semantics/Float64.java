package dev.tinyrig.emulator.semantics;

/**
 * Double-precision arithmetic of FPv5 on raw bits (Armv7-M Arm ARM A2.5).
 *
 * <p>Methods with a 64-bit result take an {@link FpStatus}: its control bits go in, cumulative
 * exception bits are ORed into it. Methods with a 32-bit result take FPSCR and return the result in
 * the low and the exceptions in the high word, as those of {@link Float32} do. Ordinary numbers in
 * round-to-nearest go through the host's arithmetic, all else through {@link SoftFloat}.
 */
public final class Float64 {
  private static final FpFormat FORMAT = FpFormat.DOUBLE;
  private static final long MAGNITUDE = Long.MAX_VALUE;
  private static final long LEAST_NORMAL = 1L << 52;
  private static final long INFINITY = 0x7FFL << 52;

  // Between these limits the error of a product or quotient is itself a number.
  private static final long LEAST_SAFE = (long) (1023 - 800) << 52;
  private static final long GREATEST_SAFE = (long) (1023 + 800) << 52;

  private Float64() {}

  private static boolean denormal(long bits) {
    return (bits & MAGNITUDE) - 1 >>> 52 == 0;
  }

  private static boolean ordinary(long bits) {
    long magnitude = bits & MAGNITUDE;
    return magnitude > LEAST_NORMAL && magnitude < INFINITY;
  }

  private static boolean safe(long bits) {
    long magnitude = bits & MAGNITUDE;
    return magnitude > LEAST_SAFE && magnitude < GREATEST_SAFE;
  }

  private static boolean plain(long a, long b, int fpscr) {
    return (fpscr & Fpscr.RMODE) == 0 && ((fpscr & Fpscr.FZ) == 0 || !denormal(a) && !denormal(b));
  }

  /** Raises IXC where an error is not zero. */
  private static void raiseInexact(double error, FpStatus status) {
    if (error != 0) {
      status.fpscr |= Fpscr.IXC;
    }
  }

  /** VADD. */
  public static long add(long a, long b, FpStatus status) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    double sum = x + y;
    long bits = Double.doubleToRawLongBits(sum);
    if (plain(a, b, status.fpscr) && ordinary(bits)) {
      if ((status.fpscr & Fpscr.IXC) != 0) {
        return bits;
      }
      if (safe(a) && safe(b)) {
        double part = sum - x;
        raiseInexact(x - (sum - part) + (y - part), status);
        return bits;
      }
    }
    return SoftFloat.add(FORMAT, a, b, status);
  }

  /** VSUB. */
  public static long subtract(long a, long b, FpStatus status) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    double difference = x - y;
    long bits = Double.doubleToRawLongBits(difference);
    if (plain(a, b, status.fpscr) && ordinary(bits)) {
      if ((status.fpscr & Fpscr.IXC) != 0) {
        return bits;
      }
      if (safe(a) && safe(b)) {
        double part = difference - x;
        raiseInexact(x - (difference - part) - (y + part), status);
        return bits;
      }
    }
    return SoftFloat.subtract(FORMAT, a, b, status);
  }

  /** VMUL. */
  public static long multiply(long a, long b, FpStatus status) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    double product = x * y;
    long bits = Double.doubleToRawLongBits(product);
    if (plain(a, b, status.fpscr) && ordinary(bits)) {
      if ((status.fpscr & Fpscr.IXC) != 0) {
        return bits;
      }
      if (safe(bits)) {
        raiseInexact(Math.fma(x, y, -product), status);
        return bits;
      }
    }
    return SoftFloat.multiply(FORMAT, a, b, status);
  }

  /** VFMA: {@code addend + a * b} with one rounding. */
  public static long multiplyAdd(long addend, long a, long b, FpStatus status) {
    if ((status.fpscr & (Fpscr.RMODE | Fpscr.FZ | Fpscr.IXC)) == Fpscr.IXC) {
      double fused =
          Math.fma(
              Double.longBitsToDouble(a),
              Double.longBitsToDouble(b),
              Double.longBitsToDouble(addend));
      long bits = Double.doubleToRawLongBits(fused);
      if (ordinary(bits)) {
        return bits;
      }
    }
    return SoftFloat.multiplyAdd(FORMAT, addend, a, b, status);
  }

  /** VDIV. */
  public static long divide(long a, long b, FpStatus status) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    double quotient = x / y;
    long bits = Double.doubleToRawLongBits(quotient);
    if (plain(a, b, status.fpscr) && ordinary(bits)) {
      if ((status.fpscr & Fpscr.IXC) != 0) {
        return bits;
      }
      if (safe(a) && safe(b) && safe(bits)) {
        raiseInexact(Math.fma(quotient, y, -x), status);
        return bits;
      }
    }
    return SoftFloat.divide(FORMAT, a, b, status);
  }

  /** VSQRT. */
  public static long squareRoot(long a, FpStatus status) {
    double x = Double.longBitsToDouble(a);
    double root = Math.sqrt(x);
    long bits = Double.doubleToRawLongBits(root);
    if (plain(a, 0, status.fpscr) && ordinary(bits)) {
      if ((status.fpscr & Fpscr.IXC) != 0) {
        return bits;
      }
      if (safe(a)) {
        raiseInexact(Math.fma(root, root, -x), status);
        return bits;
      }
    }
    return SoftFloat.squareRoot(FORMAT, a, status);
  }

  /** VCMP and, with {@code loud}, VCMPE; the result is NZCV in bits 31..28. */
  public static int compare(long a, long b, boolean loud, FpStatus status) {
    return SoftFloat.compare(FORMAT, a, b, loud, status);
  }

  /** VMAXNM. */
  public static long maximum(long a, long b, FpStatus status) {
    return SoftFloat.extreme(FORMAT, a, b, true, status);
  }

  /** VMINNM. */
  public static long minimum(long a, long b, FpStatus status) {
    return SoftFloat.extreme(FORMAT, a, b, false, status);
  }

  /** VRINT in a rounding mode of {@link Fpscr}; {@code exact} raises IXC, as VRINTX does. */
  public static long roundToIntegral(long a, int mode, boolean exact, FpStatus status) {
    return SoftFloat.roundToIntegral(FORMAT, a, mode, exact, status);
  }

  /** VCVT to an integer or fixed-point number, as {@link Float32#toInteger}. */
  public static long toInteger(
      long a, int fractionBits, int size, boolean signed, int mode, int fpscr) {
    FpStatus status = Float32.controls(fpscr);
    Unpacked value = Unpacked.of(FORMAT, a, status);
    return Float32.result(
        Rounding.toInteger(value, fractionBits, size, signed, mode, status), status);
  }

  /** VCVT from an integer or fixed-point number, as {@link Float32#fromInteger}. */
  public static long fromInteger(long integer, int fractionBits, int mode, FpStatus status) {
    return SoftFloat.fromInteger(FORMAT, integer, fractionBits, mode, status);
  }

  /** VCVT.F32.F64. */
  public static long toSingle(long a, int fpscr) {
    FpStatus status = Float32.controls(fpscr);
    return Float32.result(SoftFloat.convert(FORMAT, FpFormat.SINGLE, a, status), status);
  }

  /** VCVT.F64.F32. */
  public static long fromSingle(int single, FpStatus status) {
    return SoftFloat.convert(FpFormat.SINGLE, FORMAT, single & 0xFFFF_FFFFL, status);
  }

  /** VCVTB and VCVTT to half precision: the result in the low half-word. */
  public static long toHalf(long a, int fpscr) {
    FpStatus status = Float32.controls(fpscr);
    return Float32.result(SoftFloat.convert(FORMAT, FpFormat.half(fpscr), a, status), status);
  }

  /** VCVTB and VCVTT from half precision: the operand in the low half-word. */
  public static long fromHalf(int half, FpStatus status) {
    return SoftFloat.convert(FpFormat.half(status.fpscr), FORMAT, half & 0xFFFF, status);
  }
}
