package dev.tinyrig.emulator.semantics;

import java.math.BigInteger;

/**
 * Arm floating-point arithmetic in integers, for any format, rounding mode and special operand
 * (Armv7-M Arm ARM A2.5 and the FP… functions of its pseudo-code appendix). The reference for, and
 * the slow path of, {@link Float32} and {@link Float64}.
 */
final class SoftFloat {
  private SoftFloat() {}

  private static long invalid(FpFormat format, FpStatus status) {
    status.raise(Fpscr.IOC);
    return format.defaultNan();
  }

  private static long propagate(FpFormat format, Unpacked nan, FpStatus status) {
    if (nan.isSignallingNan()) {
      status.raise(Fpscr.IOC);
    }
    return status.defaultNan() ? format.defaultNan() : nan.bits() | format.quietBit();
  }

  /** The NaN result of operands of which one at least is a NaN: signalling ones go first. */
  private static long propagate(FpFormat format, Unpacked a, Unpacked b, FpStatus status) {
    if (a.isSignallingNan() || a.isQuietNan() && !b.isSignallingNan()) {
      return propagate(format, a, status);
    }
    return propagate(format, b, status);
  }

  static long add(FpFormat format, long a, long b, FpStatus status) {
    return add(format, Unpacked.of(format, a, status), Unpacked.of(format, b, status), status);
  }

  static long subtract(FpFormat format, long a, long b, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    Unpacked y = Unpacked.of(format, b, status);
    // A NaN operand keeps its sign: only numbers are negated.
    return add(format, x, y.isNan() ? y : y.negate(format), status);
  }

  private static long add(FpFormat format, Unpacked x, Unpacked y, FpStatus status) {
    if (x.isNan() || y.isNan()) {
      return propagate(format, x, y, status);
    }
    if (x.isInfinity() || y.isInfinity()) {
      if (x.isInfinity() && y.isInfinity() && x.negative() != y.negative()) {
        return invalid(format, status);
      }
      return format.infinity(x.isInfinity() ? x.negative() : y.negative());
    }
    return sum(format, x, 0, y, status);
  }

  /** Sum of two numbers, zeroes included; {@code low} continues the significand of {@code x}. */
  private static long sum(FpFormat format, Unpacked x, long low, Unpacked y, FpStatus status) {
    if (x.isZero() && y.isZero()) {
      return format.zero(
          x.negative() == y.negative() ? x.negative() : status.roundingMode() == Fpscr.DOWN);
    }
    if (x.isZero()) {
      return Rounding.pack(format, y.negative(), y.exponent(), y.significand(), false, status);
    }
    if (y.isZero()) {
      return Rounding.pack(format, x.negative(), x.exponent(), x.significand(), low != 0, status);
    }
    boolean xGreater =
        x.exponent() != y.exponent()
            ? x.exponent() > y.exponent()
            : Long.compareUnsigned(x.significand(), y.significand()) >= 0;
    Unpacked big = xGreater ? x : y;
    Unpacked small = xGreater ? y : x;
    long bigLow = xGreater ? low : 0;
    long high = small.significand();
    long smallLow = xGreater ? 0 : low;
    int shift = big.exponent() - small.exponent();
    boolean sticky = false;
    if (shift >= 128) {
      high = 0;
      smallLow = 0;
      sticky = true;
    } else {
      if (shift >= 64) {
        sticky = smallLow != 0;
        smallLow = high;
        high = 0;
        shift -= 64;
      }
      if (shift > 0) {
        sticky |= smallLow << (64 - shift) != 0;
        smallLow = smallLow >>> shift | high << (64 - shift);
        high >>>= shift;
      }
    }
    return x.negative() == y.negative()
        ? addMagnitudes(format, big, bigLow, high, smallLow, sticky, status)
        : subtractMagnitudes(format, big, bigLow, high, smallLow, sticky, status);
  }

  private static long addMagnitudes(
      FpFormat format,
      Unpacked big,
      long bigLow,
      long high,
      long low,
      boolean sticky,
      FpStatus status) {
    long sumLow = bigLow + low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = big.significand() + high + carry;
    boolean rest = sticky || sumLow != 0;
    if (Long.compareUnsigned(sumHigh, big.significand()) < 0) {
      rest |= (sumHigh & 1) != 0;
      long shifted = sumHigh >>> 1 | Long.MIN_VALUE;
      return Rounding.pack(format, big.negative(), big.exponent() + 1, shifted, rest, status);
    }
    return Rounding.pack(format, big.negative(), big.exponent(), sumHigh, rest, status);
  }

  private static long subtractMagnitudes(
      FpFormat format,
      Unpacked big,
      long bigLow,
      long high,
      long low,
      boolean sticky,
      FpStatus status) {
    // What was shifted out makes the difference a little smaller than the bits that are left.
    long borrowIn = sticky ? 1 : 0;
    long differenceLow = bigLow - low - borrowIn;
    boolean borrow = Long.compareUnsigned(bigLow, low) < 0 || bigLow == low && sticky;
    long differenceHigh = big.significand() - high - (borrow ? 1 : 0);
    if (differenceHigh == 0 && differenceLow == 0 && !sticky) {
      return format.zero(status.roundingMode() == Fpscr.DOWN);
    }
    int exponent = big.exponent();
    if (differenceHigh == 0) {
      differenceHigh = differenceLow;
      differenceLow = 0;
      exponent -= 64;
    }
    int shift = Long.numberOfLeadingZeros(differenceHigh);
    if (shift > 0) {
      differenceHigh = differenceHigh << shift | differenceLow >>> (64 - shift);
      differenceLow <<= shift;
      exponent -= shift;
    }
    return Rounding.pack(
        format, big.negative(), exponent, differenceHigh, sticky || differenceLow != 0, status);
  }

  static long multiply(FpFormat format, long a, long b, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    Unpacked y = Unpacked.of(format, b, status);
    if (x.isNan() || y.isNan()) {
      return propagate(format, x, y, status);
    }
    boolean negative = x.negative() != y.negative();
    if (x.isInfinity() || y.isInfinity()) {
      return x.isZero() || y.isZero() ? invalid(format, status) : format.infinity(negative);
    }
    if (x.isZero() || y.isZero()) {
      return format.zero(negative);
    }
    Unpacked high = productHigh(x, y);
    return Rounding.pack(
        format, negative, high.exponent(), high.significand(), productLow(x, y) != 0, status);
  }

  /** Leading 64 bits of a product of finite numbers, normalised. */
  private static Unpacked productHigh(Unpacked x, Unpacked y) {
    boolean negative = x.negative() != y.negative();
    long high = Math.unsignedMultiplyHigh(x.significand(), y.significand());
    int exponent = x.exponent() + y.exponent() + 1;
    if (high < 0) {
      return new Unpacked(Unpacked.Kind.FINITE, negative, exponent, high, 0);
    }
    long low = x.significand() * y.significand();
    return new Unpacked(Unpacked.Kind.FINITE, negative, exponent - 1, high << 1 | low >>> 63, 0);
  }

  /** The 64 bits that follow {@link #productHigh}. */
  private static long productLow(Unpacked x, Unpacked y) {
    long low = x.significand() * y.significand();
    return Math.unsignedMultiplyHigh(x.significand(), y.significand()) < 0 ? low : low << 1;
  }

  /** {@code addend + a * b} with one rounding. */
  static long multiplyAdd(FpFormat format, long addend, long a, long b, FpStatus status) {
    Unpacked z = Unpacked.of(format, addend, status);
    Unpacked x = Unpacked.of(format, a, status);
    Unpacked y = Unpacked.of(format, b, status);
    boolean invalidProduct = x.isInfinity() && y.isZero() || x.isZero() && y.isInfinity();
    if (z.isNan() || x.isNan() || y.isNan()) {
      if (z.isQuietNan() && invalidProduct) {
        return invalid(format, status);
      }
      return propagate(format, z, x, y, status);
    }
    boolean negative = x.negative() != y.negative();
    boolean infiniteProduct = x.isInfinity() || y.isInfinity();
    if (invalidProduct || z.isInfinity() && infiniteProduct && z.negative() != negative) {
      return invalid(format, status);
    }
    if (z.isInfinity() || infiniteProduct) {
      return format.infinity(z.isInfinity() ? z.negative() : negative);
    }
    if (x.isZero() || y.isZero()) {
      return sum(format, new Unpacked(Unpacked.Kind.ZERO, negative, 0, 0, 0), 0, z, status);
    }
    return sum(format, productHigh(x, y), productLow(x, y), z, status);
  }

  private static long propagate(
      FpFormat format, Unpacked a, Unpacked b, Unpacked c, FpStatus status) {
    if (a.isSignallingNan() || b.isSignallingNan() || c.isSignallingNan()) {
      Unpacked first = a.isSignallingNan() ? a : b.isSignallingNan() ? b : c;
      return propagate(format, first, status);
    }
    return propagate(format, a.isNan() ? a : b.isNan() ? b : c, status);
  }

  static long divide(FpFormat format, long a, long b, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    Unpacked y = Unpacked.of(format, b, status);
    if (x.isNan() || y.isNan()) {
      return propagate(format, x, y, status);
    }
    if (x.isInfinity() && y.isInfinity() || x.isZero() && y.isZero()) {
      return invalid(format, status);
    }
    boolean negative = x.negative() != y.negative();
    if (x.isInfinity() || y.isZero()) {
      if (!x.isInfinity()) {
        status.raise(Fpscr.DZC);
      }
      return format.infinity(negative);
    }
    if (x.isZero() || y.isInfinity()) {
      return format.zero(negative);
    }
    int exponent = x.exponent() - y.exponent();
    // No format fills 64 bits, so that the lowest bit is free.
    long remainder = x.significand() >>> 1;
    long divisor = y.significand() >>> 1;
    if (remainder < divisor) {
      remainder <<= 1;
      exponent--;
    }
    long quotient = 0;
    for (int i = 0; i < 64; i++) {
      quotient <<= 1;
      if (Long.compareUnsigned(remainder, divisor) >= 0) {
        remainder -= divisor;
        quotient |= 1;
      }
      remainder <<= 1;
    }
    return Rounding.pack(format, negative, exponent, quotient, remainder != 0, status);
  }

  static long squareRoot(FpFormat format, long a, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    if (x.isNan()) {
      return propagate(format, x, status);
    }
    if (x.isZero()) {
      return format.zero(x.negative());
    }
    if (x.negative()) {
      return invalid(format, status);
    }
    if (x.isInfinity()) {
      return format.infinity(false);
    }
    int odd = x.exponent() & 1;
    BigInteger radicand = BigInteger.valueOf(x.significand() >>> 1).shiftLeft(64 + odd);
    BigInteger[] root = radicand.sqrtAndRemainder();
    return Rounding.pack(
        format,
        false,
        (x.exponent() - odd) / 2,
        root[0].longValue(),
        root[1].signum() != 0,
        status);
  }

  /** NZCV of a comparison; every NaN raises IOC when {@code loud}, else signalling ones only. */
  static int compare(FpFormat format, long a, long b, boolean loud, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    Unpacked y = Unpacked.of(format, b, status);
    if (x.isNan() || y.isNan()) {
      if (loud || x.isSignallingNan() || y.isSignallingNan()) {
        status.raise(Fpscr.IOC);
      }
      return Fpscr.UNORDERED;
    }
    int order = Long.compare(rank(format, x), rank(format, y));
    return order == 0 ? Fpscr.EQUAL : order < 0 ? Fpscr.LESS : Fpscr.GREATER;
  }

  /** A number that orders operands as their values are ordered; both zeroes are 0. */
  private static long rank(FpFormat format, Unpacked value) {
    long magnitude = value.isZero() ? 0 : value.bits() & (format.signBit - 1);
    return value.negative() ? -magnitude : magnitude;
  }

  /** VMAXNM and VMINNM: a quiet NaN loses against a number. */
  static long extreme(FpFormat format, long a, long b, boolean maximum, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    Unpacked y = Unpacked.of(format, b, status);
    if (x.isSignallingNan() || y.isSignallingNan() || x.isQuietNan() && y.isQuietNan()) {
      return propagate(format, x, y, status);
    }
    if (x.isNan() || y.isNan()) {
      return value(format, x.isNan() ? y : x);
    }
    if (x.isZero() && y.isZero()) {
      return format.zero(maximum ? x.negative() && y.negative() : x.negative() || y.negative());
    }
    boolean greater = rank(format, x) > rank(format, y);
    return value(format, greater == maximum ? x : y);
  }

  /** The operand itself, or the zero to which it was flushed. */
  private static long value(FpFormat format, Unpacked x) {
    return x.isZero() ? format.zero(x.negative()) : x.bits();
  }

  /** Rounds to an integral number; IXC is raised only when {@code exact} asks for it. */
  static long roundToIntegral(FpFormat format, long a, int mode, boolean exact, FpStatus status) {
    Unpacked x = Unpacked.of(format, a, status);
    if (x.isNan()) {
      return propagate(format, x, status);
    }
    return x.isFinite() ? Rounding.toIntegral(format, x, mode, exact, status) : value(format, x);
  }

  /** Converts a number between formats, FPSCR.AHP already being in the half-precision one. */
  static long convert(FpFormat from, FpFormat to, long a, FpStatus status) {
    Unpacked x = Unpacked.of(from, a, status);
    return switch (x.kind()) {
      case ZERO -> to.zero(x.negative());
      case FINITE -> Rounding.pack(to, x.negative(), x.exponent(), x.significand(), false, status);
      case INFINITY -> {
        if (to.alternative) {
          status.raise(Fpscr.IOC);
          yield to.greatest(x.negative());
        }
        yield to.infinity(x.negative());
      }
      case QUIET_NAN, SIGNALLING_NAN -> {
        if (x.isSignallingNan() || to.alternative) {
          status.raise(Fpscr.IOC);
        }
        if (to.alternative) {
          yield to.zero(x.negative());
        }
        if (status.defaultNan()) {
          yield to.defaultNan();
        }
        long fraction = x.bits() & from.fractionMask;
        int narrower = from.fractionBits - to.fractionBits;
        yield to.infinity(x.negative())
            | to.quietBit()
            | (narrower > 0 ? fraction >>> narrower : fraction << -narrower);
      }
    };
  }

  /** Converts {@code integer * 2^-fractionBits} in the given rounding mode. */
  static long fromInteger(
      FpFormat format, long integer, int fractionBits, int mode, FpStatus status) {
    if (integer == 0) {
      return format.zero(false);
    }
    Unpacked x = Unpacked.finite(integer < 0, 63 - fractionBits, Math.abs(integer), 0);
    return Rounding.pack(format, x.negative(), x.exponent(), x.significand(), false, mode, status);
  }
}
