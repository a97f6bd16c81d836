package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.FPV5;
import static dev.tinyrig.emulator.isa.Feature.FP_DP;
import static dev.tinyrig.emulator.isa.Feature.FP_SP;
import static dev.tinyrig.emulator.isa.Feature.V81M;

import java.util.ArrayList;
import java.util.List;

/** Floating-point encodings, FPv4-SP and FPv5, single and double precision (DDI 0403E, A6). */
final class FpTable {
  private FpTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    threeRegisters(rows);
    twoRegisters(rows);
    fpv5(rows);
    transfers(rows);
    loadStore(rows);
    return List.copyOf(rows);
  }

  /** Arm ARM A6.4, data processing with three registers. */
  private static void threeRegisters(List<Encoding> rows) {
    rows.add(
        row(
            "VMLA T1 F32",
            "11101110 0D00 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VMLA_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VMLA T1 F64",
            "11101110 0000 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VMLA_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VMLS T1 F32",
            "11101110 0D00 nnnn dddd 1010 N 1 M 0 mmmm",
            Op.VMLS_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VMLS T1 F64",
            "11101110 0000 nnnn dddd 1011 0 1 0 0 mmmm",
            Op.VMLS_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VNMLS T1 F32",
            "11101110 0D01 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VNMLS_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VNMLS T1 F64",
            "11101110 0001 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VNMLS_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VNMLA T1 F32",
            "11101110 0D01 nnnn dddd 1010 N 1 M 0 mmmm",
            Op.VNMLA_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VNMLA T1 F64",
            "11101110 0001 nnnn dddd 1011 0 1 0 0 mmmm",
            Op.VNMLA_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VMUL T1 F32",
            "11101110 0D10 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VMUL_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VMUL T1 F64",
            "11101110 0010 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VMUL_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VNMUL T1 F32",
            "11101110 0D10 nnnn dddd 1010 N 1 M 0 mmmm",
            Op.VNMUL_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VNMUL T1 F64",
            "11101110 0010 nnnn dddd 1011 0 1 0 0 mmmm",
            Op.VNMUL_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VADD T1 F32",
            "11101110 0D11 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VADD_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VADD T1 F64",
            "11101110 0011 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VADD_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VSUB T1 F32",
            "11101110 0D11 nnnn dddd 1010 N 1 M 0 mmmm",
            Op.VSUB_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VSUB T1 F64",
            "11101110 0011 nnnn dddd 1011 0 1 0 0 mmmm",
            Op.VSUB_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VDIV T1 F32",
            "11101110 1D00 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VDIV_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VDIV T1 F64",
            "11101110 1000 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VDIV_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VFNMS T1 F32",
            "11101110 1D01 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VFNMS_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VFNMS T1 F64",
            "11101110 1001 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VFNMS_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VFNMA T1 F32",
            "11101110 1D01 nnnn dddd 1010 N 1 M 0 mmmm",
            Op.VFNMA_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VFNMA T1 F64",
            "11101110 1001 nnnn dddd 1011 0 1 0 0 mmmm",
            Op.VFNMA_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VFMA T1 F32",
            "11101110 1D10 nnnn dddd 1010 N 0 M 0 mmmm",
            Op.VFMA_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VFMA T1 F64",
            "11101110 1010 nnnn dddd 1011 0 0 0 0 mmmm",
            Op.VFMA_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VFMS T1 F32",
            "11101110 1D10 nnnn dddd 1010 N 1 M 0 mmmm",
            Op.VFMS_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VFMS T1 F64",
            "11101110 1010 nnnn dddd 1011 0 1 0 0 mmmm",
            Op.VFMS_F64,
            FP_DP,
            Format.NONE));
  }

  /** Arm ARM A6.4, other data processing. */
  private static void twoRegisters(List<Encoding> rows) {
    rows.add(
        row(
            "VMOV (immediate) T1 F32",
            "11101110 1D11 iiii dddd 1010 z0z0 iiii",
            Op.VMOV_IMM_F32,
            FP_SP,
            Format.FP_IMM_32));
    rows.add(
        row(
            "VMOV (immediate) T1 F64",
            "11101110 1011 iiii dddd 1011 z0z0 iiii",
            Op.VMOV_IMM_F64,
            FP_DP,
            Format.FP_IMM_64));
    rows.add(
        row(
            "VMOV (register) T2 F32",
            "11101110 1D11 0000 dddd 1010 01M0 mmmm",
            Op.VMOV_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VMOV (register) T2 F64",
            "11101110 1011 0000 dddd 1011 0100 mmmm",
            Op.VMOV_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VABS T1 F32",
            "11101110 1D11 0000 dddd 1010 11M0 mmmm",
            Op.VABS_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VABS T1 F64",
            "11101110 1011 0000 dddd 1011 1100 mmmm",
            Op.VABS_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VNEG T1 F32",
            "11101110 1D11 0001 dddd 1010 01M0 mmmm",
            Op.VNEG_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VNEG T1 F64",
            "11101110 1011 0001 dddd 1011 0100 mmmm",
            Op.VNEG_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VSQRT T1 F32",
            "11101110 1D11 0001 dddd 1010 11M0 mmmm",
            Op.VSQRT_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VSQRT T1 F64",
            "11101110 1011 0001 dddd 1011 1100 mmmm",
            Op.VSQRT_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTB T1 F32.F16",
            "11101110 1D11 0010 dddd 1010 01M0 mmmm",
            Op.VCVTB_FROM_F16_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVTB T1 F64.F16",
            "11101110 1011 0010 dddd 1011 01M0 mmmm",
            Op.VCVTB_FROM_F16_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTB T1 F16.F32",
            "11101110 1D11 0011 dddd 1010 01M0 mmmm",
            Op.VCVTB_TO_F16_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVTB T1 F16.F64",
            "11101110 1D11 0011 dddd 1011 0100 mmmm",
            Op.VCVTB_TO_F16_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTT T1 F32.F16",
            "11101110 1D11 0010 dddd 1010 11M0 mmmm",
            Op.VCVTT_FROM_F16_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVTT T1 F64.F16",
            "11101110 1011 0010 dddd 1011 11M0 mmmm",
            Op.VCVTT_FROM_F16_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTT T1 F16.F32",
            "11101110 1D11 0011 dddd 1010 11M0 mmmm",
            Op.VCVTT_TO_F16_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVTT T1 F16.F64",
            "11101110 1D11 0011 dddd 1011 1100 mmmm",
            Op.VCVTT_TO_F16_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCMP T1 F32",
            "11101110 1D11 0100 dddd 1010 01M0 mmmm",
            Op.VCMP_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCMP T1 F64",
            "11101110 1011 0100 dddd 1011 0100 mmmm",
            Op.VCMP_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCMPE T1 F32",
            "11101110 1D11 0100 dddd 1010 11M0 mmmm",
            Op.VCMPE_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCMPE T1 F64",
            "11101110 1011 0100 dddd 1011 1100 mmmm",
            Op.VCMPE_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCMP (zero) T1 F32",
            "11101110 1D11 0101 dddd 1010 01z0 zzzz",
            Op.VCMP_ZERO_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCMP (zero) T1 F64",
            "11101110 1011 0101 dddd 1011 01z0 zzzz",
            Op.VCMP_ZERO_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCMPE (zero) T1 F32",
            "11101110 1D11 0101 dddd 1010 11z0 zzzz",
            Op.VCMPE_ZERO_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCMPE (zero) T1 F64",
            "11101110 1011 0101 dddd 1011 11z0 zzzz",
            Op.VCMPE_ZERO_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTR T1 F32",
            "11101110 1D11 0110 dddd 1010 01M0 mmmm",
            Op.VRINTR_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTR T1 F64",
            "11101110 1011 0110 dddd 1011 0100 mmmm",
            Op.VRINTR_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTZ T1 F32",
            "11101110 1D11 0110 dddd 1010 11M0 mmmm",
            Op.VRINTZ_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTZ T1 F64",
            "11101110 1011 0110 dddd 1011 1100 mmmm",
            Op.VRINTZ_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTX T1 F32",
            "11101110 1D11 0111 dddd 1010 01M0 mmmm",
            Op.VRINTX_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTX T1 F64",
            "11101110 1011 0111 dddd 1011 0100 mmmm",
            Op.VRINTX_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F64.F32",
            "11101110 1011 0111 dddd 1010 11M0 mmmm",
            Op.VCVT_F64_F32,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F32.F64",
            "11101110 1D11 0111 dddd 1011 1100 mmmm",
            Op.VCVT_F32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F32.U32",
            "11101110 1D11 1000 dddd 1010 01M0 mmmm",
            Op.VCVT_FROM_U32_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F64.U32",
            "11101110 1011 1000 dddd 1011 01M0 mmmm",
            Op.VCVT_FROM_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F32.S32",
            "11101110 1D11 1000 dddd 1010 11M0 mmmm",
            Op.VCVT_FROM_S32_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F64.S32",
            "11101110 1011 1000 dddd 1011 11M0 mmmm",
            Op.VCVT_FROM_S32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
                "VCVT (fixed-point) T1 from F32",
                "11101110 1D11 111g dddd 1010 w1j0 iiii",
                Op.VCVT_TO_FIXED_F32,
                FP_SP,
                Format.FIXED)
            .rules(Rule.FRACTION_BITS));
    rows.add(
        row(
                "VCVT (fixed-point) T1 to F32",
                "11101110 1D11 101g dddd 1010 w1j0 iiii",
                Op.VCVT_FROM_FIXED_F32,
                FP_SP,
                Format.FIXED)
            .rules(Rule.FRACTION_BITS));
    rows.add(
        row(
                "VCVT (fixed-point) T1 from F64",
                "11101110 1011 111g dddd 1011 w1j0 iiii",
                Op.VCVT_TO_FIXED_F64,
                FP_DP,
                Format.FIXED)
            .rules(Rule.FRACTION_BITS));
    rows.add(
        row(
                "VCVT (fixed-point) T1 to F64",
                "11101110 1011 101g dddd 1011 w1j0 iiii",
                Op.VCVT_FROM_FIXED_F64,
                FP_DP,
                Format.FIXED)
            .rules(Rule.FRACTION_BITS));
    rows.add(
        row(
            "VCVTR T1 U32.F32",
            "11101110 1D11 1100 dddd 1010 01M0 mmmm",
            Op.VCVTR_U32_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVTR T1 U32.F64",
            "11101110 1D11 1100 dddd 1011 0100 mmmm",
            Op.VCVTR_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 U32.F32",
            "11101110 1D11 1100 dddd 1010 11M0 mmmm",
            Op.VCVT_U32_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 U32.F64",
            "11101110 1D11 1100 dddd 1011 1100 mmmm",
            Op.VCVT_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTR T1 S32.F32",
            "11101110 1D11 1101 dddd 1010 01M0 mmmm",
            Op.VCVTR_S32_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVTR T1 S32.F64",
            "11101110 1D11 1101 dddd 1011 0100 mmmm",
            Op.VCVTR_S32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 S32.F32",
            "11101110 1D11 1101 dddd 1010 11M0 mmmm",
            Op.VCVT_S32_F32,
            FP_SP,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 S32.F64",
            "11101110 1D11 1101 dddd 1011 1100 mmmm",
            Op.VCVT_S32_F64,
            FP_DP,
            Format.NONE));
  }

  /** Arm ARM A6.4, additions of FPv5; never conditional. */
  private static void fpv5(List<Encoding> rows) {
    rows.add(
        row(
            "VSEL T1 F32",
            "11111110 0Dkk nnnn dddd 1010 N0M0 mmmm",
            Op.VSEL_F32,
            FPV5,
            Format.SELECT));
    rows.add(
        row(
            "VMAXNM T1 F32",
            "11111110 1D00 nnnn dddd 1010 N0M0 mmmm",
            Op.VMAXNM_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VMINNM T1 F32",
            "11111110 1D00 nnnn dddd 1010 N1M0 mmmm",
            Op.VMINNM_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTA T1 F32",
            "11111110 1D11 1000 dddd 1010 01M0 mmmm",
            Op.VRINTA_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTN T1 F32",
            "11111110 1D11 1001 dddd 1010 01M0 mmmm",
            Op.VRINTN_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTP T1 F32",
            "11111110 1D11 1010 dddd 1010 01M0 mmmm",
            Op.VRINTP_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VRINTM T1 F32",
            "11111110 1D11 1011 dddd 1010 01M0 mmmm",
            Op.VRINTM_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTA T1 U32.F32",
            "11111110 1D11 1100 dddd 1010 01M0 mmmm",
            Op.VCVTA_U32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTA T1 S32.F32",
            "11111110 1D11 1100 dddd 1010 11M0 mmmm",
            Op.VCVTA_S32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTN T1 U32.F32",
            "11111110 1D11 1101 dddd 1010 01M0 mmmm",
            Op.VCVTN_U32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTN T1 S32.F32",
            "11111110 1D11 1101 dddd 1010 11M0 mmmm",
            Op.VCVTN_S32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTP T1 U32.F32",
            "11111110 1D11 1110 dddd 1010 01M0 mmmm",
            Op.VCVTP_U32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTP T1 S32.F32",
            "11111110 1D11 1110 dddd 1010 11M0 mmmm",
            Op.VCVTP_S32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTM T1 U32.F32",
            "11111110 1D11 1111 dddd 1010 01M0 mmmm",
            Op.VCVTM_U32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VCVTM T1 S32.F32",
            "11111110 1D11 1111 dddd 1010 11M0 mmmm",
            Op.VCVTM_S32_F32,
            FPV5,
            Format.NONE));
    rows.add(
        row(
            "VSEL T1 F64",
            "11111110 00kk nnnn dddd 1011 0000 mmmm",
            Op.VSEL_F64,
            FP_DP,
            Format.SELECT));
    rows.add(
        row(
            "VMAXNM T1 F64",
            "11111110 1000 nnnn dddd 1011 0000 mmmm",
            Op.VMAXNM_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VMINNM T1 F64",
            "11111110 1000 nnnn dddd 1011 0100 mmmm",
            Op.VMINNM_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTA T1 F64",
            "11111110 1011 1000 dddd 1011 0100 mmmm",
            Op.VRINTA_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTN T1 F64",
            "11111110 1011 1001 dddd 1011 0100 mmmm",
            Op.VRINTN_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTP T1 F64",
            "11111110 1011 1010 dddd 1011 0100 mmmm",
            Op.VRINTP_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VRINTM T1 F64",
            "11111110 1011 1011 dddd 1011 0100 mmmm",
            Op.VRINTM_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTA T1 U32.F64",
            "11111110 1D11 1100 dddd 1011 0100 mmmm",
            Op.VCVTA_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTA T1 S32.F64",
            "11111110 1D11 1100 dddd 1011 1100 mmmm",
            Op.VCVTA_S32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTN T1 U32.F64",
            "11111110 1D11 1101 dddd 1011 0100 mmmm",
            Op.VCVTN_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTN T1 S32.F64",
            "11111110 1D11 1101 dddd 1011 1100 mmmm",
            Op.VCVTN_S32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTP T1 U32.F64",
            "11111110 1D11 1110 dddd 1011 0100 mmmm",
            Op.VCVTP_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTP T1 S32.F64",
            "11111110 1D11 1110 dddd 1011 1100 mmmm",
            Op.VCVTP_S32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTM T1 U32.F64",
            "11111110 1D11 1111 dddd 1011 0100 mmmm",
            Op.VCVTM_U32_F64,
            FP_DP,
            Format.NONE));
    rows.add(
        row(
            "VCVTM T1 S32.F64",
            "11111110 1D11 1111 dddd 1011 1100 mmmm",
            Op.VCVTM_S32_F64,
            FP_DP,
            Format.NONE));
  }

  /** Arm ARM A6.6 and A6.7: between core and floating-point registers. */
  private static void transfers(List<Encoding> rows) {
    rows.add(
        row(
                "VMOV T1 core to S",
                "11101110 0000 nnnn tttt 1010 Nzz1 zzzz",
                Op.VMOV_CORE_TO_S,
                FP_SP,
                Format.NONE)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 S to core",
                "11101110 0001 nnnn tttt 1010 Nzz1 zzzz",
                Op.VMOV_S_TO_CORE,
                FP_SP,
                Format.NONE)
            .not("t"));
    rows.add(
        row("VMSR T1", "11101110 1110 0001 tttt 1010 zzz1 zzzz", Op.VMSR, FP_SP, Format.NONE)
            .not("t"));
    rows.add(row("VMRS T1", "11101110 1111 0001 tttt 1010 zzz1 zzzz", Op.VMRS, FP_SP, Format.NONE));
    rows.add(
        row(
                "VMSR T1 system register",
                "11101110 1110 rrrr tttt 1010 zzz1 zzzz",
                Op.VMSR_SYSTEM,
                V81M,
                Format.FP_SYSTEM)
            .not("t")
            .rules(Rule.FP_SYSTEM_REGISTER));
    rows.add(
        row(
                "VMRS T1 system register",
                "11101110 1111 rrrr tttt 1010 zzz1 zzzz",
                Op.VMRS_SYSTEM,
                V81M,
                Format.FP_SYSTEM)
            .not("t")
            .rules(Rule.FP_SYSTEM_REGISTER));
    rows.add(
        row(
                "VMOV T1 core to half of D",
                "11101110 00i0 nnnn tttt 1011 0001 zzzz",
                Op.VMOV_CORE_TO_HALF_D,
                FP_SP,
                Format.FP_HALF)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 half of D to core",
                "11101110 00i1 nnnn tttt 1011 0001 zzzz",
                Op.VMOV_HALF_D_TO_CORE,
                FP_SP,
                Format.FP_HALF)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 two core to two S",
                "11101100 0100 uuuu tttt 1010 00M1 mmmm",
                Op.VMOV_CORE2_TO_S2,
                FP_SP,
                Format.NONE)
            .not("ta")
            .rules(Rule.FP_PAIR));
    rows.add(
        row(
                "VMOV T1 two S to two core",
                "11101100 0101 uuuu tttt 1010 00M1 mmmm",
                Op.VMOV_S2_TO_CORE2,
                FP_SP,
                Format.NONE)
            .not("ta")
            .rules(Rule.FP_PAIR, Rule.RESULTS_DIFFER));
    rows.add(
        row(
                "VMOV T1 two core to D",
                "11101100 0100 uuuu tttt 1011 0001 mmmm",
                Op.VMOV_CORE2_TO_D,
                FP_SP,
                Format.NONE)
            .not("ta"));
    rows.add(
        row(
                "VMOV T1 D to two core",
                "11101100 0101 uuuu tttt 1011 0001 mmmm",
                Op.VMOV_D_TO_CORE2,
                FP_SP,
                Format.NONE)
            .not("ta")
            .rules(Rule.RESULTS_DIFFER));
  }

  /** Arm ARM A6.5. Lists of D registers with an odd count (FLDMX, FSTMX) are UNDEFINED here. */
  private static void loadStore(List<Encoding> rows) {
    rows.add(
        row(
            "VLDR T2 32",
            "11101101 UD01 nnnn dddd 1010 iiiiiiii",
            Op.VLDR_32,
            FP_SP,
            Format.FP_OFFSET));
    rows.add(
        row(
                "VSTR T2 32",
                "11101101 UD00 nnnn dddd 1010 iiiiiiii",
                Op.VSTR_32,
                FP_SP,
                Format.FP_OFFSET)
            .not("N"));
    rows.add(
        row(
                "VLDM T2 32 increment after",
                "11101100 1DW1 nnnn dddd 1010 iiiiiiii",
                Op.VLDM_32,
                FP_SP,
                Format.FP_LIST_32)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
                "VLDM T2 32 decrement before",
                "11101101 0D11 nnnn dddd 1010 iiiiiiii",
                Op.VLDM_32,
                FP_SP,
                Format.FP_LIST_32_DOWN)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
                "VSTM T2 32 increment after",
                "11101100 1DW0 nnnn dddd 1010 iiiiiiii",
                Op.VSTM_32,
                FP_SP,
                Format.FP_LIST_32)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
                "VSTM T2 32 decrement before",
                "11101101 0D10 nnnn dddd 1010 iiiiiiii",
                Op.VSTM_32,
                FP_SP,
                Format.FP_LIST_32_DOWN)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
            "VLDR T1 64",
            "11101101 U001 nnnn dddd 1011 iiiiiiii",
            Op.VLDR_64,
            FP_SP,
            Format.FP_OFFSET));
    rows.add(
        row(
                "VSTR T1 64",
                "11101101 U000 nnnn dddd 1011 iiiiiiii",
                Op.VSTR_64,
                FP_SP,
                Format.FP_OFFSET)
            .not("N"));
    rows.add(
        row(
                "VLDM T1 64 increment after",
                "11101100 10W1 nnnn dddd 1011 iiiiiii0",
                Op.VLDM_64,
                FP_SP,
                Format.FP_LIST_64)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
                "VLDM T1 64 decrement before",
                "11101101 0011 nnnn dddd 1011 iiiiiii0",
                Op.VLDM_64,
                FP_SP,
                Format.FP_LIST_64_DOWN)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
                "VSTM T1 64 increment after",
                "11101100 10W0 nnnn dddd 1011 iiiiiii0",
                Op.VSTM_64,
                FP_SP,
                Format.FP_LIST_64)
            .not("N")
            .rules(Rule.FP_LIST));
    rows.add(
        row(
                "VSTM T1 64 decrement before",
                "11101101 0010 nnnn dddd 1011 iiiiiii0",
                Op.VSTM_64,
                FP_SP,
                Format.FP_LIST_64_DOWN)
            .not("N")
            .rules(Rule.FP_LIST));
  }
}
