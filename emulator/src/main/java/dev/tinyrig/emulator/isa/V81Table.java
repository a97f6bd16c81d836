package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.MVE;
import static dev.tinyrig.emulator.isa.Feature.V81M;

import java.util.ArrayList;
import java.util.List;

/**
 * Scalar encodings that Armv8.1-M adds (DDI 0553, C2.4), but for those of VMRS and VMSR.
 *
 * <p>Most of them lie in places that are UNPREDICTABLE or UNDEFINED on earlier cores, so that they
 * stand before the rows of those places.
 */
final class V81Table {
  private V81Table() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    loops(rows);
    branchFutures(rows);
    shiftsOfOneRegister(rows);
    longShifts(rows);
    selections(rows);
    clearing(rows);
    systemRegisters(rows);
    return List.copyOf(rows);
  }

  /**
   * Low-overhead loops. What the architecture lets a core remember of a loop (LO_BRANCH_INFO) has
   * no effect but on time: LE always branches by itself here. WLS and LE in an IT block are
   * CONSTRAINED UNPREDICTABLE, and execute.
   */
  private static void loops(List<Encoding> rows) {
    rows.add(row("LE T1", "11110 0000 000 1111 1100 j iiiiiiiiii 1", Op.LE, V81M, Format.LOOP_END));
    rows.add(
        row(
            "LE T2",
            "11110 0000 010 1111 1100 j iiiiiiiiii 1",
            Op.LE_FOREVER,
            V81M,
            Format.LOOP_END));
    rows.add(
        row("LETP T3", "11110 0000 001 1111 1100 j iiiiiiiiii 1", Op.LETP, MVE, Format.LOOP_END));
    rows.add(
        row("WLS T1", "11110 0000 100 nnnn 1100 j iiiiiiiiii 1", Op.WLS, V81M, Format.LOOP_START)
            .not("n"));
    rows.add(
        row(
                "WLSTP T3",
                "11110 0000 0 ss nnnn 1100 j iiiiiiiiii 1",
                Op.WLSTP,
                MVE,
                Format.LOOP_START_VECTOR)
            .not("n"));
    rows.add(row("LCTP T1", "11110 0000 000 1111 1110 0000 0000 0001", Op.LCTP, MVE, Format.NONE));
    rows.add(
        row("DLS T1", "11110 0000 100 nnnn 1110 0000 0000 0001", Op.DLS, V81M, Format.NONE)
            .not("n"));
    rows.add(
        row(
                "DLSTP T3",
                "11110 0000 0 ss nnnn 1110 0000 0000 0001",
                Op.DLSTP,
                MVE,
                Format.LOOP_VECTOR)
            .not("n"));
  }

  /**
   * Branch futures tell a core in advance where a later branch will go. A core may take them as NOP
   * (DDI 0553, LO_BRANCH_INFO: it may be empty at any time), and so they execute here: the branch
   * itself follows in the program.
   */
  private static void branchFutures(List<Encoding> rows) {
    rows.add(
        row(
                "BF T1",
                "11110 kkkk 0 cccc T i 1110 j iiiiiiiiii 1",
                Op.BFCSEL,
                V81M,
                Format.BRANCH_FUTURE_SELECT)
            .rules(Rule.BRANCH_POINT));
    rows.add(
        row("BF T2", "11110 kkkk 10 iiiii 1110 j iiiiiiiiii 1", Op.BF, V81M, Format.BRANCH_FUTURE)
            .rules(Rule.BRANCH_POINT));
    rows.add(
        row(
                "BF T3",
                "11110 kkkk 110 nnnn 1110 0000 0000 0001",
                Op.BFX,
                V81M,
                Format.BRANCH_FUTURE_REGISTER)
            .not("n")
            .rules(Rule.BRANCH_POINT));
    rows.add(
        row(
                "BF T4",
                "11110 kkkk iiiiiii 1100 j iiiiiiiiii 1",
                Op.BFL,
                V81M,
                Format.BRANCH_FUTURE_LINK)
            .rules(Rule.BRANCH_POINT));
    rows.add(
        row(
                "BF T5",
                "11110 kkkk 111 nnnn 1110 0000 0000 0001",
                Op.BFLX,
                V81M,
                Format.BRANCH_FUTURE_REGISTER)
            .not("n")
            .rules(Rule.BRANCH_POINT));
  }

  private static Encoding shift(String name, String pattern, Op op, Format format) {
    return row(name, pattern, op, MVE, format);
  }

  /** Saturating and rounding shifts of one register, where RdaHi of the long ones would be 15. */
  private static void shiftsOfOneRegister(List<Encoding> rows) {
    rows.add(
        shift(
                "UQSHL T1",
                "1110101 0010 1 dddd 0 iii 1111 ii 00 1111",
                Op.UQSHL,
                Format.SHIFT_1_TO_32)
            .not("d")
            .before("LSLL (immediate) T1", "UQSHLL T1", "MOV (register) T3", "LSL (immediate) T2"));
    rows.add(
        shift(
                "URSHR T1",
                "1110101 0010 1 dddd 0 iii 1111 ii 01 1111",
                Op.URSHR,
                Format.SHIFT_1_TO_32)
            .not("d")
            .before("LSRL (immediate) T1", "URSHRL T1", "LSR (immediate) T2"));
    rows.add(
        shift(
                "SRSHR T1",
                "1110101 0010 1 dddd 0 iii 1111 ii 10 1111",
                Op.SRSHR,
                Format.SHIFT_1_TO_32)
            .not("d")
            .before("ASRL (immediate) T1", "SRSHRL T1", "ASR (immediate) T2"));
    rows.add(
        shift(
                "SQSHL T1",
                "1110101 0010 1 dddd 0 iii 1111 ii 11 1111",
                Op.SQSHL,
                Format.SHIFT_1_TO_32)
            .not("d")
            .before("SQSHLL T1", "RRX T1", "ROR (immediate) T1"));
    rows.add(
        shift("UQRSHL T1", "1110101 0010 1 dddd mmmm 1111 00 00 1101", Op.UQRSHL, Format.NONE)
            .not("dm")
            .rules(Rule.SHIFT_AMOUNT_DIFFERS)
            .before(
                "LSLL (register) T1",
                "UQRSHLL T1",
                "CS*",
                "MOV (register) T3",
                "LSL (immediate) T2",
                "ORR (register) T2"));
    rows.add(
        shift("SQRSHR T1", "1110101 0010 1 dddd mmmm 1111 00 10 1101", Op.SQRSHR, Format.NONE)
            .not("dm")
            .rules(Rule.SHIFT_AMOUNT_DIFFERS)
            .before(
                "ASRL (register) T1",
                "SQRSHRL T1",
                "CS*",
                "ASR (immediate) T2",
                "ORR (register) T2"));
  }

  /** Shifts of 64 bits in two registers. */
  private static void longShifts(List<Encoding> rows) {
    rows.add(
        shift(
                "LSLL (immediate) T1",
                "1110101 0010 1 lll 0 0 iii hhh 1 ii 00 1111",
                Op.LSLL_IMM,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        shift(
                "LSRL (immediate) T1",
                "1110101 0010 1 lll 0 0 iii hhh 1 ii 01 1111",
                Op.LSRL_IMM,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        shift(
                "ASRL (immediate) T1",
                "1110101 0010 1 lll 0 0 iii hhh 1 ii 10 1111",
                Op.ASRL_IMM,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP));
    rows.add(
        shift(
                "UQSHLL T1",
                "1110101 0010 1 lll 1 0 iii hhh 1 ii 00 1111",
                Op.UQSHLL,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP)
            .before("MOV (register) T3", "LSL (immediate) T2"));
    rows.add(
        shift(
                "URSHRL T1",
                "1110101 0010 1 lll 1 0 iii hhh 1 ii 01 1111",
                Op.URSHRL,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP)
            .before("LSR (immediate) T2"));
    rows.add(
        shift(
                "SRSHRL T1",
                "1110101 0010 1 lll 1 0 iii hhh 1 ii 10 1111",
                Op.SRSHRL,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP)
            .before("ASR (immediate) T2"));
    rows.add(
        shift(
                "SQSHLL T1",
                "1110101 0010 1 lll 1 0 iii hhh 1 ii 11 1111",
                Op.SQSHLL,
                Format.LONG_SHIFT)
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP)
            .before("RRX T1", "ROR (immediate) T1"));
    rows.add(
        shift(
                "LSLL (register) T1",
                "1110101 0010 1 lll 0 mmmm hhh 1 00 00 1101",
                Op.LSLL_REG,
                Format.LONG_SHIFT_REGISTER)
            .not("m")
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP, Rule.SHIFT_AMOUNT_DIFFERS)
            .before("CS*", "ORR (register) T2"));
    rows.add(
        shift(
                "ASRL (register) T1",
                "1110101 0010 1 lll 0 mmmm hhh 1 00 10 1101",
                Op.ASRL_REG,
                Format.LONG_SHIFT_REGISTER)
            .not("m")
            .rules(Rule.HIGH_ACCUMULATOR_NOT_SP, Rule.SHIFT_AMOUNT_DIFFERS)
            .before("CS*", "ORR (register) T2"));
    rows.add(
        shift(
                "UQRSHLL T1",
                "1110101 0010 1 lll 1 mmmm hhh 1 k 000 1101",
                Op.UQRSHLL,
                Format.LONG_SHIFT_SATURATING)
            .not("m")
            .rules(
                Rule.HIGH_ACCUMULATOR_NOT_SP,
                Rule.HIGH_ACCUMULATOR_NOT_PC,
                Rule.SHIFT_AMOUNT_DIFFERS)
            .before("CS*", "MOV (register) T3", "LSL (immediate) T2", "ORR (register) T2"));
    rows.add(
        shift(
                "SQRSHRL T1",
                "1110101 0010 1 lll 1 mmmm hhh 1 k 010 1101",
                Op.SQRSHRL,
                Format.LONG_SHIFT_SATURATING)
            .not("m")
            .rules(
                Rule.HIGH_ACCUMULATOR_NOT_SP,
                Rule.HIGH_ACCUMULATOR_NOT_PC,
                Rule.SHIFT_AMOUNT_DIFFERS)
            .before("CS*", "ASR (immediate) T2", "ORR (register) T2"));
  }

  /** Selections by condition. */
  private static void selections(List<Encoding> rows) {
    Op[] ops = {Op.CSEL, Op.CSINC, Op.CSINV, Op.CSNEG};
    String[] codes = {"00", "01", "10", "11"};
    for (int k = 0; k < ops.length; k++) {
      rows.add(
          row(
                  ops[k] + " T1",
                  "1110101 0010 1 nnnn 10 " + codes[k] + " dddd cccc mmmm",
                  ops[k],
                  V81M,
                  Format.NONE)
              .not("D")
              .rules(Rule.SELECT_NOT_SP, Rule.SELECT_CONDITION));
    }
  }

  /** Clearing of registers, in the places of LDM and VLDM with PC as base. */
  private static void clearing(List<Encoding> rows) {
    rows.add(
        row("CLRM T1", "1110100 010 0 1 1111 llllllllllllllll", Op.CLRM, V81M, Format.CLEAR_LIST)
            .rules(Rule.LIST_NOT_EMPTY, Rule.NO_SP_IN_LIST));
    rows.add(
        row(
                "VSCCLRM T1",
                "1110 1100 1 k 01 1111 kkkk 1011 iiiiiii 0",
                Op.VSCCLRM,
                V81M,
                Format.FP_CLEAR_64)
            .rules(Rule.FP_CLEAR_LIST)
            .before("VLDM T1 64 increment after"));
    rows.add(
        row(
                "VSCCLRM T2",
                "1110 1100 1 D 01 1111 dddd 1010 iiiiiiii",
                Op.VSCCLRM,
                V81M,
                Format.FP_CLEAR_32)
            .rules(Rule.FP_CLEAR_LIST));
  }

  /** Loads and stores of the floating-point unit's system registers. */
  private static void systemRegisters(List<Encoding> rows) {
    rows.add(
        row(
                "VLDR (System Register) T1 offset",
                "1110 110 1 U r W 1 nnnn rrr 0 111 11 iiiiiii",
                Op.VLDR_SYSTEM,
                V81M,
                Format.FP_SYSTEM_OFFSET)
            .not("N")
            .rules(Rule.FP_SYSTEM_REGISTER));
    rows.add(
        row(
                "VLDR (System Register) T1 post-indexed",
                "1110 110 0 U r 1 1 nnnn rrr 0 111 11 iiiiiii",
                Op.VLDR_SYSTEM_POST,
                V81M,
                Format.FP_SYSTEM_POST)
            .not("N")
            .rules(Rule.FP_SYSTEM_REGISTER));
    rows.add(
        row(
                "VSTR (System Register) T1 offset",
                "1110 110 1 U r W 0 nnnn rrr 0 111 11 iiiiiii",
                Op.VSTR_SYSTEM,
                V81M,
                Format.FP_SYSTEM_OFFSET)
            .not("N")
            .rules(Rule.FP_SYSTEM_REGISTER));
    rows.add(
        row(
                "VSTR (System Register) T1 post-indexed",
                "1110 110 0 U r 1 0 nnnn rrr 0 111 11 iiiiiii",
                Op.VSTR_SYSTEM_POST,
                V81M,
                Format.FP_SYSTEM_POST)
            .not("N")
            .rules(Rule.FP_SYSTEM_REGISTER));
  }
}
