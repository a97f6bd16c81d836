package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Carry and overflow against sums in 64 bits, over all pairs of boundary operands. */
final class ArithmeticTest {
  private static final int[] BOUNDARIES = {
    0,
    1,
    2,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x1_0000,
    0x7FFF_FFFE,
    0x7FFF_FFFF,
    0x8000_0000,
    0x8000_0001,
    0xFFFF_0000,
    0xFFFF_FFFE,
    0xFFFF_FFFF,
    0x1234_5678,
    0x9ABC_DEF0
  };

  @Test
  void carryAndOverflowOfSumsAreThoseOfWideSums() {
    for (int a : BOUNDARIES) {
      for (int b : BOUNDARIES) {
        for (int carryIn = 0; carryIn < 2; carryIn++) {
          int result = a + b + carryIn;
          long unsigned = Integer.toUnsignedLong(a) + Integer.toUnsignedLong(b) + carryIn;
          long signed = (long) a + b + carryIn;
          String what = Integer.toHexString(a) + " + " + Integer.toHexString(b) + " + " + carryIn;
          assertEquals(unsigned >>> 32, Arithmetic.carry(a, b, result), what);
          assertEquals(signed != result, Arithmetic.overflow(a, b, result) < 0, what);
        }
      }
    }
  }

  @Test
  void carryOfADifferenceMeansNoBorrow() {
    for (int a : BOUNDARIES) {
      for (int b : BOUNDARIES) {
        int expected = Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
        assertEquals(expected, Arithmetic.carry(a, ~b, a - b));
        assertEquals((long) a - b != a - b, Arithmetic.overflow(a, ~b, a - b) < 0);
      }
    }
  }

  private record Division(int dividend, int divisor, int signed, int unsigned) {}

  @Test
  void divisions() {
    for (Division d :
        List.of(
            new Division(7, 2, 3, 3),
            new Division(-7, 2, -3, 0x7FFF_FFFC),
            new Division(7, -2, -3, 0),
            new Division(5, 0, 0, 0),
            new Division(Integer.MIN_VALUE, -1, Integer.MIN_VALUE, 0),
            new Division(-1, 1, -1, -1),
            new Division(Integer.MIN_VALUE, 0, 0, 0))) {
      assertEquals(d.signed, Arithmetic.divideSigned(d.dividend, d.divisor), d::toString);
      assertEquals(d.unsigned, Arithmetic.divideUnsigned(d.dividend, d.divisor), d::toString);
    }
  }
}
