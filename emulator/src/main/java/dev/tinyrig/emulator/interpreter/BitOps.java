package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Saturate;
import dev.tinyrig.emulator.semantics.Shifts;

/**
 * Bit fields, extensions, reversals and saturation of one register (Armv7-M Arm ARM A4.4.4,
 * A4.4.5).
 */
final class BitOps {
  private BitOps() {}

  static void bfc(Core c, Instruction i) {
    c.r[i.d] = BitFields.insert(c.r[i.d], 0, i.imm, i.amount);
  }

  static void bfi(Core c, Instruction i) {
    c.r[i.d] = BitFields.insert(c.r[i.d], c.r[i.n], i.imm, i.amount);
  }

  static void sbfx(Core c, Instruction i) {
    c.r[i.d] = BitFields.extractSigned(c.r[i.n], i.imm, i.amount);
  }

  static void ubfx(Core c, Instruction i) {
    c.r[i.d] = BitFields.extractUnsigned(c.r[i.n], i.imm, i.amount);
  }

  static void clz(Core c, Instruction i) {
    c.r[i.d] = Integer.numberOfLeadingZeros(c.r[i.m]);
  }

  static void rbit(Core c, Instruction i) {
    c.r[i.d] = Integer.reverse(c.r[i.m]);
  }

  static void rev(Core c, Instruction i) {
    c.r[i.d] = Integer.reverseBytes(c.r[i.m]);
  }

  static void rev16(Core c, Instruction i) {
    c.r[i.d] = BitFields.reverseBytesOfHalves(c.r[i.m]);
  }

  static void revsh(Core c, Instruction i) {
    c.r[i.d] = BitFields.reverseSignedHalf(c.r[i.m]);
  }

  static void sxtb(Core c, Instruction i) {
    c.r[i.d] = (byte) Integer.rotateRight(c.r[i.m], i.amount);
  }

  static void sxth(Core c, Instruction i) {
    c.r[i.d] = (short) Integer.rotateRight(c.r[i.m], i.amount);
  }

  static void uxtb(Core c, Instruction i) {
    c.r[i.d] = Integer.rotateRight(c.r[i.m], i.amount) & 0xFF;
  }

  static void uxth(Core c, Instruction i) {
    c.r[i.d] = Integer.rotateRight(c.r[i.m], i.amount) & 0xFFFF;
  }

  static void ssat(Core c, Instruction i) {
    DspOps.setQ(c, i, Saturate.ssat(shifted(c, i), i.imm));
  }

  static void usat(Core c, Instruction i) {
    DspOps.setQ(c, i, Saturate.usat(shifted(c, i), i.imm));
  }

  private static int shifted(Core c, Instruction i) {
    return Shifts.shift(c.r[i.n], i.shift, i.amount, 0);
  }
}
