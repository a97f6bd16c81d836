package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long shifts against cases by hand, and against arithmetic of unlimited precision. */
class LongShiftsTest {
  private static final long MOST = Long.MAX_VALUE;
  private static final long LEAST = Long.MIN_VALUE;
  private static final long[] VALUES = {
    0,
    1,
    2,
    3,
    -1,
    -2,
    5,
    -5,
    0x7FFF_FFFF,
    0x8000_0000L,
    0xFFFF_FFFFL,
    -0x8000_0000L,
    1L << 46,
    (1L << 47) - 1,
    1L << 47,
    -(1L << 47),
    -(1L << 47) - 1,
    (1L << 48) - 1,
    1L << 48,
    1L << 62,
    MOST,
    LEAST,
    MOST - 1,
    LEAST + 1,
    0x1234_5678_9ABC_DEF0L,
    0xFEDC_BA98_7654_3210L
  };

  private record Case(long value, int left, int bits, long result, boolean saturates) {}

  @Test
  void signedCases() {
    List<Case> cases =
        List.of(
            new Case(1, 31, 32, 0x7FFF_FFFF, true),
            new Case(1, 30, 32, 0x4000_0000, false),
            new Case(-1, 31, 32, -0x8000_0000L, false),
            new Case(-2, 31, 32, -0x8000_0000L, true),
            new Case(3, -1, 32, 2, false),
            new Case(-3, -1, 32, -1, false),
            new Case(-1, -127, 32, 0, false),
            new Case(1, 63, 64, MOST, true),
            new Case(-1, 63, 64, LEAST, false),
            new Case(1, 47, 48, (1L << 47) - 1, true),
            new Case(-1, 47, 48, -(1L << 47), false),
            new Case(1L << 62, -48, 48, 1L << 14, false),
            new Case(0, 127, 64, 0, false));
    for (Case c : cases) {
      assertEquals(c.result(), LongShifts.signed(c.value(), c.left(), c.bits()), c.toString());
      assertEquals(
          c.saturates(), LongShifts.saturatesSigned(c.value(), c.left(), c.bits()), c.toString());
    }
  }

  @Test
  void unsignedCases() {
    List<Case> cases =
        List.of(
            new Case(1, 31, 32, 0x8000_0000L, false),
            new Case(2, 31, 32, 0xFFFF_FFFFL, true),
            new Case(3, -1, 32, 2, false),
            new Case(-1, -64, 64, 1, false),
            new Case(-1, -65, 64, 0, false),
            new Case(1, 63, 64, LEAST, false),
            new Case(2, 63, 64, -1, true),
            new Case(1, 48, 48, (1L << 48) - 1, true),
            new Case(-1, -1, 48, (1L << 48) - 1, true));
    for (Case c : cases) {
      assertEquals(c.result(), LongShifts.unsigned(c.value(), c.left(), c.bits()), c.toString());
      assertEquals(
          c.saturates(), LongShifts.saturatesUnsigned(c.value(), c.left(), c.bits()), c.toString());
    }
  }

  private static BigInteger shifted(BigInteger value, int left) {
    return left >= 0
        ? value.shiftLeft(left)
        : value.add(BigInteger.ONE.shiftLeft(-left - 1)).shiftRight(-left);
  }

  private static BigInteger limited(BigInteger value, BigInteger least, BigInteger most) {
    return value.max(least).min(most);
  }

  @Test
  void allAmountsAgreeWithUnlimitedPrecision() {
    for (long value : VALUES) {
      BigInteger plain = BigInteger.valueOf(value);
      BigInteger natural = new BigInteger(Long.toUnsignedString(value));
      for (int left = -128; left < 128; left++) {
        for (int bits : new int[] {32, 48, 64}) {
          BigInteger end = BigInteger.ONE.shiftLeft(bits - 1);
          BigInteger signed = shifted(plain, left);
          BigInteger kept = limited(signed, end.negate(), end.subtract(BigInteger.ONE));
          assertEquals(kept.longValue(), LongShifts.signed(value, left, bits));
          assertEquals(!kept.equals(signed), LongShifts.saturatesSigned(value, left, bits));
          BigInteger unsigned = shifted(natural, left);
          kept = limited(unsigned, BigInteger.ZERO, end.shiftLeft(1).subtract(BigInteger.ONE));
          assertEquals(kept.longValue(), LongShifts.unsigned(value, left, bits));
          assertEquals(!kept.equals(unsigned), LongShifts.saturatesUnsigned(value, left, bits));
        }
        BigInteger logical = left < 0 ? natural.shiftRight(-left) : natural.shiftLeft(left);
        assertEquals(logical.longValue(), LongShifts.logical(value, left));
        assertEquals(plain.shiftRight(left).longValue(), LongShifts.arithmetic(value, left));
      }
    }
  }
}
