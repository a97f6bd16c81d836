package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.LongShifts;

/** Shifts of register pairs, and saturating and rounding shifts (DDI 0553, C2.4). */
final class LongShiftOps {
  private LongShiftOps() {}

  private static long pair(Core c, Instruction i) {
    return (long) c.r[i.a] << 32 | c.r[i.d] & 0xFFFF_FFFFL;
  }

  private static void setPair(Core c, Instruction i, long value) {
    c.r[i.d] = (int) value;
    c.r[i.a] = (int) (value >> 32);
  }

  /** The amount in a register: its low byte, signed. */
  private static int amount(Core c, Instruction i) {
    return (byte) c.r[i.m];
  }

  static void lsllImm(Core c, Instruction i) {
    setPair(c, i, LongShifts.logical(pair(c, i), i.amount));
  }

  static void lsllReg(Core c, Instruction i) {
    setPair(c, i, LongShifts.logical(pair(c, i), amount(c, i)));
  }

  static void lsrlImm(Core c, Instruction i) {
    setPair(c, i, LongShifts.logical(pair(c, i), -i.amount));
  }

  static void asrlImm(Core c, Instruction i) {
    setPair(c, i, LongShifts.arithmetic(pair(c, i), i.amount));
  }

  static void asrlReg(Core c, Instruction i) {
    setPair(c, i, LongShifts.arithmetic(pair(c, i), amount(c, i)));
  }

  static void srshrl(Core c, Instruction i) {
    setPair(c, i, LongShifts.roundedRight(pair(c, i), i.amount));
  }

  static void urshrl(Core c, Instruction i) {
    setPair(c, i, LongShifts.roundedRightUnsigned(pair(c, i), i.amount));
  }

  static void sqshll(Core c, Instruction i) {
    signedPair(c, i, i.amount, 64);
  }

  static void uqshll(Core c, Instruction i) {
    unsignedPair(c, i, i.amount, 64);
  }

  static void sqrshrl(Core c, Instruction i) {
    signedPair(c, i, -amount(c, i), i.imm);
  }

  static void uqrshll(Core c, Instruction i) {
    unsignedPair(c, i, amount(c, i), i.imm);
  }

  private static void signedPair(Core c, Instruction i, int left, int bits) {
    long value = pair(c, i);
    if (LongShifts.saturatesSigned(value, left, bits)) {
      c.q = 1;
    }
    setPair(c, i, LongShifts.signed(value, left, bits));
  }

  private static void unsignedPair(Core c, Instruction i, int left, int bits) {
    long value = pair(c, i);
    if (LongShifts.saturatesUnsigned(value, left, bits)) {
      c.q = 1;
    }
    setPair(c, i, LongShifts.unsigned(value, left, bits));
  }

  static void srshr(Core c, Instruction i) {
    c.r[i.d] = (int) LongShifts.roundedRight(c.r[i.d], i.amount);
  }

  static void urshr(Core c, Instruction i) {
    c.r[i.d] = (int) LongShifts.roundedRightUnsigned(c.r[i.d] & 0xFFFF_FFFFL, i.amount);
  }

  static void sqshl(Core c, Instruction i) {
    signed(c, i, i.amount);
  }

  static void uqshl(Core c, Instruction i) {
    unsigned(c, i, i.amount);
  }

  static void sqrshr(Core c, Instruction i) {
    signed(c, i, -amount(c, i));
  }

  static void uqrshl(Core c, Instruction i) {
    unsigned(c, i, amount(c, i));
  }

  private static void signed(Core c, Instruction i, int left) {
    int value = c.r[i.d];
    if (LongShifts.saturatesSigned(value, left, 32)) {
      c.q = 1;
    }
    c.r[i.d] = (int) LongShifts.signed(value, left, 32);
  }

  private static void unsigned(Core c, Instruction i, int left) {
    long value = c.r[i.d] & 0xFFFF_FFFFL;
    if (LongShifts.saturatesUnsigned(value, left, 32)) {
      c.q = 1;
    }
    c.r[i.d] = (int) LongShifts.unsigned(value, left, 32);
  }
}
