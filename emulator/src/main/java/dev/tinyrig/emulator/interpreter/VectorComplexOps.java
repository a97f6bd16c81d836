package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;
import dev.tinyrig.emulator.semantics.Float16;
import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Executes VCADD, VCMUL and VCMLA (floating-point; DDI 0553, C2.4): pairs of elements are complex
 * numbers, the even one being the real part, of which the second operand is rotated.
 */
final class VectorComplexOps {
  private static final int SIGN = 0x8000_0000;
  private static final int HALF = 1;

  private VectorComplexOps() {}

  static void pairs(Core c, Instruction i) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    int quarter = i.amount / 90;
    for (int k = 0; k < 16 >>> i.size; k += 2) {
      int real = VectorFloatOps.mask(active, i.size, k);
      int imaginary = VectorFloatOps.mask(active, i.size, k + 1);
      if ((real | imaginary) == 0) {
        continue;
      }
      // Both results before the first write: Qd may be an operand.
      boolean adds = i.code == OpCode.VCADDF_Q;
      long first = adds ? sum(c, i, k, quarter, fpscr) : product(c, i, k, quarter, fpscr);
      long second = adds ? sum(c, i, k + 1, quarter, fpscr) : product(c, i, k + 1, quarter, fpscr);
      if (real != 0) {
        VectorFloatOps.finish(c, i, k, real, first);
      }
      if (imaginary != 0) {
        VectorFloatOps.finish(c, i, k + 1, imaginary, second);
      }
    }
    Beats.advance(c);
  }

  /** VCADD: by 90 degrees the real part takes minus the imaginary one, by 270 the other way. */
  private static long sum(Core c, Instruction i, int k, int quarter, int fpscr) {
    int n = Lanes.get(c.s, i.n, i.size, k);
    int m = Lanes.get(c.s, i.m, i.size, k ^ 1);
    boolean subtracts = (k & 1) == (quarter == 1 ? 0 : 1);
    if (i.size == HALF) {
      return subtracts ? Float16.subtract(n, m, fpscr) : Float16.add(n, m, fpscr);
    }
    return subtracts ? Float32.subtract(n, m, fpscr) : Float32.add(n, m, fpscr);
  }

  /**
   * VCMUL and VCMLA: one of the parts of n by both of m. Rotations by odd quarters take the
   * imaginary part of n and exchange those of m.
   */
  private static long product(Core c, Instruction i, int k, int quarter, int fpscr) {
    int odd = quarter & 1;
    int n = Lanes.get(c.s, i.n, i.size, (k & ~1) + odd);
    int m = Lanes.get(c.s, i.m, i.size, k ^ odd);
    boolean negative = (k & 1) == 0 ? quarter == 1 || quarter == 2 : quarter >= 2;
    int d = Lanes.get(c.s, i.d, i.size, k);
    boolean accumulates = i.code == OpCode.VCMLA_Q;
    if (i.size == HALF) {
      m = negative ? Float16.negate(m) : m;
      return accumulates ? Float16.multiplyAdd(d, n, m, fpscr) : Float16.multiply(n, m, fpscr);
    }
    m = negative ? m ^ SIGN : m;
    return accumulates ? Float32.multiplyAdd(d, n, m, fpscr) : Float32.multiply(n, m, fpscr);
  }
}
