package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;

/** Which instructions have bytecode. */
final class Coverage {
  private Coverage() {}

  private static final int PC = 15;
  private static final int SP = 13;

  /**
   * Whether an instruction has bytecode.
   *
   * @param inIt whether it stands in an IT block
   */
  static boolean translates(Instruction i, boolean inIt) {
    if (VectorCode.movesP0(i)) {
      return !inIt;
    }
    if (Semantic.of(i.op) != null || FloatCode.translates(i.op) || (steps(i) && !inIt)) {
      return true;
    }
    return switch (i.op) {
      case ADC_IMM,
          ADC_REG,
          ADD_IMM,
          ADD_REG,
          ADR,
          AND_IMM,
          AND_REG,
          BIC_IMM,
          BIC_REG,
          CMN_IMM,
          CMN_REG,
          CMP_IMM,
          CMP_REG,
          EOR_IMM,
          EOR_REG,
          MOV_IMM,
          MOV_REG,
          MOVT,
          MVN_IMM,
          MVN_REG,
          ORN_IMM,
          ORN_REG,
          ORR_IMM,
          ORR_REG,
          RSB_IMM,
          RSB_REG,
          SBC_IMM,
          SBC_REG,
          SUB_IMM,
          SUB_REG,
          TEQ_IMM,
          TEQ_REG,
          TST_IMM,
          TST_REG,
          ASR_IMM,
          ASR_REG,
          LSL_IMM,
          LSL_REG,
          LSR_IMM,
          LSR_REG,
          ROR_IMM,
          ROR_REG,
          RRX,
          MUL,
          MLA,
          MLS,
          UMULL,
          UMLAL,
          SMULL,
          SMLAL ->
          !i.branches;
      case SXTB, SXTH, UXTB, UXTH, SXTAB, SXTAH, UXTAB, UXTAH, SXTAB16, UXTAB16 -> true;
      case SDIV, UDIV, NOP, YIELD, DMB, DSB, DBG, PLD, PLI, BF, BFCSEL, BFL, BFX, BFLX -> true;
      case LDR_IMM, LDR_PRE, LDR_POST, LDR_LIT, LDR_REG -> i.d != SP;
      case LDRB_IMM,
          LDRB_PRE,
          LDRB_POST,
          LDRB_LIT,
          LDRB_REG,
          LDRH_IMM,
          LDRH_PRE,
          LDRH_POST,
          LDRH_LIT,
          LDRH_REG,
          LDRSB_IMM,
          LDRSB_PRE,
          LDRSB_POST,
          LDRSB_LIT,
          LDRSB_REG,
          LDRSH_IMM,
          LDRSH_PRE,
          LDRSH_POST,
          LDRSH_LIT,
          LDRSH_REG,
          STR_IMM,
          STR_PRE,
          STR_POST,
          STR_REG,
          STRB_IMM,
          STRB_PRE,
          STRB_POST,
          STRB_REG,
          STRH_IMM,
          STRH_PRE,
          STRH_POST,
          STRH_REG,
          LDRD_IMM,
          LDRD_PRE,
          LDRD_POST,
          LDRD_LIT,
          STRD_IMM,
          STRD_PRE,
          STRD_POST ->
          true;
      case LDM, LDMDB, POP -> (i.imm >>> SP & 1) == 0 && i.imm != 0;
      case STM, STMDB, PUSH -> (i.imm >>> PC & 1) == 0 && i.imm != 0;
      case IT -> !inIt;
      case B, BX, BL, BLX_REG -> true;
      case B_COND, CBZ, CBNZ, DLS, WLS, LE, DLSTP, WLSTP, LETP, LCTP -> !inIt;
      case TBB, TBH -> true;
      case CSEL, CSINC, CSINV, CSNEG -> !inIt;
      default -> false;
    };
  }

  /**
   * Whether translated code lets the interpreter execute the instruction alone: those that only
   * compute, and transfers of vectors in plain memory.
   */
  static boolean steps(Instruction i) {
    return switch (i.op.kind()) {
      case VECTOR_INTEGER,
          VECTOR_MULTIPLY,
          VECTOR_REDUCTION,
          VECTOR_FLOAT,
          VECTOR_FLOAT_MULTIPLY,
          VECTOR_MOVE,
          VECTOR_PREDICATION ->
          true;
      case VECTOR_LOAD, VECTOR_STORE -> i.n < SP || VectorMemoryCode.translates(i);
      case VECTOR_GATHER, VECTOR_SCATTER -> VectorMemoryCode.translates(i);
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE ->
          !FloatCode.translates(i.op) && (Operands.flagsRead(i) & Flags.ALL) == 0;
      case FP_MOVE ->
          switch (i.op) {
            case VMSR,
                VMOV_CORE_TO_HALF_D,
                VMOV_HALF_D_TO_CORE,
                VMOV_CORE_TO_HALF_S,
                VMOV_HALF_S_TO_CORE ->
                true;
            default -> false;
          };
      default -> Operands.isExtendedShift(i);
    };
  }

  /** Whether vectors have locals in a region with this instruction. */
  static boolean usesVectors(Instruction i) {
    return switch (i.op) {
      case DLSTP, LCTP, LETP, WLSTP -> true;
      default -> i.op.kind().isVector() || VectorCode.movesP0(i);
    };
  }

  /** Whether the floating-point unit must be ready. */
  static boolean needsFloatingPoint(Instruction i) {
    return switch (i.op) {
      case DLSTP, LCTP, LETP, WLSTP -> true;
      default ->
          FloatCode.translates(i.op)
              || VectorCode.movesP0(i)
              || (steps(i) && i.op.kind() != OpKind.SHIFT);
    };
  }

  /** Whether floating-point registers must be in the core at this instruction. */
  static boolean needsFloatsInCore(Instruction i) {
    return needsFloatingPoint(i) && !FloatCode.translates(i.op);
  }

  /** Whether the flow can go on behind an instruction that may branch, apart from its condition. */
  static boolean conditional(Op op) {
    return switch (op) {
      case B_COND, CBZ, CBNZ, WLS, LE, WLSTP, LETP -> true;
      default -> false;
    };
  }

  /** Whether an instruction may be left to the interpreter half way, or leaves the line. */
  static boolean observes(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD,
          STORE,
          LOAD_MULTIPLE,
          STORE_MULTIPLE,
          FP_LOAD,
          FP_STORE,
          FP_LOAD_MULTIPLE,
          FP_STORE_MULTIPLE,
          DIVIDE,
          FP_ARITHMETIC,
          FP_MULTIPLY_ACCUMULATE,
          FP_DIVIDE ->
          true;
      case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER -> true;
      default ->
          i.branches
              || (!i.op.kind().isVector() && i.d == SP)
              || (steps(i) && !VectorCode.translates(i));
    };
  }
}
