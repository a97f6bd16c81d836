package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Operands;

/** Which of N, Z (as one), C and V instructions set, surely set, and read. */
final class FlagUse {
  private static final int NZ = Operands.NZ;
  private static final int NZC = Operands.NZ | Operands.C;

  private FlagUse() {}

  private static boolean sets(Instruction i, boolean inIt) {
    return i.flags == Instruction.FLAGS_ALWAYS
        || (i.flags == Instruction.FLAGS_OUTSIDE_IT && !inIt);
  }

  /** Flags that the instruction may set. */
  static int set(Instruction i, boolean inIt) {
    if (!sets(i, inIt)) {
      return FloatCode.setsFlags(i) ? Flags.ALL : 0;
    }
    return switch (i.op) {
      case ADC_IMM,
          ADC_REG,
          ADD_IMM,
          ADD_REG,
          CMN_IMM,
          CMN_REG,
          CMP_IMM,
          CMP_REG,
          RSB_IMM,
          RSB_REG,
          SBC_IMM,
          SBC_REG,
          SUB_IMM,
          SUB_REG ->
          Flags.ALL;
      case AND_IMM, BIC_IMM, EOR_IMM, MOV_IMM, MVN_IMM, ORN_IMM, ORR_IMM, TEQ_IMM, TST_IMM ->
          i.amount == 2 ? NZ : NZC;
      case AND_REG, BIC_REG, EOR_REG, MVN_REG, ORN_REG, ORR_REG, TEQ_REG, TST_REG ->
          (i.amount | i.shift) == 0 ? NZ : NZC;
      case LSL_IMM, LSR_IMM, ASR_IMM, ROR_IMM -> i.amount == 0 ? NZ : NZC;
      case RRX, LSL_REG, LSR_REG, ASR_REG, ROR_REG -> NZC;
      default -> NZ; // MOV, MUL
    };
  }

  /** Flags that the instruction sets whatever its operands are. */
  static int surelySet(Instruction i, boolean inIt) {
    return switch (i.op) {
      case LSL_REG, LSR_REG, ASR_REG, ROR_REG -> set(i, inIt) & NZ;
      default -> set(i, inIt);
    };
  }

  /** Flags whose values the instruction needs. */
  static int read(Instruction i, boolean inIt) {
    return switch (i.op) {
      case LSL_REG, LSR_REG, ASR_REG, ROR_REG -> set(i, inIt) & Operands.C;
      default -> Operands.flagsRead(i) & Flags.ALL;
    };
  }
}
