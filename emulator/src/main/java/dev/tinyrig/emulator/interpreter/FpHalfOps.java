package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Float16;
import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Half-precision data processing and moves of Armv8.1-M (DDI 0553, C2.4). Operands are the low
 * halves of S registers; a result clears the high half.
 */
final class FpHalfOps {
  private static final int SIGN = 0x8000;
  private static final int LOW = 0xFFFF;

  private FpHalfOps() {}

  /** Writes a result to S d and its exceptions to FPSCR. */
  private static void finish(Core c, Instruction i, long result) {
    c.s[i.d] = (int) result;
    c.fpscr |= (int) (result >>> 32);
  }

  static void vabs(Core c, Instruction i) {
    c.s[i.d] = Float16.absolute(c.s[i.m]);
  }

  static void vneg(Core c, Instruction i) {
    c.s[i.d] = Float16.negate(c.s[i.m]);
  }

  static void vadd(Core c, Instruction i) {
    finish(c, i, Float16.add(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vsub(Core c, Instruction i) {
    finish(c, i, Float16.subtract(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vmul(Core c, Instruction i) {
    finish(c, i, Float16.multiply(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vdiv(Core c, Instruction i) {
    finish(c, i, Float16.divide(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vmaxnm(Core c, Instruction i) {
    finish(c, i, Float16.maximum(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vminnm(Core c, Instruction i) {
    finish(c, i, Float16.minimum(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vnmul(Core c, Instruction i) {
    finish(c, i, Float16.multiply(c.s[i.n], c.s[i.m], c.fpscr) ^ SIGN);
  }

  static void vsqrt(Core c, Instruction i) {
    finish(c, i, Float16.squareRoot(c.s[i.m], c.fpscr));
  }

  /** VMLA and relatives: a product and a sum that are rounded one after the other. */
  static void chained(Core c, Instruction i, boolean negateAddend, boolean negateProduct) {
    long product = Float16.multiply(c.s[i.n], c.s[i.m], c.fpscr);
    c.fpscr |= (int) (product >>> 32);
    int addend = c.s[i.d] ^ (negateAddend ? SIGN : 0);
    finish(c, i, Float16.add(addend, (int) product ^ (negateProduct ? SIGN : 0), c.fpscr));
  }

  /** VFMA and relatives. */
  static void fused(Core c, Instruction i, boolean negateAddend, boolean negateProduct) {
    int addend = c.s[i.d] ^ (negateAddend ? SIGN : 0);
    int factor = c.s[i.n] ^ (negateProduct ? SIGN : 0);
    finish(c, i, Float16.multiplyAdd(addend, factor, c.s[i.m], c.fpscr));
  }

  /** VCMP and VCMPE, with a register or zero. */
  static void compare(Core c, Instruction i, int other, boolean loud) {
    long result = Float16.compare(c.s[i.d], other, loud, c.fpscr);
    c.fpscr = c.fpscr & ~Fpscr.NZCV | (int) result | (int) (result >>> 32);
  }

  static void vsel(Core c, Instruction i) {
    c.s[i.d] = (c.condition(i.cond) ? c.s[i.n] : c.s[i.m]) & LOW;
  }

  /** VRINTA and relatives. */
  static void round(Core c, Instruction i, int mode, boolean exact) {
    finish(c, i, Float16.roundToIntegral(c.s[i.m], mode, exact, c.fpscr));
  }

  /** VCVT to an integer of 32 bits. */
  static void toInteger(Core c, Instruction i, boolean signed, int mode) {
    finish(c, i, Float16.toInteger(c.s[i.m], 0, 32, signed, mode, c.fpscr));
  }

  /** VCVT from an integer of 32 bits. */
  static void fromInteger(Core c, Instruction i, boolean signed) {
    long integer = signed ? c.s[i.m] : Integer.toUnsignedLong(c.s[i.m]);
    finish(c, i, Float16.fromInteger(integer, 0, Fpscr.roundingMode(c.fpscr), c.fpscr));
  }

  /** VCVT to fixed point, in place: towards zero. */
  static void toFixed(Core c, Instruction i) {
    boolean signed = i.shift != 0;
    finish(c, i, Float16.toInteger(c.s[i.d], i.imm, i.amount, signed, Fpscr.TOWARDS_ZERO, c.fpscr));
  }

  /** VCVT from fixed point, in place: to nearest. */
  static void fromFixed(Core c, Instruction i) {
    long integer = FpConversionOps.fixed(c.s[i.d], i);
    finish(c, i, Float16.fromInteger(integer, i.imm, Fpscr.NEAREST, c.fpscr));
  }

  static void vmovImm(Core c, Instruction i) {
    c.s[i.d] = i.imm;
  }

  static void vmovFromCore(Core c, Instruction i) {
    c.s[i.n] = c.r[i.d] & LOW;
  }

  static void vmovToCore(Core c, Instruction i) {
    c.r[i.d] = c.s[i.n] & LOW;
  }

  /** VINS: the low half of S m to the high half of S d. */
  static void vins(Core c, Instruction i) {
    c.s[i.d] = c.s[i.d] & LOW | c.s[i.m] << 16;
  }

  /** VMOVX: the high half of S m. */
  static void vmovx(Core c, Instruction i) {
    c.s[i.d] = c.s[i.m] >>> 16;
  }

  private static int address(Core c, Instruction i) {
    int address = i.n == 15 ? i.target : c.r[i.n] + i.imm;
    if ((address & 1) != 0) {
      throw new GuestFault(
          FaultKind.UNALIGNED,
          address,
          i.op + " needs an even address, not 0x" + Integer.toHexString(address));
    }
    return address;
  }

  static void vldr(Core c, Instruction i) {
    c.s[i.d] = c.bus.load16(address(c, i));
  }

  static void vstr(Core c, Instruction i) {
    c.bus.store16(address(c, i), c.s[i.d]);
  }
}
