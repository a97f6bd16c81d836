package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE_FP;

import java.util.ArrayList;
import java.util.List;

/** Floating-point encodings of the M-profile Vector Extension (DDI 0553, C2.4). */
final class MveFloatTable {
  private MveFloatTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    twoVectors(rows);
    byScalar(rows);
    oneVector(rows);
    conversions(rows);
    return List.copyOf(rows);
  }

  /** Floating-point operations with two vectors. */
  private static void twoVectors(List<Encoding> rows) {
    rows.add(
        row(
            "VADD (floating-point) T1 vector",
            "1110 1111 0 0 0 p nnn 0 ddd 0 1101 0 1 0 0 mmm 0",
            Op.VADDF_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VSUB (floating-point) T1 vector",
            "1110 1111 0 0 1 p nnn 0 ddd 0 1101 0 1 0 0 mmm 0",
            Op.VSUBF_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VMUL (floating-point) T1 vector",
            "1111 1111 0 0 0 p nnn 0 ddd 0 1101 0 1 0 1 mmm 0",
            Op.VMULF_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VABD (floating-point) T1",
            "1111 1111 0 0 1 p nnn 0 ddd 0 1101 0 1 0 0 mmm 0",
            Op.VABDF_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VMAXNM (floating-point) T1 vector",
            "1111 1111 0 0 0 p nnn 0 ddd 0 1111 0 1 0 1 mmm 0",
            Op.VMAXNM_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VMINNM (floating-point) T1 vector",
            "1111 1111 0 0 1 p nnn 0 ddd 0 1111 0 1 0 1 mmm 0",
            Op.VMINNM_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VFMA T1 vector",
            "1110 1111 0 0 0 p nnn 0 ddd 0 1100 0 1 0 1 mmm 0",
            Op.VFMA_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VFMS T1 vector",
            "1110 1111 0 0 1 p nnn 0 ddd 0 1100 0 1 0 1 mmm 0",
            Op.VFMS_Q,
            MVE_FP,
            Format.VECTOR));
    rows.add(
        row(
            "VCADD (floating-point) T1",
            "1111 110 r 1 0 0 q nnn 0 ddd 0 1000 0 1 0 0 mmm 0",
            Op.VCADDF_Q,
            MVE_FP,
            Format.VECTOR_ROTATE_90_270));
    rows.add(
        row(
            "VCMLA T1",
            "1111 110 rr 0 1 q nnn 0 ddd 0 1000 0 1 0 0 mmm 0",
            Op.VCMLA_Q,
            MVE_FP,
            Format.VECTOR_ROTATE));
  }

  /** Floating-point operations of a vector with a general-purpose register. */
  private static void byScalar(List<Encoding> rows) {
    rows.add(
        row(
                "VADD (floating-point) T2 scalar F16",
                "1111 1110 0 0 11 nnn 0 ddd 0 1111 0 100 mmmm",
                Op.VADDF_QR,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("m"));
    rows.add(
        row(
                "VADD (floating-point) T2 scalar F32",
                "1110 1110 0 0 11 nnn 0 ddd 0 1111 0 100 mmmm",
                Op.VADDF_QR,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("m"));
    rows.add(
        row(
                "VSUB (floating-point) T2 scalar F16",
                "1111 1110 0 0 11 nnn 0 ddd 1 1111 0 100 mmmm",
                Op.VSUBF_QR,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("m"));
    rows.add(
        row(
                "VSUB (floating-point) T2 scalar F32",
                "1110 1110 0 0 11 nnn 0 ddd 1 1111 0 100 mmmm",
                Op.VSUBF_QR,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("m"));
    rows.add(
        row(
                "VMUL (floating-point) T2 scalar F16",
                "1111 1110 0 0 11 nnn 1 ddd 0 1110 0 110 mmmm",
                Op.VMULF_QR,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("m"));
    rows.add(
        row(
                "VMUL (floating-point) T2 scalar F32",
                "1110 1110 0 0 11 nnn 1 ddd 0 1110 0 110 mmmm",
                Op.VMULF_QR,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("m"));
    rows.add(
        row(
                "VFMA (vector by scalar plus vector) T2 F16",
                "1111 1110 0 0 11 nnn 1 ddd 0 1110 0 100 mmmm",
                Op.VFMA_QR,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("m"));
    rows.add(
        row(
                "VFMA (vector by scalar plus vector) T2 F32",
                "1110 1110 0 0 11 nnn 1 ddd 0 1110 0 100 mmmm",
                Op.VFMA_QR,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("m"));
    rows.add(
        row(
                "VFMAS T1 F16",
                "1111 1110 0 0 11 nnn 1 ddd 1 1110 0 100 mmmm",
                Op.VFMAS_QR,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("m"));
    rows.add(
        row(
                "VFMAS T1 F32",
                "1110 1110 0 0 11 nnn 1 ddd 1 1110 0 100 mmmm",
                Op.VFMAS_QR,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("m"));
  }

  /** Floating-point operations with one vector. */
  private static void oneVector(List<Encoding> rows) {
    rows.add(
        row(
                "VABS (floating-point) T1 vector",
                "1111 1111 1 0 11 ss 01 ddd 0 0111 01 0 0 mmm 0",
                Op.VABSF_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VNEG (floating-point) T1 vector",
                "1111 1111 1 0 11 ss 01 ddd 0 0111 11 0 0 mmm 0",
                Op.VNEGF_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VRINTN T1 vector",
                "1111 1111 1 0 11 ss 10 ddd 0 01 000 1 0 0 mmm 0",
                Op.VRINTN_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VRINTX T1 vector",
                "1111 1111 1 0 11 ss 10 ddd 0 01 001 1 0 0 mmm 0",
                Op.VRINTX_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VRINTA T1 vector",
                "1111 1111 1 0 11 ss 10 ddd 0 01 010 1 0 0 mmm 0",
                Op.VRINTA_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VRINTZ T1 vector",
                "1111 1111 1 0 11 ss 10 ddd 0 01 011 1 0 0 mmm 0",
                Op.VRINTZ_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VRINTM T1 vector",
                "1111 1111 1 0 11 ss 10 ddd 0 01 101 1 0 0 mmm 0",
                Op.VRINTM_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VRINTP T1 vector",
                "1111 1111 1 0 11 ss 10 ddd 0 01 111 1 0 0 mmm 0",
                Op.VRINTP_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
  }

  /** Conversions between floating point, integers and fixed point. */
  private static void conversions(List<Encoding> rows) {
    rows.add(
        row(
                "VCVT T1 fixed to F32",
                "111 g 1111 1 0 1 iiiii ddd 0 1110 0 1 0 1 mmm 0",
                Op.VCVT_FROM_FIXED_Q,
                MVE_FP,
                Format.VECTOR_SHIFT_RIGHT)
            .element(32));
    rows.add(
        row(
                "VCVT T1 F32 to fixed",
                "111 g 1111 1 0 1 iiiii ddd 0 1111 0 1 0 1 mmm 0",
                Op.VCVT_TO_FIXED_Q,
                MVE_FP,
                Format.VECTOR_SHIFT_RIGHT)
            .element(32));
    rows.add(
        row(
                "VCVT T1 fixed to F16",
                "111 g 1111 1 0 11 iiii ddd 0 1100 0 1 0 1 mmm 0",
                Op.VCVT_FROM_FIXED_Q,
                MVE_FP,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VCVT T1 F16 to fixed",
                "111 g 1111 1 0 11 iiii ddd 0 1101 0 1 0 1 mmm 0",
                Op.VCVT_TO_FIXED_Q,
                MVE_FP,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VCVT T1 integer to float vector",
                "1111 1111 1 0 11 ss 11 ddd 0 0110 g 1 0 0 mmm 0",
                Op.VCVT_FROM_INT_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VCVT T1 float to integer vector",
                "1111 1111 1 0 11 ss 11 ddd 0 0111 g 1 0 0 mmm 0",
                Op.VCVT_TO_INT_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VCVTA T1 vector",
                "1111 1111 1 0 11 ss 11 ddd 0 00 00 g 1 0 0 mmm 0",
                Op.VCVTA_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VCVTN T1 vector",
                "1111 1111 1 0 11 ss 11 ddd 0 00 01 g 1 0 0 mmm 0",
                Op.VCVTN_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VCVTP T1 vector",
                "1111 1111 1 0 11 ss 11 ddd 0 00 10 g 1 0 0 mmm 0",
                Op.VCVTP_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
    rows.add(
        row(
                "VCVTM T1 vector",
                "1111 1111 1 0 11 ss 11 ddd 0 00 11 g 1 0 0 mmm 0",
                Op.VCVTM_Q,
                MVE_FP,
                Format.VECTOR)
            .rules(Rule.ELEMENT_16_OR_32));
  }
}
