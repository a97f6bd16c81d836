package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE;
import static dev.tinyrig.emulator.isa.Feature.MVE_FP;

import java.util.ArrayList;
import java.util.List;

/** Comparisons and predication of the M-profile Vector Extension (DDI 0553, C2.4). */
final class MveCompareTable {
  private MveCompareTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    predication(rows);
    compare(rows);
    compareAndPredicate(rows);
    return List.copyOf(rows);
  }

  /** Instructions on VPR itself. */
  private static void predication(List<Encoding> rows) {
    rows.add(
        row("VPNOT T1", "1111 1110 0 0 11 000 1 000 0 1111 0100 1101", Op.VPNOT, MVE, Format.NONE));
    rows.add(
        row(
                "VPST T1",
                "1111 1110 0 k 11 000 1 kkk 0 1111 0100 1101",
                Op.VPST,
                MVE,
                Format.VECTOR_MASK)
            .before("VCMP (floating-point) T2 F16 EQ NE", "VCMP T4"));
    rows.add(
        row(
                "VPSEL T1",
                "1111 1110 0 0 11 nnn 1 ddd 0 1111 0 0 0 0 mmm 1",
                Op.VPSEL_Q,
                MVE,
                Format.VECTOR)
            .before("VCMP T2", "VPT T2"));
    rows.add(
        row("VCTP T1", "1111 0000 0 0 ss nnnn 1110 1000 0000 0001", Op.VCTP, MVE, Format.VECTOR)
            .not("n"));
  }

  /** Comparisons that set VPR.P0. */
  private static void compare(List<Encoding> rows) {
    rows.add(
        row(
                "VCMP (floating-point) T1 F16 EQ NE",
                "1111 1110 0 0 11 nnn 1 000 0 1111 - 0 0 0 mmm 0",
                Op.VCMPF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(16));
    rows.add(
        row(
                "VCMP (floating-point) T1 F16 GE LT GT LE",
                "1111 1110 0 0 11 nnn 1 000 1 1111 - 0 0 0 mmm -",
                Op.VCMPF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(16));
    rows.add(
        row(
                "VCMP (floating-point) T2 F16 EQ NE",
                "1111 1110 0 0 11 nnn 1 000 0 1111 - 1 0 0 mmmm",
                Op.VCMPF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(16)
            .rules(Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VCMP (floating-point) T2 F16 GE LT GT LE",
                "1111 1110 0 0 11 nnn 1 000 1 1111 - 1 - 0 mmmm",
                Op.VCMPF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(16)
            .rules(Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VCMP (floating-point) T1 F32 EQ NE",
                "1110 1110 0 0 11 nnn 1 000 0 1111 - 0 0 0 mmm 0",
                Op.VCMPF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(32));
    rows.add(
        row(
                "VCMP (floating-point) T1 F32 GE LT GT LE",
                "1110 1110 0 0 11 nnn 1 000 1 1111 - 0 0 0 mmm -",
                Op.VCMPF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(32));
    rows.add(
        row(
                "VCMP (floating-point) T2 F32 EQ NE",
                "1110 1110 0 0 11 nnn 1 000 0 1111 - 1 0 0 mmmm",
                Op.VCMPF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(32)
            .rules(Rule.SCALAR_NOT_SP)
            .before("VADD (scalar) T2"));
    rows.add(
        row(
                "VCMP (floating-point) T2 F32 GE LT GT LE",
                "1110 1110 0 0 11 nnn 1 000 1 1111 - 1 - 0 mmmm",
                Op.VCMPF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(32)
            .rules(Rule.SCALAR_NOT_SP)
            .before("VSUB (scalar) T2", "VDDUP T1", "VDWDUP T1"));
    rows.add(
        row(
                "VCMP T1",
                "1111 1110 0 0 ss nnn 1 000 0 1111 - 0 0 0 mmm 0",
                Op.VCMP_Q,
                MVE,
                Format.VECTOR_COMPARE)
            .rules(Rule.ELEMENT_NOT_64)
            .before("VPT (floating-point) T1 F16 EQ NE"));
    rows.add(
        row(
                "VCMP T2",
                "1111 1110 0 0 ss nnn 1 000 0 1111 - 0 0 0 mmm 1",
                Op.VCMP_Q,
                MVE,
                Format.VECTOR_COMPARE)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VCMP T3",
                "1111 1110 0 0 ss nnn 1 000 1 1111 - 0 0 0 mmm -",
                Op.VCMP_Q,
                MVE,
                Format.VECTOR_COMPARE)
            .rules(Rule.ELEMENT_NOT_64)
            .before("VPT (floating-point) T1 F16 GE LT GT LE"));
    rows.add(
        row(
                "VCMP T4",
                "1111 1110 0 0 ss nnn 1 000 0 1111 - 1 0 0 mmmm",
                Op.VCMP_QR,
                MVE,
                Format.VECTOR_COMPARE_SCALAR)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP)
            .before("VPT (floating-point) T2 F16 EQ NE"));
    rows.add(
        row(
                "VCMP T5",
                "1111 1110 0 0 ss nnn 1 000 0 1111 - 1 1 0 mmmm",
                Op.VCMP_QR,
                MVE,
                Format.VECTOR_COMPARE_SCALAR)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VCMP T6",
                "1111 1110 0 0 ss nnn 1 000 1 1111 - 1 - 0 mmmm",
                Op.VCMP_QR,
                MVE,
                Format.VECTOR_COMPARE_SCALAR)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP)
            .before("VPT (floating-point) T2 F16 GE LT GT LE"));
  }

  /** Comparisons that begin a VPT block. */
  private static void compareAndPredicate(List<Encoding> rows) {
    rows.add(
        row(
                "VPT (floating-point) T1 F16 EQ NE",
                "1111 1110 0 k 11 nnn 1 kkk 0 1111 - 0 0 0 mmm 0",
                Op.VPTF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(16));
    rows.add(
        row(
                "VPT (floating-point) T1 F16 GE LT GT LE",
                "1111 1110 0 k 11 nnn 1 kkk 1 1111 - 0 0 0 mmm -",
                Op.VPTF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(16));
    rows.add(
        row(
                "VPT (floating-point) T2 F16 EQ NE",
                "1111 1110 0 k 11 nnn 1 kkk 0 1111 - 1 0 0 mmmm",
                Op.VPTF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(16)
            .rules(Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VPT (floating-point) T2 F16 GE LT GT LE",
                "1111 1110 0 k 11 nnn 1 kkk 1 1111 - 1 - 0 mmmm",
                Op.VPTF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(16)
            .rules(Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VPT (floating-point) T1 F32 EQ NE",
                "1110 1110 0 k 11 nnn 1 kkk 0 1111 - 0 0 0 mmm 0",
                Op.VPTF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(32));
    rows.add(
        row(
                "VPT (floating-point) T1 F32 GE LT GT LE",
                "1110 1110 0 k 11 nnn 1 kkk 1 1111 - 0 0 0 mmm -",
                Op.VPTF_Q,
                MVE_FP,
                Format.VECTOR_COMPARE)
            .element(32));
    rows.add(
        row(
                "VPT (floating-point) T2 F32 EQ NE",
                "1110 1110 0 k 11 nnn 1 kkk 0 1111 - 1 0 0 mmmm",
                Op.VPTF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(32)
            .rules(Rule.SCALAR_NOT_SP)
            .before("VADD (scalar) T2"));
    rows.add(
        row(
                "VPT (floating-point) T2 F32 GE LT GT LE",
                "1110 1110 0 k 11 nnn 1 kkk 1 1111 - 1 - 0 mmmm",
                Op.VPTF_QR,
                MVE_FP,
                Format.VECTOR_COMPARE_SCALAR)
            .element(32)
            .rules(Rule.SCALAR_NOT_SP)
            .before("VSUB (scalar) T2", "VDDUP T1", "VDWDUP T1"));
    rows.add(
        row(
                "VPT T1",
                "1111 1110 0 k ss nnn 1 kkk 0 1111 - 0 0 0 mmm 0",
                Op.VPT_Q,
                MVE,
                Format.VECTOR_COMPARE)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VPT T2",
                "1111 1110 0 k ss nnn 1 kkk 0 1111 - 0 0 0 mmm 1",
                Op.VPT_Q,
                MVE,
                Format.VECTOR_COMPARE)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VPT T3",
                "1111 1110 0 k ss nnn 1 kkk 1 1111 - 0 0 0 mmm -",
                Op.VPT_Q,
                MVE,
                Format.VECTOR_COMPARE)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VPT T4",
                "1111 1110 0 k ss nnn 1 kkk 0 1111 - 1 0 0 mmmm",
                Op.VPT_QR,
                MVE,
                Format.VECTOR_COMPARE_SCALAR)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VPT T5",
                "1111 1110 0 k ss nnn 1 kkk 0 1111 - 1 1 0 mmmm",
                Op.VPT_QR,
                MVE,
                Format.VECTOR_COMPARE_SCALAR)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VPT T6",
                "1111 1110 0 k ss nnn 1 kkk 1 1111 - 1 - 0 mmmm",
                Op.VPT_QR,
                MVE,
                Format.VECTOR_COMPARE_SCALAR)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP));
  }
}
