package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;
import dev.tinyrig.emulator.semantics.VectorNarrow;
import dev.tinyrig.emulator.semantics.VectorShift;

/**
 * Executes vector shifts, widening and narrowing (DDI 0553, C2.4). Shifts by a vector shift Qm by
 * the amounts in Qn; shifts by a general-purpose register shift Qd by Rm.
 */
final class VectorShiftOps {
  private VectorShiftOps() {}

  static void vshl(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, (size, n, m) -> VectorShift.shlUnsigned(size, m, n));
    } else {
      VectorLanes.binary(c, i, (size, n, m) -> VectorShift.shlSigned(size, m, n));
    }
  }

  static void vrshl(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, (size, n, m) -> VectorShift.rshlUnsigned(size, m, n));
    } else {
      VectorLanes.binary(c, i, (size, n, m) -> VectorShift.rshlSigned(size, m, n));
    }
  }

  static void vqshl(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.saturatingBinary(c, i, (size, n, m) -> VectorShift.qshlUnsigned(size, m, n));
    } else {
      VectorLanes.saturatingBinary(c, i, (size, n, m) -> VectorShift.qshlSigned(size, m, n));
    }
  }

  static void vqrshl(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.saturatingBinary(c, i, (size, n, m) -> VectorShift.qrshlUnsigned(size, m, n));
    } else {
      VectorLanes.saturatingBinary(c, i, (size, n, m) -> VectorShift.qrshlSigned(size, m, n));
    }
  }

  private static int registerAmounts(Core c, Instruction i) {
    return VectorArithmetic.duplicate(i.size, c.r[i.m]);
  }

  static void vshlRegister(Core c, Instruction i) {
    int amounts = registerAmounts(c, i);
    if (i.unsigned) {
      VectorLanes.constant(c, i, i.d, amounts, VectorShift::shlUnsigned);
    } else {
      VectorLanes.constant(c, i, i.d, amounts, VectorShift::shlSigned);
    }
  }

  static void vrshlRegister(Core c, Instruction i) {
    int amounts = registerAmounts(c, i);
    if (i.unsigned) {
      VectorLanes.constant(c, i, i.d, amounts, VectorShift::rshlUnsigned);
    } else {
      VectorLanes.constant(c, i, i.d, amounts, VectorShift::rshlSigned);
    }
  }

  static void vqshlRegister(Core c, Instruction i) {
    qshlConstant(c, i, i.d, registerAmounts(c, i));
  }

  static void vqrshlRegister(Core c, Instruction i) {
    int amounts = registerAmounts(c, i);
    if (i.unsigned) {
      VectorLanes.saturatingConstant(c, i, i.d, amounts, VectorShift::qrshlUnsigned);
    } else {
      VectorLanes.saturatingConstant(c, i, i.d, amounts, VectorShift::qrshlSigned);
    }
  }

  private static void qshlConstant(Core c, Instruction i, int from, int amounts) {
    if (i.unsigned) {
      VectorLanes.saturatingConstant(c, i, from, amounts, VectorShift::qshlUnsigned);
    } else {
      VectorLanes.saturatingConstant(c, i, from, amounts, VectorShift::qshlSigned);
    }
  }

  private static int left(Instruction i) {
    return VectorArithmetic.duplicate(i.size, i.amount);
  }

  private static int right(Instruction i) {
    return VectorArithmetic.duplicate(i.size, -i.amount);
  }

  static void vshlImmediate(Core c, Instruction i) {
    VectorLanes.constant(c, i, i.m, left(i), VectorShift::shlUnsigned);
  }

  static void vqshlImmediate(Core c, Instruction i) {
    qshlConstant(c, i, i.m, left(i));
  }

  static void vqshluImmediate(Core c, Instruction i) {
    VectorLanes.saturatingConstant(c, i, i.m, left(i), VectorShift::qshlu);
  }

  static void vshrImmediate(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.constant(c, i, i.m, right(i), VectorShift::shlUnsigned);
    } else {
      VectorLanes.constant(c, i, i.m, right(i), VectorShift::shlSigned);
    }
  }

  static void vrshrImmediate(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.constant(c, i, i.m, right(i), VectorShift::rshlUnsigned);
    } else {
      VectorLanes.constant(c, i, i.m, right(i), VectorShift::rshlSigned);
    }
  }

  static void vsli(Core c, Instruction i) {
    int amount = i.amount;
    VectorLanes.destructive(c, i, (size, d, m) -> VectorShift.sli(size, d, m, amount));
  }

  static void vsri(Core c, Instruction i) {
    int amount = i.amount;
    VectorLanes.destructive(c, i, (size, d, m) -> VectorShift.sri(size, d, m, amount));
  }

  static void vshll(Core c, Instruction i) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int value = VectorShift.shll(i.size, i.top, s[4 * i.m + b], i.amount, i.unsigned);
      VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  /** One beat of a narrowing operation. */
  private interface Narrowing {
    int apply(int size, int top, int m, int amount);
  }

  /** The same with the bytes at which saturated lanes begin in bits 35..32. */
  private interface SaturatingNarrowing {
    long apply(int size, int top, int m, int amount);
  }

  private static void narrow(Core c, Instruction i, Narrowing f) {
    int bytes = Beats.active(c) & VectorNarrow.written(i.size, i.top) * 0x1111;
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int value = f.apply(i.size, i.top, s[4 * i.m + b], i.amount);
      VectorLanes.write(s, 4 * i.d + b, value, bytes >>> 4 * b);
    }
    Beats.advance(c);
  }

  private static void saturatingNarrow(Core c, Instruction i, SaturatingNarrowing f) {
    int bytes = Beats.active(c) & VectorNarrow.written(i.size, i.top) * 0x1111;
    for (int b = 0; b < 4; b++) {
      long result = f.apply(i.size, i.top, c.s[4 * i.m + b], i.amount);
      VectorLanes.writeSaturated(c, 4 * i.d + b, result, bytes >>> 4 * b);
    }
    Beats.advance(c);
  }

  /** VSHRN, and VMOVN, which shifts by 0. */
  static void vshrn(Core c, Instruction i) {
    narrow(c, i, VectorNarrow::shrn);
  }

  static void vrshrn(Core c, Instruction i) {
    narrow(c, i, VectorNarrow::rshrn);
  }

  /** VQSHRN, and VQMOVN, which shifts by 0. */
  static void vqshrn(Core c, Instruction i) {
    if (i.unsigned) {
      saturatingNarrow(c, i, VectorNarrow::qshrnUnsigned);
    } else {
      saturatingNarrow(c, i, VectorNarrow::qshrnSigned);
    }
  }

  static void vqrshrn(Core c, Instruction i) {
    if (i.unsigned) {
      saturatingNarrow(c, i, VectorNarrow::qrshrnUnsigned);
    } else {
      saturatingNarrow(c, i, VectorNarrow::qrshrnSigned);
    }
  }

  /** VQSHRUN, and VQMOVUN, which shifts by 0. */
  static void vqshrun(Core c, Instruction i) {
    saturatingNarrow(c, i, VectorNarrow::qshrun);
  }

  static void vqrshrun(Core c, Instruction i) {
    saturatingNarrow(c, i, VectorNarrow::qrshrun);
  }

  /** Shifts the whole vector; Rdm brings in the low bits and takes those shifted out. */
  static void vshlc(Core c, Instruction i) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int bytes = active >>> 4 * b;
      int at = 4 * i.d + b;
      int old = s[at];
      VectorLanes.write(s, at, VectorShift.shlc(old, c.r[i.m], i.amount), bytes);
      if ((bytes & 1) != 0) {
        c.r[i.m] = VectorShift.shlcCarry(old, i.amount);
      }
    }
    Beats.advance(c);
  }
}
