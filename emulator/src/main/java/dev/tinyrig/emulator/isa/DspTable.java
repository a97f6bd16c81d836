package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.DSP;
import static dev.tinyrig.emulator.isa.Feature.V7M;

import java.util.ArrayList;
import java.util.List;

/** Encodings of the DSP extension, grouped as in the Arm ARM (DDI 0403E, A5.3). */
final class DspTable {
  private DspTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    saturate16(rows);
    pack(rows);
    extendAndAdd(rows);
    parallel(rows);
    saturatingAndSelect(rows);
    multiply(rows);
    longMultiply(rows);
    return List.copyOf(rows);
  }

  /** Arm ARM A5.3.3: special cases of SSAT and USAT. */
  private static void saturate16(List<Encoding> rows) {
    rows.add(
        row(
                "SSAT16 T1",
                "11110 0 11 0010 nnnn 0 000 dddd 00 zz wwww",
                Op.SSAT16,
                DSP,
                Format.SSAT16)
            .not("dn"));
    rows.add(
        row(
                "USAT16 T1",
                "11110 0 11 1010 nnnn 0 000 dddd 00 zz wwww",
                Op.USAT16,
                DSP,
                Format.USAT16)
            .not("dn"));
  }

  /** Arm ARM A5.3.11. */
  private static void pack(List<Encoding> rows) {
    rows.add(
        row("PKHBT T1", "1110101 0110 0 nnnn 0 iii dddd ii 0 0 mmmm", Op.PKHBT, DSP, Format.PKHBT)
            .not("dnm"));
    rows.add(
        row("PKHTB T1", "1110101 0110 0 nnnn 0 iii dddd ii 1 0 mmmm", Op.PKHTB, DSP, Format.PKHTB)
            .not("dnm"));
  }

  /**
   * Arm ARM A5.3.12; SXTH, UXTH, SXTB and UXTB belong to Armv7-M but are special cases of the
   * others.
   */
  private static void extendAndAdd(List<Encoding> rows) {
    rows.add(
        row("SXTH T2", "11111010 0 000 1111 1111 dddd 1 z rr mmmm", Op.SXTH, V7M, Format.ROTATE)
            .not("dm"));
    rows.add(
        row("SXTAH T1", "11111010 0 000 nnnn 1111 dddd 1 z rr mmmm", Op.SXTAH, DSP, Format.ROTATE)
            .not("dnm"));
    rows.add(
        row("UXTH T2", "11111010 0 001 1111 1111 dddd 1 z rr mmmm", Op.UXTH, V7M, Format.ROTATE)
            .not("dm"));
    rows.add(
        row("UXTAH T1", "11111010 0 001 nnnn 1111 dddd 1 z rr mmmm", Op.UXTAH, DSP, Format.ROTATE)
            .not("dnm"));
    rows.add(
        row("SXTB16 T1", "11111010 0 010 1111 1111 dddd 1 z rr mmmm", Op.SXTB16, DSP, Format.ROTATE)
            .not("dm"));
    rows.add(
        row(
                "SXTAB16 T1",
                "11111010 0 010 nnnn 1111 dddd 1 z rr mmmm",
                Op.SXTAB16,
                DSP,
                Format.ROTATE)
            .not("dnm"));
    rows.add(
        row("UXTB16 T1", "11111010 0 011 1111 1111 dddd 1 z rr mmmm", Op.UXTB16, DSP, Format.ROTATE)
            .not("dm"));
    rows.add(
        row(
                "UXTAB16 T1",
                "11111010 0 011 nnnn 1111 dddd 1 z rr mmmm",
                Op.UXTAB16,
                DSP,
                Format.ROTATE)
            .not("dnm"));
    rows.add(
        row("SXTB T2", "11111010 0 100 1111 1111 dddd 1 z rr mmmm", Op.SXTB, V7M, Format.ROTATE)
            .not("dm"));
    rows.add(
        row("SXTAB T1", "11111010 0 100 nnnn 1111 dddd 1 z rr mmmm", Op.SXTAB, DSP, Format.ROTATE)
            .not("dnm"));
    rows.add(
        row("UXTB T2", "11111010 0 101 1111 1111 dddd 1 z rr mmmm", Op.UXTB, V7M, Format.ROTATE)
            .not("dm"));
    rows.add(
        row("UXTAB T1", "11111010 0 101 nnnn 1111 dddd 1 z rr mmmm", Op.UXTAB, DSP, Format.ROTATE)
            .not("dnm"));
  }

  /** Arm ARM A5.3.13 and A5.3.14. */
  private static void parallel(List<Encoding> rows) {
    rows.add(
        row("SADD16 T1", "11111010 1 001 nnnn 1111 dddd 0000 mmmm", Op.SADD16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SASX T1", "11111010 1 010 nnnn 1111 dddd 0000 mmmm", Op.SASX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SSAX T1", "11111010 1 110 nnnn 1111 dddd 0000 mmmm", Op.SSAX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SSUB16 T1", "11111010 1 101 nnnn 1111 dddd 0000 mmmm", Op.SSUB16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SADD8 T1", "11111010 1 000 nnnn 1111 dddd 0000 mmmm", Op.SADD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SSUB8 T1", "11111010 1 100 nnnn 1111 dddd 0000 mmmm", Op.SSUB8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QADD16 T1", "11111010 1 001 nnnn 1111 dddd 0001 mmmm", Op.QADD16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QASX T1", "11111010 1 010 nnnn 1111 dddd 0001 mmmm", Op.QASX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QSAX T1", "11111010 1 110 nnnn 1111 dddd 0001 mmmm", Op.QSAX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QSUB16 T1", "11111010 1 101 nnnn 1111 dddd 0001 mmmm", Op.QSUB16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QADD8 T1", "11111010 1 000 nnnn 1111 dddd 0001 mmmm", Op.QADD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QSUB8 T1", "11111010 1 100 nnnn 1111 dddd 0001 mmmm", Op.QSUB8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SHADD16 T1", "11111010 1 001 nnnn 1111 dddd 0010 mmmm", Op.SHADD16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SHASX T1", "11111010 1 010 nnnn 1111 dddd 0010 mmmm", Op.SHASX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SHSAX T1", "11111010 1 110 nnnn 1111 dddd 0010 mmmm", Op.SHSAX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SHSUB16 T1", "11111010 1 101 nnnn 1111 dddd 0010 mmmm", Op.SHSUB16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SHADD8 T1", "11111010 1 000 nnnn 1111 dddd 0010 mmmm", Op.SHADD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SHSUB8 T1", "11111010 1 100 nnnn 1111 dddd 0010 mmmm", Op.SHSUB8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UADD16 T1", "11111010 1 001 nnnn 1111 dddd 0100 mmmm", Op.UADD16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UASX T1", "11111010 1 010 nnnn 1111 dddd 0100 mmmm", Op.UASX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("USAX T1", "11111010 1 110 nnnn 1111 dddd 0100 mmmm", Op.USAX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("USUB16 T1", "11111010 1 101 nnnn 1111 dddd 0100 mmmm", Op.USUB16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UADD8 T1", "11111010 1 000 nnnn 1111 dddd 0100 mmmm", Op.UADD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("USUB8 T1", "11111010 1 100 nnnn 1111 dddd 0100 mmmm", Op.USUB8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UQADD16 T1", "11111010 1 001 nnnn 1111 dddd 0101 mmmm", Op.UQADD16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UQASX T1", "11111010 1 010 nnnn 1111 dddd 0101 mmmm", Op.UQASX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UQSAX T1", "11111010 1 110 nnnn 1111 dddd 0101 mmmm", Op.UQSAX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UQSUB16 T1", "11111010 1 101 nnnn 1111 dddd 0101 mmmm", Op.UQSUB16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UQADD8 T1", "11111010 1 000 nnnn 1111 dddd 0101 mmmm", Op.UQADD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UQSUB8 T1", "11111010 1 100 nnnn 1111 dddd 0101 mmmm", Op.UQSUB8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UHADD16 T1", "11111010 1 001 nnnn 1111 dddd 0110 mmmm", Op.UHADD16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UHASX T1", "11111010 1 010 nnnn 1111 dddd 0110 mmmm", Op.UHASX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UHSAX T1", "11111010 1 110 nnnn 1111 dddd 0110 mmmm", Op.UHSAX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UHSUB16 T1", "11111010 1 101 nnnn 1111 dddd 0110 mmmm", Op.UHSUB16, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UHADD8 T1", "11111010 1 000 nnnn 1111 dddd 0110 mmmm", Op.UHADD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UHSUB8 T1", "11111010 1 100 nnnn 1111 dddd 0110 mmmm", Op.UHSUB8, DSP, Format.NONE)
            .not("dnm"));
  }

  /** Arm ARM A5.3.15. */
  private static void saturatingAndSelect(List<Encoding> rows) {
    rows.add(
        row("QADD T1", "11111010 1000 nnnn 1111 dddd 1000 mmmm", Op.QADD, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QDADD T1", "11111010 1000 nnnn 1111 dddd 1001 mmmm", Op.QDADD, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QSUB T1", "11111010 1000 nnnn 1111 dddd 1010 mmmm", Op.QSUB, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("QDSUB T1", "11111010 1000 nnnn 1111 dddd 1011 mmmm", Op.QDSUB, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SEL T1", "11111010 1010 nnnn 1111 dddd 1000 mmmm", Op.SEL, DSP, Format.NONE)
            .not("dnm"));
  }

  /** Arm ARM A5.3.16. */
  private static void multiply(List<Encoding> rows) {
    rows.add(
        row("SMULBB T1", "111110110 001 nnnn 1111 dddd 0000 mmmm", Op.SMULBB, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLABB T1", "111110110 001 nnnn aaaa dddd 0000 mmmm", Op.SMLABB, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMULBT T1", "111110110 001 nnnn 1111 dddd 0001 mmmm", Op.SMULBT, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLABT T1", "111110110 001 nnnn aaaa dddd 0001 mmmm", Op.SMLABT, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMULTB T1", "111110110 001 nnnn 1111 dddd 0010 mmmm", Op.SMULTB, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLATB T1", "111110110 001 nnnn aaaa dddd 0010 mmmm", Op.SMLATB, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMULTT T1", "111110110 001 nnnn 1111 dddd 0011 mmmm", Op.SMULTT, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLATT T1", "111110110 001 nnnn aaaa dddd 0011 mmmm", Op.SMLATT, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMUAD T1", "111110110 010 nnnn 1111 dddd 0000 mmmm", Op.SMUAD, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLAD T1", "111110110 010 nnnn aaaa dddd 0000 mmmm", Op.SMLAD, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMUADX T1", "111110110 010 nnnn 1111 dddd 0001 mmmm", Op.SMUADX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLADX T1", "111110110 010 nnnn aaaa dddd 0001 mmmm", Op.SMLADX, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMULWB T1", "111110110 011 nnnn 1111 dddd 0000 mmmm", Op.SMULWB, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLAWB T1", "111110110 011 nnnn aaaa dddd 0000 mmmm", Op.SMLAWB, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMULWT T1", "111110110 011 nnnn 1111 dddd 0001 mmmm", Op.SMULWT, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLAWT T1", "111110110 011 nnnn aaaa dddd 0001 mmmm", Op.SMLAWT, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMUSD T1", "111110110 100 nnnn 1111 dddd 0000 mmmm", Op.SMUSD, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLSD T1", "111110110 100 nnnn aaaa dddd 0000 mmmm", Op.SMLSD, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMUSDX T1", "111110110 100 nnnn 1111 dddd 0001 mmmm", Op.SMUSDX, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLSDX T1", "111110110 100 nnnn aaaa dddd 0001 mmmm", Op.SMLSDX, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMMUL T1", "111110110 101 nnnn 1111 dddd 0000 mmmm", Op.SMMUL, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMMLA T1", "111110110 101 nnnn aaaa dddd 0000 mmmm", Op.SMMLA, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMMULR T1", "111110110 101 nnnn 1111 dddd 0001 mmmm", Op.SMMULR, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMMLAR T1", "111110110 101 nnnn aaaa dddd 0001 mmmm", Op.SMMLAR, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMMLS T1", "111110110 110 nnnn aaaa dddd 0000 mmmm", Op.SMMLS, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMMLSR T1", "111110110 110 nnnn aaaa dddd 0001 mmmm", Op.SMMLSR, DSP, Format.NONE)
            .not("dnma"));
    rows.add(
        row("USAD8 T1", "111110110 111 nnnn 1111 dddd 0000 mmmm", Op.USAD8, DSP, Format.NONE)
            .not("dnm"));
    rows.add(
        row("USADA8 T1", "111110110 111 nnnn aaaa dddd 0000 mmmm", Op.USADA8, DSP, Format.NONE)
            .not("dnma"));
  }

  /** Arm ARM A5.3.17. */
  private static void longMultiply(List<Encoding> rows) {
    rows.add(
        row("SMLALBB T1", "111110111 100 nnnn dddd aaaa 1000 mmmm", Op.SMLALBB, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLALBT T1", "111110111 100 nnnn dddd aaaa 1001 mmmm", Op.SMLALBT, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLALTB T1", "111110111 100 nnnn dddd aaaa 1010 mmmm", Op.SMLALTB, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLALTT T1", "111110111 100 nnnn dddd aaaa 1011 mmmm", Op.SMLALTT, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLALD T1", "111110111 100 nnnn dddd aaaa 1100 mmmm", Op.SMLALD, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLALDX T1", "111110111 100 nnnn dddd aaaa 1101 mmmm", Op.SMLALDX, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLSLD T1", "111110111 101 nnnn dddd aaaa 1100 mmmm", Op.SMLSLD, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SMLSLDX T1", "111110111 101 nnnn dddd aaaa 1101 mmmm", Op.SMLSLDX, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("UMAAL T1", "111110111 110 nnnn dddd aaaa 0110 mmmm", Op.UMAAL, DSP, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
  }
}
