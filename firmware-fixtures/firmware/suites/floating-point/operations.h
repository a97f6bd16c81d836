// Every floating-point data-processing instruction as X(name, instruction). Operands stand in d0 (destination and addend), d1 (n) and
// d2 (m), that is s0, s2 and s4; the result is all of d0.
#define FPV4_SP_OPERATIONS(X) \
  X(vadd_f32, "vadd.f32 s0, s2, s4") \
  X(vsub_f32, "vsub.f32 s0, s2, s4") \
  X(vmul_f32, "vmul.f32 s0, s2, s4") \
  X(vnmul_f32, "vnmul.f32 s0, s2, s4") \
  X(vdiv_f32, "vdiv.f32 s0, s2, s4") \
  X(vsqrt_f32, "vsqrt.f32 s0, s4") \
  X(vabs_f32, "vabs.f32 s0, s4") \
  X(vneg_f32, "vneg.f32 s0, s4") \
  X(vmla_f32, "vmla.f32 s0, s2, s4") \
  X(vmls_f32, "vmls.f32 s0, s2, s4") \
  X(vnmla_f32, "vnmla.f32 s0, s2, s4") \
  X(vnmls_f32, "vnmls.f32 s0, s2, s4") \
  X(vfma_f32, "vfma.f32 s0, s2, s4") \
  X(vfms_f32, "vfms.f32 s0, s2, s4") \
  X(vfnma_f32, "vfnma.f32 s0, s2, s4") \
  X(vfnms_f32, "vfnms.f32 s0, s2, s4") \
  X(vcmp_f32, "vcmp.f32 s0, s4") \
  X(vcmpe_f32, "vcmpe.f32 s0, s4") \
  X(vcmp_zero_f32, "vcmp.f32 s0, #0.0") \
  X(vcmpe_zero_f32, "vcmpe.f32 s0, #0.0") \
  X(vcvt_s32_f32, "vcvt.s32.f32 s0, s4") \
  X(vcvt_u32_f32, "vcvt.u32.f32 s0, s4") \
  X(vcvtr_s32_f32, "vcvtr.s32.f32 s0, s4") \
  X(vcvtr_u32_f32, "vcvtr.u32.f32 s0, s4") \
  X(vcvt_f32_s32, "vcvt.f32.s32 s0, s4") \
  X(vcvt_f32_u32, "vcvt.f32.u32 s0, s4") \
  X(vcvt_s16_7_f32, "vcvt.s16.f32 s0, s0, #7") \
  X(vcvt_u16_16_f32, "vcvt.u16.f32 s0, s0, #16") \
  X(vcvt_s32_31_f32, "vcvt.s32.f32 s0, s0, #31") \
  X(vcvt_u32_1_f32, "vcvt.u32.f32 s0, s0, #1") \
  X(vcvt_f32_s16_15, "vcvt.f32.s16 s0, s0, #15") \
  X(vcvt_f32_u16_1, "vcvt.f32.u16 s0, s0, #1") \
  X(vcvt_f32_s32_32, "vcvt.f32.s32 s0, s0, #32") \
  X(vcvt_f32_u32_9, "vcvt.f32.u32 s0, s0, #9") \
  X(vcvtb_f16_f32, "vcvtb.f16.f32 s0, s4") \
  X(vcvtt_f16_f32, "vcvtt.f16.f32 s0, s4") \
  X(vcvtb_f32_f16, "vcvtb.f32.f16 s0, s4") \
  X(vcvtt_f32_f16, "vcvtt.f32.f16 s0, s4")

#define FPV5_SP_OPERATIONS(X) \
  X(vmaxnm_f32, "vmaxnm.f32 s0, s2, s4") \
  X(vminnm_f32, "vminnm.f32 s0, s2, s4") \
  X(vrinta_f32, "vrinta.f32 s0, s4") \
  X(vrintn_f32, "vrintn.f32 s0, s4") \
  X(vrintp_f32, "vrintp.f32 s0, s4") \
  X(vrintm_f32, "vrintm.f32 s0, s4") \
  X(vrintz_f32, "vrintz.f32 s0, s4") \
  X(vrintr_f32, "vrintr.f32 s0, s4") \
  X(vrintx_f32, "vrintx.f32 s0, s4") \
  X(vcvta_s32_f32, "vcvta.s32.f32 s0, s4") \
  X(vcvta_u32_f32, "vcvta.u32.f32 s0, s4") \
  X(vcvtn_s32_f32, "vcvtn.s32.f32 s0, s4") \
  X(vcvtn_u32_f32, "vcvtn.u32.f32 s0, s4") \
  X(vcvtp_s32_f32, "vcvtp.s32.f32 s0, s4") \
  X(vcvtp_u32_f32, "vcvtp.u32.f32 s0, s4") \
  X(vcvtm_s32_f32, "vcvtm.s32.f32 s0, s4") \
  X(vcvtm_u32_f32, "vcvtm.u32.f32 s0, s4")

#define FPV5_DP_OPERATIONS(X) \
  X(vadd_f64, "vadd.f64 d0, d1, d2") \
  X(vsub_f64, "vsub.f64 d0, d1, d2") \
  X(vmul_f64, "vmul.f64 d0, d1, d2") \
  X(vnmul_f64, "vnmul.f64 d0, d1, d2") \
  X(vdiv_f64, "vdiv.f64 d0, d1, d2") \
  X(vsqrt_f64, "vsqrt.f64 d0, d2") \
  X(vabs_f64, "vabs.f64 d0, d2") \
  X(vneg_f64, "vneg.f64 d0, d2") \
  X(vmla_f64, "vmla.f64 d0, d1, d2") \
  X(vmls_f64, "vmls.f64 d0, d1, d2") \
  X(vnmla_f64, "vnmla.f64 d0, d1, d2") \
  X(vnmls_f64, "vnmls.f64 d0, d1, d2") \
  X(vfma_f64, "vfma.f64 d0, d1, d2") \
  X(vfms_f64, "vfms.f64 d0, d1, d2") \
  X(vfnma_f64, "vfnma.f64 d0, d1, d2") \
  X(vfnms_f64, "vfnms.f64 d0, d1, d2") \
  X(vcmp_f64, "vcmp.f64 d0, d2") \
  X(vcmpe_f64, "vcmpe.f64 d0, d2") \
  X(vcmp_zero_f64, "vcmp.f64 d0, #0.0") \
  X(vcmpe_zero_f64, "vcmpe.f64 d0, #0.0") \
  X(vmaxnm_f64, "vmaxnm.f64 d0, d1, d2") \
  X(vminnm_f64, "vminnm.f64 d0, d1, d2") \
  X(vrinta_f64, "vrinta.f64 d0, d2") \
  X(vrintn_f64, "vrintn.f64 d0, d2") \
  X(vrintp_f64, "vrintp.f64 d0, d2") \
  X(vrintm_f64, "vrintm.f64 d0, d2") \
  X(vrintz_f64, "vrintz.f64 d0, d2") \
  X(vrintr_f64, "vrintr.f64 d0, d2") \
  X(vrintx_f64, "vrintx.f64 d0, d2") \
  X(vcvta_s32_f64, "vcvta.s32.f64 s0, d2") \
  X(vcvta_u32_f64, "vcvta.u32.f64 s0, d2") \
  X(vcvtn_s32_f64, "vcvtn.s32.f64 s0, d2") \
  X(vcvtn_u32_f64, "vcvtn.u32.f64 s0, d2") \
  X(vcvtp_s32_f64, "vcvtp.s32.f64 s0, d2") \
  X(vcvtp_u32_f64, "vcvtp.u32.f64 s0, d2") \
  X(vcvtm_s32_f64, "vcvtm.s32.f64 s0, d2") \
  X(vcvtm_u32_f64, "vcvtm.u32.f64 s0, d2") \
  X(vcvt_s32_f64, "vcvt.s32.f64 s0, d2") \
  X(vcvt_u32_f64, "vcvt.u32.f64 s0, d2") \
  X(vcvtr_s32_f64, "vcvtr.s32.f64 s0, d2") \
  X(vcvtr_u32_f64, "vcvtr.u32.f64 s0, d2") \
  X(vcvt_f64_s32, "vcvt.f64.s32 d0, s4") \
  X(vcvt_f64_u32, "vcvt.f64.u32 d0, s4") \
  X(vcvt_s16_7_f64, "vcvt.s16.f64 d0, d0, #7") \
  X(vcvt_u16_16_f64, "vcvt.u16.f64 d0, d0, #16") \
  X(vcvt_s32_31_f64, "vcvt.s32.f64 d0, d0, #31") \
  X(vcvt_u32_1_f64, "vcvt.u32.f64 d0, d0, #1") \
  X(vcvt_f64_s16_15, "vcvt.f64.s16 d0, d0, #15") \
  X(vcvt_f64_u16_1, "vcvt.f64.u16 d0, d0, #1") \
  X(vcvt_f64_s32_32, "vcvt.f64.s32 d0, d0, #32") \
  X(vcvt_f64_u32_9, "vcvt.f64.u32 d0, d0, #9") \
  X(vcvt_f32_f64, "vcvt.f32.f64 s0, d2") \
  X(vcvt_f64_f32, "vcvt.f64.f32 d0, s4") \
  X(vcvtb_f16_f64, "vcvtb.f16.f64 s0, d2") \
  X(vcvtt_f16_f64, "vcvtt.f16.f64 s0, d2") \
  X(vcvtb_f64_f16, "vcvtb.f64.f16 d0, s4") \
  X(vcvtt_f64_f16, "vcvtt.f64.f16 d0, s4")

// Half precision. GNU as 2.40 refuses VCVT between half precision and fixed point of 16 bits, so that these are numbers.
#define FP16_OPERATIONS(X) \
  X(half_vadd_f16, "vadd.f16 s0, s2, s4") \
  X(half_vsub_f16, "vsub.f16 s0, s2, s4") \
  X(half_vmul_f16, "vmul.f16 s0, s2, s4") \
  X(half_vnmul_f16, "vnmul.f16 s0, s2, s4") \
  X(half_vdiv_f16, "vdiv.f16 s0, s2, s4") \
  X(half_vsqrt_f16, "vsqrt.f16 s0, s4") \
  X(half_vabs_f16, "vabs.f16 s0, s4") \
  X(half_vneg_f16, "vneg.f16 s0, s4") \
  X(half_vmla_f16, "vmla.f16 s0, s2, s4") \
  X(half_vmls_f16, "vmls.f16 s0, s2, s4") \
  X(half_vnmla_f16, "vnmla.f16 s0, s2, s4") \
  X(half_vnmls_f16, "vnmls.f16 s0, s2, s4") \
  X(half_vfma_f16, "vfma.f16 s0, s2, s4") \
  X(half_vfms_f16, "vfms.f16 s0, s2, s4") \
  X(half_vfnma_f16, "vfnma.f16 s0, s2, s4") \
  X(half_vfnms_f16, "vfnms.f16 s0, s2, s4") \
  X(half_vcmp_f16, "vcmp.f16 s0, s4") \
  X(half_vcmpe_f16, "vcmpe.f16 s0, s4") \
  X(half_vcmp_zero_f16, "vcmp.f16 s0, #0.0") \
  X(half_vcmpe_zero_f16, "vcmpe.f16 s0, #0.0") \
  X(half_vcvt_s32_f16, "vcvt.s32.f16 s0, s4") \
  X(half_vcvt_u32_f16, "vcvt.u32.f16 s0, s4") \
  X(half_vcvtr_s32_f16, "vcvtr.s32.f16 s0, s4") \
  X(half_vcvtr_u32_f16, "vcvtr.u32.f16 s0, s4") \
  X(half_vcvt_f16_s32, "vcvt.f16.s32 s0, s4") \
  X(half_vcvt_f16_u32, "vcvt.f16.u32 s0, s4") \
  X(half_vcvt_s16_7_f16, ".inst.w 0xEEBE0964") \
  X(half_vcvt_u16_16_f16, ".inst.w 0xEEBF0940") \
  X(half_vcvt_s32_31_f16, "vcvt.s32.f16 s0, s0, #31") \
  X(half_vcvt_u32_1_f16, "vcvt.u32.f16 s0, s0, #1") \
  X(half_vcvt_f16_s16_15, ".inst.w 0xEEBA0960") \
  X(half_vcvt_f16_u16_1, ".inst.w 0xEEBB0967") \
  X(half_vcvt_f16_s32_32, "vcvt.f16.s32 s0, s0, #32") \
  X(half_vcvt_f16_u32_9, "vcvt.f16.u32 s0, s0, #9") \
  X(half_vmaxnm_f16, "vmaxnm.f16 s0, s2, s4") \
  X(half_vminnm_f16, "vminnm.f16 s0, s2, s4") \
  X(half_vrinta_f16, "vrinta.f16 s0, s4") \
  X(half_vrintn_f16, "vrintn.f16 s0, s4") \
  X(half_vrintp_f16, "vrintp.f16 s0, s4") \
  X(half_vrintm_f16, "vrintm.f16 s0, s4") \
  X(half_vrintz_f16, "vrintz.f16 s0, s4") \
  X(half_vrintr_f16, "vrintr.f16 s0, s4") \
  X(half_vrintx_f16, "vrintx.f16 s0, s4") \
  X(half_vcvta_s32_f16, "vcvta.s32.f16 s0, s4") \
  X(half_vcvta_u32_f16, "vcvta.u32.f16 s0, s4") \
  X(half_vcvtn_s32_f16, "vcvtn.s32.f16 s0, s4") \
  X(half_vcvtn_u32_f16, "vcvtn.u32.f16 s0, s4") \
  X(half_vcvtp_s32_f16, "vcvtp.s32.f16 s0, s4") \
  X(half_vcvtp_u32_f16, "vcvtp.u32.f16 s0, s4") \
  X(half_vcvtm_s32_f16, "vcvtm.s32.f16 s0, s4") \
  X(half_vcvtm_u32_f16, "vcvtm.u32.f16 s0, s4") \
  X(half_vins, "vins.f16 s0, s4") \
  X(half_vmovx, "vmovx.f16 s0, s4")
