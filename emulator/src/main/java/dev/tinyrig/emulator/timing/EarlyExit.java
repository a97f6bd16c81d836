package dev.tinyrig.emulator.timing;

/** Dividers that stop when the quotient is complete. */
final class EarlyExit {
  private EarlyExit() {}

  /**
   * Cycles over the shortest division: in proportion to the bits of the quotient, which the leading
   * zeros of the operands tell.
   *
   * @param span cycles between the shortest division and one with a quotient of 32 bits
   */
  static int cycles(int dividend, int divisor, boolean signed, int span) {
    if (divisor == 0) {
      return 0;
    }
    int n = signed ? Math.abs(dividend) : dividend;
    int d = signed ? Math.abs(divisor) : divisor;
    int bits = Integer.numberOfLeadingZeros(d) - Integer.numberOfLeadingZeros(n) + 1;
    return bits <= 0 ? 0 : (bits * span + 31) / 32;
  }
}
