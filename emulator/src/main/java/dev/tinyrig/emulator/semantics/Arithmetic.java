package dev.tinyrig.emulator.semantics;

/**
 * Carry, overflow and division of 32-bit integers (Armv7-M Arm ARM A2.2.1, A7.7 SDIV and UDIV).
 *
 * <p>Additions are written as {@code a + b + carryIn}; a subtraction {@code a - b} is the addition
 * of {@code ~b} with a carry of 1, so that {@link #carry} and {@link #overflow} serve both. They
 * need only the operands and the result, whatever the carry in was.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /** Carry out (0 or 1) of the addition of {@code a} and {@code b} that gave {@code result}. */
  public static int carry(int a, int b, int result) {
    return (a & b | (a | b) & ~result) >>> 31;
  }

  /**
   * Signed overflow, in the sign bit, of the addition of {@code a} and {@code b} that gave {@code
   * result}; the other bits mean nothing.
   */
  public static int overflow(int a, int b, int result) {
    return (a ^ result) & (b ^ result);
  }

  /** Signed division rounded towards zero; a division by zero gives 0, and MIN / -1 gives MIN. */
  public static int divideSigned(int dividend, int divisor) {
    return divisor == 0 ? 0 : dividend / divisor;
  }

  /** Unsigned division; a division by zero gives 0. */
  public static int divideUnsigned(int dividend, int divisor) {
    return divisor == 0 ? 0 : Integer.divideUnsigned(dividend, divisor);
  }
}
