package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/** Branches, calls, table branches and IT (Armv7-M Arm ARM A4.3). */
final class BranchOps {
  private static final int LR = 14;

  private BranchOps() {}

  static void b(Core c, Instruction i) {
    c.branchTo(i.target);
  }

  static void bCond(Core c, Instruction i) {
    if (c.condition(i.cond)) {
      c.branchTo(i.target);
    }
  }

  static void bx(Core c, Instruction i) {
    c.branchExchange(c.r[i.m]);
    if (i.m != LR) {
      expectLandingPad(c);
    }
  }

  /** Behind an indirect branch that is no return, where landing pads are asked for. */
  static void expectLandingPad(Core c) {
    if (c.landingPads && c.excReturn == 0) {
      c.landingPad = true;
    }
  }

  static void cbz(Core c, Instruction i) {
    if (c.r[i.n] == 0) {
      c.branchTo(i.target);
    }
  }

  static void cbnz(Core c, Instruction i) {
    if (c.r[i.n] != 0) {
      c.branchTo(i.target);
    }
  }

  static void tbb(Core c, Instruction i) {
    c.branchTo(c.r[15] + 2 * c.bus.load8(c.r[i.n] + c.r[i.m]));
  }

  static void tbh(Core c, Instruction i) {
    c.branchTo(c.r[15] + 2 * c.bus.load16(c.r[i.n] + (c.r[i.m] << 1)));
  }

  static void bl(Core c, Instruction i) {
    c.r[LR] = i.next() | 1;
    c.branchTo(i.target);
  }

  /** A call never returns from an exception, whatever the target looks like (BLXWritePC). */
  static void blxReg(Core c, Instruction i) {
    int target = c.r[i.m];
    c.r[LR] = i.next() | 1;
    if ((target & 1) == 0) {
      c.exceptions.clearThumb();
    }
    c.branchTo(target);
    expectLandingPad(c);
  }

  static void it(Core c, Instruction i) {
    c.it = i.imm;
  }
}
