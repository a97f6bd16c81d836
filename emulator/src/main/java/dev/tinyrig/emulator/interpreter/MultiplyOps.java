package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Arithmetic;
import dev.tinyrig.emulator.semantics.Multiply;

/** Multiplications and divisions of the base instruction set (Armv7-M Arm ARM A4.4.3). */
final class MultiplyOps {
  private MultiplyOps() {}

  /** The 64-bit number in RdHi:RdLo. */
  static long accumulator(Core c, Instruction i) {
    return Multiply.join(c.r[i.d], c.r[i.a]);
  }

  static void setLong(Core c, Instruction i, long value) {
    c.r[i.d] = (int) value;
    c.r[i.a] = (int) (value >>> 32);
  }

  private static void checkDivisor(Core c, Instruction i, int divisor) {
    if (divisor == 0 && c.exceptions.trapsDivideByZero()) {
      throw new GuestFault(FaultKind.DIVBYZERO, 0, i.op + " divided by zero (R" + i.m + " is 0)");
    }
  }

  static void mul(Core c, Instruction i) {
    int result = c.r[i.n] * c.r[i.m];
    if (DataOps.setsFlags(c, i)) {
      c.setNz(result);
    }
    c.r[i.d] = result;
  }

  static void mla(Core c, Instruction i) {
    c.r[i.d] = c.r[i.a] + c.r[i.n] * c.r[i.m];
  }

  static void mls(Core c, Instruction i) {
    c.r[i.d] = c.r[i.a] - c.r[i.n] * c.r[i.m];
  }

  static void umull(Core c, Instruction i) {
    setLong(c, i, Multiply.unsignedLong(c.r[i.n], c.r[i.m]));
  }

  static void umlal(Core c, Instruction i) {
    setLong(c, i, accumulator(c, i) + Multiply.unsignedLong(c.r[i.n], c.r[i.m]));
  }

  static void smull(Core c, Instruction i) {
    setLong(c, i, Multiply.signedLong(c.r[i.n], c.r[i.m]));
  }

  static void smlal(Core c, Instruction i) {
    setLong(c, i, accumulator(c, i) + Multiply.signedLong(c.r[i.n], c.r[i.m]));
  }

  static void sdiv(Core c, Instruction i) {
    int dividend = c.r[i.n];
    int divisor = c.r[i.m];
    checkDivisor(c, i, divisor);
    c.r[i.d] = Arithmetic.divideSigned(dividend, divisor);
    c.clock.cycles += c.timing.divideExtra(dividend, divisor, true);
  }

  static void udiv(Core c, Instruction i) {
    int dividend = c.r[i.n];
    int divisor = c.r[i.m];
    checkDivisor(c, i, divisor);
    c.r[i.d] = Arithmetic.divideUnsigned(dividend, divisor);
    c.clock.cycles += c.timing.divideExtra(dividend, divisor, false);
  }
}
