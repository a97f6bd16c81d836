package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.operation.Rounding;

/** Multiplication by a fixed-point factor: {@code value * scale >> shift}, rounded. */
final class Scale {
  /** Shift above which {@link Rounding#DOUBLE} rounds twice. */
  private static final int DOUBLE_FROM = 31;

  /** Half of what the first of its two roundings drops. */
  private static final long FIRST_HALF = 1L << 30;

  /** Product bits up to which rounding cannot overflow 64 bits. */
  private static final int SAFE_BITS = 62;

  private Scale() {}

  /** Scales a value; {@code scale} is unsigned, {@code shift} from 0 to 63. */
  static long apply(long value, long scale, int shift, Rounding rounding) {
    if (shift == 0) {
      return value * scale;
    }
    int bits = 128 - Long.numberOfLeadingZeros(Math.abs(value)) - Long.numberOfLeadingZeros(scale);
    if (bits > SAFE_BITS) {
      return wide(value, scale, shift, rounding);
    }
    long product = value * scale;
    if (rounding == Rounding.TRUNCATE) {
      return product >= 0 ? product >> shift : -(-product >> shift);
    }
    return (product + nudge(value, shift, rounding)) >> shift;
  }

  /** What is added before the shift. */
  static long nudge(long value, int shift, Rounding rounding) {
    long half = 1L << (shift - 1);
    if (rounding == Rounding.DOUBLE && shift > DOUBLE_FROM) {
      return half + (value >= 0 ? FIRST_HALF : -FIRST_HALF);
    }
    return half;
  }

  /** The same on a product of 128 bits. */
  private static long wide(long value, long scale, int shift, Rounding rounding) {
    long nudge =
        rounding == Rounding.TRUNCATE
            ? (value < 0 ? (1L << shift) - 1 : 0)
            : nudge(value, shift, rounding);
    long low = value * scale;
    long high = Math.multiplyHigh(value, scale);
    long sum = low + nudge;
    if (Long.compareUnsigned(sum, low) < 0) {
      high++;
    }
    return high << (64 - shift) | sum >>> shift;
  }

  /** Saturating rounding doubling high multiply of 32-bit numbers, halves away from zero. */
  static long doublingHigh(long a, long b) {
    long product = a * b;
    long nudge = product >= 0 ? FIRST_HALF : 1 - FIRST_HALF;
    return (product + nudge) / (1L << DOUBLE_FROM);
  }

  /** Division by a power of two, halves away from zero. */
  static long divideByPowerOfTwo(long value, int exponent) {
    if (exponent <= 0) {
      return value << -exponent;
    }
    long half = 1L << (exponent - 1);
    return value >= 0 ? (value + half) >> exponent : -((-value + half) >> exponent);
  }

  /** Division, halves away from zero. */
  static long divide(long value, long divisor) {
    long twice = 2 * Math.abs(value) + divisor;
    long quotient = twice / (2 * divisor);
    return value < 0 ? -quotient : quotient;
  }
}
