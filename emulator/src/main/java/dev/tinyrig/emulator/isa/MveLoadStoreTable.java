package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE;

import java.util.ArrayList;
import java.util.List;

/** Loads and stores of the M-profile Vector Extension (DDI 0553, C2.4). */
final class MveLoadStoreTable {
  private MveLoadStoreTable() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    contiguous(rows);
    gatherAndScatter(rows);
    interleaving(rows);
    return List.copyOf(rows);
  }

  /** Loads and stores of contiguous elements, widening and narrowing ones included. */
  private static void contiguous(List<Encoding> rows) {
    rows.add(
        row(
                "VLDR T5 offset",
                "1110 110 1 U 0 W 1 nnnn ddd 1 111 ss iiiiiii",
                Op.VLDR_Q,
                MVE,
                Format.VECTOR_OFFSET)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VLDR T5 post-indexed",
                "1110 110 0 U 0 1 1 nnnn ddd 1 111 ss iiiiiii",
                Op.VLDR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VLDRB T1 16 offset",
                "111 g 110 1 U 0 W 1 0 nnn ddd 0 111 01 iiiiiii",
                Op.VLDR_Q,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(16));
    rows.add(
        row(
                "VLDRB T1 16 post-indexed",
                "111 g 110 0 U 0 1 1 0 nnn ddd 0 111 01 iiiiiii",
                Op.VLDR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(16));
    rows.add(
        row(
                "VLDRB T2 32 offset",
                "111 g 110 1 U 0 W 1 0 nnn ddd 0 111 10 iiiiiii",
                Op.VLDR_Q,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(32));
    rows.add(
        row(
                "VLDRB T2 32 post-indexed",
                "111 g 110 0 U 0 1 1 0 nnn ddd 0 111 10 iiiiiii",
                Op.VLDR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(32));
    rows.add(
        row(
                "VLDRH T1 32 offset",
                "111 g 110 1 U 0 W 1 1 nnn ddd 0 111 10 iiiiiii",
                Op.VLDR_Q,
                MVE,
                Format.VECTOR_OFFSET_HALFWORDS)
            .element(32));
    rows.add(
        row(
                "VLDRH T1 32 post-indexed",
                "111 g 110 0 U 0 1 1 1 nnn ddd 0 111 10 iiiiiii",
                Op.VLDR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET_HALFWORDS)
            .element(32));
    rows.add(
        row(
                "VSTR T5 offset",
                "1110 110 1 U 0 W 0 nnnn ddd 1 111 ss iiiiiii",
                Op.VSTR_Q,
                MVE,
                Format.VECTOR_OFFSET)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VSTR T5 post-indexed",
                "1110 110 0 U 0 1 0 nnnn ddd 1 111 ss iiiiiii",
                Op.VSTR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VSTRB T1 16 offset",
                "111 0 110 1 U 0 W 0 0 nnn ddd 0 111 01 iiiiiii",
                Op.VSTR_Q,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(16));
    rows.add(
        row(
                "VSTRB T1 16 post-indexed",
                "111 0 110 0 U 0 1 0 0 nnn ddd 0 111 01 iiiiiii",
                Op.VSTR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(16));
    rows.add(
        row(
                "VSTRB T2 32 offset",
                "111 0 110 1 U 0 W 0 0 nnn ddd 0 111 10 iiiiiii",
                Op.VSTR_Q,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(32));
    rows.add(
        row(
                "VSTRB T2 32 post-indexed",
                "111 0 110 0 U 0 1 0 0 nnn ddd 0 111 10 iiiiiii",
                Op.VSTR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET_BYTES)
            .element(32));
    rows.add(
        row(
                "VSTRH T1 32 offset",
                "111 0 110 1 U 0 W 0 1 nnn ddd 0 111 10 iiiiiii",
                Op.VSTR_Q,
                MVE,
                Format.VECTOR_OFFSET_HALFWORDS)
            .element(32));
    rows.add(
        row(
                "VSTRH T1 32 post-indexed",
                "111 0 110 0 U 0 1 0 1 nnn ddd 0 111 10 iiiiiii",
                Op.VSTR_Q_POST,
                MVE,
                Format.VECTOR_OFFSET_HALFWORDS)
            .element(32));
  }

  /** Gather loads and scatter stores. */
  private static void gatherAndScatter(List<Encoding> rows) {
    rows.add(
        row(
                "VLDR (vector) T1 gather",
                "111 g 1100 1 0 01 nnnn ddd 0 111 ss r 0 r mmm i",
                Op.VLDR_GATHER,
                MVE,
                Format.VECTOR_GATHER)
            .not("N")
            .rules(Rule.GATHER_SIZES, Rule.GATHER_REGISTERS_DIFFER));
    rows.add(
        row(
                "VSTR (vector) T1 scatter",
                "1110 1100 1 0 00 nnnn ddd 0 111 ss r 0 r mmm i",
                Op.VSTR_SCATTER,
                MVE,
                Format.VECTOR_GATHER)
            .not("N")
            .rules(Rule.SCATTER_SIZES));
    rows.add(
        row(
                "VLDRW (vector) T5 gather from vector",
                "1111 1101 U 0 W 1 nnn 0 ddd 1 1110 0 iiiiiii",
                Op.VLDR_GATHER_BASE,
                MVE,
                Format.VECTOR_BASE)
            .element(32)
            .rules(Rule.GATHER_BASE_DIFFERS));
    rows.add(
        row(
                "VSTRW (vector) T5 scatter to vector",
                "1111 1101 U 0 W 0 nnn 0 ddd 1 1110 0 iiiiiii",
                Op.VSTR_SCATTER_BASE,
                MVE,
                Format.VECTOR_BASE)
            .element(32));
    rows.add(
        row(
                "VLDRD (vector) T6 gather from vector",
                "1111 1101 U 0 W 1 nnn 0 ddd 1 1111 0 iiiiiii",
                Op.VLDR_GATHER_BASE,
                MVE,
                Format.VECTOR_BASE)
            .element(64)
            .rules(Rule.GATHER_BASE_DIFFERS));
    rows.add(
        row(
                "VSTRD (vector) T6 scatter to vector",
                "1111 1101 U 0 W 0 nnn 0 ddd 1 1111 0 iiiiiii",
                Op.VSTR_SCATTER_BASE,
                MVE,
                Format.VECTOR_BASE)
            .element(64));
  }

  /** Deinterleaving loads and interleaving stores. */
  private static void interleaving(List<Encoding> rows) {
    rows.add(
        row(
                "VLD2 T1",
                "1111 1100 1 0 W 1 nnnn ddd 1 111 ss 0 j 0000 0",
                Op.VLD2,
                MVE,
                Format.VECTOR_INTERLEAVE)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.TWO_VECTORS, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VLD4 T1",
                "1111 1100 1 0 W 1 nnnn ddd 1 111 ss jj 0000 1",
                Op.VLD4,
                MVE,
                Format.VECTOR_INTERLEAVE)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.FOUR_VECTORS, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VST2 T1",
                "1111 1100 1 0 W 0 nnnn ddd 1 111 ss 0 j 0000 0",
                Op.VST2,
                MVE,
                Format.VECTOR_INTERLEAVE)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.TWO_VECTORS, Rule.BASE_NOT_SP_WRITTEN));
    rows.add(
        row(
                "VST4 T1",
                "1111 1100 1 0 W 0 nnnn ddd 1 111 ss jj 0000 1",
                Op.VST4,
                MVE,
                Format.VECTOR_INTERLEAVE)
            .not("N")
            .rules(Rule.ELEMENT_NOT_64, Rule.FOUR_VECTORS, Rule.BASE_NOT_SP_WRITTEN));
  }
}
