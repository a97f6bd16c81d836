package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Float64;
import dev.tinyrig.emulator.semantics.FpStatus;
import dev.tinyrig.emulator.semantics.Fpscr;

/** Double-precision data processing (Armv7-M Arm ARM A7.7, VABS to VSUB). */
final class FpDoubleOps {
  private static final long SIGN = Long.MIN_VALUE;

  private FpDoubleOps() {}

  /** D {@code number}. */
  static long read(Core c, int number) {
    return c.s[2 * number] & 0xFFFF_FFFFL | (long) c.s[2 * number + 1] << 32;
  }

  /** Writes D {@code number}. */
  static void write(Core c, int number, long value) {
    c.s[2 * number] = (int) value;
    c.s[2 * number + 1] = (int) (value >>> 32);
  }

  /** Lends FPSCR to an operation. */
  static FpStatus status(Core c) {
    FpStatus status = c.fpStatus;
    status.fpscr = c.fpscr;
    return status;
  }

  /** Writes a result to D d and takes FPSCR back. */
  static void finish(Core c, Instruction i, long result) {
    write(c, i.d, result);
    c.fpscr = c.fpStatus.fpscr;
  }

  static void vabs(Core c, Instruction i) {
    write(c, i.d, read(c, i.m) & ~SIGN);
  }

  static void vneg(Core c, Instruction i) {
    write(c, i.d, read(c, i.m) ^ SIGN);
  }

  static void vadd(Core c, Instruction i) {
    finish(c, i, Float64.add(read(c, i.n), read(c, i.m), status(c)));
  }

  static void vsub(Core c, Instruction i) {
    finish(c, i, Float64.subtract(read(c, i.n), read(c, i.m), status(c)));
  }

  static void vmul(Core c, Instruction i) {
    finish(c, i, Float64.multiply(read(c, i.n), read(c, i.m), status(c)));
  }

  static void vdiv(Core c, Instruction i) {
    finish(c, i, Float64.divide(read(c, i.n), read(c, i.m), status(c)));
  }

  static void vmaxnm(Core c, Instruction i) {
    finish(c, i, Float64.maximum(read(c, i.n), read(c, i.m), status(c)));
  }

  static void vminnm(Core c, Instruction i) {
    finish(c, i, Float64.minimum(read(c, i.n), read(c, i.m), status(c)));
  }

  static void vnmul(Core c, Instruction i) {
    finish(c, i, Float64.multiply(read(c, i.n), read(c, i.m), status(c)) ^ SIGN);
  }

  static void vsqrt(Core c, Instruction i) {
    finish(c, i, Float64.squareRoot(read(c, i.m), status(c)));
  }

  /** A product and a sum that are rounded one after the other. */
  private static void chained(Core c, Instruction i, long negateAddend, long negateProduct) {
    FpStatus status = status(c);
    long product = Float64.multiply(read(c, i.n), read(c, i.m), status);
    long addend = read(c, i.d) ^ negateAddend;
    finish(c, i, Float64.add(addend, product ^ negateProduct, status));
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

  private static void fused(Core c, Instruction i, long negateAddend, long negateProduct) {
    long addend = read(c, i.d) ^ negateAddend;
    long factor = read(c, i.n) ^ negateProduct;
    finish(c, i, Float64.multiplyAdd(addend, factor, read(c, i.m), status(c)));
  }

  static void vfma(Core c, Instruction i) {
    fused(c, i, 0, 0);
  }

  static void vfms(Core c, Instruction i) {
    fused(c, i, 0, SIGN);
  }

  static void vfnma(Core c, Instruction i) {
    fused(c, i, SIGN, SIGN);
  }

  static void vfnms(Core c, Instruction i) {
    fused(c, i, SIGN, 0);
  }

  private static void compare(Core c, Instruction i, long other, boolean loud) {
    FpStatus status = status(c);
    int nzcv = Float64.compare(read(c, i.d), other, loud, status);
    c.fpscr = status.fpscr & ~Fpscr.NZCV | nzcv;
  }

  static void vcmp(Core c, Instruction i) {
    compare(c, i, read(c, i.m), false);
  }

  static void vcmpe(Core c, Instruction i) {
    compare(c, i, read(c, i.m), true);
  }

  static void vcmpZero(Core c, Instruction i) {
    compare(c, i, 0, false);
  }

  static void vcmpeZero(Core c, Instruction i) {
    compare(c, i, 0, true);
  }

  static void vsel(Core c, Instruction i) {
    write(c, i.d, read(c, c.condition(i.cond) ? i.n : i.m));
  }

  private static void round(Core c, Instruction i, int mode, boolean exact) {
    finish(c, i, Float64.roundToIntegral(read(c, i.m), mode, exact, status(c)));
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
