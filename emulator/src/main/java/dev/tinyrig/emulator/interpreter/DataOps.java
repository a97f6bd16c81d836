package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Arithmetic;
import dev.tinyrig.emulator.semantics.Shifts;

/**
 * Additions, subtractions, logic, comparisons and moves (Armv7-M Arm ARM A7.7, A4.4.1).
 *
 * <p>N and Z are kept as the last result, V as a word whose sign bit counts, so that setting flags
 * needs no branch.
 */
final class DataOps {
  private DataOps() {}

  /** Whether the flag-setting form applies, which for most 16-bit encodings depends on IT. */
  static boolean setsFlags(Core c, Instruction i) {
    int when = i.flags;
    return when != Instruction.FLAGS_NEVER && (when == Instruction.FLAGS_ALWAYS || c.it == 0);
  }

  /** The second operand of register forms: Rm, shifted if the instruction says so. */
  private static int operand(Core c, Instruction i) {
    int value = c.r[i.m];
    return (i.amount | i.shift) == 0 ? value : Shifts.shift(value, i.shift, i.amount, c.c);
  }

  /**
   * Writes a result that may go to SP, whose low two bits are always 0, or to PC, which is a plain
   * branch (ALUWritePC).
   */
  private static void write(Core c, int d, int value) {
    if (d < 13) {
      c.r[d] = value;
    } else if (d == 15) {
      c.branchTo(value);
    } else {
      if (d == 13) {
        c.setSp(value);
      } else {
        c.r[d] = value;
      }
    }
  }

  private static void addFlags(Core c, int a, int b, int result) {
    c.setNz(result);
    c.c = Arithmetic.carry(a, b, result);
    c.v = Arithmetic.overflow(a, b, result);
  }

  /** {@code a + b + carryIn}, the shape of all additions and subtractions but the plain moves. */
  private static void add(Core c, Instruction i, int a, int b, int carryIn) {
    int result = a + b + carryIn;
    if (setsFlags(c, i)) {
      addFlags(c, a, b, result);
    }
    write(c, i.d, result);
  }

  private static void compare(Core c, int a, int b, int carryIn) {
    addFlags(c, a, b, a + b + carryIn);
  }

  private static void immediateFlags(Core c, Instruction i, int result) {
    c.setNz(result);
    if (i.amount != 2) {
      c.c = i.amount;
    }
  }

  /** Sets flags before the destination is written, which may be the shifted register itself. */
  private static void registerFlags(Core c, Instruction i, int result) {
    c.setNz(result);
    if ((i.amount | i.shift) != 0) {
      c.c = Shifts.carry(c.r[i.m], i.shift, i.amount, c.c);
    }
  }

  private static void logicImmediate(Core c, Instruction i, int result) {
    if (setsFlags(c, i)) {
      immediateFlags(c, i, result);
    }
    c.r[i.d] = result;
  }

  private static void logicRegister(Core c, Instruction i, int result) {
    if (setsFlags(c, i)) {
      registerFlags(c, i, result);
    }
    c.r[i.d] = result;
  }

  static void adcImm(Core c, Instruction i) {
    add(c, i, c.r[i.n], i.imm, c.c);
  }

  static void adcReg(Core c, Instruction i) {
    add(c, i, c.r[i.n], operand(c, i), c.c);
  }

  static void addImm(Core c, Instruction i) {
    add(c, i, c.r[i.n], i.imm, 0);
  }

  static void addReg(Core c, Instruction i) {
    add(c, i, c.r[i.n], operand(c, i), 0);
  }

  static void sbcImm(Core c, Instruction i) {
    add(c, i, c.r[i.n], ~i.imm, c.c);
  }

  static void sbcReg(Core c, Instruction i) {
    add(c, i, c.r[i.n], ~operand(c, i), c.c);
  }

  static void subImm(Core c, Instruction i) {
    add(c, i, c.r[i.n], ~i.imm, 1);
  }

  static void subReg(Core c, Instruction i) {
    add(c, i, c.r[i.n], ~operand(c, i), 1);
  }

  static void rsbImm(Core c, Instruction i) {
    add(c, i, ~c.r[i.n], i.imm, 1);
  }

  static void rsbReg(Core c, Instruction i) {
    add(c, i, ~c.r[i.n], operand(c, i), 1);
  }

  static void cmnImm(Core c, Instruction i) {
    compare(c, c.r[i.n], i.imm, 0);
  }

  static void cmnReg(Core c, Instruction i) {
    compare(c, c.r[i.n], operand(c, i), 0);
  }

  static void cmpImm(Core c, Instruction i) {
    compare(c, c.r[i.n], ~i.imm, 1);
  }

  static void cmpReg(Core c, Instruction i) {
    compare(c, c.r[i.n], ~operand(c, i), 1);
  }

  static void andImm(Core c, Instruction i) {
    logicImmediate(c, i, c.r[i.n] & i.imm);
  }

  static void andReg(Core c, Instruction i) {
    logicRegister(c, i, c.r[i.n] & operand(c, i));
  }

  static void bicImm(Core c, Instruction i) {
    logicImmediate(c, i, c.r[i.n] & ~i.imm);
  }

  static void bicReg(Core c, Instruction i) {
    logicRegister(c, i, c.r[i.n] & ~operand(c, i));
  }

  static void eorImm(Core c, Instruction i) {
    logicImmediate(c, i, c.r[i.n] ^ i.imm);
  }

  static void eorReg(Core c, Instruction i) {
    logicRegister(c, i, c.r[i.n] ^ operand(c, i));
  }

  static void ornImm(Core c, Instruction i) {
    logicImmediate(c, i, c.r[i.n] | ~i.imm);
  }

  static void ornReg(Core c, Instruction i) {
    logicRegister(c, i, c.r[i.n] | ~operand(c, i));
  }

  static void orrImm(Core c, Instruction i) {
    logicImmediate(c, i, c.r[i.n] | i.imm);
  }

  static void orrReg(Core c, Instruction i) {
    logicRegister(c, i, c.r[i.n] | operand(c, i));
  }

  static void mvnImm(Core c, Instruction i) {
    logicImmediate(c, i, ~i.imm);
  }

  static void mvnReg(Core c, Instruction i) {
    logicRegister(c, i, ~operand(c, i));
  }

  static void teqImm(Core c, Instruction i) {
    immediateFlags(c, i, c.r[i.n] ^ i.imm);
  }

  static void teqReg(Core c, Instruction i) {
    registerFlags(c, i, c.r[i.n] ^ operand(c, i));
  }

  static void tstImm(Core c, Instruction i) {
    immediateFlags(c, i, c.r[i.n] & i.imm);
  }

  static void tstReg(Core c, Instruction i) {
    registerFlags(c, i, c.r[i.n] & operand(c, i));
  }

  static void movImm(Core c, Instruction i) {
    logicImmediate(c, i, i.imm);
  }

  static void movReg(Core c, Instruction i) {
    int value = c.r[i.m];
    if (setsFlags(c, i)) {
      c.setNz(value);
    }
    write(c, i.d, value);
  }

  static void movt(Core c, Instruction i) {
    c.r[i.d] = c.r[i.d] & 0xFFFF | i.imm << 16;
  }

  static void adr(Core c, Instruction i) {
    c.r[i.d] = i.target;
  }
}
