package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;

/**
 * Which registers a vector instruction reads and writes, in the roles that forwarding paths tell
 * apart.
 *
 * <p>Core registers are a mask of bits 0..14. Vectors are a mask over S0..S31, Q n being the bits
 * 4n..4n+3. The carry of VADC and VSBC in FPSCR and the predicates in VPR are not included.
 */
final class VectorRegisters {
  private static final int CORE = 0x7FFF;

  private VectorRegisters() {}

  private static int core(int register) {
    return 1 << register;
  }

  private static long vector(int q) {
    return 0xFL << 4 * q;
  }

  /** Core registers of the address. */
  static int addressReads(Instruction i) {
    return switch (i.op) {
      case VLDR_GATHER_BASE, VSTR_SCATTER_BASE -> 0;
      default ->
          switch (i.op.kind()) {
            case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER -> core(i.n) & CORE;
            default -> 0;
          };
    };
  }

  /** Core registers that the instruction reads, its address included. */
  static int coreReads(Instruction i) {
    int registers =
        switch (i.op) {
          case VDUP_Q, VSHLC_Q -> core(i.m);
          case VIDUP_Q, VDDUP_Q, VCTP -> core(i.n);
          case VIWDUP_Q, VDWDUP_Q -> core(i.n) | core(i.m);
          case VMOV_CORE_TO_LANE -> core(i.d);
          case VMOV_CORE2_TO_LANES -> core(i.m) | core(i.a);
          case VMAXV_Q,
              VMINV_Q,
              VMAXAV_Q,
              VMINAV_Q,
              VMAXNMV_Q,
              VMINNMV_Q,
              VMAXNMAV_Q,
              VMINNMAV_Q,
              VABAV_Q ->
              core(i.d);
          default -> {
            if (i.op.kind() == OpKind.VECTOR_REDUCTION) {
              yield i.accumulate ? coreWrites(i) : 0;
            }
            yield i.op.name().endsWith("_QR") ? core(i.m) : addressReads(i);
          }
        };
    return registers & CORE;
  }

  /** Core registers that the instruction writes, written-back bases included. */
  static int coreWrites(Instruction i) {
    int registers =
        switch (i.op) {
          case VIDUP_Q, VDDUP_Q, VIWDUP_Q, VDWDUP_Q -> core(i.n);
          case VSHLC_Q -> core(i.m);
          case VMOV_LANE_TO_CORE -> core(i.d);
          case VMOV_LANES_TO_CORE2 -> core(i.m) | core(i.a);
          case VMLALDAV_Q, VMLSLDAV_Q, VRMLALDAVH_Q, VRMLSLDAVH_Q, VADDLV_Q ->
              core(i.d) | core(i.a);
          case VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> core(i.d);
          default ->
              i.op.kind() == OpKind.VECTOR_REDUCTION
                  ? core(i.d)
                  : i.writeBack ? addressReads(i) : 0;
        };
    return registers & CORE;
  }

  /** Whether the result goes to core registers instead of a vector. */
  static boolean reduces(Instruction i) {
    return switch (i.op) {
      case VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> true;
      default -> i.op.kind() == OpKind.VECTOR_REDUCTION;
    };
  }

  /**
   * Vectors that the instruction reads, what it keeps of its destination included (not the other
   * rows of VLD2 and VLD4, which nothing is computed from).
   */
  static long reads(Instruction i) {
    return switch (i.op) {
      case VPNOT, VPST, VCTP, VMOV_IMM_Q, VMVN_IMM_Q, VDUP_Q -> 0;
      case VIDUP_Q, VDDUP_Q, VIWDUP_Q, VDWDUP_Q -> 0;
      case VMOV_CORE_TO_LANE, VMOV_LANE_TO_CORE -> vector(i.n >> 1);
      case VMOV_LANES_TO_CORE2, VMOV_CORE2_TO_LANES -> vector(i.d);
      case VLDR_GATHER -> vector(i.m);
      case VSTR_SCATTER -> vector(i.m) | vector(i.d);
      case VLDR_GATHER_BASE -> vector(i.n);
      case VSTR_SCATTER_BASE -> vector(i.n) | vector(i.d);
      default -> i.op.kind() == OpKind.VECTOR_LOAD ? 0 : arithmeticReads(i) | stored(i);
    };
  }

  /** Vectors that the instruction stores. */
  static long stored(Instruction i) {
    return switch (i.op) {
      case VST2 -> run(i.d, 2);
      case VST4 -> run(i.d, 4);
      default ->
          switch (i.op.kind()) {
            case VECTOR_STORE, VECTOR_SCATTER -> vector(i.d);
            default -> 0;
          };
    };
  }

  private static long arithmeticReads(Instruction i) {
    if (i.op.kind() == OpKind.VECTOR_STORE) {
      return 0;
    }
    String pattern = i.encoding.pattern();
    boolean scalar = i.op.name().endsWith("_QR") || i.op == Op.VSHLC_Q;
    long sources = pattern.indexOf('n') >= 0 ? vector(i.n) : 0;
    if (!scalar && pattern.indexOf('m') >= 0) {
      sources |= vector(i.m);
    }
    return sources | (keepsDestination(i) ? vector(i.d) : 0);
  }

  /** Whether the vector destination is a source too. */
  static boolean keepsDestination(Instruction i) {
    return switch (i.op) {
      case VORR_IMM_Q,
          VBIC_IMM_Q,
          VMAXNMA_Q,
          VMINNMA_Q,
          VMAXA_Q,
          VMINA_Q,
          VCVT_F16_F32_Q,
          VQMOVUN_Q,
          VMOVN_Q,
          VQMOVN_Q,
          VSRI_Q,
          VSLI_Q,
          VSHRN_Q,
          VRSHRN_Q,
          VQSHRN_Q,
          VQRSHRN_Q,
          VQSHRUN_Q,
          VQRSHRUN_Q,
          VSHLC_Q,
          VSHL_QR,
          VRSHL_QR,
          VQSHL_QR,
          VQRSHL_QR ->
          true;
      default -> accumulates(i);
    };
  }

  /** Whether products are added to the vector destination. */
  static boolean accumulates(Instruction i) {
    return switch (i.op) {
      case VMLA_QR,
          VMLAS_QR,
          VQRDMLAH_QR,
          VQRDMLASH_QR,
          VQDMLAH_QR,
          VQDMLASH_QR,
          VQDMLADH_Q,
          VQRDMLADH_Q,
          VQDMLSDH_Q,
          VQRDMLSDH_Q,
          VFMA_Q,
          VFMS_Q,
          VFMA_QR,
          VFMAS_QR,
          VCMLA_Q ->
          true;
      default -> false;
    };
  }

  /** Vectors that the instruction writes. */
  static long writes(Instruction i) {
    return switch (i.op) {
      case VPNOT, VPST, VCTP -> 0;
      case VCMP_Q, VCMP_QR, VCMPF_Q, VCMPF_QR, VPT_Q, VPT_QR, VPTF_Q, VPTF_QR -> 0;
      case VMOV_LANE_TO_CORE, VMOV_LANES_TO_CORE2 -> 0;
      case VMOV_CORE_TO_LANE -> vector(i.n >> 1);
      case VLD2 -> run(i.d, 2);
      case VLD4 -> run(i.d, 4);
      case VLDR_GATHER_BASE -> vector(i.d) | (i.writeBack ? vector(i.n) : 0);
      case VSTR_SCATTER_BASE -> i.writeBack ? vector(i.n) : 0;
      default ->
          switch (i.op.kind()) {
            case VECTOR_STORE, VECTOR_SCATTER -> 0;
            default -> reduces(i) ? 0 : vector(i.d);
          };
    };
  }

  /** Neighbouring vectors from Q {@code first}. */
  private static long run(int first, int count) {
    long vectors = 0;
    for (int k = 0; k < count; k++) {
      vectors |= vector(first + k & 7);
    }
    return vectors;
  }
}
