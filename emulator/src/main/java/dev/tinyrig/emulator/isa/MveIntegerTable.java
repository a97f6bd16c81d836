package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE;
import static dev.tinyrig.emulator.isa.Feature.MVE_FP;

import java.util.ArrayList;
import java.util.List;

/**
 * Integer encodings of the M-profile Vector Extension but for shifts, reductions and comparisons
 * (DDI 0553, C2.4).
 */
final class MveIntegerTable {
  private MveIntegerTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    bitwise(rows);
    twoVectors(rows);
    oneVector(rows);
    byScalar(rows);
    moves(rows);
    return List.copyOf(rows);
  }

  /** Bitwise operations and moves of immediates. */
  private static void bitwise(List<Encoding> rows) {
    rows.add(
        row(
            "VAND T1 vector",
            "1110 1111 0 0 00 nnn 0 ddd 0 0001 0 1 0 1 mmm 0",
            Op.VAND_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VBIC (register) T1 vector",
            "1110 1111 0 0 01 nnn 0 ddd 0 0001 0 1 0 1 mmm 0",
            Op.VBIC_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VORR (register) T1 vector",
            "1110 1111 0 0 10 nnn 0 ddd 0 0001 0 1 0 1 mmm 0",
            Op.VORR_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VORN T1 vector",
            "1110 1111 0 0 11 nnn 0 ddd 0 0001 0 1 0 1 mmm 0",
            Op.VORN_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VEOR T1 vector",
            "1111 1111 0 0 00 nnn 0 ddd 0 0001 0 1 0 1 mmm 0",
            Op.VEOR_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VMVN (register) T1 vector",
            "1111 1111 1 0 11 00 00 ddd 0 0101 11 0 0 mmm 0",
            Op.VMVN_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VORR (immediate) T1 vector I32",
            "111 i 1111 1 0 000 iii ddd 0 0jj1 0 1 0 1 iiii",
            Op.VORR_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VORR (immediate) T1 vector I16",
            "111 i 1111 1 0 000 iii ddd 0 10j1 0 1 0 1 iiii",
            Op.VORR_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VBIC (immediate) T1 vector I32",
            "111 i 1111 1 0 000 iii ddd 0 0jj1 0 1 1 1 iiii",
            Op.VBIC_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VBIC (immediate) T1 vector I16",
            "111 i 1111 1 0 000 iii ddd 0 10j1 0 1 1 1 iiii",
            Op.VBIC_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMOV (immediate) T1 vector I32",
            "111 i 1111 1 0 000 iii ddd 0 0jj0 0 1 0 1 iiii",
            Op.VMOV_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMOV (immediate) T1 vector I16",
            "111 i 1111 1 0 000 iii ddd 0 10j0 0 1 0 1 iiii",
            Op.VMOV_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMOV (immediate) T1 vector I32 ones",
            "111 i 1111 1 0 000 iii ddd 0 110j 0 1 0 1 iiii",
            Op.VMOV_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMOV (immediate) T1 vector I8",
            "111 i 1111 1 0 000 iii ddd 0 1110 0 1 0 1 iiii",
            Op.VMOV_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMOV (immediate) T1 vector F32",
            "111 i 1111 1 0 000 iii ddd 0 1111 0 1 0 1 iiii",
            Op.VMOV_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMOV (immediate) T1 vector I64",
            "111 i 1111 1 0 000 iii ddd 0 1110 0 1 1 1 iiii",
            Op.VMOV_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMVN (immediate) T1 vector I32",
            "111 i 1111 1 0 000 iii ddd 0 0jj0 0 1 1 1 iiii",
            Op.VMVN_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMVN (immediate) T1 vector I16",
            "111 i 1111 1 0 000 iii ddd 0 10j0 0 1 1 1 iiii",
            Op.VMVN_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
    rows.add(
        row(
            "VMVN (immediate) T1 vector I32 ones",
            "111 i 1111 1 0 000 iii ddd 0 110j 0 1 1 1 iiii",
            Op.VMVN_IMM_Q,
            MVE,
            Format.VECTOR_IMMEDIATE));
  }

  /** Operations with two vectors. */
  private static void twoVectors(List<Encoding> rows) {
    rows.add(
        row(
                "VADD (vector) T1",
                "1110 1111 0 0 ss nnn 0 ddd 0 1000 0 1 0 0 mmm 0",
                Op.VADD_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VSUB (vector) T1",
                "1111 1111 0 0 ss nnn 0 ddd 0 1000 0 1 0 0 mmm 0",
                Op.VSUB_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMUL (vector) T1",
                "1110 1111 0 0 ss nnn 0 ddd 0 1001 0 1 0 1 mmm 0",
                Op.VMUL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VABD T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0111 0 1 0 0 mmm 0",
                Op.VABD_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMAX T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0110 0 1 0 0 mmm 0",
                Op.VMAX_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMIN T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0110 0 1 0 1 mmm 0",
                Op.VMIN_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VHADD T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0000 0 1 0 0 mmm 0",
                Op.VHADD_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VHSUB T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0010 0 1 0 0 mmm 0",
                Op.VHSUB_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VRHADD T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0001 0 1 0 0 mmm 0",
                Op.VRHADD_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQADD T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0000 0 1 0 1 mmm 0",
                Op.VQADD_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQSUB T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0010 0 1 0 1 mmm 0",
                Op.VQSUB_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQDMULH T1",
                "1110 1111 0 0 ss nnn 0 ddd 0 1011 0 1 0 0 mmm 0",
                Op.VQDMULH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRDMULH T1",
                "1111 1111 0 0 ss nnn 0 ddd 0 1011 0 1 0 0 mmm 0",
                Op.VQRDMULH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMAXNMA T1 F16",
                "1111 1110 0 0 11 1111 ddd 0 1110 1 0 0 0 mmm 1",
                Op.VMAXNMA_Q,
                MVE_FP,
                Format.VECTOR)
            .element(16));
    rows.add(
        row(
                "VMAXNMA T1 F32",
                "1110 1110 0 0 11 1111 ddd 0 1110 1 0 0 0 mmm 1",
                Op.VMAXNMA_Q,
                MVE_FP,
                Format.VECTOR)
            .element(32));
    rows.add(
        row(
                "VMINNMA T1 F16",
                "1111 1110 0 0 11 1111 ddd 1 1110 1 0 0 0 mmm 1",
                Op.VMINNMA_Q,
                MVE_FP,
                Format.VECTOR)
            .element(16));
    rows.add(
        row(
                "VMINNMA T1 F32",
                "1110 1110 0 0 11 1111 ddd 1 1110 1 0 0 0 mmm 1",
                Op.VMINNMA_Q,
                MVE_FP,
                Format.VECTOR)
            .element(32));
    rows.add(
        row(
                "VCVT T1 single to half",
                "1110 1110 0 0 11 1111 ddd T 1110 0 0 0 0 mmm 1",
                Op.VCVT_F16_F32_Q,
                MVE_FP,
                Format.VECTOR)
            .before("VMULH T1", "VRMULH T1"));
    rows.add(
        row(
                "VCVT T1 half to single",
                "1111 1110 0 0 11 1111 ddd T 1110 0 0 0 0 mmm 1",
                Op.VCVT_F32_F16_Q,
                MVE_FP,
                Format.VECTOR)
            .before("VMULH T1", "VRMULH T1"));
    rows.add(
        row(
                "VSHLL T2 8",
                "111 g 1110 0 0 11 00 01 ddd T 1110 0 0 0 0 mmm 1",
                Op.VSHLL_Q,
                MVE,
                Format.VECTOR_SHIFT_WHOLE)
            .element(8)
            .before("VMULH T1", "VRMULH T1"));
    rows.add(
        row(
                "VSHLL T2 16",
                "111 g 1110 0 0 11 01 01 ddd T 1110 0 0 0 0 mmm 1",
                Op.VSHLL_Q,
                MVE,
                Format.VECTOR_SHIFT_WHOLE)
            .element(16)
            .before("VMULH T1", "VRMULH T1"));
    rows.add(
        row(
                "VQMOVUN T1",
                "1110 1110 0 0 11 ss 01 ddd T 1110 1 0 0 0 mmm 1",
                Op.VQMOVUN_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_8_OR_16));
    rows.add(
        row(
                "VMOVN T1",
                "1111 1110 0 0 11 ss 01 ddd T 1110 1 0 0 0 mmm 1",
                Op.VMOVN_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_8_OR_16));
    rows.add(
        row(
                "VQMOVN T1",
                "111 g 1110 0 0 11 ss 11 ddd T 1110 0 0 0 0 mmm 1",
                Op.VQMOVN_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_8_OR_16)
            .before("VMULH T1", "VRMULH T1"));
    rows.add(
        row(
                "VMAXA T1",
                "1110 1110 0 0 11 ss 11 ddd 0 1110 1 0 0 0 mmm 1",
                Op.VMAXA_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMINA T1",
                "1110 1110 0 0 11 ss 11 ddd 1 1110 1 0 0 0 mmm 1",
                Op.VMINA_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMULH T1",
                "111 g 1110 0 0 ss nnn 1 ddd 0 1110 0 0 0 0 mmm 1",
                Op.VMULH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VRMULH T1",
                "111 g 1110 0 0 ss nnn 1 ddd 1 1110 0 0 0 0 mmm 1",
                Op.VRMULH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
            "VMULL (polynomial) T1",
            "111 s 1110 0 0 11 nnn 1 ddd T 1110 0 0 0 0 mmm 0",
            Op.VMULLP_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
                "VMULL (integer) T1",
                "111 g 1110 0 0 ss nnn 1 ddd T 1110 0 0 0 0 mmm 0",
                Op.VMULL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64, Rule.LONG_RESULT_DIFFERS));
    rows.add(
        row(
                "VQDMULL T1",
                "111 q 1110 0 0 11 nnn 0 ddd T 1111 0 0 0 0 mmm 1",
                Op.VQDMULL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.LONG_RESULT_DIFFERS));
    rows.add(
        row(
                "VCMUL T1 F16",
                "1110 1110 0 0 11 nnn 0 ddd r 1110 0 0 0 0 mmm r",
                Op.VCMUL_Q,
                MVE_FP,
                Format.VECTOR_ROTATE)
            .element(16)
            .before("VQDMLADH T1", "VQRDMLADH T1"));
    rows.add(
        row(
                "VCMUL T1 F32",
                "1111 1110 0 0 11 nnn 0 ddd r 1110 0 0 0 0 mmm r",
                Op.VCMUL_Q,
                MVE_FP,
                Format.VECTOR_ROTATE)
            .element(32)
            .before("VQDMLSDH T1", "VQRDMLSDH T1"));
    rows.add(
        row(
                "VQDMLADH T1",
                "1110 1110 0 0 ss nnn 0 ddd X 1110 0 0 0 0 mmm 0",
                Op.VQDMLADH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRDMLADH T1",
                "1110 1110 0 0 ss nnn 0 ddd X 1110 0 0 0 0 mmm 1",
                Op.VQRDMLADH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQDMLSDH T1",
                "1111 1110 0 0 ss nnn 0 ddd X 1110 0 0 0 0 mmm 0",
                Op.VQDMLSDH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRDMLSDH T1",
                "1111 1110 0 0 ss nnn 0 ddd X 1110 0 0 0 0 mmm 1",
                Op.VQRDMLSDH_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
            "VADC T1",
            "1110 1110 0 0 11 nnn 0 ddd 0 1111 0 0 0 0 mmm 0",
            Op.VADC_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VADCI T1",
            "1110 1110 0 0 11 nnn 0 ddd 1 1111 0 0 0 0 mmm 0",
            Op.VADCI_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VSBC T1",
            "1111 1110 0 0 11 nnn 0 ddd 0 1111 0 0 0 0 mmm 0",
            Op.VSBC_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VSBCI T1",
            "1111 1110 0 0 11 nnn 0 ddd 1 1111 0 0 0 0 mmm 0",
            Op.VSBCI_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
                "VHCADD T1",
                "1110 1110 0 0 ss nnn 0 ddd r 1111 0 0 0 0 mmm 0",
                Op.VHCADD_Q,
                MVE,
                Format.VECTOR_ROTATE_90_270)
            .rules(Rule.ELEMENT_NOT_64, Rule.ROTATED_WORDS_DIFFER));
    rows.add(
        row(
                "VCADD T1",
                "1111 1110 0 0 ss nnn 0 ddd r 1111 0 0 0 0 mmm 0",
                Op.VCADD_Q,
                MVE,
                Format.VECTOR_ROTATE_90_270)
            .rules(Rule.ELEMENT_NOT_64, Rule.ROTATED_WORDS_DIFFER));
  }

  /** Operations with one vector. */
  private static void oneVector(List<Encoding> rows) {
    rows.add(
        row(
                "VCLS T1",
                "1111 1111 1 0 11 ss 00 ddd 0 0100 01 0 0 mmm 0",
                Op.VCLS_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VCLZ T1",
                "1111 1111 1 0 11 ss 00 ddd 0 0100 11 0 0 mmm 0",
                Op.VCLZ_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
            "VREV16 T1",
            "1111 1111 1 0 11 00 00 ddd 0 0001 01 0 0 mmm 0",
            Op.VREV16_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
            "VREV32 T1 8",
            "1111 1111 1 0 11 00 00 ddd 0 0000 11 0 0 mmm 0",
            Op.VREV32_Q,
            MVE,
            Format.VECTOR));
    rows.add(
        row(
                "VREV32 T1 16",
                "1111 1111 1 0 11 01 00 ddd 0 0000 11 0 0 mmm 0",
                Op.VREV32_Q,
                MVE,
                Format.VECTOR)
            .element(16));
    rows.add(
        row(
                "VREV64 T1",
                "1111 1111 1 0 11 ss 00 ddd 0 0000 01 0 0 mmm 0",
                Op.VREV64_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64, Rule.REVERSED_DIFFERS));
    rows.add(
        row(
                "VABS (vector) T1",
                "1111 1111 1 0 11 ss 01 ddd 0 0011 01 0 0 mmm 0",
                Op.VABS_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VNEG (vector) T1",
                "1111 1111 1 0 11 ss 01 ddd 0 0011 11 0 0 mmm 0",
                Op.VNEG_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQABS T1",
                "1111 1111 1 0 11 ss 00 ddd 0 0111 01 0 0 mmm 0",
                Op.VQABS_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQNEG T1",
                "1111 1111 1 0 11 ss 00 ddd 0 0111 11 0 0 mmm 0",
                Op.VQNEG_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
  }

  /** Operations of a vector with a general-purpose register. */
  private static void byScalar(List<Encoding> rows) {
    rows.add(
        row(
                "VADD (scalar) T2",
                "1110 1110 0 0 ss nnn 1 ddd 0 1111 0 100 mmmm",
                Op.VADD_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VSUB (scalar) T2",
                "1110 1110 0 0 ss nnn 1 ddd 1 1111 0 100 mmmm",
                Op.VSUB_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMUL (scalar) T2",
                "1110 1110 0 0 ss nnn 1 ddd 1 1110 0 110 mmmm",
                Op.VMUL_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VHADD (scalar) T2",
                "111 g 1110 0 0 ss nnn 0 ddd 0 1111 0 100 mmmm",
                Op.VHADD_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VHSUB (scalar) T2",
                "111 g 1110 0 0 ss nnn 0 ddd 1 1111 0 100 mmmm",
                Op.VHSUB_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQDMULL (scalar) T2",
                "111 q 1110 0 0 11 nnn 0 ddd T 1111 0 110 mmmm",
                Op.VQDMULL_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .before("VQADD (scalar) T2", "VQSUB (scalar) T2")
            .rules(Rule.LONG_RESULT_DIFFERS));
    rows.add(
        row(
                "VQADD (scalar) T2",
                "111 g 1110 0 0 ss nnn 0 ddd 0 1111 0 110 mmmm",
                Op.VQADD_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQSUB (scalar) T2",
                "111 g 1110 0 0 ss nnn 0 ddd 1 1111 0 110 mmmm",
                Op.VQSUB_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VBRSR T1",
                "1111 1110 0 0 ss nnn 1 ddd 1 1110 0 110 mmmm",
                Op.VBRSR_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQDMULH (scalar) T2",
                "1110 1110 0 0 ss nnn 1 ddd 0 1110 0 110 mmmm",
                Op.VQDMULH_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRDMULH (scalar) T2",
                "1111 1110 0 0 ss nnn 1 ddd 0 1110 0 110 mmmm",
                Op.VQRDMULH_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMLA (vector by scalar plus vector) T1",
                "111 - 1110 0 0 ss nnn 1 ddd 0 1110 0 100 mmmm",
                Op.VMLA_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMLAS (vector by vector plus scalar) T1",
                "111 - 1110 0 0 ss nnn 1 ddd 1 1110 0 100 mmmm",
                Op.VMLAS_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRDMLAH T1",
                "1110 1110 0 0 ss nnn 0 ddd 0 1110 0 100 mmmm",
                Op.VQRDMLAH_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRDMLASH T1",
                "1110 1110 0 0 ss nnn 0 ddd 1 1110 0 100 mmmm",
                Op.VQRDMLASH_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQDMLAH T1",
                "1110 1110 0 0 ss nnn 0 ddd 0 1110 0 110 mmmm",
                Op.VQDMLAH_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQDMLASH T1",
                "1110 1110 0 0 ss nnn 0 ddd 1 1110 0 110 mmmm",
                Op.VQDMLASH_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
  }

  /** Duplicates, sequences, and moves between general-purpose registers and lanes. */
  private static void moves(List<Encoding> rows) {
    rows.add(
        row(
                "VDUP T1 8",
                "1110 1110 1 1 10 ddd 0 mmmm 1011 0 0 0 1 0000",
                Op.VDUP_Q,
                MVE,
                Format.VECTOR)
            .not("m"));
    rows.add(
        row(
                "VDUP T1 16",
                "1110 1110 1 0 10 ddd 0 mmmm 1011 0 0 1 1 0000",
                Op.VDUP_Q,
                MVE,
                Format.VECTOR)
            .element(16)
            .not("m"));
    rows.add(
        row(
                "VDUP T1 32",
                "1110 1110 1 0 10 ddd 0 mmmm 1011 0 0 0 1 0000",
                Op.VDUP_Q,
                MVE,
                Format.VECTOR)
            .element(32)
            .not("m"));
    rows.add(
        row(
                "VIDUP T1",
                "1110 1110 0 0 ss nnn 1 ddd 0 1111 j 110 111 j",
                Op.VIDUP_Q,
                MVE,
                Format.VECTOR_SEQUENCE)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VIWDUP T1",
                "1110 1110 0 0 ss nnn 1 ddd 0 1111 j 110 mmm j",
                Op.VIWDUP_Q,
                MVE,
                Format.VECTOR_SEQUENCE)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VDDUP T1",
                "1110 1110 0 0 ss nnn 1 ddd 1 1111 j 110 111 j",
                Op.VDDUP_Q,
                MVE,
                Format.VECTOR_SEQUENCE)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VDWDUP T1",
                "1110 1110 0 0 ss nnn 1 ddd 1 1111 j 110 mmm j",
                Op.VDWDUP_Q,
                MVE,
                Format.VECTOR_SEQUENCE)
            .rules(Rule.ELEMENT_NOT_64, Rule.SCALAR_NOT_SP));
    rows.add(
        row(
                "VMOV T1 core to lane 8",
                "1110 1110 0 1 i 0 nnnn tttt 1011 0 i i 1 0000",
                Op.VMOV_CORE_TO_LANE,
                MVE,
                Format.VECTOR_LANE)
            .element(8)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 core to lane 16",
                "1110 1110 0 0 i 0 nnnn tttt 1011 0 i 1 1 0000",
                Op.VMOV_CORE_TO_LANE,
                MVE,
                Format.VECTOR_LANE)
            .element(16)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 lane 8 to core",
                "1110 1110 g 1 i 1 nnnn tttt 1011 0 i i 1 0000",
                Op.VMOV_LANE_TO_CORE,
                MVE,
                Format.VECTOR_LANE)
            .element(8)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 lane 16 to core",
                "1110 1110 g 0 i 1 nnnn tttt 1011 0 i 1 1 0000",
                Op.VMOV_LANE_TO_CORE,
                MVE,
                Format.VECTOR_LANE)
            .element(16)
            .not("t"));
    rows.add(
        row(
                "VMOV T1 two lanes to two core",
                "1110 1100 0 0 00 aaaa ddd 0 1111 000 i mmmm",
                Op.VMOV_LANES_TO_CORE2,
                MVE,
                Format.IMM)
            .not("am")
            .rules(Rule.TWO_REGISTERS_DIFFER));
    rows.add(
        row(
                "VMOV T1 two core to two lanes",
                "1110 1100 0 0 01 aaaa ddd 0 1111 000 i mmmm",
                Op.VMOV_CORE2_TO_LANES,
                MVE,
                Format.IMM)
            .not("am"));
  }
}
