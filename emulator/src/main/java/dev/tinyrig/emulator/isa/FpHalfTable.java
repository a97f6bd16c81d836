package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.FP16;

import java.util.ArrayList;
import java.util.List;

/**
 * Half-precision floating-point encodings of Armv8.1-M (DDI 0553, C2.4): those of single precision,
 * with 9 in the place of the coprocessor's number.
 */
final class FpHalfTable {
  private FpHalfTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    threeRegisters(rows);
    twoRegisters(rows);
    unconditional(rows);
    transfers(rows);
    return List.copyOf(rows);
  }

  /** Data processing with three registers. */
  private static void threeRegisters(List<Encoding> rows) {
    rows.add(
        row(
            "VMLA T1 F16",
            "11101110 0D00 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VMLA_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VMLS T1 F16",
            "11101110 0D00 nnnn dddd 1001 N 1 M 0 mmmm",
            Op.VMLS_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VNMLS T1 F16",
            "11101110 0D01 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VNMLS_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VNMLA T1 F16",
            "11101110 0D01 nnnn dddd 1001 N 1 M 0 mmmm",
            Op.VNMLA_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VMUL T1 F16",
            "11101110 0D10 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VMUL_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VNMUL T1 F16",
            "11101110 0D10 nnnn dddd 1001 N 1 M 0 mmmm",
            Op.VNMUL_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VADD T1 F16",
            "11101110 0D11 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VADD_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VSUB T1 F16",
            "11101110 0D11 nnnn dddd 1001 N 1 M 0 mmmm",
            Op.VSUB_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VDIV T1 F16",
            "11101110 1D00 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VDIV_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VFNMS T1 F16",
            "11101110 1D01 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VFNMS_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VFNMA T1 F16",
            "11101110 1D01 nnnn dddd 1001 N 1 M 0 mmmm",
            Op.VFNMA_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VFMA T1 F16",
            "11101110 1D10 nnnn dddd 1001 N 0 M 0 mmmm",
            Op.VFMA_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VFMS T1 F16",
            "11101110 1D10 nnnn dddd 1001 N 1 M 0 mmmm",
            Op.VFMS_F16,
            FP16,
            Format.NONE));
  }

  /** Other data processing. */
  private static void twoRegisters(List<Encoding> rows) {
    rows.add(
        row(
            "VMOV (immediate) T1 F16",
            "11101110 1D11 iiii dddd 1001 z0z0 iiii",
            Op.VMOV_IMM_F16,
            FP16,
            Format.FP_IMM_16));
    rows.add(
        row(
            "VABS T1 F16",
            "11101110 1D11 0000 dddd 1001 11M0 mmmm",
            Op.VABS_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VNEG T1 F16",
            "11101110 1D11 0001 dddd 1001 01M0 mmmm",
            Op.VNEG_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VSQRT T1 F16",
            "11101110 1D11 0001 dddd 1001 11M0 mmmm",
            Op.VSQRT_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCMP T1 F16",
            "11101110 1D11 0100 dddd 1001 01M0 mmmm",
            Op.VCMP_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCMPE T1 F16",
            "11101110 1D11 0100 dddd 1001 11M0 mmmm",
            Op.VCMPE_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCMP (zero) T1 F16",
            "11101110 1D11 0101 dddd 1001 01z0 zzzz",
            Op.VCMP_ZERO_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCMPE (zero) T1 F16",
            "11101110 1D11 0101 dddd 1001 11z0 zzzz",
            Op.VCMPE_ZERO_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTR T1 F16",
            "11101110 1D11 0110 dddd 1001 01M0 mmmm",
            Op.VRINTR_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTZ T1 F16",
            "11101110 1D11 0110 dddd 1001 11M0 mmmm",
            Op.VRINTZ_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTX T1 F16",
            "11101110 1D11 0111 dddd 1001 01M0 mmmm",
            Op.VRINTX_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F16.U32",
            "11101110 1D11 1000 dddd 1001 01M0 mmmm",
            Op.VCVT_FROM_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 F16.S32",
            "11101110 1D11 1000 dddd 1001 11M0 mmmm",
            Op.VCVT_FROM_S32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
                "VCVT (fixed-point) T1 from F16",
                "11101110 1D11 111g dddd 1001 w1j0 iiii",
                Op.VCVT_TO_FIXED_F16,
                FP16,
                Format.FIXED)
            .rules(Rule.FRACTION_BITS));
    rows.add(
        row(
                "VCVT (fixed-point) T1 to F16",
                "11101110 1D11 101g dddd 1001 w1j0 iiii",
                Op.VCVT_FROM_FIXED_F16,
                FP16,
                Format.FIXED)
            .rules(Rule.FRACTION_BITS));
    rows.add(
        row(
            "VCVTR T1 U32.F16",
            "11101110 1D11 1100 dddd 1001 01M0 mmmm",
            Op.VCVTR_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 U32.F16",
            "11101110 1D11 1100 dddd 1001 11M0 mmmm",
            Op.VCVT_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTR T1 S32.F16",
            "11101110 1D11 1101 dddd 1001 01M0 mmmm",
            Op.VCVTR_S32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVT T1 S32.F16",
            "11101110 1D11 1101 dddd 1001 11M0 mmmm",
            Op.VCVT_S32_F16,
            FP16,
            Format.NONE));
  }

  /** Operations that are never conditional. */
  private static void unconditional(List<Encoding> rows) {
    rows.add(
        row(
            "VSEL T1 F16",
            "11111110 0Dkk nnnn dddd 1001 N0M0 mmmm",
            Op.VSEL_F16,
            FP16,
            Format.SELECT));
    rows.add(
        row(
            "VMAXNM T1 F16",
            "11111110 1D00 nnnn dddd 1001 N0M0 mmmm",
            Op.VMAXNM_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VMINNM T1 F16",
            "11111110 1D00 nnnn dddd 1001 N1M0 mmmm",
            Op.VMINNM_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTA T1 F16",
            "11111110 1D11 1000 dddd 1001 01M0 mmmm",
            Op.VRINTA_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTN T1 F16",
            "11111110 1D11 1001 dddd 1001 01M0 mmmm",
            Op.VRINTN_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTP T1 F16",
            "11111110 1D11 1010 dddd 1001 01M0 mmmm",
            Op.VRINTP_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VRINTM T1 F16",
            "11111110 1D11 1011 dddd 1001 01M0 mmmm",
            Op.VRINTM_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTA T1 U32.F16",
            "11111110 1D11 1100 dddd 1001 01M0 mmmm",
            Op.VCVTA_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTA T1 S32.F16",
            "11111110 1D11 1100 dddd 1001 11M0 mmmm",
            Op.VCVTA_S32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTN T1 U32.F16",
            "11111110 1D11 1101 dddd 1001 01M0 mmmm",
            Op.VCVTN_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTN T1 S32.F16",
            "11111110 1D11 1101 dddd 1001 11M0 mmmm",
            Op.VCVTN_S32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTP T1 U32.F16",
            "11111110 1D11 1110 dddd 1001 01M0 mmmm",
            Op.VCVTP_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTP T1 S32.F16",
            "11111110 1D11 1110 dddd 1001 11M0 mmmm",
            Op.VCVTP_S32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTM T1 U32.F16",
            "11111110 1D11 1111 dddd 1001 01M0 mmmm",
            Op.VCVTM_U32_F16,
            FP16,
            Format.NONE));
    rows.add(
        row(
            "VCVTM T1 S32.F16",
            "11111110 1D11 1111 dddd 1001 11M0 mmmm",
            Op.VCVTM_S32_F16,
            FP16,
            Format.NONE));
  }

  /** Moves, loads and stores. */
  private static void transfers(List<Encoding> rows) {
    rows.add(
        row(
                "VMOV T1 core to half of S",
                "11101110 0000 nnnn tttt 1001 Nzz1 zzzz",
                Op.VMOV_CORE_TO_HALF_S,
                FP16,
                Format.NONE)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 half of S to core",
                "11101110 0001 nnnn tttt 1001 Nzz1 zzzz",
                Op.VMOV_HALF_S_TO_CORE,
                FP16,
                Format.NONE)
            .not("t"));
    rows.add(row("VINS T1", "11111110 1D11 0000 dddd 1010 11M0 mmmm", Op.VINS, FP16, Format.NONE));
    rows.add(
        row("VMOVX T1", "11111110 1D11 0000 dddd 1010 01M0 mmmm", Op.VMOVX, FP16, Format.NONE));
    rows.add(
        row(
            "VLDR T3 16",
            "11101101 UD01 nnnn dddd 1001 iiiiiiii",
            Op.VLDR_16,
            FP16,
            Format.FP_OFFSET_16));
    rows.add(
        row(
                "VSTR T3 16",
                "11101101 UD00 nnnn dddd 1001 iiiiiiii",
                Op.VSTR_16,
                FP16,
                Format.FP_OFFSET_16)
            .not("N"));
  }
}
