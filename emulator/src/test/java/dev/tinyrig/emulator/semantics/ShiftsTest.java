package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Shifts by every amount against the same shift made one bit at a time. */
final class ShiftsTest {
  private static final int[] VALUES = {
    0, 1, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x4000_0001, 0xA5A5_5A5A, 0x8000_0001
  };

  private static int stepwise(int value, int type) {
    return switch (type) {
      case Shifts.LSL -> value << 1;
      case Shifts.LSR -> value >>> 1;
      case Shifts.ASR -> value >> 1;
      default -> value >>> 1 | value << 31;
    };
  }

  @Test
  void everyAmountEqualsThatManySingleSteps() {
    for (int type = Shifts.LSL; type <= Shifts.ROR; type++) {
      for (int start : VALUES) {
        for (int carryIn = 0; carryIn < 2; carryIn++) {
          int value = start;
          int carry = carryIn;
          for (int amount = 0; amount <= 255; amount++) {
            String what = Integer.toHexString(start) + " type " + type + " by " + amount;
            assertEquals(value, Shifts.shift(start, type, amount, carryIn), what);
            assertEquals(carry, Shifts.carry(start, type, amount, carryIn), what);
            carry = type == Shifts.LSL ? value >>> 31 : value & 1;
            value = stepwise(value, type);
          }
        }
      }
    }
  }

  @Test
  void rotateThroughCarry() {
    assertEquals(0x8000_0000, Shifts.shift(1, Shifts.RRX, 1, 1));
    assertEquals(1, Shifts.carry(1, Shifts.RRX, 1, 1));
    assertEquals(0x4000_0000, Shifts.shift(0x8000_0000, Shifts.RRX, 1, 0));
    assertEquals(0, Shifts.carry(0x8000_0000, Shifts.RRX, 1, 0));
  }
}
