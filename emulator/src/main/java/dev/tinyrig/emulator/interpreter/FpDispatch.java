package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;

/** Finds the method that executes a floating-point instruction; one case per operation. */
final class FpDispatch {
  private FpDispatch() {}

  /** Executes one floating-point instruction, access check and lazy stacking included. */
  static void execute(Core c, Instruction i) {
    if (!c.fpReady) {
      c.exceptions.prepareFloatingPoint(c);
    }
    switch (i.code) {
      case OpCode.VABS_F32 -> FpArithmeticOps.vabs(c, i);
      case OpCode.VNEG_F32 -> FpArithmeticOps.vneg(c, i);
      case OpCode.VADD_F32 -> FpArithmeticOps.vadd(c, i);
      case OpCode.VSUB_F32 -> FpArithmeticOps.vsub(c, i);
      case OpCode.VMUL_F32 -> FpArithmeticOps.vmul(c, i);
      case OpCode.VNMUL_F32 -> FpArithmeticOps.vnmul(c, i);
      case OpCode.VCMP_F32 -> FpArithmeticOps.vcmp(c, i);
      case OpCode.VCMPE_F32 -> FpArithmeticOps.vcmpe(c, i);
      case OpCode.VCMP_ZERO_F32 -> FpArithmeticOps.vcmpZero(c, i);
      case OpCode.VCMPE_ZERO_F32 -> FpArithmeticOps.vcmpeZero(c, i);
      case OpCode.VSEL_F32 -> FpArithmeticOps.vsel(c, i);
      case OpCode.VMAXNM_F32 -> FpArithmeticOps.vmaxnm(c, i);
      case OpCode.VMINNM_F32 -> FpArithmeticOps.vminnm(c, i);
      case OpCode.VRINTA_F32 -> FpArithmeticOps.vrinta(c, i);
      case OpCode.VRINTN_F32 -> FpArithmeticOps.vrintn(c, i);
      case OpCode.VRINTP_F32 -> FpArithmeticOps.vrintp(c, i);
      case OpCode.VRINTM_F32 -> FpArithmeticOps.vrintm(c, i);
      case OpCode.VRINTZ_F32 -> FpArithmeticOps.vrintz(c, i);
      case OpCode.VRINTR_F32 -> FpArithmeticOps.vrintr(c, i);
      case OpCode.VRINTX_F32 -> FpArithmeticOps.vrintx(c, i);
      case OpCode.VCVTA_S32_F32 -> FpConversionOps.vcvtaS32F32(c, i);
      case OpCode.VCVTA_U32_F32 -> FpConversionOps.vcvtaU32F32(c, i);
      case OpCode.VCVTN_S32_F32 -> FpConversionOps.vcvtnS32F32(c, i);
      case OpCode.VCVTN_U32_F32 -> FpConversionOps.vcvtnU32F32(c, i);
      case OpCode.VCVTP_S32_F32 -> FpConversionOps.vcvtpS32F32(c, i);
      case OpCode.VCVTP_U32_F32 -> FpConversionOps.vcvtpU32F32(c, i);
      case OpCode.VCVTM_S32_F32 -> FpConversionOps.vcvtmS32F32(c, i);
      case OpCode.VCVTM_U32_F32 -> FpConversionOps.vcvtmU32F32(c, i);
      case OpCode.VCVT_S32_F32 -> FpConversionOps.vcvtS32F32(c, i);
      case OpCode.VCVT_U32_F32 -> FpConversionOps.vcvtU32F32(c, i);
      case OpCode.VCVTR_S32_F32 -> FpConversionOps.vcvtrS32F32(c, i);
      case OpCode.VCVTR_U32_F32 -> FpConversionOps.vcvtrU32F32(c, i);
      case OpCode.VCVT_FROM_S32_F32 -> FpConversionOps.vcvtF32S32(c, i);
      case OpCode.VCVT_FROM_U32_F32 -> FpConversionOps.vcvtF32U32(c, i);
      case OpCode.VCVT_TO_FIXED_F32 -> FpConversionOps.vcvtFixedF32(c, i);
      case OpCode.VCVT_FROM_FIXED_F32 -> FpConversionOps.vcvtF32Fixed(c, i);
      case OpCode.VCVTB_TO_F16_F32 -> FpConversionOps.vcvtbF16F32(c, i);
      case OpCode.VCVTT_TO_F16_F32 -> FpConversionOps.vcvttF16F32(c, i);
      case OpCode.VCVTB_FROM_F16_F32 -> FpConversionOps.vcvtbF32F16(c, i);
      case OpCode.VCVTT_FROM_F16_F32 -> FpConversionOps.vcvttF32F16(c, i);
      case OpCode.VMLA_F32 -> FpArithmeticOps.vmla(c, i);
      case OpCode.VMLS_F32 -> FpArithmeticOps.vmls(c, i);
      case OpCode.VNMLA_F32 -> FpArithmeticOps.vnmla(c, i);
      case OpCode.VNMLS_F32 -> FpArithmeticOps.vnmls(c, i);
      case OpCode.VFMA_F32 -> FpArithmeticOps.vfma(c, i);
      case OpCode.VFMS_F32 -> FpArithmeticOps.vfms(c, i);
      case OpCode.VFNMA_F32 -> FpArithmeticOps.vfnma(c, i);
      case OpCode.VFNMS_F32 -> FpArithmeticOps.vfnms(c, i);
      case OpCode.VDIV_F32 -> FpArithmeticOps.vdiv(c, i);
      case OpCode.VSQRT_F32 -> FpArithmeticOps.vsqrt(c, i);
      case OpCode.VMOV_IMM_F32 -> FpMoveOps.vmovImmF32(c, i);
      case OpCode.VMOV_F32 -> FpMoveOps.vmovF32(c, i);
      case OpCode.VABS_F64 -> FpDoubleOps.vabs(c, i);
      case OpCode.VNEG_F64 -> FpDoubleOps.vneg(c, i);
      case OpCode.VADD_F64 -> FpDoubleOps.vadd(c, i);
      case OpCode.VSUB_F64 -> FpDoubleOps.vsub(c, i);
      case OpCode.VMUL_F64 -> FpDoubleOps.vmul(c, i);
      case OpCode.VNMUL_F64 -> FpDoubleOps.vnmul(c, i);
      case OpCode.VCMP_F64 -> FpDoubleOps.vcmp(c, i);
      case OpCode.VCMPE_F64 -> FpDoubleOps.vcmpe(c, i);
      case OpCode.VCMP_ZERO_F64 -> FpDoubleOps.vcmpZero(c, i);
      case OpCode.VCMPE_ZERO_F64 -> FpDoubleOps.vcmpeZero(c, i);
      case OpCode.VSEL_F64 -> FpDoubleOps.vsel(c, i);
      case OpCode.VMAXNM_F64 -> FpDoubleOps.vmaxnm(c, i);
      case OpCode.VMINNM_F64 -> FpDoubleOps.vminnm(c, i);
      case OpCode.VRINTA_F64 -> FpDoubleOps.vrinta(c, i);
      case OpCode.VRINTN_F64 -> FpDoubleOps.vrintn(c, i);
      case OpCode.VRINTP_F64 -> FpDoubleOps.vrintp(c, i);
      case OpCode.VRINTM_F64 -> FpDoubleOps.vrintm(c, i);
      case OpCode.VRINTZ_F64 -> FpDoubleOps.vrintz(c, i);
      case OpCode.VRINTR_F64 -> FpDoubleOps.vrintr(c, i);
      case OpCode.VRINTX_F64 -> FpDoubleOps.vrintx(c, i);
      case OpCode.VCVTA_S32_F64 -> FpConversionOps.vcvtaS32F64(c, i);
      case OpCode.VCVTA_U32_F64 -> FpConversionOps.vcvtaU32F64(c, i);
      case OpCode.VCVTN_S32_F64 -> FpConversionOps.vcvtnS32F64(c, i);
      case OpCode.VCVTN_U32_F64 -> FpConversionOps.vcvtnU32F64(c, i);
      case OpCode.VCVTP_S32_F64 -> FpConversionOps.vcvtpS32F64(c, i);
      case OpCode.VCVTP_U32_F64 -> FpConversionOps.vcvtpU32F64(c, i);
      case OpCode.VCVTM_S32_F64 -> FpConversionOps.vcvtmS32F64(c, i);
      case OpCode.VCVTM_U32_F64 -> FpConversionOps.vcvtmU32F64(c, i);
      case OpCode.VCVT_S32_F64 -> FpConversionOps.vcvtS32F64(c, i);
      case OpCode.VCVT_U32_F64 -> FpConversionOps.vcvtU32F64(c, i);
      case OpCode.VCVTR_S32_F64 -> FpConversionOps.vcvtrS32F64(c, i);
      case OpCode.VCVTR_U32_F64 -> FpConversionOps.vcvtrU32F64(c, i);
      case OpCode.VCVT_FROM_S32_F64 -> FpConversionOps.vcvtF64S32(c, i);
      case OpCode.VCVT_FROM_U32_F64 -> FpConversionOps.vcvtF64U32(c, i);
      case OpCode.VCVT_TO_FIXED_F64 -> FpConversionOps.vcvtFixedF64(c, i);
      case OpCode.VCVT_FROM_FIXED_F64 -> FpConversionOps.vcvtF64Fixed(c, i);
      case OpCode.VCVTB_TO_F16_F64 -> FpConversionOps.vcvtbF16F64(c, i);
      case OpCode.VCVTT_TO_F16_F64 -> FpConversionOps.vcvttF16F64(c, i);
      case OpCode.VCVTB_FROM_F16_F64 -> FpConversionOps.vcvtbF64F16(c, i);
      case OpCode.VCVTT_FROM_F16_F64 -> FpConversionOps.vcvttF64F16(c, i);
      case OpCode.VMLA_F64 -> FpDoubleOps.vmla(c, i);
      case OpCode.VMLS_F64 -> FpDoubleOps.vmls(c, i);
      case OpCode.VNMLA_F64 -> FpDoubleOps.vnmla(c, i);
      case OpCode.VNMLS_F64 -> FpDoubleOps.vnmls(c, i);
      case OpCode.VFMA_F64 -> FpDoubleOps.vfma(c, i);
      case OpCode.VFMS_F64 -> FpDoubleOps.vfms(c, i);
      case OpCode.VFNMA_F64 -> FpDoubleOps.vfnma(c, i);
      case OpCode.VFNMS_F64 -> FpDoubleOps.vfnms(c, i);
      case OpCode.VDIV_F64 -> FpDoubleOps.vdiv(c, i);
      case OpCode.VSQRT_F64 -> FpDoubleOps.vsqrt(c, i);
      case OpCode.VMOV_IMM_F64 -> FpMoveOps.vmovImmF64(c, i);
      case OpCode.VMOV_F64 -> FpMoveOps.vmovF64(c, i);
      case OpCode.VCVT_F32_F64 -> FpConversionOps.vcvtF32F64(c, i);
      case OpCode.VCVT_F64_F32 -> FpConversionOps.vcvtF64F32(c, i);
      case OpCode.VMOV_CORE_TO_S -> FpMoveOps.vmovCoreToS(c, i);
      case OpCode.VMOV_S_TO_CORE -> FpMoveOps.vmovSToCore(c, i);
      case OpCode.VMOV_CORE2_TO_S2 -> FpMoveOps.vmovCore2ToS2(c, i);
      case OpCode.VMOV_S2_TO_CORE2 -> FpMoveOps.vmovS2ToCore2(c, i);
      case OpCode.VMOV_CORE2_TO_D -> FpMoveOps.vmovCore2ToD(c, i);
      case OpCode.VMOV_D_TO_CORE2 -> FpMoveOps.vmovDToCore2(c, i);
      case OpCode.VMOV_CORE_TO_HALF_D -> FpMoveOps.vmovCoreToHalfD(c, i);
      case OpCode.VMOV_HALF_D_TO_CORE -> FpMoveOps.vmovHalfDToCore(c, i);
      case OpCode.VMRS -> FpMoveOps.vmrs(c, i);
      case OpCode.VMSR -> FpMoveOps.vmsr(c, i);
      case OpCode.DLSTP -> LoopOps.dlstp(c, i);
      case OpCode.LETP -> LoopOps.letp(c, i);
      case OpCode.LCTP -> LoopOps.lctp(c, i);
      case OpCode.VLDR_32 -> FpLoadStoreOps.vldr32(c, i);
      case OpCode.VLDR_64 -> FpLoadStoreOps.vldr64(c, i);
      case OpCode.VSTR_32 -> FpLoadStoreOps.vstr32(c, i);
      case OpCode.VSTR_64 -> FpLoadStoreOps.vstr64(c, i);
      case OpCode.VLDM_32 -> FpLoadStoreOps.vldm32(c, i);
      case OpCode.VLDM_64 -> FpLoadStoreOps.vldm64(c, i);
      case OpCode.VSTM_32 -> FpLoadStoreOps.vstm32(c, i);
      case OpCode.VSTM_64 -> FpLoadStoreOps.vstm64(c, i);
      default -> {
        if (i.op.kind().isVector()) {
          VectorDispatch.execute(c, i);
        } else {
          FpHalfDispatch.execute(c, i);
        }
      }
    }
  }
}
