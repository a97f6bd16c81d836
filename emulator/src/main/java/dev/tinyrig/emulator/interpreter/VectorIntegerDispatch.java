package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;

/**
 * Finds the method that executes vector integer, predication and move instructions; one case per
 * operation.
 */
final class VectorIntegerDispatch {
  private VectorIntegerDispatch() {}

  static void execute(Core c, Instruction i) {
    switch (i.code) {
      case OpCode.VAND_Q -> VectorIntegerOps.vand(c, i);
      case OpCode.VBIC_Q -> VectorIntegerOps.vbic(c, i);
      case OpCode.VORR_Q -> VectorIntegerOps.vorr(c, i);
      case OpCode.VORN_Q -> VectorIntegerOps.vorn(c, i);
      case OpCode.VEOR_Q -> VectorIntegerOps.veor(c, i);
      case OpCode.VMVN_Q -> VectorIntegerOps.vmvn(c, i);
      case OpCode.VORR_IMM_Q -> VectorIntegerOps.vorrImmediate(c, i);
      case OpCode.VBIC_IMM_Q -> VectorIntegerOps.vbicImmediate(c, i);
      case OpCode.VMOV_IMM_Q -> VectorIntegerOps.vmovImmediate(c, i);
      case OpCode.VMVN_IMM_Q -> VectorIntegerOps.vmvnImmediate(c, i);
      case OpCode.VADD_Q -> VectorIntegerOps.vadd(c, i);
      case OpCode.VSUB_Q -> VectorIntegerOps.vsub(c, i);
      case OpCode.VADD_QR -> VectorIntegerOps.vaddScalar(c, i);
      case OpCode.VSUB_QR -> VectorIntegerOps.vsubScalar(c, i);
      case OpCode.VABD_Q -> VectorIntegerOps.vabd(c, i);
      case OpCode.VMAX_Q -> VectorIntegerOps.vmax(c, i);
      case OpCode.VMIN_Q -> VectorIntegerOps.vmin(c, i);
      case OpCode.VHADD_Q -> VectorIntegerOps.vhadd(c, i);
      case OpCode.VHADD_QR -> VectorIntegerOps.vhaddScalar(c, i);
      case OpCode.VHSUB_Q -> VectorIntegerOps.vhsub(c, i);
      case OpCode.VHSUB_QR -> VectorIntegerOps.vhsubScalar(c, i);
      case OpCode.VRHADD_Q -> VectorIntegerOps.vrhadd(c, i);
      case OpCode.VQADD_Q -> VectorIntegerOps.vqadd(c, i);
      case OpCode.VQADD_QR -> VectorIntegerOps.vqaddScalar(c, i);
      case OpCode.VQSUB_Q -> VectorIntegerOps.vqsub(c, i);
      case OpCode.VQSUB_QR -> VectorIntegerOps.vqsubScalar(c, i);
      case OpCode.VABS_Q -> VectorIntegerOps.vabs(c, i);
      case OpCode.VNEG_Q -> VectorIntegerOps.vneg(c, i);
      case OpCode.VQABS_Q -> VectorIntegerOps.vqabs(c, i);
      case OpCode.VQNEG_Q -> VectorIntegerOps.vqneg(c, i);
      case OpCode.VMAXA_Q -> VectorIntegerOps.vmaxa(c, i);
      case OpCode.VMINA_Q -> VectorIntegerOps.vmina(c, i);
      case OpCode.VCLS_Q -> VectorIntegerOps.vcls(c, i);
      case OpCode.VCLZ_Q -> VectorIntegerOps.vclz(c, i);
      case OpCode.VREV16_Q -> VectorIntegerOps.vrev16(c, i);
      case OpCode.VREV32_Q -> VectorIntegerOps.vrev32(c, i);
      case OpCode.VREV64_Q -> VectorIntegerOps.vrev64(c, i);
      case OpCode.VBRSR_QR -> VectorIntegerOps.vbrsr(c, i);
      case OpCode.VCADD_Q -> VectorIntegerOps.vcadd(c, i);
      case OpCode.VHCADD_Q -> VectorIntegerOps.vhcadd(c, i);
      case OpCode.VADC_Q -> VectorIntegerOps.vadc(c, i);
      case OpCode.VADCI_Q -> VectorIntegerOps.vadci(c, i);
      case OpCode.VSBC_Q -> VectorIntegerOps.vsbc(c, i);
      case OpCode.VSBCI_Q -> VectorIntegerOps.vsbci(c, i);
      case OpCode.VPSEL_Q -> VectorIntegerOps.vpsel(c, i);
      case OpCode.VMUL_Q -> VectorMultiplyOps.vmul(c, i);
      case OpCode.VMUL_QR -> VectorMultiplyOps.vmulScalar(c, i);
      case OpCode.VMLA_QR -> VectorMultiplyOps.vmla(c, i);
      case OpCode.VMLAS_QR -> VectorMultiplyOps.vmlas(c, i);
      case OpCode.VMULH_Q -> VectorMultiplyOps.vmulh(c, i);
      case OpCode.VRMULH_Q -> VectorMultiplyOps.vrmulh(c, i);
      case OpCode.VMULL_Q -> VectorMultiplyOps.vmull(c, i);
      case OpCode.VMULLP_Q -> VectorMultiplyOps.vmullPolynomial(c, i);
      case OpCode.VQDMULH_Q -> VectorMultiplyOps.vqdmulh(c, i);
      case OpCode.VQDMULH_QR -> VectorMultiplyOps.vqdmulhScalar(c, i);
      case OpCode.VQRDMULH_Q -> VectorMultiplyOps.vqrdmulh(c, i);
      case OpCode.VQRDMULH_QR -> VectorMultiplyOps.vqrdmulhScalar(c, i);
      case OpCode.VQDMLAH_QR -> VectorMultiplyOps.vqdmlah(c, i);
      case OpCode.VQRDMLAH_QR -> VectorMultiplyOps.vqrdmlah(c, i);
      case OpCode.VQDMLASH_QR -> VectorMultiplyOps.vqdmlash(c, i);
      case OpCode.VQRDMLASH_QR -> VectorMultiplyOps.vqrdmlash(c, i);
      case OpCode.VQDMULL_Q -> VectorMultiplyOps.vqdmull(c, i);
      case OpCode.VQDMULL_QR -> VectorMultiplyOps.vqdmullScalar(c, i);
      case OpCode.VQDMLADH_Q -> VectorMultiplyOps.vqdmladh(c, i);
      case OpCode.VQRDMLADH_Q -> VectorMultiplyOps.vqrdmladh(c, i);
      case OpCode.VQDMLSDH_Q -> VectorMultiplyOps.vqdmlsdh(c, i);
      case OpCode.VQRDMLSDH_Q -> VectorMultiplyOps.vqrdmlsdh(c, i);
      case OpCode.VSHL_Q -> VectorShiftOps.vshl(c, i);
      case OpCode.VRSHL_Q -> VectorShiftOps.vrshl(c, i);
      case OpCode.VQSHL_Q -> VectorShiftOps.vqshl(c, i);
      case OpCode.VQRSHL_Q -> VectorShiftOps.vqrshl(c, i);
      case OpCode.VSHL_QR -> VectorShiftOps.vshlRegister(c, i);
      case OpCode.VRSHL_QR -> VectorShiftOps.vrshlRegister(c, i);
      case OpCode.VQSHL_QR -> VectorShiftOps.vqshlRegister(c, i);
      case OpCode.VQRSHL_QR -> VectorShiftOps.vqrshlRegister(c, i);
      case OpCode.VSHL_IMM_Q -> VectorShiftOps.vshlImmediate(c, i);
      case OpCode.VQSHL_IMM_Q -> VectorShiftOps.vqshlImmediate(c, i);
      case OpCode.VQSHLU_IMM_Q -> VectorShiftOps.vqshluImmediate(c, i);
      case OpCode.VSHR_IMM_Q -> VectorShiftOps.vshrImmediate(c, i);
      case OpCode.VRSHR_IMM_Q -> VectorShiftOps.vrshrImmediate(c, i);
      case OpCode.VSRI_Q -> VectorShiftOps.vsri(c, i);
      case OpCode.VSLI_Q -> VectorShiftOps.vsli(c, i);
      case OpCode.VSHLL_Q -> VectorShiftOps.vshll(c, i);
      case OpCode.VMOVN_Q -> VectorShiftOps.vshrn(c, i);
      case OpCode.VSHRN_Q -> VectorShiftOps.vshrn(c, i);
      case OpCode.VRSHRN_Q -> VectorShiftOps.vrshrn(c, i);
      case OpCode.VQMOVN_Q -> VectorShiftOps.vqshrn(c, i);
      case OpCode.VQSHRN_Q -> VectorShiftOps.vqshrn(c, i);
      case OpCode.VQRSHRN_Q -> VectorShiftOps.vqrshrn(c, i);
      case OpCode.VQMOVUN_Q -> VectorShiftOps.vqshrun(c, i);
      case OpCode.VQSHRUN_Q -> VectorShiftOps.vqshrun(c, i);
      case OpCode.VQRSHRUN_Q -> VectorShiftOps.vqrshrun(c, i);
      case OpCode.VSHLC_Q -> VectorShiftOps.vshlc(c, i);
      case OpCode.VADDV_Q -> VectorReductionOps.vaddv(c, i);
      case OpCode.VADDLV_Q -> VectorReductionOps.vaddlv(c, i);
      case OpCode.VMLADAV_Q -> VectorReductionOps.vmladav(c, i);
      case OpCode.VMLSDAV_Q -> VectorReductionOps.vmlsdav(c, i);
      case OpCode.VMLALDAV_Q -> VectorReductionOps.vmlaldav(c, i);
      case OpCode.VMLSLDAV_Q -> VectorReductionOps.vmlsldav(c, i);
      case OpCode.VRMLALDAVH_Q -> VectorReductionOps.vrmlaldavh(c, i);
      case OpCode.VRMLSLDAVH_Q -> VectorReductionOps.vrmlsldavh(c, i);
      case OpCode.VABAV_Q -> VectorReductionOps.vabav(c, i);
      case OpCode.VMAXV_Q -> VectorReductionOps.vmaxv(c, i);
      case OpCode.VMINV_Q -> VectorReductionOps.vminv(c, i);
      case OpCode.VMAXAV_Q -> VectorReductionOps.vmaxav(c, i);
      case OpCode.VMINAV_Q -> VectorReductionOps.vminav(c, i);
      case OpCode.VCMP_Q -> VectorCompareOps.vcmp(c, i);
      case OpCode.VCMP_QR -> VectorCompareOps.vcmpScalar(c, i);
      case OpCode.VPT_Q -> VectorCompareOps.vpt(c, i);
      case OpCode.VPT_QR -> VectorCompareOps.vptScalar(c, i);
      case OpCode.VPST -> VectorCompareOps.vpst(c, i);
      case OpCode.VPNOT -> VectorCompareOps.vpnot(c, i);
      case OpCode.VCTP -> VectorCompareOps.vctp(c, i);
      case OpCode.VDUP_Q -> VectorMoveOps.vdup(c, i);
      case OpCode.VIDUP_Q -> VectorMoveOps.vidup(c, i);
      case OpCode.VDDUP_Q -> VectorMoveOps.vddup(c, i);
      case OpCode.VIWDUP_Q -> VectorMoveOps.viwdup(c, i);
      case OpCode.VDWDUP_Q -> VectorMoveOps.vdwdup(c, i);
      case OpCode.VMOV_CORE_TO_LANE -> VectorMoveOps.vmovCoreToLane(c, i);
      case OpCode.VMOV_LANE_TO_CORE -> VectorMoveOps.vmovLaneToCore(c, i);
      case OpCode.VMOV_LANES_TO_CORE2 -> VectorMoveOps.vmovLanesToCore2(c, i);
      case OpCode.VMOV_CORE2_TO_LANES -> VectorMoveOps.vmovCore2ToLanes(c, i);
      default -> throw new AssertionError("no operation of this family: " + i.op);
    }
  }
}
