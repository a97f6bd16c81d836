package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Selections by condition and clearing of registers (DDI 0553, C2.4: CSEL, CSINC, CSINV, CSNEG,
 * CLRM).
 */
final class SelectOps {
  private SelectOps() {}

  /** A source register, where 15 is zero. */
  private static int read(Core c, int register) {
    return register == 15 ? 0 : c.r[register];
  }

  static void csel(Core c, Instruction i) {
    c.r[i.d] = c.condition(i.cond) ? read(c, i.n) : read(c, i.m);
  }

  static void csinc(Core c, Instruction i) {
    c.r[i.d] = c.condition(i.cond) ? read(c, i.n) : read(c, i.m) + 1;
  }

  static void csinv(Core c, Instruction i) {
    c.r[i.d] = c.condition(i.cond) ? read(c, i.n) : ~read(c, i.m);
  }

  static void csneg(Core c, Instruction i) {
    c.r[i.d] = c.condition(i.cond) ? read(c, i.n) : -read(c, i.m);
  }

  /** CLRM; it may be resumed after an exception, and clears everything again then. */
  static void clrm(Core c, Instruction i) {
    for (int register = 0; register < 15; register++) {
      if ((i.imm >>> register & 1) != 0) {
        c.r[register] = 0;
      }
    }
    if ((i.imm & 1 << 15) != 0) {
      c.setApsrFlags(0);
      c.ge = 0;
    }
    c.eci = 0;
  }
}
