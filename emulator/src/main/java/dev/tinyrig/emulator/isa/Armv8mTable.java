package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.PACBTI;
import static dev.tinyrig.emulator.isa.Feature.SECURITY;
import static dev.tinyrig.emulator.isa.Feature.V81M;
import static dev.tinyrig.emulator.isa.Feature.V8M;
import static dev.tinyrig.emulator.isa.Feature.V8M_MAIN;

import java.util.ArrayList;
import java.util.List;

/**
 * Encodings that Armv8-M adds for security, its memory model and pointer authentication (Armv8-M
 * Arm ARM, DDI 0553, C2.4).
 */
final class Armv8mTable {
  private Armv8mTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    security(rows);
    acquireAndRelease(rows);
    pointerAuthentication(rows);
    return List.copyOf(rows);
  }

  /** Transitions between the states, tests of addresses, lazy floating-point state. */
  private static void security(List<Encoding> rows) {
    rows.add(row("BXNS T1", "010001110 mmmm 1 zz", Op.BXNS, SECURITY, Format.NONE).not("m"));
    rows.add(row("BLXNS T1", "010001111 mmmm 1 zz", Op.BLXNS, SECURITY, Format.NONE).not("m"));
    rows.add(row("SG T1", "1110100101111111 1110100101111111", Op.SG, V8M, Format.NONE));
    rows.add(
        row("TT T1", "111010000100 nnnn 1111 dddd 00 zzzzzz", Op.TT, V8M, Format.NONE).not("dN"));
    rows.add(
        row("TTT T1", "111010000100 nnnn 1111 dddd 01 zzzzzz", Op.TTT, V8M, Format.NONE).not("dN"));
    rows.add(
        row("TTA T1", "111010000100 nnnn 1111 dddd 10 zzzzzz", Op.TTA, SECURITY, Format.NONE)
            .not("dN"));
    rows.add(
        row("TTAT T1", "111010000100 nnnn 1111 dddd 11 zzzzzz", Op.TTAT, SECURITY, Format.NONE)
            .not("dN"));
    rows.add(
        row("VLSTM T1", "111011000010 nnnn zzzz 1010 0zzz zzzz", Op.VLSTM, V8M_MAIN, Format.NONE)
            .not("N"));
    rows.add(
        row("VLSTM T2", "111011000010 nnnn zzzz 1010 1zzz zzzz", Op.VLSTM, V81M, Format.NONE)
            .not("N"));
    rows.add(
        row("VLLDM T1", "111011000011 nnnn zzzz 1010 0zzz zzzz", Op.VLLDM, V8M_MAIN, Format.NONE)
            .not("N"));
    rows.add(
        row("VLLDM T2", "111011000011 nnnn zzzz 1010 1zzz zzzz", Op.VLLDM, V81M, Format.NONE)
            .not("N"));
  }

  /**
   * Pointer authentication and landing pads; those in the space of hints are NOPs without the
   * extension.
   */
  private static void pointerAuthentication(List<Encoding> rows) {
    rows.add(row("PACBTI T1", "1111001110101111 1000000000001101", Op.PACBTI, PACBTI, Format.NONE));
    rows.add(row("BTI T1", "1111001110101111 1000000000001111", Op.BTI, PACBTI, Format.NONE));
    rows.add(row("PAC T1", "1111001110101111 1000000000011101", Op.PAC, PACBTI, Format.NONE));
    rows.add(row("AUT T1", "1111001110101111 1000000000101101", Op.AUT, PACBTI, Format.NONE));
    rows.add(
        row("PACG T1", "111110110110 nnnn 1111 dddd 0000 mmmm", Op.PACG, PACBTI, Format.NONE)
            .not("dnM"));
    rows.add(
        row("AUTG T1", "111110110101 nnnn aaaa 1111 0000 mmmm", Op.AUTG, PACBTI, Format.NONE)
            .not("anM")
            .before("SMMUL T1"));
    rows.add(
        row("BXAUT T1", "111110110101 nnnn aaaa 1111 0001 mmmm", Op.BXAUT, PACBTI, Format.NONE)
            .not("anM")
            .before("SMMULR T1"));
  }

  /** Loads with acquire, stores with release, and their exclusive forms. */
  private static void acquireAndRelease(List<Encoding> rows) {
    store(rows, "STLB T1", "1000", Op.STLB);
    store(rows, "STLH T1", "1001", Op.STLH);
    store(rows, "STL T1", "1010", Op.STL);
    storeExclusive(rows, "STLEXB T1", "1100", Op.STLEXB);
    storeExclusive(rows, "STLEXH T1", "1101", Op.STLEXH);
    storeExclusive(rows, "STLEX T1", "1110", Op.STLEX);
    load(rows, "LDAB T1", "1000", Op.LDAB);
    load(rows, "LDAH T1", "1001", Op.LDAH);
    load(rows, "LDA T1", "1010", Op.LDA);
    load(rows, "LDAEXB T1", "1100", Op.LDAEXB);
    load(rows, "LDAEXH T1", "1101", Op.LDAEXH);
    load(rows, "LDAEX T1", "1110", Op.LDAEX);
  }

  private static void load(List<Encoding> rows, String name, String kind, Op op) {
    rows.add(
        row(name, "111010001101 nnnn tttt oooo " + kind + " oooo", op, V8M, Format.NONE).not("Nt"));
  }

  private static void store(List<Encoding> rows, String name, String kind, Op op) {
    rows.add(
        row(name, "111010001100 nnnn tttt oooo " + kind + " oooo", op, V8M, Format.NONE).not("Nt"));
  }

  private static void storeExclusive(List<Encoding> rows, String name, String kind, Op op) {
    rows.add(
        row(name, "111010001100 nnnn tttt oooo " + kind + " aaaa", op, V8M, Format.NONE)
            .not("aNt")
            .rules(Rule.STATUS_DIFFERS));
  }
}
