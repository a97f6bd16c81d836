package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.BASELINE;
import static dev.tinyrig.emulator.isa.Feature.V6M;
import static dev.tinyrig.emulator.isa.Feature.V7M;

import java.util.ArrayList;
import java.util.List;

/** 16-bit encodings in the order of the Arm ARM (DDI 0403E, A5.2). */
final class T16Table {
  private T16Table() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    shiftAddSubtractMoveCompare(rows);
    dataProcessing(rows);
    specialDataAndBranchExchange(rows);
    loadStoreSingle(rows);
    addressGeneration(rows);
    miscellaneous(rows);
    multipleAndBranches(rows);
    return List.copyOf(rows);
  }

  /** Arm ARM A5.2.1. */
  private static void shiftAddSubtractMoveCompare(List<Encoding> rows) {
    rows.add(
        row("MOV (register) T2", "0000000000 mmm ddd", Op.MOV_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("LSL (immediate) T1", "00000 iiiii mmm ddd", Op.LSL_IMM, V6M, Format.SHIFT_LEFT)
            .flagsOutsideIt());
    rows.add(
        row("LSR (immediate) T1", "00001 iiiii mmm ddd", Op.LSR_IMM, V6M, Format.SHIFT_RIGHT)
            .flagsOutsideIt());
    rows.add(
        row("ASR (immediate) T1", "00010 iiiii mmm ddd", Op.ASR_IMM, V6M, Format.SHIFT_RIGHT)
            .flagsOutsideIt());
    rows.add(
        row("ADD (register) T1", "0001100 mmm nnn ddd", Op.ADD_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("SUB (register) T1", "0001101 mmm nnn ddd", Op.SUB_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("ADD (immediate) T1", "0001110 iii nnn ddd", Op.ADD_IMM, V6M, Format.IMM)
            .flagsOutsideIt());
    rows.add(
        row("SUB (immediate) T1", "0001111 iii nnn ddd", Op.SUB_IMM, V6M, Format.IMM)
            .flagsOutsideIt());
    rows.add(
        row("MOV (immediate) T1", "00100 ddd iiiiiiii", Op.MOV_IMM, V6M, Format.IMM_NO_CARRY)
            .flagsOutsideIt());
    rows.add(
        row("CMP (immediate) T1", "00101 nnn iiiiiiii", Op.CMP_IMM, V6M, Format.IMM).setsFlags());
    rows.add(
        row("ADD (immediate) T2", "00110 xxx iiiiiiii", Op.ADD_IMM, V6M, Format.IMM)
            .flagsOutsideIt());
    rows.add(
        row("SUB (immediate) T2", "00111 xxx iiiiiiii", Op.SUB_IMM, V6M, Format.IMM)
            .flagsOutsideIt());
  }

  /** Arm ARM A5.2.2. */
  private static void dataProcessing(List<Encoding> rows) {
    rows.add(
        row("AND (register) T1", "010000 0000 mmm xxx", Op.AND_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("EOR (register) T1", "010000 0001 mmm xxx", Op.EOR_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("LSL (register) T1", "010000 0010 mmm xxx", Op.LSL_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("LSR (register) T1", "010000 0011 mmm xxx", Op.LSR_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("ASR (register) T1", "010000 0100 mmm xxx", Op.ASR_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("ADC (register) T1", "010000 0101 mmm xxx", Op.ADC_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("SBC (register) T1", "010000 0110 mmm xxx", Op.SBC_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("ROR (register) T1", "010000 0111 mmm xxx", Op.ROR_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("TST (register) T1", "010000 1000 mmm nnn", Op.TST_REG, V6M, Format.NONE).setsFlags());
    rows.add(
        row("RSB (immediate) T1", "010000 1001 nnn ddd", Op.RSB_IMM, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("CMP (register) T1", "010000 1010 mmm nnn", Op.CMP_REG, V6M, Format.NONE).setsFlags());
    rows.add(
        row("CMN (register) T1", "010000 1011 mmm nnn", Op.CMN_REG, V6M, Format.NONE).setsFlags());
    rows.add(
        row("ORR (register) T1", "010000 1100 mmm xxx", Op.ORR_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(row("MUL T1", "010000 1101 nnn yyy", Op.MUL, V6M, Format.NONE).flagsOutsideIt());
    rows.add(
        row("BIC (register) T1", "010000 1110 mmm xxx", Op.BIC_REG, V6M, Format.NONE)
            .flagsOutsideIt());
    rows.add(
        row("MVN (register) T1", "010000 1111 mmm ddd", Op.MVN_REG, V6M, Format.NONE)
            .flagsOutsideIt());
  }

  /** Arm ARM A5.2.3. */
  private static void specialDataAndBranchExchange(List<Encoding> rows) {
    rows.add(
        row("ADD (register) T2", "01000100 x mmmm xxx", Op.ADD_REG, V6M, Format.NONE)
            .rules(Rule.NOT_TWO_PC));
    rows.add(
        row("CMP (register) T2", "01000101 n mmmm nnn", Op.CMP_REG, V6M, Format.NONE)
            .setsFlags()
            .not("NM")
            .rules(Rule.HIGH_REGISTER));
    rows.add(row("MOV (register) T1", "01000110 d mmmm ddd", Op.MOV_REG, V6M, Format.NONE));
    rows.add(row("BX T1", "010001110 mmmm 000", Op.BX, V6M, Format.NONE));
    rows.add(row("BLX (register) T1", "010001111 mmmm 000", Op.BLX_REG, V6M, Format.NONE).not("M"));
    rows.add(
        row("LDR (literal) T1", "01001 ttt iiiiiiii", Op.LDR_LIT, V6M, Format.LITERAL_TIMES_4));
  }

  /** Arm ARM A5.2.4. */
  private static void loadStoreSingle(List<Encoding> rows) {
    rows.add(row("STR (register) T1", "0101000 mmm nnn ttt", Op.STR_REG, V6M, Format.NONE));
    rows.add(row("STRH (register) T1", "0101001 mmm nnn ttt", Op.STRH_REG, V6M, Format.NONE));
    rows.add(row("STRB (register) T1", "0101010 mmm nnn ttt", Op.STRB_REG, V6M, Format.NONE));
    rows.add(row("LDRSB (register) T1", "0101011 mmm nnn ttt", Op.LDRSB_REG, V6M, Format.NONE));
    rows.add(row("LDR (register) T1", "0101100 mmm nnn ttt", Op.LDR_REG, V6M, Format.NONE));
    rows.add(row("LDRH (register) T1", "0101101 mmm nnn ttt", Op.LDRH_REG, V6M, Format.NONE));
    rows.add(row("LDRB (register) T1", "0101110 mmm nnn ttt", Op.LDRB_REG, V6M, Format.NONE));
    rows.add(row("LDRSH (register) T1", "0101111 mmm nnn ttt", Op.LDRSH_REG, V6M, Format.NONE));
    rows.add(row("STR (immediate) T1", "01100 iiiii nnn ttt", Op.STR_IMM, V6M, Format.IMM_TIMES_4));
    rows.add(row("LDR (immediate) T1", "01101 iiiii nnn ttt", Op.LDR_IMM, V6M, Format.IMM_TIMES_4));
    rows.add(row("STRB (immediate) T1", "01110 iiiii nnn ttt", Op.STRB_IMM, V6M, Format.IMM));
    rows.add(row("LDRB (immediate) T1", "01111 iiiii nnn ttt", Op.LDRB_IMM, V6M, Format.IMM));
    rows.add(
        row("STRH (immediate) T1", "10000 iiiii nnn ttt", Op.STRH_IMM, V6M, Format.IMM_TIMES_2));
    rows.add(
        row("LDRH (immediate) T1", "10001 iiiii nnn ttt", Op.LDRH_IMM, V6M, Format.IMM_TIMES_2));
    rows.add(
        row("STR (immediate) T2", "10010 ttt iiiiiiii", Op.STR_IMM, V6M, Format.SP_IMM_TIMES_4));
    rows.add(
        row("LDR (immediate) T2", "10011 ttt iiiiiiii", Op.LDR_IMM, V6M, Format.SP_IMM_TIMES_4));
  }

  /** Arm ARM A5.2, ADR and ADD (SP plus immediate). */
  private static void addressGeneration(List<Encoding> rows) {
    rows.add(row("ADR T1", "10100 ddd iiiiiiii", Op.ADR, V6M, Format.LITERAL_TIMES_4));
    rows.add(
        row(
            "ADD (SP plus immediate) T1",
            "10101 ddd iiiiiiii",
            Op.ADD_IMM,
            V6M,
            Format.SP_IMM_TIMES_4));
  }

  /** Arm ARM A5.2.5 and A5.2.6 (hints). */
  private static void miscellaneous(List<Encoding> rows) {
    rows.add(
        row("ADD (SP plus immediate) T2", "101100000 iiiiiii", Op.ADD_IMM, V6M, Format.SP_ADJUST));
    rows.add(
        row("SUB (SP minus immediate) T1", "101100001 iiiiiii", Op.SUB_IMM, V6M, Format.SP_ADJUST));
    rows.add(row("CBZ T1", "101100 i 1 iiiii nnn", Op.CBZ, BASELINE, Format.BRANCH_FORWARD));
    rows.add(row("SXTH T1", "1011001000 mmm ddd", Op.SXTH, V6M, Format.NONE));
    rows.add(row("SXTB T1", "1011001001 mmm ddd", Op.SXTB, V6M, Format.NONE));
    rows.add(row("UXTH T1", "1011001010 mmm ddd", Op.UXTH, V6M, Format.NONE));
    rows.add(row("UXTB T1", "1011001011 mmm ddd", Op.UXTB, V6M, Format.NONE));
    rows.add(
        row("PUSH T1", "1011010 lllllllll", Op.PUSH, V6M, Format.LIST_PUSH)
            .rules(Rule.LIST_NOT_EMPTY));
    rows.add(row("CPS T1", "10110110011 q 00 ii", Op.CPS, V6M, Format.CPS));
    rows.add(row("CBNZ T1", "101110 i 1 iiiii nnn", Op.CBNZ, BASELINE, Format.BRANCH_FORWARD));
    rows.add(row("REV T1", "1011101000 mmm ddd", Op.REV, V6M, Format.NONE));
    rows.add(row("REV16 T1", "1011101001 mmm ddd", Op.REV16, V6M, Format.NONE));
    rows.add(row("REVSH T1", "1011101011 mmm ddd", Op.REVSH, V6M, Format.NONE));
    rows.add(
        row("POP T1", "1011110 lllllllll", Op.POP, V6M, Format.LIST_POP)
            .rules(Rule.LIST_NOT_EMPTY));
    rows.add(row("BKPT T1", "10111110 iiiiiiii", Op.BKPT, V6M, Format.IMM));
    rows.add(row("NOP T1", "1011111100000000", Op.NOP, V6M, Format.NONE));
    rows.add(row("YIELD T1", "1011111100010000", Op.YIELD, V6M, Format.NONE));
    rows.add(row("WFE T1", "1011111100100000", Op.WFE, V6M, Format.NONE));
    rows.add(row("WFI T1", "1011111100110000", Op.WFI, V6M, Format.NONE));
    rows.add(row("SEV T1", "1011111101000000", Op.SEV, V6M, Format.NONE));
    // Unallocated hints execute as NOP.
    rows.add(row("NOP (unallocated hint) T1", "10111111 iiii 0000", Op.NOP, V6M, Format.IMM));
    rows.add(row("IT T1", "10111111 iiiiiiii", Op.IT, V7M, Format.IMM).rules(Rule.IT_CONDITION));
  }

  /** Arm ARM A5.2, STM, LDM and A5.2.7. */
  private static void multipleAndBranches(List<Encoding> rows) {
    rows.add(
        row("STM T1", "11000 nnn llllllll", Op.STM, V6M, Format.LIST_WRITE_BACK)
            .rules(Rule.LIST_NOT_EMPTY));
    rows.add(
        row("LDM T1", "11001 nnn llllllll", Op.LDM, V6M, Format.LIST_LOAD_T16)
            .rules(Rule.LIST_NOT_EMPTY));
    rows.add(row("UDF T1", "11011110 iiiiiiii", Op.UDF, V6M, Format.IMM));
    rows.add(row("SVC T1", "11011111 iiiiiiii", Op.SVC, V6M, Format.IMM));
    rows.add(row("B T1", "1101 cccc iiiiiiii", Op.B_COND, V6M, Format.BRANCH_8));
    rows.add(row("B T2", "11100 iiiiiiiiiii", Op.B, V6M, Format.BRANCH_11));
  }
}
