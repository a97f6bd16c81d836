package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Fpscr;

/** Single-precision data processing (Armv7-M Arm ARM A7.7, VABS to VSUB). */
final class FpArithmeticOps {
  private static final int SIGN = 0x8000_0000;

  private FpArithmeticOps() {}

  /** Writes a result to S d and its exceptions to FPSCR. */
  private static void finish(Core c, Instruction i, long result) {
    c.s[i.d] = (int) result;
    c.fpscr |= (int) (result >>> 32);
  }

  static void vabs(Core c, Instruction i) {
    c.s[i.d] = c.s[i.m] & ~SIGN;
  }

  static void vneg(Core c, Instruction i) {
    c.s[i.d] = c.s[i.m] ^ SIGN;
  }

  static void vadd(Core c, Instruction i) {
    finish(c, i, Float32.add(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vsub(Core c, Instruction i) {
    finish(c, i, Float32.subtract(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vmul(Core c, Instruction i) {
    finish(c, i, Float32.multiply(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vdiv(Core c, Instruction i) {
    finish(c, i, Float32.divide(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vmaxnm(Core c, Instruction i) {
    finish(c, i, Float32.maximum(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vminnm(Core c, Instruction i) {
    finish(c, i, Float32.minimum(c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vnmul(Core c, Instruction i) {
    finish(c, i, Float32.multiply(c.s[i.n], c.s[i.m], c.fpscr) ^ 0x8000_0000L);
  }

  static void vsqrt(Core c, Instruction i) {
    finish(c, i, Float32.squareRoot(c.s[i.m], c.fpscr));
  }

  /** A product and a sum that are rounded one after the other. */
  private static void chained(Core c, Instruction i, int negateAddend, int negateProduct) {
    long product = Float32.multiply(c.s[i.n], c.s[i.m], c.fpscr);
    c.fpscr |= (int) (product >>> 32);
    int addend = c.s[i.d] ^ negateAddend;
    finish(c, i, Float32.add(addend, (int) product ^ negateProduct, c.fpscr));
  }

  static void vmla(Core c, Instruction i) {
    chained(c, i, 0, 0);
  }

  static void vmls(Core c, Instruction i) {
    chained(c, i, 0, SIGN);
  }

  static void vnmla(Core c, Instruction i) {
    chained(c, i, SIGN, SIGN);
  }

  static void vnmls(Core c, Instruction i) {
    chained(c, i, SIGN, 0);
  }

  static void vfma(Core c, Instruction i) {
    finish(c, i, Float32.multiplyAdd(c.s[i.d], c.s[i.n], c.s[i.m], c.fpscr));
  }

  static void vfms(Core c, Instruction i) {
    finish(c, i, Float32.multiplyAdd(c.s[i.d], c.s[i.n] ^ SIGN, c.s[i.m], c.fpscr));
  }

  static void vfnma(Core c, Instruction i) {
    finish(c, i, Float32.multiplyAdd(c.s[i.d] ^ SIGN, c.s[i.n] ^ SIGN, c.s[i.m], c.fpscr));
  }

  static void vfnms(Core c, Instruction i) {
    finish(c, i, Float32.multiplyAdd(c.s[i.d] ^ SIGN, c.s[i.n], c.s[i.m], c.fpscr));
  }

  private static void compare(Core c, int a, int b, boolean loud) {
    long result = Float32.compare(a, b, loud, c.fpscr);
    c.fpscr = c.fpscr & ~Fpscr.NZCV | (int) result | (int) (result >>> 32);
  }

  static void vcmp(Core c, Instruction i) {
    compare(c, c.s[i.d], c.s[i.m], false);
  }

  static void vcmpe(Core c, Instruction i) {
    compare(c, c.s[i.d], c.s[i.m], true);
  }

  static void vcmpZero(Core c, Instruction i) {
    compare(c, c.s[i.d], 0, false);
  }

  static void vcmpeZero(Core c, Instruction i) {
    compare(c, c.s[i.d], 0, true);
  }

  static void vsel(Core c, Instruction i) {
    c.s[i.d] = c.condition(i.cond) ? c.s[i.n] : c.s[i.m];
  }

  private static void round(Core c, Instruction i, int mode, boolean exact) {
    finish(c, i, Float32.roundToIntegral(c.s[i.m], mode, exact, c.fpscr));
  }

  static void vrinta(Core c, Instruction i) {
    round(c, i, Fpscr.TIES_AWAY, false);
  }

  static void vrintn(Core c, Instruction i) {
    round(c, i, Fpscr.NEAREST, false);
  }

  static void vrintp(Core c, Instruction i) {
    round(c, i, Fpscr.UP, false);
  }

  static void vrintm(Core c, Instruction i) {
    round(c, i, Fpscr.DOWN, false);
  }

  static void vrintz(Core c, Instruction i) {
    round(c, i, Fpscr.TOWARDS_ZERO, false);
  }

  static void vrintr(Core c, Instruction i) {
    round(c, i, Fpscr.roundingMode(c.fpscr), false);
  }

  static void vrintx(Core c, Instruction i) {
    round(c, i, Fpscr.roundingMode(c.fpscr), true);
  }
}
