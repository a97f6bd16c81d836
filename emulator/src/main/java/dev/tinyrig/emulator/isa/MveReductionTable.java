package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE;
import static dev.tinyrig.emulator.isa.Feature.MVE_FP;

import java.util.ArrayList;
import java.util.List;

/**
 * Encodings of the M-profile Vector Extension that reduce vectors to general-purpose registers (DDI
 * 0553, C2.4).
 */
final class MveReductionTable {
  private MveReductionTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    dualAccumulate(rows);
    sums(rows);
    return List.copyOf(rows);
  }

  /** Multiplications whose products are summed across the vectors. */
  private static void dualAccumulate(List<Encoding> rows) {
    rows.add(
        row(
                "VMLADAV T1",
                "111 g 1110 1111 nnn q lll X 1110 0 0 A 0 mmm 0",
                Op.VMLADAV_Q,
                MVE,
                Format.VECTOR_ACCUMULATE)
            .rules(Rule.EXCHANGE_IS_SIGNED));
    rows.add(
        row(
                "VMLADAV T2",
                "111 g 1110 1111 nnn 0 lll X 1111 0 0 A 0 mmm 0",
                Op.VMLADAV_Q,
                MVE,
                Format.VECTOR_ACCUMULATE)
            .rules(Rule.EXCHANGE_IS_SIGNED));
    rows.add(
        row(
            "VMLSDAV T1",
            "1110 1110 1111 nnn q lll X 1110 0 0 A 0 mmm 1",
            Op.VMLSDAV_Q,
            MVE,
            Format.VECTOR_ACCUMULATE));
    rows.add(
        row(
            "VMLSDAV T2",
            "1111 1110 1111 nnn 0 lll X 1110 0 0 A 0 mmm 1",
            Op.VMLSDAV_Q,
            MVE,
            Format.VECTOR_ACCUMULATE));
    rows.add(
        row(
                "VMLALDAV T1",
                "111 g 1110 1 hhh nnn q lll X 1110 0 0 A 0 mmm 0",
                Op.VMLALDAV_Q,
                MVE,
                Format.VECTOR_ACCUMULATE_LONG)
            .rules(Rule.EXCHANGE_IS_SIGNED, Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        row(
                "VMLSLDAV T1",
                "1110 1110 1 hhh nnn q lll X 1110 0 0 A 0 mmm 1",
                Op.VMLSLDAV_Q,
                MVE,
                Format.VECTOR_ACCUMULATE_LONG)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        row(
                "VRMLSLDAVH T1",
                "1111 1110 1 hhh nnn 0 lll X 1110 0 0 A 0 mmm 1",
                Op.VRMLSLDAVH_Q,
                MVE,
                Format.VECTOR_ACCUMULATE_LONG)
            .element(32)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        row(
                "VMAXNMV T1 F16",
                "1111 1110 1110 11 10 dddd 1111 0 0 0 0 mmm 0",
                Op.VMAXNMV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("d"));
    rows.add(
        row(
                "VMAXNMV T1 F32",
                "1110 1110 1110 11 10 dddd 1111 0 0 0 0 mmm 0",
                Op.VMAXNMV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("d"));
    rows.add(
        row(
                "VMINNMV T1 F16",
                "1111 1110 1110 11 10 dddd 1111 1 0 0 0 mmm 0",
                Op.VMINNMV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("d"));
    rows.add(
        row(
                "VMINNMV T1 F32",
                "1110 1110 1110 11 10 dddd 1111 1 0 0 0 mmm 0",
                Op.VMINNMV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("d"));
    rows.add(
        row(
                "VMAXNMAV T1 F16",
                "1111 1110 1110 11 00 dddd 1111 0 0 0 0 mmm 0",
                Op.VMAXNMAV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("d"));
    rows.add(
        row(
                "VMAXNMAV T1 F32",
                "1110 1110 1110 11 00 dddd 1111 0 0 0 0 mmm 0",
                Op.VMAXNMAV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("d"));
    rows.add(
        row(
                "VMINNMAV T1 F16",
                "1111 1110 1110 11 00 dddd 1111 1 0 0 0 mmm 0",
                Op.VMINNMAV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(16)
            .not("d"));
    rows.add(
        row(
                "VMINNMAV T1 F32",
                "1110 1110 1110 11 00 dddd 1111 1 0 0 0 mmm 0",
                Op.VMINNMAV_Q,
                MVE_FP,
                Format.VECTOR)
            .element(32)
            .not("d"));
    rows.add(
        row(
                "VMAXV T1",
                "111 g 1110 1110 ss 10 dddd 1111 0 0 0 0 mmm 0",
                Op.VMAXV_Q,
                MVE,
                Format.VECTOR)
            .not("d")
            .rules(Rule.ELEMENT_NOT_64)
            .before("VRMLALDAVH T1"));
    rows.add(
        row(
                "VMINV T1",
                "111 g 1110 1110 ss 10 dddd 1111 1 0 0 0 mmm 0",
                Op.VMINV_Q,
                MVE,
                Format.VECTOR)
            .not("d")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VMAXAV T1",
                "1110 1110 1110 ss 00 dddd 1111 0 0 0 0 mmm 0",
                Op.VMAXAV_Q,
                MVE,
                Format.VECTOR)
            .not("d")
            .rules(Rule.ELEMENT_NOT_64)
            .before("VRMLALDAVH T1"));
    rows.add(
        row(
                "VMINAV T1",
                "1110 1110 1110 ss 00 dddd 1111 1 0 0 0 mmm 0",
                Op.VMINAV_Q,
                MVE,
                Format.VECTOR)
            .not("d")
            .rules(Rule.ELEMENT_NOT_64));
    rows.add(
        row(
                "VRMLALDAVH T1",
                "111 g 1110 1 hhh nnn 0 lll X 1111 0 0 A 0 mmm 0",
                Op.VRMLALDAVH_Q,
                MVE,
                Format.VECTOR_ACCUMULATE_LONG)
            .element(32)
            .rules(Rule.EXCHANGE_IS_SIGNED, Rule.HIGH_ACCUMULATOR_NOT_SP));
  }

  /** Sums across the vector. */
  private static void sums(List<Encoding> rows) {
    rows.add(
        row(
                "VADDV T1",
                "111 g 1110 1111 ss 01 lll 0 1111 0 0 A 0 mmm 0",
                Op.VADDV_Q,
                MVE,
                Format.VECTOR_ACCUMULATE)
            .rules(Rule.ELEMENT_NOT_64)
            .before("VADDLV T1"));
    rows.add(
        row(
                "VADDLV T1",
                "111 g 1110 1 hhh 10 01 lll 0 1111 0 0 A 0 mmm 0",
                Op.VADDLV_Q,
                MVE,
                Format.VECTOR_ACCUMULATE_LONG)
            .element(32)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        row(
                "VABAV T1",
                "111 g 1110 10 ss nnn 0 dddd 1111 0 0 0 0 mmm 1",
                Op.VABAV_Q,
                MVE,
                Format.VECTOR)
            .not("d")
            .rules(Rule.ELEMENT_NOT_64));
  }
}
