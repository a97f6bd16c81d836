package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Float64;
import dev.tinyrig.emulator.semantics.Fpscr;

/** Conversions between floating-point formats, integers and fixed point (Arm ARM A7.7, VCVT). */
final class FpConversionOps {
  private FpConversionOps() {}

  /** Writes a result to S d and its exceptions to FPSCR. */
  private static void finish(Core c, Instruction i, long result) {
    c.s[i.d] = (int) result;
    c.fpscr |= (int) (result >>> 32);
  }

  private static void toInteger(Core c, Instruction i, boolean signed, int mode) {
    finish(c, i, Float32.toInteger(c.s[i.m], 0, 32, signed, mode, c.fpscr));
  }

  private static void doubleToInteger(Core c, Instruction i, boolean signed, int mode) {
    long value = FpDoubleOps.read(c, i.m);
    finish(c, i, Float64.toInteger(value, 0, 32, signed, mode, c.fpscr));
  }

  static void vcvtaS32F32(Core c, Instruction i) {
    toInteger(c, i, true, Fpscr.TIES_AWAY);
  }

  static void vcvtaS32F64(Core c, Instruction i) {
    doubleToInteger(c, i, true, Fpscr.TIES_AWAY);
  }

  static void vcvtaU32F32(Core c, Instruction i) {
    toInteger(c, i, false, Fpscr.TIES_AWAY);
  }

  static void vcvtaU32F64(Core c, Instruction i) {
    doubleToInteger(c, i, false, Fpscr.TIES_AWAY);
  }

  static void vcvtnS32F32(Core c, Instruction i) {
    toInteger(c, i, true, Fpscr.NEAREST);
  }

  static void vcvtnS32F64(Core c, Instruction i) {
    doubleToInteger(c, i, true, Fpscr.NEAREST);
  }

  static void vcvtnU32F32(Core c, Instruction i) {
    toInteger(c, i, false, Fpscr.NEAREST);
  }

  static void vcvtnU32F64(Core c, Instruction i) {
    doubleToInteger(c, i, false, Fpscr.NEAREST);
  }

  static void vcvtpS32F32(Core c, Instruction i) {
    toInteger(c, i, true, Fpscr.UP);
  }

  static void vcvtpS32F64(Core c, Instruction i) {
    doubleToInteger(c, i, true, Fpscr.UP);
  }

  static void vcvtpU32F32(Core c, Instruction i) {
    toInteger(c, i, false, Fpscr.UP);
  }

  static void vcvtpU32F64(Core c, Instruction i) {
    doubleToInteger(c, i, false, Fpscr.UP);
  }

  static void vcvtmS32F32(Core c, Instruction i) {
    toInteger(c, i, true, Fpscr.DOWN);
  }

  static void vcvtmS32F64(Core c, Instruction i) {
    doubleToInteger(c, i, true, Fpscr.DOWN);
  }

  static void vcvtmU32F32(Core c, Instruction i) {
    toInteger(c, i, false, Fpscr.DOWN);
  }

  static void vcvtmU32F64(Core c, Instruction i) {
    doubleToInteger(c, i, false, Fpscr.DOWN);
  }

  static void vcvtS32F32(Core c, Instruction i) {
    toInteger(c, i, true, Fpscr.TOWARDS_ZERO);
  }

  static void vcvtS32F64(Core c, Instruction i) {
    doubleToInteger(c, i, true, Fpscr.TOWARDS_ZERO);
  }

  static void vcvtU32F32(Core c, Instruction i) {
    toInteger(c, i, false, Fpscr.TOWARDS_ZERO);
  }

  static void vcvtU32F64(Core c, Instruction i) {
    doubleToInteger(c, i, false, Fpscr.TOWARDS_ZERO);
  }

  static void vcvtrS32F32(Core c, Instruction i) {
    toInteger(c, i, true, Fpscr.roundingMode(c.fpscr));
  }

  static void vcvtrS32F64(Core c, Instruction i) {
    doubleToInteger(c, i, true, Fpscr.roundingMode(c.fpscr));
  }

  static void vcvtrU32F32(Core c, Instruction i) {
    toInteger(c, i, false, Fpscr.roundingMode(c.fpscr));
  }

  static void vcvtrU32F64(Core c, Instruction i) {
    doubleToInteger(c, i, false, Fpscr.roundingMode(c.fpscr));
  }

  static void vcvtF32S32(Core c, Instruction i) {
    finish(c, i, Float32.fromInteger(c.s[i.m], 0, Fpscr.roundingMode(c.fpscr), c.fpscr));
  }

  static void vcvtF32U32(Core c, Instruction i) {
    long integer = c.s[i.m] & 0xFFFF_FFFFL;
    finish(c, i, Float32.fromInteger(integer, 0, Fpscr.roundingMode(c.fpscr), c.fpscr));
  }

  static void vcvtF64S32(Core c, Instruction i) {
    int mode = Fpscr.roundingMode(c.fpscr);
    long value = Float64.fromInteger(c.s[i.m], 0, mode, FpDoubleOps.status(c));
    FpDoubleOps.finish(c, i, value);
  }

  static void vcvtF64U32(Core c, Instruction i) {
    int mode = Fpscr.roundingMode(c.fpscr);
    long integer = c.s[i.m] & 0xFFFF_FFFFL;
    FpDoubleOps.finish(c, i, Float64.fromInteger(integer, 0, mode, FpDoubleOps.status(c)));
  }

  // Fixed-point forms work in place: d is source and destination. They round towards zero to fixed
  // point and to nearest from it, whatever FPSCR says.

  static void vcvtFixedF32(Core c, Instruction i) {
    boolean signed = i.shift != 0;
    finish(c, i, Float32.toInteger(c.s[i.d], i.imm, i.amount, signed, Fpscr.TOWARDS_ZERO, c.fpscr));
  }

  static void vcvtF32Fixed(Core c, Instruction i) {
    finish(c, i, Float32.fromInteger(fixed(c.s[i.d], i), i.imm, Fpscr.NEAREST, c.fpscr));
  }

  static void vcvtFixedF64(Core c, Instruction i) {
    boolean signed = i.shift != 0;
    long value = FpDoubleOps.read(c, i.d);
    long result = Float64.toInteger(value, i.imm, i.amount, signed, Fpscr.TOWARDS_ZERO, c.fpscr);
    c.fpscr |= (int) (result >>> 32);
    FpDoubleOps.write(c, i.d, signed ? (int) result : result & 0xFFFF_FFFFL);
  }

  static void vcvtF64Fixed(Core c, Instruction i) {
    long integer = fixed(c.s[2 * i.d], i);
    FpDoubleOps.finish(
        c, i, Float64.fromInteger(integer, i.imm, Fpscr.NEAREST, FpDoubleOps.status(c)));
  }

  /** The low 16 or 32 bits of a fixed-point operand, extended by its sign. */
  static long fixed(int low, Instruction i) {
    if (i.amount == 16) {
      return i.shift != 0 ? (short) low : low & 0xFFFF;
    }
    return i.shift != 0 ? low : low & 0xFFFF_FFFFL;
  }

  static void vcvtbF16F32(Core c, Instruction i) {
    putHalf(c, i, Float32.toHalf(c.s[i.m], c.fpscr), 0);
  }

  static void vcvttF16F32(Core c, Instruction i) {
    putHalf(c, i, Float32.toHalf(c.s[i.m], c.fpscr), 16);
  }

  static void vcvtbF16F64(Core c, Instruction i) {
    putHalf(c, i, Float64.toHalf(FpDoubleOps.read(c, i.m), c.fpscr), 0);
  }

  static void vcvttF16F64(Core c, Instruction i) {
    putHalf(c, i, Float64.toHalf(FpDoubleOps.read(c, i.m), c.fpscr), 16);
  }

  private static void putHalf(Core c, Instruction i, long result, int shift) {
    int half = (int) result & 0xFFFF;
    c.s[i.d] = c.s[i.d] & ~(0xFFFF << shift) | half << shift;
    c.fpscr |= (int) (result >>> 32);
  }

  static void vcvtbF32F16(Core c, Instruction i) {
    finish(c, i, Float32.fromHalf(c.s[i.m] & 0xFFFF, c.fpscr));
  }

  static void vcvttF32F16(Core c, Instruction i) {
    finish(c, i, Float32.fromHalf(c.s[i.m] >>> 16, c.fpscr));
  }

  static void vcvtbF64F16(Core c, Instruction i) {
    int half = c.s[i.m] & 0xFFFF;
    FpDoubleOps.finish(c, i, Float64.fromHalf(half, FpDoubleOps.status(c)));
  }

  static void vcvttF64F16(Core c, Instruction i) {
    int half = c.s[i.m] >>> 16;
    FpDoubleOps.finish(c, i, Float64.fromHalf(half, FpDoubleOps.status(c)));
  }

  static void vcvtF32F64(Core c, Instruction i) {
    finish(c, i, Float64.toSingle(FpDoubleOps.read(c, i.m), c.fpscr));
  }

  static void vcvtF64F32(Core c, Instruction i) {
    int single = c.s[i.m];
    FpDoubleOps.finish(c, i, Float64.fromSingle(single, FpDoubleOps.status(c)));
  }
}
