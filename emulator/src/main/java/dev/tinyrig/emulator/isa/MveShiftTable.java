package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE;

import java.util.ArrayList;
import java.util.List;

/** Shifts of the M-profile Vector Extension (DDI 0553, C2.4). */
final class MveShiftTable {
  private MveShiftTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    byRegister(rows);
    byImmediate(rows);
    return List.copyOf(rows);
  }

  /** Shifts by the elements of a vector, and by a general-purpose register. */
  private static void byRegister(List<Encoding> rows) {
    rows.add(
        row(
                "VSHL (vector) T3",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0100 0 1 0 0 mmm 0",
                Op.VSHL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VRSHL (vector) T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0101 0 1 0 0 mmm 0",
                Op.VRSHL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQSHL (vector) T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0100 0 1 0 1 mmm 0",
                Op.VQSHL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRSHL (vector) T1",
                "111 g 1111 0 0 ss nnn 0 ddd 0 0101 0 1 0 1 mmm 0",
                Op.VQRSHL_Q,
                MVE,
                Format.VECTOR)
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VSHL (register) T2",
                "111 g 1110 0 0 11 ss 01 ddd 1 1110 0 1 1 0 mmmm",
                Op.VSHL_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64)
            .before("VMUL (scalar) T2", "VBRSR T1"));
    rows.add(
        row(
                "VRSHL (register) T2",
                "111 g 1110 0 0 11 ss 11 ddd 1 1110 0 1 1 0 mmmm",
                Op.VRSHL_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64)
            .before("VMUL (scalar) T2", "VBRSR T1"));
    rows.add(
        row(
                "VQSHL (register) T2",
                "111 g 1110 0 0 11 ss 01 ddd 1 1110 1 1 1 0 mmmm",
                Op.VQSHL_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VQRSHL (register) T2",
                "111 g 1110 0 0 11 ss 11 ddd 1 1110 1 1 1 0 mmmm",
                Op.VQRSHL_QR,
                MVE,
                Format.VECTOR)
            .not("m")
            .rules(Rule.ELEMENT_NOT_64));
  }

  /** Shifts by an immediate. */
  private static void byImmediate(List<Encoding> rows) {
    rows.add(
        row(
                "VSHL (immediate) T1 8",
                "1110 1111 1 0 001 iii ddd 0 0101 0 1 0 1 mmm 0",
                Op.VSHL_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(8));
    rows.add(
        row(
                "VSHL (immediate) T1 16",
                "1110 1111 1 0 01 iiii ddd 0 0101 0 1 0 1 mmm 0",
                Op.VSHL_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(16));
    rows.add(
        row(
                "VSHL (immediate) T1 32",
                "1110 1111 1 0 1 iiiii ddd 0 0101 0 1 0 1 mmm 0",
                Op.VSHL_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(32));
    rows.add(
        row(
                "VQSHL (immediate) T2 8",
                "111 g 1111 1 0 001 iii ddd 0 0111 0 1 0 1 mmm 0",
                Op.VQSHL_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(8));
    rows.add(
        row(
                "VQSHL (immediate) T2 16",
                "111 g 1111 1 0 01 iiii ddd 0 0111 0 1 0 1 mmm 0",
                Op.VQSHL_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(16));
    rows.add(
        row(
                "VQSHL (immediate) T2 32",
                "111 g 1111 1 0 1 iiiii ddd 0 0111 0 1 0 1 mmm 0",
                Op.VQSHL_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(32));
    rows.add(
        row(
                "VQSHLU T2 8",
                "1111 1111 1 0 001 iii ddd 0 0110 0 1 0 1 mmm 0",
                Op.VQSHLU_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(8));
    rows.add(
        row(
                "VQSHLU T2 16",
                "1111 1111 1 0 01 iiii ddd 0 0110 0 1 0 1 mmm 0",
                Op.VQSHLU_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(16));
    rows.add(
        row(
                "VQSHLU T2 32",
                "1111 1111 1 0 1 iiiii ddd 0 0110 0 1 0 1 mmm 0",
                Op.VQSHLU_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(32));
    rows.add(
        row(
                "VSHR T1 8",
                "111 g 1111 1 0 001 iii ddd 0 0000 0 1 0 1 mmm 0",
                Op.VSHR_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VSHR T1 16",
                "111 g 1111 1 0 01 iiii ddd 0 0000 0 1 0 1 mmm 0",
                Op.VSHR_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VSHR T1 32",
                "111 g 1111 1 0 1 iiiii ddd 0 0000 0 1 0 1 mmm 0",
                Op.VSHR_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(32));
    rows.add(
        row(
                "VRSHR T1 8",
                "111 g 1111 1 0 001 iii ddd 0 0010 0 1 0 1 mmm 0",
                Op.VRSHR_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VRSHR T1 16",
                "111 g 1111 1 0 01 iiii ddd 0 0010 0 1 0 1 mmm 0",
                Op.VRSHR_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VRSHR T1 32",
                "111 g 1111 1 0 1 iiiii ddd 0 0010 0 1 0 1 mmm 0",
                Op.VRSHR_IMM_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(32));
    rows.add(
        row(
                "VSRI T1 8",
                "1111 1111 1 0 001 iii ddd 0 0100 0 1 0 1 mmm 0",
                Op.VSRI_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VSRI T1 16",
                "1111 1111 1 0 01 iiii ddd 0 0100 0 1 0 1 mmm 0",
                Op.VSRI_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VSRI T1 32",
                "1111 1111 1 0 1 iiiii ddd 0 0100 0 1 0 1 mmm 0",
                Op.VSRI_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(32));
    rows.add(
        row(
                "VSLI T1 8",
                "1111 1111 1 0 001 iii ddd 0 0101 0 1 0 1 mmm 0",
                Op.VSLI_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(8));
    rows.add(
        row(
                "VSLI T1 16",
                "1111 1111 1 0 01 iiii ddd 0 0101 0 1 0 1 mmm 0",
                Op.VSLI_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(16));
    rows.add(
        row(
                "VSLI T1 32",
                "1111 1111 1 0 1 iiiii ddd 0 0101 0 1 0 1 mmm 0",
                Op.VSLI_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(32));
    rows.add(
        row(
                "VSHLL T1 8",
                "111 g 1110 1 0 1 01 iii ddd T 1111 0 1 0 0 mmm 0",
                Op.VSHLL_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(8));
    rows.add(
        row(
                "VSHLL T1 16",
                "111 g 1110 1 0 1 1 iiii ddd T 1111 0 1 0 0 mmm 0",
                Op.VSHLL_Q,
                MVE,
                Format.VECTOR_SHIFT_LEFT)
            .element(16));
    rows.add(
        row(
                "VSHRN T1 8",
                "1110 1110 1 0 001 iii ddd T 1111 1 1 0 0 mmm 1",
                Op.VSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VSHRN T1 16",
                "1110 1110 1 0 01 iiii ddd T 1111 1 1 0 0 mmm 1",
                Op.VSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VRSHRN T1 8",
                "1111 1110 1 0 001 iii ddd T 1111 1 1 0 0 mmm 1",
                Op.VRSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VRSHRN T1 16",
                "1111 1110 1 0 01 iiii ddd T 1111 1 1 0 0 mmm 1",
                Op.VRSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VQSHRN T1 8",
                "111 g 1110 1 0 001 iii ddd T 1111 0 1 0 0 mmm 0",
                Op.VQSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VQSHRN T1 16",
                "111 g 1110 1 0 01 iiii ddd T 1111 0 1 0 0 mmm 0",
                Op.VQSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VQRSHRN T1 8",
                "111 g 1110 1 0 001 iii ddd T 1111 0 1 0 0 mmm 1",
                Op.VQRSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VQRSHRN T1 16",
                "111 g 1110 1 0 01 iiii ddd T 1111 0 1 0 0 mmm 1",
                Op.VQRSHRN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VQSHRUN T1 8",
                "1110 1110 1 0 001 iii ddd T 1111 1 1 0 0 mmm 0",
                Op.VQSHRUN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VQSHRUN T1 16",
                "1110 1110 1 0 01 iiii ddd T 1111 1 1 0 0 mmm 0",
                Op.VQSHRUN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VQRSHRUN T1 8",
                "1111 1110 1 0 001 iii ddd T 1111 1 1 0 0 mmm 0",
                Op.VQRSHRUN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(8));
    rows.add(
        row(
                "VQRSHRUN T1 16",
                "1111 1110 1 0 01 iiii ddd T 1111 1 1 0 0 mmm 0",
                Op.VQRSHRUN_Q,
                MVE,
                Format.VECTOR_SHIFT_RIGHT)
            .element(16));
    rows.add(
        row(
                "VSHLC T1",
                "1110 1110 1 0 1 iiiii ddd 0 1111 1100 mmmm",
                Op.VSHLC_Q,
                MVE,
                Format.VECTOR_SHIFT_CARRY)
            .not("m"));
  }
}
