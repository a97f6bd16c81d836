package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Shifts;

/** Shifts and rotations as instructions of their own (Armv7-M Arm ARM A4.4.2). */
final class ShiftOps {
  private ShiftOps() {}

  static void asrImm(Core c, Instruction i) {
    asr(c, i, c.r[i.m], i.amount);
  }

  static void asrReg(Core c, Instruction i) {
    asr(c, i, c.r[i.n], c.r[i.m] & 0xFF);
  }

  private static void asr(Core c, Instruction i, int value, int amount) {
    int result = Shifts.asr(value, amount);
    if (DataOps.setsFlags(c, i)) {
      c.setNz(result);
      c.c = Shifts.asrCarry(value, amount, c.c);
    }
    c.r[i.d] = result;
  }

  static void lslImm(Core c, Instruction i) {
    lsl(c, i, c.r[i.m], i.amount);
  }

  static void lslReg(Core c, Instruction i) {
    lsl(c, i, c.r[i.n], c.r[i.m] & 0xFF);
  }

  private static void lsl(Core c, Instruction i, int value, int amount) {
    int result = Shifts.lsl(value, amount);
    if (DataOps.setsFlags(c, i)) {
      c.setNz(result);
      c.c = Shifts.lslCarry(value, amount, c.c);
    }
    c.r[i.d] = result;
  }

  static void lsrImm(Core c, Instruction i) {
    lsr(c, i, c.r[i.m], i.amount);
  }

  static void lsrReg(Core c, Instruction i) {
    lsr(c, i, c.r[i.n], c.r[i.m] & 0xFF);
  }

  private static void lsr(Core c, Instruction i, int value, int amount) {
    int result = Shifts.lsr(value, amount);
    if (DataOps.setsFlags(c, i)) {
      c.setNz(result);
      c.c = Shifts.lsrCarry(value, amount, c.c);
    }
    c.r[i.d] = result;
  }

  static void rorImm(Core c, Instruction i) {
    ror(c, i, c.r[i.m], i.amount);
  }

  static void rorReg(Core c, Instruction i) {
    ror(c, i, c.r[i.n], c.r[i.m] & 0xFF);
  }

  private static void ror(Core c, Instruction i, int value, int amount) {
    int result = Shifts.ror(value, amount);
    if (DataOps.setsFlags(c, i)) {
      c.setNz(result);
      c.c = Shifts.rorCarry(value, amount, c.c);
    }
    c.r[i.d] = result;
  }

  static void rrx(Core c, Instruction i) {
    int value = c.r[i.m];
    int result = Shifts.rrx(value, c.c);
    if (DataOps.setsFlags(c, i)) {
      c.setNz(result);
      c.c = value & 1;
    }
    c.r[i.d] = result;
  }
}
