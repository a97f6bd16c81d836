package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.isa.OpCode;

/** Knows the method that executes vector floating-point instructions; one case per operation. */
final class VectorFloatDispatch {
  private VectorFloatDispatch() {}

  static Operation operation(int code) {
    return switch (code) {
      case OpCode.VADDF_Q,
          OpCode.VSUBF_Q,
          OpCode.VMULF_Q,
          OpCode.VABDF_Q,
          OpCode.VMAXNM_Q,
          OpCode.VMINNM_Q,
          OpCode.VMAXNMA_Q,
          OpCode.VMINNMA_Q,
          OpCode.VFMA_Q,
          OpCode.VFMS_Q,
          OpCode.VABSF_Q,
          OpCode.VNEGF_Q,
          OpCode.VRINTN_Q,
          OpCode.VRINTX_Q,
          OpCode.VRINTA_Q,
          OpCode.VRINTZ_Q,
          OpCode.VRINTM_Q,
          OpCode.VRINTP_Q,
          OpCode.VCVT_FROM_FIXED_Q,
          OpCode.VCVT_TO_FIXED_Q,
          OpCode.VCVT_FROM_INT_Q,
          OpCode.VCVT_TO_INT_Q,
          OpCode.VCVTA_Q,
          OpCode.VCVTN_Q,
          OpCode.VCVTP_Q,
          OpCode.VCVTM_Q ->
          VectorFloatOps::vectors;
      case OpCode.VADDF_QR, OpCode.VSUBF_QR, OpCode.VMULF_QR, OpCode.VFMA_QR, OpCode.VFMAS_QR ->
          VectorFloatOps::byScalar;
      case OpCode.VCADDF_Q, OpCode.VCMUL_Q, OpCode.VCMLA_Q -> VectorComplexOps::pairs;
      case OpCode.VCVT_F16_F32_Q -> VectorFloatOps::toHalves;
      case OpCode.VCVT_F32_F16_Q -> VectorFloatOps::fromHalves;
      case OpCode.VMAXNMV_Q -> (c, i) -> VectorFloatOps.extremeOf(c, i, true, false);
      case OpCode.VMINNMV_Q -> (c, i) -> VectorFloatOps.extremeOf(c, i, false, false);
      case OpCode.VMAXNMAV_Q -> (c, i) -> VectorFloatOps.extremeOf(c, i, true, true);
      case OpCode.VMINNMAV_Q -> (c, i) -> VectorFloatOps.extremeOf(c, i, false, true);
      case OpCode.VCMPF_Q, OpCode.VCMPF_QR -> VectorFloatCompareOps::vcmp;
      case OpCode.VPTF_Q, OpCode.VPTF_QR -> VectorFloatCompareOps::vpt;
      default -> throw new AssertionError("no operation of this family: " + code);
    };
  }
}
