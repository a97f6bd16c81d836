package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Single-precision arithmetic where it is ordinary: in round-to-nearest without flush-to-zero, with
 * operands and results that raise nothing but FPSCR.IXC, and this only while it is set. The host's
 * result is then the guest's. Everything else throws {@link Bail} before it has had an effect.
 *
 * <p>The semantics are those of {@link dev.tinyrig.emulator.semantics.Float32}.
 */
record FloatUnit(Bail bail) {
  private static final int MAGNITUDE = 0x7FFF_FFFF;
  private static final int INFINITY = 0x7F80_0000;
  private static final int LEAST_NORMAL = 0x0080_0000;
  private static final int SIGN = 0x8000_0000;

  private static float of(int bits) {
    return Float.intBitsToFloat(bits);
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  /** Whether results are the host's. */
  static boolean plain(int fpscr) {
    return (fpscr & (Fpscr.RMODE | Fpscr.FZ)) == 0;
  }

  /** Whether an inexact result needs no further notice. */
  static boolean noted(int fpscr) {
    return (fpscr & Fpscr.IXC) != 0;
  }

  /** Whether a double precision sum of two numbers, none of its bits rounded away, is this one. */
  private static boolean isSum(double a, double b, float sum) {
    double whole = a + b;
    double added = whole - a;
    return whole == sum && a - (whole - added) + (b - added) == 0;
  }

  /** Whether a product is exact: in double precision it always is. */
  private static boolean isProduct(float a, float b, float product) {
    return (double) a * b == product;
  }

  private static boolean ordinary(int bits) {
    int magnitude = bits & MAGNITUDE;
    return magnitude > LEAST_NORMAL && magnitude < INFINITY;
  }

  int add(int a, int b, int fpscr, int exit) {
    int sum = bits(of(a) + of(b));
    if (plain(fpscr)
        && (sum & INFINITY) != INFINITY
        && (noted(fpscr) || isSum(of(a), of(b), of(sum)))) {
      return sum;
    }
    throw bail.at(exit);
  }

  int subtract(int a, int b, int fpscr, int exit) {
    int difference = bits(of(a) - of(b));
    if (plain(fpscr)
        && (difference & INFINITY) != INFINITY
        && (noted(fpscr) || isSum(of(a), -of(b), of(difference)))) {
      return difference;
    }
    throw bail.at(exit);
  }

  int multiply(int a, int b, int fpscr, int exit) {
    int product = bits(of(a) * of(b));
    if (plain(fpscr)
        && (ordinary(product) || (double) of(a) * of(b) == 0)
        && (noted(fpscr) || isProduct(of(a), of(b), of(product)))) {
      return product;
    }
    throw bail.at(exit);
  }

  /** A product and a sum that are rounded one after the other. */
  int chained(int addend, int a, int b, int negateProduct, int fpscr, int exit) {
    return add(addend, multiply(a, b, fpscr, exit) ^ negateProduct, fpscr, exit);
  }

  int fused(int addend, int a, int b, int fpscr, int exit) {
    int sum = bits(Math.fma(of(a), of(b), of(addend)));
    if (plain(fpscr)
        && ordinary(sum)
        && (noted(fpscr) || isSum((double) of(a) * of(b), of(addend), of(sum)))) {
      return sum;
    }
    throw bail.at(exit);
  }

  int divide(int a, int b, int fpscr, int exit) {
    int quotient = bits(of(a) / of(b));
    if (plain(fpscr)
        && (ordinary(quotient) || (a << 1 == 0 && quotient << 1 == 0))
        && (noted(fpscr) || isProduct(of(quotient), of(b), of(a)))) {
      return quotient;
    }
    throw bail.at(exit);
  }

  int squareRoot(int a, int fpscr, int exit) {
    int root = bits((float) Math.sqrt(of(a)));
    if (plain(fpscr) && ordinary(root) && (noted(fpscr) || isProduct(of(root), of(root), of(a)))) {
      return root;
    }
    throw bail.at(exit);
  }

  int maximum(int a, int b, int fpscr, int exit) {
    float x = of(a);
    float y = of(b);
    if ((fpscr & Fpscr.FZ) == 0 && x < y) {
      return b;
    }
    if ((fpscr & Fpscr.FZ) == 0 && x > y) {
      return a;
    }
    throw bail.at(exit);
  }

  int minimum(int a, int b, int fpscr, int exit) {
    float x = of(a);
    float y = of(b);
    if ((fpscr & Fpscr.FZ) == 0 && x < y) {
      return a;
    }
    if ((fpscr & Fpscr.FZ) == 0 && x > y) {
      return b;
    }
    throw bail.at(exit);
  }

  /** FPSCR with the flags of a comparison. */
  int compare(int a, int b, int fpscr, int exit) {
    float x = of(a);
    float y = of(b);
    if ((fpscr & Fpscr.FZ) == 0) {
      if (x > y) {
        return fpscr & ~Fpscr.NZCV | Fpscr.GREATER;
      }
      if (x < y) {
        return fpscr & ~Fpscr.NZCV | Fpscr.LESS;
      }
      if (x == y) {
        return fpscr & ~Fpscr.NZCV | Fpscr.EQUAL;
      }
    }
    throw bail.at(exit);
  }

  /** VCVT to a signed integer, towards zero. */
  int toSigned(int a, int fpscr, int exit) {
    float x = of(a);
    if (x < 0x1p31f && x > -0x1p31f && ((a & INFINITY) != 0 || a << 1 == 0)) {
      int integer = (int) x;
      if (integer == x || (fpscr & Fpscr.IXC) != 0) {
        return integer;
      }
    }
    throw bail.at(exit);
  }

  /** VCVT to an unsigned integer, towards zero. */
  int toUnsigned(int a, int fpscr, int exit) {
    float x = of(a);
    if (x > -1 && x < 0x1p32f && ((a & INFINITY) != 0 || a << 1 == 0)) {
      long integer = (long) x;
      if (integer == x || noted(fpscr)) {
        return (int) integer;
      }
    }
    throw bail.at(exit);
  }

  /** VRINT in a rounding mode of {@link Fpscr}. */
  int round(int a, int mode, int fpscr, int exit) {
    if ((a & INFINITY) != INFINITY && (fpscr & Fpscr.FZ) == 0) {
      return bits((float) DoubleUnit.integral(of(a), mode));
    }
    throw bail.at(exit);
  }

  int fromSigned(int integer, int fpscr, int exit) {
    float converted = integer;
    if ((fpscr & Fpscr.RMODE) == 0 && (noted(fpscr) || (double) converted == integer)) {
      return bits(converted);
    }
    throw bail.at(exit);
  }

  int fromUnsigned(int integer, int fpscr, int exit) {
    long whole = integer & 0xFFFF_FFFFL;
    float converted = whole;
    if ((fpscr & Fpscr.RMODE) == 0 && (noted(fpscr) || (double) converted == whole)) {
      return bits(converted);
    }
    throw bail.at(exit);
  }

  /** A word whose sign is N and that is 0 when Z is set in the flags of FPSCR. */
  static int result(int fpscr) {
    return (fpscr & 0x4000_0000) != 0 ? 0 : fpscr & SIGN | 1;
  }
}
