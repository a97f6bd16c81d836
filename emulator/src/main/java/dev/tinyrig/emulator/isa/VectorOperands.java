package dev.tinyrig.emulator.isa;

/**
 * The part of {@link Operands} for vector loads, stores and floating point. What predicates and
 * tail predication read is not included: an instruction does not know whether they concern it.
 */
final class VectorOperands {
  private VectorOperands() {}

  /** All of a Q register. */
  static long vector(int q) {
    return 0xFL << 4 * q;
  }

  private static int bit(int register) {
    return 1 << register;
  }

  /** Whether the base that is written back is a vector. */
  static boolean hasVectorBase(Op op) {
    return op == Op.VLDR_GATHER_BASE || op == Op.VSTR_SCATTER_BASE;
  }

  /** Core registers of an address. */
  static int addressReads(Instruction i) {
    return hasVectorBase(i.op) ? 0 : bit(i.n);
  }

  /** Core registers that a floating-point vector instruction reads. */
  static int floatReads(Instruction i) {
    return switch (i.op) {
      case VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> bit(i.d);
      case VCMPF_QR, VPTF_QR -> i.m == 15 ? 0 : bit(i.m);
      case VADDF_QR, VSUBF_QR, VMULF_QR, VFMA_QR, VFMAS_QR -> bit(i.m);
      default -> 0;
    };
  }

  /** Core registers that it writes. */
  static int floatWrites(Instruction i) {
    return switch (i.op) {
      case VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> bit(i.d);
      default -> 0;
    };
  }

  /**
   * Vectors that a load or store reads; structures leave elements of their vectors as they were.
   */
  static long memoryFpReads(Instruction i) {
    return switch (i.op) {
      case VSTR_Q, VSTR_Q_POST -> vector(i.d);
      case VLDR_GATHER -> vector(i.m);
      case VSTR_SCATTER -> vector(i.d) | vector(i.m);
      case VLDR_GATHER_BASE -> vector(i.n);
      case VSTR_SCATTER_BASE -> vector(i.d) | vector(i.n);
      case VLD2, VLD4, VST2, VST4 -> structure(i);
      default -> 0;
    };
  }

  /** Vectors that a load or store writes. */
  static long memoryFpWrites(Instruction i) {
    return switch (i.op) {
      case VLDR_Q, VLDR_Q_POST, VLDR_GATHER -> vector(i.d);
      case VLDR_GATHER_BASE -> vector(i.d) | writtenBase(i);
      case VSTR_SCATTER_BASE -> writtenBase(i);
      case VLD2, VLD4 -> structure(i);
      default -> 0;
    };
  }

  private static long writtenBase(Instruction i) {
    return i.writeBack ? vector(i.n) : 0;
  }

  private static long structure(Instruction i) {
    boolean four = i.op == Op.VLD4 || i.op == Op.VST4;
    return four ? 0xFFFFL << 4 * i.d : 0xFFL << 4 * i.d;
  }

  /** Vectors that a floating-point vector instruction reads. */
  static long floatFpReads(Instruction i) {
    boolean accumulates =
        switch (i.op) {
          case VFMA_Q, VFMS_Q, VCMLA_Q, VFMA_QR, VFMAS_QR, VMAXNMA_Q, VMINNMA_Q, VCVT_F16_F32_Q ->
              true;
          default -> false;
        };
    String pattern = i.encoding.pattern();
    boolean vectorM = !i.op.name().endsWith("_QR");
    return (accumulates ? vector(i.d) : 0)
        | (pattern.indexOf('n') >= 0 ? vector(i.n) : 0)
        | (vectorM ? vector(i.m) : 0);
  }

  /** Vectors that it writes. */
  static long floatFpWrites(Instruction i) {
    return switch (i.op) {
      case VCMPF_Q, VCMPF_QR, VPTF_Q, VPTF_QR, VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> 0;
      default -> vector(i.d);
    };
  }
}
