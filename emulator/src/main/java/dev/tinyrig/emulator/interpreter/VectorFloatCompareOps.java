package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;
import dev.tinyrig.emulator.semantics.Float16;
import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Executes VCMP and VPT (floating-point; DDI 0553, C2.4). Every NaN raises IOC. EQ, GE and GT are
 * false of NaNs, and NE, LT and LE are their inverses.
 */
final class VectorFloatCompareOps {
  private static final int HALF = 1;

  /** As Rm: zero. */
  private static final int ZERO = 15;

  private VectorFloatCompareOps() {}

  static void vcmp(Core c, Instruction i) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    boolean scalar = i.code == OpCode.VCMPF_QR || i.code == OpCode.VPTF_QR;
    int bytes = 0;
    for (int k = 0; k < 16 >>> i.size; k++) {
      int mask = VectorFloatOps.mask(active, i.size, k);
      if (mask == 0) {
        continue;
      }
      int n = Lanes.get(c.s, i.n, i.size, k);
      int m = scalar ? scalar(c, i) : Lanes.get(c.s, i.m, i.size, k);
      long result =
          i.size == HALF ? Float16.compare(n, m, true, fpscr) : Float32.compare(n, m, true, fpscr);
      if ((mask & 1) != 0) {
        c.fpscr |= (int) (result >>> 32);
      }
      if (holds(i.cond, (int) result)) {
        bytes |= mask << (k << i.size);
      }
    }
    c.vpr = c.vpr & ~Beats.executing(c) | bytes;
    Beats.advance(c);
  }

  private static int scalar(Core c, Instruction i) {
    return i.m == ZERO ? 0 : c.r[i.m];
  }

  private static boolean holds(int condition, int nzcv) {
    boolean holds =
        switch (condition >>> 1) {
          case 0 -> nzcv == Fpscr.EQUAL;
          case 5 -> nzcv == Fpscr.EQUAL || nzcv == Fpscr.GREATER;
          default -> nzcv == Fpscr.GREATER;
        };
    return holds == ((condition & 1) == 0);
  }

  static void vpt(Core c, Instruction i) {
    int executing = Beats.executing(c);
    vcmp(c, i);
    VectorCompareOps.beginBlock(c, i.imm, executing);
  }
}
