package dev.tinyrig.emulator.isa;

/**
 * Which registers and flags an instruction reads and writes, for timing models and for the
 * translating engine. Pure functions of the decoded instruction.
 *
 * <p>Core registers are a mask of bits 0..15 (PC is bit 15: literal loads read it, branches write
 * it). Floating-point registers are a mask over S0..S31, D n being the bits 2n and 2n+1, Q n the
 * bits 4n to 4n+3. Flags are {@link #NZ}, {@link #C}, {@link #V}, {@link #Q}, {@link #GE} and
 * {@link #FPSCR_FLAGS}. Conditions of IT blocks are not included: an instruction does not know
 * whether it stands in one.
 */
public final class Operands {
  public static final int NZ = 1;
  public static final int C = 2;
  public static final int V = 4;
  public static final int Q = 8;
  public static final int GE = 16;

  /** N Z C V of FPSCR. */
  public static final int FPSCR_FLAGS = 32;

  private static final int LR = 14;
  private static final int PC = 1 << 15;
  private static final int NZC = NZ | C;
  private static final int NZCV = NZ | C | V;

  private Operands() {}

  private static int bit(int register) {
    return 1 << register;
  }

  /** Core registers that the instruction reads, its address included. */
  public static int reads(Instruction i) {
    return switch (i.op) {
      case ADR, LDR_LIT, LDRB_LIT, LDRH_LIT, LDRSB_LIT, LDRSH_LIT, LDRD_LIT -> PC;
      case MOV_IMM, MVN_IMM -> 0;
      case MOVT, BFC -> bit(i.d);
      case MOV_REG,
          MVN_REG,
          LSL_IMM,
          LSR_IMM,
          ASR_IMM,
          ROR_IMM,
          RRX,
          CLZ,
          RBIT,
          REV,
          REV16,
          REVSH,
          SXTB,
          SXTH,
          UXTB,
          UXTH,
          SXTB16,
          UXTB16,
          BX,
          BLX_REG,
          BXNS,
          BLXNS ->
          bit(i.m);
      case BFI -> bit(i.d) | bit(i.n);
      case WLS, WLSTP, DLS, DLSTP -> bit(i.n);
      case LE, LETP -> bit(LR);
      case BFX, BFLX -> bit(i.n);
      case CSEL, CSINC, CSINV, CSNEG -> (bit(i.n) | bit(i.m)) & ~PC;
      case CLRM -> 0;
      case SQSHL, UQSHL, SRSHR, URSHR -> bit(i.d);
      case SQRSHR, UQRSHL -> bit(i.d) | bit(i.m);
      case LSLL_IMM, LSRL_IMM, ASRL_IMM, SQSHLL, UQSHLL, SRSHRL, URSHRL -> bit(i.d) | bit(i.a);
      case LSLL_REG, ASRL_REG, SQRSHRL, UQRSHLL -> bit(i.d) | bit(i.a) | bit(i.m);
      case ADC_IMM,
          ADD_IMM,
          AND_IMM,
          BIC_IMM,
          CMN_IMM,
          CMP_IMM,
          EOR_IMM,
          ORN_IMM,
          ORR_IMM,
          RSB_IMM,
          SBC_IMM,
          SUB_IMM,
          TEQ_IMM,
          TST_IMM,
          SBFX,
          UBFX,
          SSAT,
          USAT,
          SSAT16,
          USAT16,
          MSR,
          CBZ,
          CBNZ ->
          bit(i.n);
      case MLA,
          MLS,
          SMLABB,
          SMLABT,
          SMLATB,
          SMLATT,
          SMLAD,
          SMLADX,
          SMLAWB,
          SMLAWT,
          SMLSD,
          SMLSDX,
          SMMLA,
          SMMLAR,
          SMMLS,
          SMMLSR,
          USADA8 ->
          bit(i.n) | bit(i.m) | bit(i.a);
      case UMLAL,
          SMLAL,
          SMLALBB,
          SMLALBT,
          SMLALTB,
          SMLALTT,
          SMLALD,
          SMLALDX,
          SMLSLD,
          SMLSLDX,
          UMAAL ->
          bit(i.n) | bit(i.m) | bit(i.d) | bit(i.a);
      case STREX, STREXB, STREXH, STLEX, STLEXB, STLEXH -> bit(i.n) | bit(i.d);
      case TT, TTT, TTA, TTAT, VLSTM, VLLDM -> bit(i.n);
      case PAC, PACBTI -> bit(13) | bit(14);
      case AUT -> bit(12) | bit(13) | bit(14);
      case PACG -> bit(i.n) | bit(i.m);
      case AUTG, BXAUT -> bit(i.a) | bit(i.n) | bit(i.m);
      case STRD_IMM, STRD_PRE, STRD_POST -> bit(i.n) | bit(i.d) | bit(i.a);
      case STM, STMDB, PUSH -> bit(i.n) | i.imm;
      case LDM, LDMDB, POP -> bit(i.n);
      case TBB, TBH -> bit(i.n) | bit(i.m);
      case PLD, PLI, LDREX, LDREXB, LDREXH -> bit(i.n) | (hasIndex(i) ? bit(i.m) : 0);
      default ->
          switch (i.op.kind()) {
            case ALU, SHIFT, MULTIPLY, DIVIDE, DSP -> bit(i.n) | bit(i.m);
            case LOAD -> bit(i.n) | (hasIndex(i) ? bit(i.m) : 0);
            case STORE -> bit(i.n) | bit(i.d) | (hasIndex(i) ? bit(i.m) : 0);
            case FP_LOAD, FP_STORE, FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> bit(i.n);
            case FP_MOVE -> coreReadsOfMove(i);
            case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER ->
                VectorOperands.addressReads(i);
            case VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY -> VectorOperands.floatReads(i);
            case VECTOR_INTEGER,
                VECTOR_MULTIPLY,
                VECTOR_REDUCTION,
                VECTOR_MOVE,
                VECTOR_PREDICATION ->
                VectorIntegerOperands.reads(i);
            default -> 0;
          };
    };
  }

  /** Core registers of {@link #reads} that the instruction needs for an address. */
  public static int addressReads(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD, STORE -> bit(i.n) | (hasIndex(i) ? bit(i.m) : 0);
      case LOAD_MULTIPLE, STORE_MULTIPLE, FP_LOAD, FP_STORE, FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE ->
          bit(i.n);
      case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER ->
          VectorOperands.addressReads(i);
      default -> i.op == Op.TBB || i.op == Op.TBH ? bit(i.n) | bit(i.m) : 0;
    };
  }

  private static boolean hasIndex(Instruction i) {
    return i.encoding.pattern().indexOf('m') >= 0;
  }

  private static int coreReadsOfMove(Instruction i) {
    return switch (i.op) {
      case VMOV_CORE_TO_S, VMOV_CORE_TO_HALF_D, VMOV_CORE_TO_HALF_S, VMSR, VMSR_SYSTEM -> bit(i.d);
      case VMOV_CORE2_TO_S2, VMOV_CORE2_TO_D -> bit(i.d) | bit(i.a);
      default -> 0;
    };
  }

  /** Core registers that the instruction writes, written-back bases and PC included. */
  public static int writes(Instruction i) {
    int base = i.writeBack && !VectorOperands.hasVectorBase(i.op) ? bit(i.n) : 0;
    int flow = i.branches ? PC : 0;
    return base
        | flow
        | switch (i.op) {
          case CMP_IMM, CMP_REG, CMN_IMM, CMN_REG, TST_IMM, TST_REG, TEQ_IMM, TEQ_REG -> 0;
          case UMULL,
              UMLAL,
              SMULL,
              SMLAL,
              SMLALBB,
              SMLALBT,
              SMLALTB,
              SMLALTT,
              SMLALD,
              SMLALDX,
              SMLSLD,
              SMLSLDX,
              UMAAL,
              LDRD_IMM,
              LDRD_PRE,
              LDRD_POST,
              LDRD_LIT,
              LSLL_IMM,
              LSLL_REG,
              LSRL_IMM,
              ASRL_IMM,
              ASRL_REG,
              SQSHLL,
              UQSHLL,
              SRSHRL,
              URSHRL,
              SQRSHRL,
              UQRSHLL ->
              bit(i.d) | bit(i.a);
          case STREX, STREXB, STREXH, STLEX, STLEXB, STLEXH -> bit(i.a);
          case WLS, WLSTP, DLS, DLSTP, LE, LETP -> bit(LR);
          case CLRM -> i.imm & ~PC;
          case LDM, LDMDB, POP -> i.imm;
          case BL, BLX_REG, BLXNS -> bit(14);
          case SG -> bit(14);
          case MRS, TT, TTT, TTA, TTAT, PACG -> bit(i.d);
          case PAC, PACBTI -> bit(12);
          default ->
              switch (i.op.kind()) {
                case ALU, SHIFT, MULTIPLY, DIVIDE, DSP, LOAD -> bit(i.d);
                case FP_MOVE -> coreWritesOfMove(i);
                case VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY -> VectorOperands.floatWrites(i);
                case VECTOR_INTEGER,
                    VECTOR_MULTIPLY,
                    VECTOR_REDUCTION,
                    VECTOR_MOVE,
                    VECTOR_PREDICATION ->
                    VectorIntegerOperands.writes(i);
                default -> 0;
              };
        };
  }

  private static int coreWritesOfMove(Instruction i) {
    return switch (i.op) {
      case VMOV_S_TO_CORE, VMOV_HALF_D_TO_CORE, VMOV_HALF_S_TO_CORE, VMRS_SYSTEM -> bit(i.d);
      case VMOV_S2_TO_CORE2, VMOV_D_TO_CORE2 -> bit(i.d) | bit(i.a);
      case VMRS -> i.d == 15 ? 0 : bit(i.d);
      default -> 0;
    };
  }

  private static long single(int s) {
    return 1L << s;
  }

  private static long pair(int d) {
    return 3L << 2 * d;
  }

  /** A run of S registers. */
  private static long run(int first, int count) {
    return (count >= 64 ? -1L : (1L << count) - 1) << first;
  }

  /** Floating-point registers that the instruction reads. */
  public static long fpReads(Instruction i) {
    return switch (i.op) {
      case VMOV_IMM_F32,
          VMOV_IMM_F64,
          VMOV_CORE_TO_S,
          VMOV_CORE2_TO_S2,
          VMOV_CORE2_TO_D,
          VMRS,
          VMSR,
          VMRS_SYSTEM,
          VMSR_SYSTEM,
          VLDR_SYSTEM,
          VLDR_SYSTEM_POST,
          VSTR_SYSTEM,
          VSTR_SYSTEM_POST,
          VSCCLRM,
          VLDR_32,
          VLDR_64,
          VLDM_32,
          VLDM_64 ->
          0;
      case VMOV_IMM_F16, VMOV_CORE_TO_HALF_S, VLDR_16, VMOV_CORE_TO_HALF_D -> 0;
      case VMOV_S_TO_CORE, VMOV_HALF_S_TO_CORE -> single(i.n);
      case VINS -> single(i.d) | single(i.m);
      case VMOV_HALF_D_TO_CORE -> single(2 * i.n + i.imm);
      case VMOV_S2_TO_CORE2 -> run(i.m, 2);
      case VMOV_D_TO_CORE2 -> pair(i.m);
      case VSTR_32, VSTR_16 -> single(i.d);
      case VSTR_64 -> pair(i.d);
      case VSTM_32 -> run(i.d, i.imm);
      case VSTM_64 -> run(2 * i.d, 2 * i.imm);
      case VCMP_ZERO_F32, VCMPE_ZERO_F32, VCMP_ZERO_F16, VCMPE_ZERO_F16 -> single(i.d);
      case VCMP_ZERO_F64, VCMPE_ZERO_F64 -> pair(i.d);
      case VCMP_F32, VCMPE_F32, VCMP_F16, VCMPE_F16 -> single(i.d) | single(i.m);
      case VCMP_F64, VCMPE_F64 -> pair(i.d) | pair(i.m);
      case VCVTB_TO_F16_F32, VCVTT_TO_F16_F32 -> single(i.d) | single(i.m);
      case VCVTB_TO_F16_F64, VCVTT_TO_F16_F64 -> single(i.d) | pair(i.m);
      default -> fpArithmeticReads(i);
    };
  }

  private static long fpArithmeticReads(Instruction i) {
    switch (i.op.kind()) {
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE, FP_MOVE -> {}
      case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER -> {
        return VectorOperands.memoryFpReads(i);
      }
      case VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY -> {
        return VectorOperands.floatFpReads(i);
      }
      case VECTOR_INTEGER, VECTOR_MULTIPLY, VECTOR_REDUCTION, VECTOR_MOVE, VECTOR_PREDICATION -> {
        return VectorIntegerOperands.fpReads(i);
      }
      default -> {
        return 0;
      }
    }
    boolean accumulates = i.op.kind() == OpKind.FP_MULTIPLY_ACCUMULATE;
    boolean three = i.encoding.pattern().indexOf('n') >= 0;
    if (sourceIsDouble(i.op)) {
      return pair(i.m) | (three ? pair(i.n) : 0) | (accumulates ? pair(i.d) : 0);
    }
    return single(i.m) | (three ? single(i.n) : 0) | (accumulates ? single(i.d) : 0);
  }

  private static boolean sourceIsDouble(Op op) {
    return switch (op) {
      case VCVT_F64_F32,
          VCVT_FROM_S32_F64,
          VCVT_FROM_U32_F64,
          VCVTB_FROM_F16_F64,
          VCVTT_FROM_F16_F64 ->
          false;
      default -> op.name().endsWith("_F64");
    };
  }

  private static boolean resultIsDouble(Op op) {
    return switch (op) {
      case VCVT_F64_F32 -> true;
      case VCVT_F32_F64,
          VCVTB_TO_F16_F64,
          VCVTT_TO_F16_F64,
          VCVT_S32_F64,
          VCVT_U32_F64,
          VCVTR_S32_F64,
          VCVTR_U32_F64,
          VCVTA_S32_F64,
          VCVTA_U32_F64,
          VCVTN_S32_F64,
          VCVTN_U32_F64,
          VCVTP_S32_F64,
          VCVTP_U32_F64,
          VCVTM_S32_F64,
          VCVTM_U32_F64 ->
          false;
      default -> op.name().endsWith("_F64");
    };
  }

  /** Floating-point registers that the instruction writes. */
  public static long fpWrites(Instruction i) {
    return switch (i.op) {
      case VCMP_F16,
          VCMPE_F16,
          VCMP_ZERO_F16,
          VCMPE_ZERO_F16,
          VMOV_HALF_S_TO_CORE,
          VCMP_F32,
          VCMPE_F32,
          VCMP_ZERO_F32,
          VCMPE_ZERO_F32,
          VCMP_F64,
          VCMPE_F64,
          VCMP_ZERO_F64,
          VCMPE_ZERO_F64,
          VMRS,
          VMSR,
          VMRS_SYSTEM,
          VMSR_SYSTEM,
          VLDR_SYSTEM,
          VLDR_SYSTEM_POST,
          VMOV_S_TO_CORE,
          VMOV_S2_TO_CORE2,
          VMOV_D_TO_CORE2,
          VMOV_HALF_D_TO_CORE ->
          0;
      case VSCCLRM -> i.d >= 32 ? 0 : run(i.d, Math.min(i.imm, 32 - i.d));
      case VMOV_CORE_TO_S, VMOV_CORE_TO_HALF_S -> single(i.n);
      case VMOV_CORE_TO_HALF_D -> single(2 * i.n + i.imm);
      case VMOV_CORE2_TO_S2 -> run(i.m, 2);
      case VMOV_CORE2_TO_D -> pair(i.m);
      case VLDR_32, VLDR_16 -> single(i.d);
      case VLDR_64 -> pair(i.d);
      case VLDM_32 -> run(i.d, i.imm);
      case VLDM_64 -> run(2 * i.d, 2 * i.imm);
      default ->
          switch (i.op.kind()) {
            case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE, FP_MOVE ->
                resultIsDouble(i.op) ? pair(i.d) : single(i.d);
            case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER ->
                VectorOperands.memoryFpWrites(i);
            case VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY -> VectorOperands.floatFpWrites(i);
            case VECTOR_INTEGER,
                VECTOR_MULTIPLY,
                VECTOR_REDUCTION,
                VECTOR_MOVE,
                VECTOR_PREDICATION ->
                VectorIntegerOperands.fpWrites(i);
            default -> 0;
          };
    };
  }

  /**
   * Flags whose values the result depends on. A flag that the instruction may leave as it was (C of
   * a shift by a register of 0) is neither read nor surely written.
   */
  public static int flagsRead(Instruction i) {
    return switch (i.op) {
      case ADC_IMM, ADC_REG, SBC_IMM, SBC_REG, RRX -> C;
      case B_COND, CSEL, CSINC, CSINV, CSNEG -> conditionFlags(i.cond);
      case VSEL_F16, VSEL_F32, VSEL_F64 -> conditionFlags(i.cond);
      case SEL -> GE;
      case MRS -> NZCV | Q | GE;
      case VMRS, VADC_Q, VSBC_Q -> FPSCR_FLAGS;
      case VMRS_SYSTEM, VSTR_SYSTEM, VSTR_SYSTEM_POST -> readsFlags(i) ? FPSCR_FLAGS : 0;
      default -> i.shift == 4 && i.op.kind() == OpKind.ALU ? C : 0;
    };
  }

  /** Whether a floating-point system register has the flags: FPSCR and FPSCR_nzcvqc. */
  private static boolean readsFlags(Instruction i) {
    return i.a <= 2;
  }

  /** Whether this is a shift of the vector extension: of 64 bits, saturating or rounding. */
  public static boolean isExtendedShift(Instruction i) {
    return i.op.kind() == OpKind.SHIFT && i.encoding.requires() == Feature.MVE;
  }

  /** Flags that a condition 0..14 depends on. */
  public static int conditionFlags(int condition) {
    return switch (condition >> 1) {
      case 0, 2 -> NZ;
      case 1 -> C;
      case 3 -> V;
      case 4 -> NZ | C;
      case 5, 6 -> NZ | V;
      default -> 0;
    };
  }

  /**
   * Flags that the instruction may write, outside an IT block when it sets flags only there.
   *
   * @param inIt whether it stands in an IT block
   */
  public static int flagsWritten(Instruction i, boolean inIt) {
    boolean sets =
        i.flags == Instruction.FLAGS_ALWAYS || (i.flags == Instruction.FLAGS_OUTSIDE_IT && !inIt);
    return (sets ? arithmeticFlags(i) : 0) | stickyFlags(i);
  }

  private static int arithmeticFlags(Instruction i) {
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
          NZCV;
      case MUL -> NZ;
      case AND_IMM, BIC_IMM, EOR_IMM, MOV_IMM, MVN_IMM, ORN_IMM, ORR_IMM, TEQ_IMM, TST_IMM ->
          i.amount == 2 ? NZ : NZC;
      case AND_REG, BIC_REG, EOR_REG, MOV_REG, MVN_REG, ORN_REG, ORR_REG, TEQ_REG, TST_REG ->
          (i.amount | i.shift) == 0 ? NZ : NZC;
      case LSL_IMM, LSR_IMM, ASR_IMM, ROR_IMM -> i.amount == 0 ? NZ : NZC;
      default -> NZC;
    };
  }

  private static int stickyFlags(Instruction i) {
    return switch (i.op) {
      case SSAT,
          USAT,
          SSAT16,
          USAT16,
          QADD,
          QDADD,
          QSUB,
          QDSUB,
          SMLABB,
          SMLABT,
          SMLATB,
          SMLATT,
          SMLAD,
          SMLADX,
          SMLAWB,
          SMLAWT,
          SMLSD,
          SMLSDX,
          SMUAD,
          SMUADX,
          SQSHL,
          UQSHL,
          SQRSHR,
          UQRSHL,
          SQSHLL,
          UQSHLL,
          SQRSHRL,
          UQRSHLL ->
          Q;
      case CLRM -> (i.imm & PC) != 0 ? NZCV | Q | GE : 0;
      case SADD8, SADD16, SASX, SSAX, SSUB8, SSUB16, UADD8, UADD16, UASX, USAX, USUB8, USUB16 -> GE;
      case MSR -> NZCV | Q | GE;
      case VMRS -> i.d == 15 ? NZCV : 0;
      case VMSR, VADC_Q, VADCI_Q, VSBC_Q, VSBCI_Q -> FPSCR_FLAGS;
      case VMSR_SYSTEM, VLDR_SYSTEM, VLDR_SYSTEM_POST -> readsFlags(i) ? FPSCR_FLAGS : 0;
      default ->
          i.op.kind() == OpKind.FP_ARITHMETIC && i.op.name().startsWith("VCMP") ? FPSCR_FLAGS : 0;
    };
  }
}
