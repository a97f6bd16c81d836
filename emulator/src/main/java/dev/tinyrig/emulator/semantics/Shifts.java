package dev.tinyrig.emulator.semantics;

/**
 * Shifts of registers and their carry out (Armv7-M Arm ARM A7.4.2).
 *
 * <p>Amounts of 0..255 are allowed everywhere, as the register-controlled shifts need it. A carry
 * is 0 or 1; an amount of 0 leaves the carry in unchanged.
 */
public final class Shifts {
  /** Shift types as a decoded instruction names them. */
  public static final int LSL = 0;

  public static final int LSR = 1;
  public static final int ASR = 2;
  public static final int ROR = 3;
  public static final int RRX = 4;

  private Shifts() {}

  /** Logical shift left. */
  public static int lsl(int value, int amount) {
    return amount < 32 ? value << amount : 0;
  }

  /** Logical shift right. */
  public static int lsr(int value, int amount) {
    return amount < 32 ? value >>> amount : 0;
  }

  /** Arithmetic shift right. */
  public static int asr(int value, int amount) {
    return value >> Math.min(amount, 31);
  }

  /** Rotate right. */
  public static int ror(int value, int amount) {
    return Integer.rotateRight(value, amount);
  }

  /** Rotate right by one through the carry. */
  public static int rrx(int value, int carryIn) {
    return carryIn << 31 | value >>> 1;
  }

  /** Carry out of {@link #lsl}: the last bit shifted out. */
  public static int lslCarry(int value, int amount, int carryIn) {
    if (amount == 0) {
      return carryIn;
    }
    return amount <= 32 ? value >>> (32 - amount) & 1 : 0;
  }

  /** Carry out of {@link #lsr}. */
  public static int lsrCarry(int value, int amount, int carryIn) {
    if (amount == 0) {
      return carryIn;
    }
    return amount <= 32 ? value >>> (amount - 1) & 1 : 0;
  }

  /** Carry out of {@link #asr}. */
  public static int asrCarry(int value, int amount, int carryIn) {
    if (amount == 0) {
      return carryIn;
    }
    return value >>> Math.min(amount - 1, 31) & 1;
  }

  /** Carry out of {@link #ror}: the bit that became the most significant one. */
  public static int rorCarry(int value, int amount, int carryIn) {
    if (amount == 0) {
      return carryIn;
    }
    return value >>> (amount - 1 & 31) & 1;
  }

  /** Any of the shifts, by type; {@code carryIn} matters to RRX only. */
  public static int shift(int value, int type, int amount, int carryIn) {
    return switch (type) {
      case LSL -> lsl(value, amount);
      case LSR -> lsr(value, amount);
      case ASR -> asr(value, amount);
      case ROR -> ror(value, amount);
      default -> rrx(value, carryIn);
    };
  }

  /** Carry out of {@link #shift}. */
  public static int carry(int value, int type, int amount, int carryIn) {
    return switch (type) {
      case LSL -> lslCarry(value, amount, carryIn);
      case LSR -> lsrCarry(value, amount, carryIn);
      case ASR -> asrCarry(value, amount, carryIn);
      case ROR -> rorCarry(value, amount, carryIn);
      default -> value & 1;
    };
  }
}
