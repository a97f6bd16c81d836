package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.isa.OpCode;

/**
 * Knows the method that executes vector integer, predication and move instructions; one case per
 * operation.
 */
final class VectorIntegerDispatch {
  private VectorIntegerDispatch() {}

  static Operation operation(int code) {
    return switch (code) {
      case OpCode.VAND_Q -> VectorIntegerOps::vand;
      case OpCode.VBIC_Q -> VectorIntegerOps::vbic;
      case OpCode.VORR_Q -> VectorIntegerOps::vorr;
      case OpCode.VORN_Q -> VectorIntegerOps::vorn;
      case OpCode.VEOR_Q -> VectorIntegerOps::veor;
      case OpCode.VMVN_Q -> VectorIntegerOps::vmvn;
      case OpCode.VORR_IMM_Q -> VectorIntegerOps::vorrImmediate;
      case OpCode.VBIC_IMM_Q -> VectorIntegerOps::vbicImmediate;
      case OpCode.VMOV_IMM_Q -> VectorIntegerOps::vmovImmediate;
      case OpCode.VMVN_IMM_Q -> VectorIntegerOps::vmvnImmediate;
      case OpCode.VADD_Q -> VectorIntegerOps::vadd;
      case OpCode.VSUB_Q -> VectorIntegerOps::vsub;
      case OpCode.VADD_QR -> VectorIntegerOps::vaddScalar;
      case OpCode.VSUB_QR -> VectorIntegerOps::vsubScalar;
      case OpCode.VABD_Q -> VectorIntegerOps::vabd;
      case OpCode.VMAX_Q -> VectorIntegerOps::vmax;
      case OpCode.VMIN_Q -> VectorIntegerOps::vmin;
      case OpCode.VHADD_Q -> VectorIntegerOps::vhadd;
      case OpCode.VHADD_QR -> VectorIntegerOps::vhaddScalar;
      case OpCode.VHSUB_Q -> VectorIntegerOps::vhsub;
      case OpCode.VHSUB_QR -> VectorIntegerOps::vhsubScalar;
      case OpCode.VRHADD_Q -> VectorIntegerOps::vrhadd;
      case OpCode.VQADD_Q -> VectorIntegerOps::vqadd;
      case OpCode.VQADD_QR -> VectorIntegerOps::vqaddScalar;
      case OpCode.VQSUB_Q -> VectorIntegerOps::vqsub;
      case OpCode.VQSUB_QR -> VectorIntegerOps::vqsubScalar;
      case OpCode.VABS_Q -> VectorIntegerOps::vabs;
      case OpCode.VNEG_Q -> VectorIntegerOps::vneg;
      case OpCode.VQABS_Q -> VectorIntegerOps::vqabs;
      case OpCode.VQNEG_Q -> VectorIntegerOps::vqneg;
      case OpCode.VMAXA_Q -> VectorIntegerOps::vmaxa;
      case OpCode.VMINA_Q -> VectorIntegerOps::vmina;
      case OpCode.VCLS_Q -> VectorIntegerOps::vcls;
      case OpCode.VCLZ_Q -> VectorIntegerOps::vclz;
      case OpCode.VREV16_Q -> VectorIntegerOps::vrev16;
      case OpCode.VREV32_Q -> VectorIntegerOps::vrev32;
      case OpCode.VREV64_Q -> VectorIntegerOps::vrev64;
      case OpCode.VBRSR_QR -> VectorIntegerOps::vbrsr;
      case OpCode.VCADD_Q -> VectorIntegerOps::vcadd;
      case OpCode.VHCADD_Q -> VectorIntegerOps::vhcadd;
      case OpCode.VADC_Q -> VectorIntegerOps::vadc;
      case OpCode.VADCI_Q -> VectorIntegerOps::vadci;
      case OpCode.VSBC_Q -> VectorIntegerOps::vsbc;
      case OpCode.VSBCI_Q -> VectorIntegerOps::vsbci;
      case OpCode.VPSEL_Q -> VectorIntegerOps::vpsel;
      case OpCode.VMUL_Q -> VectorMultiplyOps::vmul;
      case OpCode.VMUL_QR -> VectorMultiplyOps::vmulScalar;
      case OpCode.VMLA_QR -> VectorMultiplyOps::vmla;
      case OpCode.VMLAS_QR -> VectorMultiplyOps::vmlas;
      case OpCode.VMULH_Q -> VectorMultiplyOps::vmulh;
      case OpCode.VRMULH_Q -> VectorMultiplyOps::vrmulh;
      case OpCode.VMULL_Q -> VectorMultiplyOps::vmull;
      case OpCode.VMULLP_Q -> VectorMultiplyOps::vmullPolynomial;
      case OpCode.VQDMULH_Q -> VectorMultiplyOps::vqdmulh;
      case OpCode.VQDMULH_QR -> VectorMultiplyOps::vqdmulhScalar;
      case OpCode.VQRDMULH_Q -> VectorMultiplyOps::vqrdmulh;
      case OpCode.VQRDMULH_QR -> VectorMultiplyOps::vqrdmulhScalar;
      case OpCode.VQDMLAH_QR -> VectorMultiplyOps::vqdmlah;
      case OpCode.VQRDMLAH_QR -> VectorMultiplyOps::vqrdmlah;
      case OpCode.VQDMLASH_QR -> VectorMultiplyOps::vqdmlash;
      case OpCode.VQRDMLASH_QR -> VectorMultiplyOps::vqrdmlash;
      case OpCode.VQDMULL_Q -> VectorMultiplyOps::vqdmull;
      case OpCode.VQDMULL_QR -> VectorMultiplyOps::vqdmullScalar;
      case OpCode.VQDMLADH_Q -> VectorMultiplyOps::vqdmladh;
      case OpCode.VQRDMLADH_Q -> VectorMultiplyOps::vqrdmladh;
      case OpCode.VQDMLSDH_Q -> VectorMultiplyOps::vqdmlsdh;
      case OpCode.VQRDMLSDH_Q -> VectorMultiplyOps::vqrdmlsdh;
      case OpCode.VSHL_Q -> VectorShiftOps::vshl;
      case OpCode.VRSHL_Q -> VectorShiftOps::vrshl;
      case OpCode.VQSHL_Q -> VectorShiftOps::vqshl;
      case OpCode.VQRSHL_Q -> VectorShiftOps::vqrshl;
      case OpCode.VSHL_QR -> VectorShiftOps::vshlRegister;
      case OpCode.VRSHL_QR -> VectorShiftOps::vrshlRegister;
      case OpCode.VQSHL_QR -> VectorShiftOps::vqshlRegister;
      case OpCode.VQRSHL_QR -> VectorShiftOps::vqrshlRegister;
      case OpCode.VSHL_IMM_Q -> VectorShiftOps::vshlImmediate;
      case OpCode.VQSHL_IMM_Q -> VectorShiftOps::vqshlImmediate;
      case OpCode.VQSHLU_IMM_Q -> VectorShiftOps::vqshluImmediate;
      case OpCode.VSHR_IMM_Q -> VectorShiftOps::vshrImmediate;
      case OpCode.VRSHR_IMM_Q -> VectorShiftOps::vrshrImmediate;
      case OpCode.VSRI_Q -> VectorShiftOps::vsri;
      case OpCode.VSLI_Q -> VectorShiftOps::vsli;
      case OpCode.VSHLL_Q -> VectorShiftOps::vshll;
      case OpCode.VMOVN_Q -> VectorShiftOps::vshrn;
      case OpCode.VSHRN_Q -> VectorShiftOps::vshrn;
      case OpCode.VRSHRN_Q -> VectorShiftOps::vrshrn;
      case OpCode.VQMOVN_Q -> VectorShiftOps::vqshrn;
      case OpCode.VQSHRN_Q -> VectorShiftOps::vqshrn;
      case OpCode.VQRSHRN_Q -> VectorShiftOps::vqrshrn;
      case OpCode.VQMOVUN_Q -> VectorShiftOps::vqshrun;
      case OpCode.VQSHRUN_Q -> VectorShiftOps::vqshrun;
      case OpCode.VQRSHRUN_Q -> VectorShiftOps::vqrshrun;
      case OpCode.VSHLC_Q -> VectorShiftOps::vshlc;
      case OpCode.VADDV_Q -> VectorReductionOps::vaddv;
      case OpCode.VADDLV_Q -> VectorReductionOps::vaddlv;
      case OpCode.VMLADAV_Q -> VectorReductionOps::vmladav;
      case OpCode.VMLSDAV_Q -> VectorReductionOps::vmlsdav;
      case OpCode.VMLALDAV_Q -> VectorReductionOps::vmlaldav;
      case OpCode.VMLSLDAV_Q -> VectorReductionOps::vmlsldav;
      case OpCode.VRMLALDAVH_Q -> VectorReductionOps::vrmlaldavh;
      case OpCode.VRMLSLDAVH_Q -> VectorReductionOps::vrmlsldavh;
      case OpCode.VABAV_Q -> VectorReductionOps::vabav;
      case OpCode.VMAXV_Q -> VectorReductionOps::vmaxv;
      case OpCode.VMINV_Q -> VectorReductionOps::vminv;
      case OpCode.VMAXAV_Q -> VectorReductionOps::vmaxav;
      case OpCode.VMINAV_Q -> VectorReductionOps::vminav;
      case OpCode.VCMP_Q -> VectorCompareOps::vcmp;
      case OpCode.VCMP_QR -> VectorCompareOps::vcmpScalar;
      case OpCode.VPT_Q -> VectorCompareOps::vpt;
      case OpCode.VPT_QR -> VectorCompareOps::vptScalar;
      case OpCode.VPST -> VectorCompareOps::vpst;
      case OpCode.VPNOT -> VectorCompareOps::vpnot;
      case OpCode.VCTP -> VectorCompareOps::vctp;
      case OpCode.VDUP_Q -> VectorMoveOps::vdup;
      case OpCode.VIDUP_Q -> VectorMoveOps::vidup;
      case OpCode.VDDUP_Q -> VectorMoveOps::vddup;
      case OpCode.VIWDUP_Q -> VectorMoveOps::viwdup;
      case OpCode.VDWDUP_Q -> VectorMoveOps::vdwdup;
      case OpCode.VMOV_CORE_TO_LANE -> VectorMoveOps::vmovCoreToLane;
      case OpCode.VMOV_LANE_TO_CORE -> VectorMoveOps::vmovLaneToCore;
      case OpCode.VMOV_LANES_TO_CORE2 -> VectorMoveOps::vmovLanesToCore2;
      case OpCode.VMOV_CORE2_TO_LANES -> VectorMoveOps::vmovCore2ToLanes;
      default -> throw new AssertionError("no operation of this family: " + code);
    };
  }
}
