package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;

/** Which figure an instruction goes by on the three-stage and four-stage cores of Armv8-M. */
final class ScalarFigures {
  private ScalarFigures() {}

  /** The latency of data processing that does not multiply or divide. */
  static Quantity latency(Instruction i) {
    return switch (i.op) {
      case SSAT, USAT, SSAT16, USAT16 -> Quantity.LATENCY_SIMD;
      case SXTB16, UXTB16, SEL -> Quantity.LATENCY_ALU;
      case LSL_IMM, LSR_IMM, ASR_IMM, ROR_IMM ->
          i.flags == Instruction.FLAGS_NEVER || i.amount == 0
              ? Quantity.LATENCY_ALU
              : Quantity.LATENCY_SHIFT_FLAGS;
      default -> {
        if (i.op.kind() == OpKind.DSP || Operands.isExtendedShift(i)) {
          yield Quantity.LATENCY_SIMD;
        }
        if (i.op.kind() != OpKind.ALU || !DualIssue.hasShiftedOperand(i)) {
          yield Quantity.LATENCY_ALU;
        }
        yield i.shift == 0 ? Quantity.LATENCY_SHIFTED_LEFT : Quantity.LATENCY_SHIFTED;
      }
    };
  }

  /** Cycles that a taken branch adds. */
  static int refill(FigureTiming core, Instruction i, Instruction companion) {
    if (companion != null && companion.length == 2 && !setsFlags(companion)) {
      return core.figure(Quantity.REFILL_BESIDE);
    }
    return core.figure(
        switch (i.op) {
          case BL -> Quantity.REFILL_CALL;
          case TBB, TBH -> Quantity.REFILL_TABLE_BRANCH;
          case LDM, LDMDB, POP -> Quantity.REFILL_POP_PC;
          case B, B_COND, CBZ, CBNZ, WLS, WLSTP -> Quantity.REFILL;
          default ->
              i.op.kind() == OpKind.LOAD ? Quantity.REFILL_LOAD_PC : Quantity.REFILL_INDIRECT;
        });
  }

  private static boolean setsFlags(Instruction i) {
    return i.flags != Instruction.FLAGS_NEVER || i.op == Op.IT;
  }
}
