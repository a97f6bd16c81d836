package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Double-precision arithmetic where it is ordinary, as {@link FloatUnit} for single precision: the
 * host's result is the guest's, and everything else throws {@link Bail} before it has had an
 * effect.
 *
 * <p>The semantics are those of {@link dev.tinyrig.emulator.semantics.Float64}.
 */
record DoubleUnit(Bail bail) {
  private static final long MAGNITUDE = Long.MAX_VALUE;
  private static final long INFINITY = 0x7FFL << 52;
  private static final long LEAST_NORMAL = 1L << 52;

  // Between these limits the error of a product of numbers that are not denormal is a number.
  private static final double LEAST_SAFE = 0x1p-800;
  private static final double GREATEST_SAFE = 0x1p800;

  private static double of(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static boolean ordinary(double value) {
    long magnitude = bits(value) & MAGNITUDE;
    return magnitude > LEAST_NORMAL && magnitude < INFINITY;
  }

  private static boolean finite(double value) {
    return (bits(value) & INFINITY) != INFINITY;
  }

  private static boolean safe(double value) {
    double magnitude = Math.abs(value);
    return magnitude > LEAST_SAFE && magnitude < GREATEST_SAFE;
  }

  /** Whether a sum is exact: its rounding error is a number, too. */
  private static boolean isSum(double a, double b, double sum) {
    double added = sum - a;
    return a - (sum - added) + (b - added) == 0;
  }

  private static boolean isProduct(double a, double b, double product) {
    return safe(product) && Math.fma(a, b, -product) == 0;
  }

  long add(long a, long b, int fpscr, int exit) {
    double sum = of(a) + of(b);
    if (FloatUnit.plain(fpscr)
        && finite(sum)
        && (FloatUnit.noted(fpscr) || isSum(of(a), of(b), sum))) {
      return bits(sum);
    }
    throw bail.at(exit);
  }

  long subtract(long a, long b, int fpscr, int exit) {
    double difference = of(a) - of(b);
    if (FloatUnit.plain(fpscr)
        && finite(difference)
        && (FloatUnit.noted(fpscr) || isSum(of(a), -of(b), difference))) {
      return bits(difference);
    }
    throw bail.at(exit);
  }

  long multiply(long a, long b, int fpscr, int exit) {
    double product = of(a) * of(b);
    boolean exact = product == 0 && (of(a) == 0 || of(b) == 0);
    if (FloatUnit.plain(fpscr)
        && (exact
            || ordinary(product) && (FloatUnit.noted(fpscr) || isProduct(of(a), of(b), product)))) {
      return bits(product);
    }
    throw bail.at(exit);
  }

  /** A product and a sum that are rounded one after the other. */
  long chained(long addend, long a, long b, long negateProduct, int fpscr, int exit) {
    return add(addend, multiply(a, b, fpscr, exit) ^ negateProduct, fpscr, exit);
  }

  long fused(long addend, long a, long b, int fpscr, int exit) {
    double sum = Math.fma(of(a), of(b), of(addend));
    double product = of(a) * of(b);
    if (FloatUnit.plain(fpscr)
        && ordinary(sum)
        && (FloatUnit.noted(fpscr)
            || isProduct(of(a), of(b), product) && isSum(product, of(addend), sum))) {
      return bits(sum);
    }
    throw bail.at(exit);
  }

  long divide(long a, long b, int fpscr, int exit) {
    double quotient = of(a) / of(b);
    boolean exact = of(a) == 0 && quotient == 0;
    if (FloatUnit.plain(fpscr)
        && (exact
            || ordinary(quotient)
                && (FloatUnit.noted(fpscr)
                    || ordinary(of(b)) && isProduct(quotient, of(b), of(a))))) {
      return bits(quotient);
    }
    throw bail.at(exit);
  }

  long squareRoot(long a, int fpscr, int exit) {
    double root = Math.sqrt(of(a));
    boolean exact = of(a) == 0 || isProduct(root, root, of(a));
    if (FloatUnit.plain(fpscr) && (exact || ordinary(root) && FloatUnit.noted(fpscr))) {
      return bits(root);
    }
    throw bail.at(exit);
  }

  long maximum(long a, long b, int fpscr, int exit) {
    if ((fpscr & Fpscr.FZ) == 0 && of(a) < of(b)) {
      return b;
    }
    if ((fpscr & Fpscr.FZ) == 0 && of(a) > of(b)) {
      return a;
    }
    throw bail.at(exit);
  }

  long minimum(long a, long b, int fpscr, int exit) {
    if ((fpscr & Fpscr.FZ) == 0 && of(a) < of(b)) {
      return a;
    }
    if ((fpscr & Fpscr.FZ) == 0 && of(a) > of(b)) {
      return b;
    }
    throw bail.at(exit);
  }

  /** FPSCR with the flags of a comparison. */
  int compare(long a, long b, int fpscr, int exit) {
    double x = of(a);
    double y = of(b);
    if ((fpscr & Fpscr.FZ) == 0 && !Double.isNaN(x) && !Double.isNaN(y)) {
      return fpscr & ~Fpscr.NZCV | (x > y ? Fpscr.GREATER : x < y ? Fpscr.LESS : Fpscr.EQUAL);
    }
    throw bail.at(exit);
  }

  /** VCVT to a signed integer, towards zero. */
  int toSigned(long a, int fpscr, int exit) {
    double x = of(a);
    if (x > -0x1p31
        && x < 0x1p31
        && (fpscr & Fpscr.FZ) == 0
        && ((int) x == x || FloatUnit.noted(fpscr))) {
      return (int) x;
    }
    throw bail.at(exit);
  }

  /** VCVT to an unsigned integer, towards zero. */
  int toUnsigned(long a, int fpscr, int exit) {
    double x = of(a);
    if (x > -1
        && x < 0x1p32
        && (fpscr & Fpscr.FZ) == 0
        && ((long) x == x || FloatUnit.noted(fpscr))) {
      return (int) (long) x;
    }
    throw bail.at(exit);
  }

  /** VCVT.F32.F64. */
  int toSingle(long a, int fpscr, int exit) {
    double x = of(a);
    float single = (float) x;
    int magnitude = Float.floatToRawIntBits(single) & Integer.MAX_VALUE;
    boolean ordinary = magnitude > 1 << 23 && magnitude < 0xFF << 23;
    if (FloatUnit.plain(fpscr) && (x == 0 || ordinary && (single == x || FloatUnit.noted(fpscr)))) {
      return Float.floatToRawIntBits(single);
    }
    throw bail.at(exit);
  }

  /** VCVT.F64.F32. */
  long fromSingle(int a, int fpscr, int exit) {
    float single = Float.intBitsToFloat(a);
    if (!Float.isNaN(single) && (fpscr & Fpscr.FZ) == 0) {
      return bits(single);
    }
    throw bail.at(exit);
  }

  /** VCVT from a signed integer, which is exact. */
  static long fromSigned(int integer) {
    return bits(integer);
  }

  /** VCVT from an unsigned integer, which is exact. */
  static long fromUnsigned(int integer) {
    return bits((double) (integer & 0xFFFF_FFFFL));
  }

  /** VRINT in a rounding mode of {@link Fpscr}. */
  long round(long a, int mode, int fpscr, int exit) {
    if (finite(of(a)) && (fpscr & Fpscr.FZ) == 0) {
      return bits(integral(of(a), mode));
    }
    throw bail.at(exit);
  }

  /** A number that is neither infinite nor a NaN, rounded to an integral one. */
  static double integral(double value, int mode) {
    return switch (mode) {
      case Fpscr.NEAREST -> Math.rint(value);
      case Fpscr.UP -> Math.ceil(value);
      case Fpscr.DOWN -> Math.floor(value);
      case Fpscr.TOWARDS_ZERO -> toZero(value);
      case Fpscr.TIES_AWAY -> away(value);
      default -> throw new IllegalArgumentException("rounding mode " + mode);
    };
  }

  /** The nearest integral number; of two, the one with the greater magnitude. */
  private static double away(double value) {
    double whole = toZero(value);
    return Math.abs(value - whole) < 0.5 ? whole : whole + Math.copySign(1, value);
  }

  /** The integral number towards zero; negative numbers above -1 give -0. */
  private static double toZero(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }
}
