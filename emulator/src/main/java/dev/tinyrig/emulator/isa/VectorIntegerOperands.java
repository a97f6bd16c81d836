package dev.tinyrig.emulator.isa;

/**
 * The part of {@link Operands} for vector integer, reduction, move and predication instructions.
 * What predicates and tail predication read is not included: an instruction does not know whether
 * they concern it. Lanes that an instruction leaves as they were count as read; those that a
 * predicate may leave do not.
 */
final class VectorIntegerOperands {
  private VectorIntegerOperands() {}

  private static int bit(int register) {
    return 1 << register;
  }

  private static boolean has(Instruction i, char letter) {
    return i.encoding.pattern().indexOf(letter) >= 0;
  }

  /** Core registers that the instruction reads. */
  static int reads(Instruction i) {
    return switch (i.op) {
      case VDUP_Q, VSHLC_Q -> bit(i.m);
      case VIDUP_Q, VDDUP_Q, VCTP -> bit(i.n);
      case VIWDUP_Q, VDWDUP_Q -> bit(i.n) | bit(i.m);
      case VMOV_CORE_TO_LANE -> bit(i.d);
      case VMOV_CORE2_TO_LANES -> bit(i.m) | bit(i.a);
      case VMAXV_Q, VMINV_Q, VMAXAV_Q, VMINAV_Q, VABAV_Q -> bit(i.d);
      case VADDV_Q, VMLADAV_Q, VMLSDAV_Q -> i.accumulate ? bit(i.d) : 0;
      case VADDLV_Q, VMLALDAV_Q, VMLSLDAV_Q, VRMLALDAVH_Q, VRMLSLDAVH_Q ->
          i.accumulate ? bit(i.d) | bit(i.a) : 0;
      case VCMP_QR, VPT_QR -> i.m == 15 ? 0 : bit(i.m); // 15 stands for zero
      default -> i.op.name().endsWith("_QR") ? bit(i.m) : 0;
    };
  }

  /** Core registers that the instruction writes. */
  static int writes(Instruction i) {
    return switch (i.op) {
      case VSHLC_Q -> bit(i.m);
      case VIDUP_Q, VDDUP_Q, VIWDUP_Q, VDWDUP_Q -> bit(i.n);
      case VMOV_LANE_TO_CORE -> bit(i.d);
      case VMOV_LANES_TO_CORE2 -> bit(i.m) | bit(i.a);
      case VMAXV_Q, VMINV_Q, VMAXAV_Q, VMINAV_Q, VABAV_Q, VADDV_Q, VMLADAV_Q, VMLSDAV_Q -> bit(i.d);
      case VADDLV_Q, VMLALDAV_Q, VMLSLDAV_Q, VRMLALDAVH_Q, VRMLSLDAVH_Q -> bit(i.d) | bit(i.a);
      default -> 0;
    };
  }

  /** The S register of a lane. */
  private static long lane(Instruction i) {
    return 1L << 2 * i.n + (i.imm << i.size >> 2);
  }

  private static long twoLanes(Instruction i) {
    return 0b101L << 4 * i.d + i.imm;
  }

  /** Floating-point registers that the instruction reads. */
  static long fpReads(Instruction i) {
    return switch (i.op) {
      case VDUP_Q,
          VIDUP_Q,
          VDDUP_Q,
          VIWDUP_Q,
          VDWDUP_Q,
          VCTP,
          VPST,
          VPNOT,
          VMOV_IMM_Q,
          VMVN_IMM_Q,
          VMOV_CORE2_TO_LANES ->
          0;
      case VORR_IMM_Q, VBIC_IMM_Q, VSHLC_Q -> VectorOperands.vector(i.d);
      case VMOV_CORE_TO_LANE, VMOV_LANE_TO_CORE -> lane(i);
      case VMOV_LANES_TO_CORE2 -> twoLanes(i);
      default -> {
        boolean vectorM = has(i, 'm') && !i.op.name().endsWith("_QR");
        yield (keepsDestination(i.op) ? VectorOperands.vector(i.d) : 0)
            | (has(i, 'n') ? VectorOperands.vector(i.n) : 0)
            | (vectorM ? VectorOperands.vector(i.m) : 0);
      }
    };
  }

  /** Whether the destination is an operand, or keeps some of its lanes. */
  private static boolean keepsDestination(Op op) {
    return switch (op) {
      case VSHL_QR,
          VRSHL_QR,
          VQSHL_QR,
          VQRSHL_QR,
          VMLA_QR,
          VMLAS_QR,
          VQDMLAH_QR,
          VQRDMLAH_QR,
          VQDMLASH_QR,
          VQRDMLASH_QR,
          VQDMLADH_Q,
          VQRDMLADH_Q,
          VQDMLSDH_Q,
          VQRDMLSDH_Q,
          VMAXA_Q,
          VMINA_Q,
          VSRI_Q,
          VSLI_Q,
          VMOVN_Q,
          VQMOVN_Q,
          VQMOVUN_Q,
          VSHRN_Q,
          VRSHRN_Q,
          VQSHRN_Q,
          VQRSHRN_Q,
          VQSHRUN_Q,
          VQRSHRUN_Q ->
          true;
      default -> false;
    };
  }

  /** Floating-point registers that the instruction writes. */
  static long fpWrites(Instruction i) {
    return switch (i.op) {
      case VCMP_Q,
          VCMP_QR,
          VPT_Q,
          VPT_QR,
          VCTP,
          VPST,
          VPNOT,
          VMOV_LANE_TO_CORE,
          VMOV_LANES_TO_CORE2 ->
          0;
      case VMOV_CORE_TO_LANE -> lane(i);
      case VMOV_CORE2_TO_LANES -> twoLanes(i);
      default -> i.op.kind() == OpKind.VECTOR_REDUCTION ? 0 : VectorOperands.vector(i.d);
    };
  }
}
