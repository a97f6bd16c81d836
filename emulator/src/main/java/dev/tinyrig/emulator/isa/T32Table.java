package dev.tinyrig.emulator.isa;

import static dev.tinyrig.emulator.isa.Encoding.row;
import static dev.tinyrig.emulator.isa.Feature.BASELINE;
import static dev.tinyrig.emulator.isa.Feature.V6M;
import static dev.tinyrig.emulator.isa.Feature.V7M;

import java.util.ArrayList;
import java.util.List;

/** 32-bit encodings but for DSP and floating point, grouped as in the Arm ARM (DDI 0403E, A5.3). */
final class T32Table {
  private T32Table() {}

  /** All rows, special cases before general ones. */
  static List<Encoding> rows() {
    List<Encoding> rows = new ArrayList<>();
    systemOfArmv6M(rows);
    modifiedImmediate(rows);
    plainImmediate(rows);
    branchesAndMiscellaneous(rows);
    multiple(rows);
    dualAndExclusive(rows);
    loadByte(rows);
    loadHalfWord(rows);
    loadWord(rows);
    store(rows);
    shiftedRegister(rows);
    dataProcessingRegister(rows);
    multiply(rows);
    coprocessor(rows);
    return List.copyOf(rows);
  }

  /** The 32-bit encodings that Armv6-M has too (DDI 0419E, A5.3; DDI 0403E, A5.3.4 and A5.3.5). */
  private static void systemOfArmv6M(List<Encoding> rows) {
    rows.add(row("BL T1", "11110 s iiiiiiiiii 11 j 1 j iiiiiiiiiii", Op.BL, V6M, Format.BRANCH_24));
    rows.add(
        row(
                "MSR (register) T1",
                "11110011100 0 nnnn 10 0 0 kk 00 iiiiiiii",
                Op.MSR,
                V6M,
                Format.SPECIAL)
            .not("n")
            .rules(Rule.MSR_MASK));
    rows.add(
        row("MRS T1", "11110011111 0 1111 10 0 0 dddd iiiiiiii", Op.MRS, V6M, Format.SPECIAL)
            .not("d"));
    rows.add(row("DSB T1", "111100111011 oooo 10 z 0 oooo 0100 iiii", Op.DSB, V6M, Format.IMM));
    rows.add(row("DMB T1", "111100111011 oooo 10 z 0 oooo 0101 iiii", Op.DMB, V6M, Format.IMM));
    rows.add(row("ISB T1", "111100111011 oooo 10 z 0 oooo 0110 iiii", Op.ISB, V6M, Format.IMM));
    rows.add(row("UDF T2", "111101111111 iiii 1010 iiiiiiiiiiii", Op.UDF, V6M, Format.IMM));
  }

  /** Arm ARM A5.3.1. */
  private static void modifiedImmediate(List<Encoding> rows) {
    rows.add(
        row(
                "TST (immediate) T1",
                "11110 i 0 0000 1 nnnn 0 iii 1111 iiiiiiii",
                Op.TST_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("n")
            .setsFlags());
    rows.add(
        row(
                "AND (immediate) T1",
                "11110 i 0 0000 S nnnn 0 iii dddd iiiiiiii",
                Op.AND_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("dn"));
    rows.add(
        row(
                "BIC (immediate) T1",
                "11110 i 0 0001 S nnnn 0 iii dddd iiiiiiii",
                Op.BIC_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("dn"));
    rows.add(
        row(
                "MOV (immediate) T2",
                "11110 i 0 0010 S 1111 0 iii dddd iiiiiiii",
                Op.MOV_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("d"));
    rows.add(
        row(
                "ORR (immediate) T1",
                "11110 i 0 0010 S nnnn 0 iii dddd iiiiiiii",
                Op.ORR_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("dn"));
    rows.add(
        row(
                "MVN (immediate) T1",
                "11110 i 0 0011 S 1111 0 iii dddd iiiiiiii",
                Op.MVN_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("d"));
    rows.add(
        row(
                "ORN (immediate) T1",
                "11110 i 0 0011 S nnnn 0 iii dddd iiiiiiii",
                Op.ORN_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("dn"));
    rows.add(
        row(
                "TEQ (immediate) T1",
                "11110 i 0 0100 1 nnnn 0 iii 1111 iiiiiiii",
                Op.TEQ_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("n")
            .setsFlags());
    rows.add(
        row(
                "EOR (immediate) T1",
                "11110 i 0 0100 S nnnn 0 iii dddd iiiiiiii",
                Op.EOR_IMM,
                V7M,
                Format.MODIFIED_IMM_CARRY)
            .not("dn"));
    rows.add(
        row(
                "CMN (immediate) T1",
                "11110 i 0 1000 1 nnnn 0 iii 1111 iiiiiiii",
                Op.CMN_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("N")
            .setsFlags()
            .before("ADD (SP plus immediate) T3"));
    rows.add(
        row(
                "ADD (SP plus immediate) T3",
                "11110 i 01000 S 1101 0 iii dddd iiiiiiii",
                Op.ADD_IMM,
                V7M,
                Format.SP_MODIFIED_IMM)
            .not("D"));
    rows.add(
        row(
                "ADD (immediate) T3",
                "11110 i 0 1000 S nnnn 0 iii dddd iiiiiiii",
                Op.ADD_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("dn"));
    rows.add(
        row(
                "ADC (immediate) T1",
                "11110 i 0 1010 S nnnn 0 iii dddd iiiiiiii",
                Op.ADC_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("dn"));
    rows.add(
        row(
                "SBC (immediate) T1",
                "11110 i 0 1011 S nnnn 0 iii dddd iiiiiiii",
                Op.SBC_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("dn"));
    rows.add(
        row(
                "CMP (immediate) T2",
                "11110 i 0 1101 1 nnnn 0 iii 1111 iiiiiiii",
                Op.CMP_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("N")
            .setsFlags()
            .before("SUB (SP minus immediate) T2"));
    rows.add(
        row(
                "SUB (SP minus immediate) T2",
                "11110 i 01101 S 1101 0 iii dddd iiiiiiii",
                Op.SUB_IMM,
                V7M,
                Format.SP_MODIFIED_IMM)
            .not("D"));
    rows.add(
        row(
                "SUB (immediate) T3",
                "11110 i 0 1101 S nnnn 0 iii dddd iiiiiiii",
                Op.SUB_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("dn"));
    rows.add(
        row(
                "RSB (immediate) T2",
                "11110 i 0 1110 S nnnn 0 iii dddd iiiiiiii",
                Op.RSB_IMM,
                V7M,
                Format.MODIFIED_IMM)
            .not("dn"));
  }

  /** Arm ARM A5.3.3. */
  private static void plainImmediate(List<Encoding> rows) {
    rows.add(
        row("ADR T3", "11110 i 10000 0 1111 0 iii dddd iiiiiiii", Op.ADR, V7M, Format.LITERAL_PLUS)
            .not("d"));
    rows.add(
        row(
                "ADD (SP plus immediate) T4",
                "11110 i 10000 0 1101 0 iii dddd iiiiiiii",
                Op.ADD_IMM,
                V7M,
                Format.SP_IMM)
            .not("D"));
    rows.add(
        row(
                "ADD (immediate) T4",
                "11110 i 10000 0 nnnn 0 iii dddd iiiiiiii",
                Op.ADD_IMM,
                V7M,
                Format.IMM)
            .not("dn"));
    rows.add(
        row(
                "MOV (immediate) T3",
                "11110 i 10010 0 jjjj 0 iii dddd iiiiiiii",
                Op.MOV_IMM,
                BASELINE,
                Format.IMM_16)
            .not("d"));
    rows.add(
        row("ADR T2", "11110 i 10101 0 1111 0 iii dddd iiiiiiii", Op.ADR, V7M, Format.LITERAL_MINUS)
            .not("d"));
    rows.add(
        row(
                "SUB (SP minus immediate) T3",
                "11110 i 10101 0 1101 0 iii dddd iiiiiiii",
                Op.SUB_IMM,
                V7M,
                Format.SP_IMM)
            .not("D"));
    rows.add(
        row(
                "SUB (immediate) T4",
                "11110 i 10101 0 nnnn 0 iii dddd iiiiiiii",
                Op.SUB_IMM,
                V7M,
                Format.IMM)
            .not("dn"));
    rows.add(
        row("MOVT T1", "11110 i 10110 0 jjjj 0 iii dddd iiiiiiii", Op.MOVT, BASELINE, Format.IMM_16)
            .not("d"));
    rows.add(
        row("SSAT T1", "11110 0 11 00 s 0 nnnn 0 iii dddd ii z wwwww", Op.SSAT, V7M, Format.SSAT)
            .not("dn")
            .rules(Rule.SATURATE_SHIFT));
    rows.add(
        row(
                "SBFX T1",
                "11110 0 11 010 0 nnnn 0 iii dddd ii z wwwww",
                Op.SBFX,
                V7M,
                Format.FIELD_EXTRACT)
            .not("dn")
            .rules(Rule.FIELD_INSIDE));
    rows.add(
        row(
                "BFC T1",
                "11110 0 11 011 0 1111 0 iii dddd ii z wwwww",
                Op.BFC,
                V7M,
                Format.FIELD_INSERT)
            .not("d")
            .rules(Rule.FIELD_INSIDE));
    rows.add(
        row(
                "BFI T1",
                "11110 0 11 011 0 nnnn 0 iii dddd ii z wwwww",
                Op.BFI,
                V7M,
                Format.FIELD_INSERT)
            .not("dn")
            .rules(Rule.FIELD_INSIDE));
    rows.add(
        row("USAT T1", "11110 0 11 10 s 0 nnnn 0 iii dddd ii z wwwww", Op.USAT, V7M, Format.USAT)
            .not("dn")
            .rules(Rule.SATURATE_SHIFT));
    rows.add(
        row(
                "UBFX T1",
                "11110 0 11 110 0 nnnn 0 iii dddd ii z wwwww",
                Op.UBFX,
                V7M,
                Format.FIELD_EXTRACT)
            .not("dn")
            .rules(Rule.FIELD_INSIDE));
  }

  /** Arm ARM A5.3.4. */
  private static void branchesAndMiscellaneous(List<Encoding> rows) {
    rows.add(row("NOP T2", "111100111010 oooo 10 z 0 z 000 00000000", Op.NOP, V7M, Format.NONE));
    rows.add(
        row("YIELD T2", "111100111010 oooo 10 z 0 z 000 00000001", Op.YIELD, V7M, Format.NONE));
    rows.add(row("WFE T2", "111100111010 oooo 10 z 0 z 000 00000010", Op.WFE, V7M, Format.NONE));
    rows.add(row("WFI T2", "111100111010 oooo 10 z 0 z 000 00000011", Op.WFI, V7M, Format.NONE));
    rows.add(row("SEV T2", "111100111010 oooo 10 z 0 z 000 00000100", Op.SEV, V7M, Format.NONE));
    rows.add(row("DBG T1", "111100111010 oooo 10 z 0 z 000 1111 iiii", Op.DBG, V7M, Format.IMM));
    // Unallocated hints execute as NOP.
    rows.add(
        row(
            "NOP (unallocated hint) T2",
            "111100111010 oooo 10 z 0 z 000 iiiiiiii",
            Op.NOP,
            V7M,
            Format.IMM));
    rows.add(
        row(
            "CLREX T1",
            "111100111011 oooo 10 z 0 oooo 0010 oooo",
            Op.CLREX,
            BASELINE,
            Format.NONE));
    rows.add(
        row("B T4", "11110 s iiiiiiiiii 10 j 1 j iiiiiiiiiii", Op.B, BASELINE, Format.BRANCH_24));
    rows.add(
        row("B T3", "11110 s cccc iiiiii 10 j 0 j iiiiiiiiiii", Op.B_COND, V7M, Format.BRANCH_20)
            .rules(Rule.BRANCH_CONDITION));
  }

  /** Arm ARM A5.3.5. */
  private static void multiple(List<Encoding> rows) {
    rows.add(
        row("STM T2", "1110100 010 W 0 nnnn llllllllllllllll", Op.STM, V7M, Format.LIST)
            .not("N")
            .rules(
                Rule.LIST_OF_TWO,
                Rule.NO_SP_IN_LIST,
                Rule.NO_PC_IN_LIST,
                Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row("POP T2", "1110100 010 1 1 1101 llllllllllllllll", Op.POP, V7M, Format.LIST_STACK)
            .rules(Rule.LIST_OF_TWO, Rule.NO_SP_IN_LIST, Rule.NOT_LR_AND_PC));
    rows.add(
        row("LDM T2", "1110100 010 W 1 nnnn llllllllllllllll", Op.LDM, V7M, Format.LIST)
            .not("N")
            .rules(
                Rule.LIST_OF_TWO,
                Rule.NO_SP_IN_LIST,
                Rule.NOT_LR_AND_PC,
                Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row("PUSH T2", "1110100 100 1 0 1101 llllllllllllllll", Op.PUSH, V7M, Format.LIST_STACK)
            .rules(Rule.LIST_OF_TWO, Rule.NO_SP_IN_LIST, Rule.NO_PC_IN_LIST));
    rows.add(
        row("STMDB T1", "1110100 100 W 0 nnnn llllllllllllllll", Op.STMDB, V7M, Format.LIST)
            .not("N")
            .rules(
                Rule.LIST_OF_TWO,
                Rule.NO_SP_IN_LIST,
                Rule.NO_PC_IN_LIST,
                Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row("LDMDB T1", "1110100 100 W 1 nnnn llllllllllllllll", Op.LDMDB, V7M, Format.LIST)
            .not("N")
            .rules(
                Rule.LIST_OF_TWO,
                Rule.NO_SP_IN_LIST,
                Rule.NOT_LR_AND_PC,
                Rule.BASE_NOT_TRANSFERRED));
  }

  /** Arm ARM A5.3.6. */
  private static void dualAndExclusive(List<Encoding> rows) {
    rows.add(
        row(
                "STREX T1",
                "111010000100 nnnn tttt aaaa iiiiiiii",
                Op.STREX,
                BASELINE,
                Format.IMM_TIMES_4)
            .not("aNt")
            .rules(Rule.STATUS_DIFFERS));
    rows.add(
        row(
                "LDREX T1",
                "111010000101 nnnn tttt oooo iiiiiiii",
                Op.LDREX,
                BASELINE,
                Format.IMM_TIMES_4)
            .not("Nt"));
    rows.add(
        row("STREXB T1", "111010001100 nnnn tttt oooo 0100 aaaa", Op.STREXB, BASELINE, Format.NONE)
            .not("aNt")
            .rules(Rule.STATUS_DIFFERS));
    rows.add(
        row("STREXH T1", "111010001100 nnnn tttt oooo 0101 aaaa", Op.STREXH, BASELINE, Format.NONE)
            .not("aNt")
            .rules(Rule.STATUS_DIFFERS));
    rows.add(
        row("TBB T1", "111010001101 nnnn oooo zzzz 0000 mmmm", Op.TBB, V7M, Format.NONE).not("m"));
    rows.add(
        row("TBH T1", "111010001101 nnnn oooo zzzz 0001 mmmm", Op.TBH, V7M, Format.TABLE_HALF)
            .not("m"));
    rows.add(
        row("LDREXB T1", "111010001101 nnnn tttt oooo 0100 oooo", Op.LDREXB, BASELINE, Format.NONE)
            .not("Nt"));
    rows.add(
        row("LDREXH T1", "111010001101 nnnn tttt oooo 0101 oooo", Op.LDREXH, BASELINE, Format.NONE)
            .not("Nt"));
    rows.add(
        row(
                "STRD (immediate) T1 offset",
                "1110100 1 U 1 0 0 nnnn tttt uuuu iiiiiiii",
                Op.STRD_IMM,
                V7M,
                Format.PAIR_OFFSET)
            .not("Nta"));
    rows.add(
        row(
                "STRD (immediate) T1 post-indexed",
                "1110100 0 U 1 1 0 nnnn tttt uuuu iiiiiiii",
                Op.STRD_POST,
                V7M,
                Format.PAIR_OFFSET_WRITE_BACK)
            .not("Nta")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STRD (immediate) T1 pre-indexed",
                "1110100 1 U 1 1 0 nnnn tttt uuuu iiiiiiii",
                Op.STRD_PRE,
                V7M,
                Format.PAIR_OFFSET_WRITE_BACK)
            .not("Nta")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRD (literal) T1",
                "1110100 1 U 1 0 1 1111 tttt uuuu iiiiiiii",
                Op.LDRD_LIT,
                V7M,
                Format.LITERAL_SIGNED_TIMES_4)
            .not("ta")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row(
                "LDRD (immediate) T1 offset",
                "1110100 1 U 1 0 1 nnnn tttt uuuu iiiiiiii",
                Op.LDRD_IMM,
                V7M,
                Format.PAIR_OFFSET)
            .not("ta")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row(
                "LDRD (immediate) T1 post-indexed",
                "1110100 0 U 1 1 1 nnnn tttt uuuu iiiiiiii",
                Op.LDRD_POST,
                V7M,
                Format.PAIR_OFFSET_WRITE_BACK)
            .not("Nta")
            .rules(Rule.RESULTS_DIFFER, Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRD (immediate) T1 pre-indexed",
                "1110100 1 U 1 1 1 nnnn tttt uuuu iiiiiiii",
                Op.LDRD_PRE,
                V7M,
                Format.PAIR_OFFSET_WRITE_BACK)
            .not("Nta")
            .rules(Rule.RESULTS_DIFFER, Rule.BASE_NOT_TRANSFERRED));
  }

  /** Arm ARM A5.3.9, with preload hints. */
  private static void loadByte(List<Encoding> rows) {
    rows.add(
        row(
                "PLD (literal) T1",
                "11111 00 0 U 00 1 1111 1111 iiiiiiiiiiii",
                Op.PLD,
                V7M,
                Format.LITERAL)
            .before("PLD (*", "LDRB*"));
    rows.add(
        row(
                "PLD (immediate) T1",
                "11111 00 0 1 00 1 nnnn 1111 iiiiiiiiiiii",
                Op.PLD,
                V7M,
                Format.IMM)
            .before("LDRB (literal) T1"));
    rows.add(
        row(
                "PLD (immediate) T2",
                "11111 00 0 0 00 1 nnnn 1111 1100 iiiiiiii",
                Op.PLD,
                V7M,
                Format.OFFSET_MINUS)
            .before("LDRB (literal) T1"));
    rows.add(
        row(
                "PLD (register) T1",
                "11111 00 0 0 00 1 nnnn 1111 000000 ii mmmm",
                Op.PLD,
                V7M,
                Format.INDEX)
            .not("m")
            .before("LDRB (literal) T1"));
    rows.add(
        row(
                "LDRB (literal) T1",
                "11111 00 0 U 00 1 1111 tttt iiiiiiiiiiii",
                Op.LDRB_LIT,
                V7M,
                Format.LITERAL)
            .not("t")
            .before("LDRB*"));
    rows.add(
        row(
                "LDRB (immediate) T2",
                "11111 00 0 1 00 1 nnnn tttt iiiiiiiiiiii",
                Op.LDRB_IMM,
                V7M,
                Format.IMM)
            .not("t"));
    rows.add(
        row("LDRBT T1", "11111 00 0 0 00 1 nnnn tttt 1110 iiiiiiii", Op.LDRBT, V7M, Format.IMM)
            .not("t"));
    rows.add(
        row(
                "LDRB (immediate) T3 negative offset",
                "11111 00 0 0 00 1 nnnn tttt 1100 iiiiiiii",
                Op.LDRB_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("t"));
    rows.add(
        row(
                "LDRB (immediate) T3 post-indexed",
                "11111 00 0 0 00 1 nnnn tttt 10U1 iiiiiiii",
                Op.LDRB_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRB (immediate) T3 pre-indexed",
                "11111 00 0 0 00 1 nnnn tttt 11U1 iiiiiiii",
                Op.LDRB_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRB (register) T2",
                "11111 00 0 0 00 1 nnnn tttt 000000 ii mmmm",
                Op.LDRB_REG,
                V7M,
                Format.INDEX)
            .not("tm"));
    rows.add(
        row(
                "PLI (literal) T1",
                "11111 00 1 U 00 1 1111 1111 iiiiiiiiiiii",
                Op.PLI,
                V7M,
                Format.LITERAL)
            .before("PLI (*", "LDRSB*"));
    rows.add(
        row(
                "PLI (immediate) T1",
                "11111 00 1 1 00 1 nnnn 1111 iiiiiiiiiiii",
                Op.PLI,
                V7M,
                Format.IMM)
            .before("LDRSB (literal) T1"));
    rows.add(
        row(
                "PLI (immediate) T2",
                "11111 00 1 0 00 1 nnnn 1111 1100 iiiiiiii",
                Op.PLI,
                V7M,
                Format.OFFSET_MINUS)
            .before("LDRSB (literal) T1"));
    rows.add(
        row(
                "PLI (register) T1",
                "11111 00 1 0 00 1 nnnn 1111 000000 ii mmmm",
                Op.PLI,
                V7M,
                Format.INDEX)
            .not("m")
            .before("LDRSB (literal) T1"));
    rows.add(
        row(
                "LDRSB (literal) T1",
                "11111 00 1 U 00 1 1111 tttt iiiiiiiiiiii",
                Op.LDRSB_LIT,
                V7M,
                Format.LITERAL)
            .not("t")
            .before("LDRSB*"));
    rows.add(
        row(
                "LDRSB (immediate) T1",
                "11111 00 1 1 00 1 nnnn tttt iiiiiiiiiiii",
                Op.LDRSB_IMM,
                V7M,
                Format.IMM)
            .not("t"));
    rows.add(
        row("LDRSBT T1", "11111 00 1 0 00 1 nnnn tttt 1110 iiiiiiii", Op.LDRSBT, V7M, Format.IMM)
            .not("t"));
    rows.add(
        row(
                "LDRSB (immediate) T2 negative offset",
                "11111 00 1 0 00 1 nnnn tttt 1100 iiiiiiii",
                Op.LDRSB_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("t"));
    rows.add(
        row(
                "LDRSB (immediate) T2 post-indexed",
                "11111 00 1 0 00 1 nnnn tttt 10U1 iiiiiiii",
                Op.LDRSB_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRSB (immediate) T2 pre-indexed",
                "11111 00 1 0 00 1 nnnn tttt 11U1 iiiiiiii",
                Op.LDRSB_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRSB (register) T2",
                "11111 00 1 0 00 1 nnnn tttt 000000 ii mmmm",
                Op.LDRSB_REG,
                V7M,
                Format.INDEX)
            .not("tm"));
  }

  /** Arm ARM A5.3.8; unallocated memory hints execute as NOP. */
  private static void loadHalfWord(List<Encoding> rows) {
    rows.add(
        row(
                "Unallocated memory hint LDRH (literal) T1",
                "11111 00 0 U 01 1 1111 1111 iiiiiiiiiiii",
                Op.NOP,
                V7M,
                Format.LITERAL)
            .before("Unallocated memory hint LDRH (*", "LDRH*"));
    rows.add(
        row(
                "Unallocated memory hint LDRH (immediate) T1",
                "11111 00 0 1 01 1 nnnn 1111 iiiiiiiiiiii",
                Op.NOP,
                V7M,
                Format.IMM)
            .before("LDRH (literal) T1"));
    rows.add(
        row(
                "Unallocated memory hint LDRH (immediate) T2",
                "11111 00 0 0 01 1 nnnn 1111 1100 iiiiiiii",
                Op.NOP,
                V7M,
                Format.OFFSET_MINUS)
            .before("LDRH (literal) T1"));
    rows.add(
        row(
                "Unallocated memory hint LDRH (register) T1",
                "11111 00 0 0 01 1 nnnn 1111 000000 ii mmmm",
                Op.NOP,
                V7M,
                Format.INDEX)
            .not("m")
            .before("LDRH (literal) T1"));
    rows.add(
        row(
                "LDRH (literal) T1",
                "11111 00 0 U 01 1 1111 tttt iiiiiiiiiiii",
                Op.LDRH_LIT,
                V7M,
                Format.LITERAL)
            .not("t")
            .before("LDRH*"));
    rows.add(
        row(
                "LDRH (immediate) T2",
                "11111 00 0 1 01 1 nnnn tttt iiiiiiiiiiii",
                Op.LDRH_IMM,
                V7M,
                Format.IMM)
            .not("t"));
    rows.add(
        row("LDRHT T1", "11111 00 0 0 01 1 nnnn tttt 1110 iiiiiiii", Op.LDRHT, V7M, Format.IMM)
            .not("t"));
    rows.add(
        row(
                "LDRH (immediate) T3 negative offset",
                "11111 00 0 0 01 1 nnnn tttt 1100 iiiiiiii",
                Op.LDRH_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("t"));
    rows.add(
        row(
                "LDRH (immediate) T3 post-indexed",
                "11111 00 0 0 01 1 nnnn tttt 10U1 iiiiiiii",
                Op.LDRH_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRH (immediate) T3 pre-indexed",
                "11111 00 0 0 01 1 nnnn tttt 11U1 iiiiiiii",
                Op.LDRH_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRH (register) T2",
                "11111 00 0 0 01 1 nnnn tttt 000000 ii mmmm",
                Op.LDRH_REG,
                V7M,
                Format.INDEX)
            .not("tm"));
    rows.add(
        row(
                "Unallocated memory hint LDRSH (literal) T1",
                "11111 00 1 U 01 1 1111 1111 iiiiiiiiiiii",
                Op.NOP,
                V7M,
                Format.LITERAL)
            .before("Unallocated memory hint LDRSH (*", "LDRSH*"));
    rows.add(
        row(
                "Unallocated memory hint LDRSH (immediate) T1",
                "11111 00 1 1 01 1 nnnn 1111 iiiiiiiiiiii",
                Op.NOP,
                V7M,
                Format.IMM)
            .before("LDRSH (literal) T1"));
    rows.add(
        row(
                "Unallocated memory hint LDRSH (immediate) T2",
                "11111 00 1 0 01 1 nnnn 1111 1100 iiiiiiii",
                Op.NOP,
                V7M,
                Format.OFFSET_MINUS)
            .before("LDRSH (literal) T1"));
    rows.add(
        row(
                "Unallocated memory hint LDRSH (register) T1",
                "11111 00 1 0 01 1 nnnn 1111 000000 ii mmmm",
                Op.NOP,
                V7M,
                Format.INDEX)
            .not("m")
            .before("LDRSH (literal) T1"));
    rows.add(
        row(
                "LDRSH (literal) T1",
                "11111 00 1 U 01 1 1111 tttt iiiiiiiiiiii",
                Op.LDRSH_LIT,
                V7M,
                Format.LITERAL)
            .not("t")
            .before("LDRSH*"));
    rows.add(
        row(
                "LDRSH (immediate) T1",
                "11111 00 1 1 01 1 nnnn tttt iiiiiiiiiiii",
                Op.LDRSH_IMM,
                V7M,
                Format.IMM)
            .not("t"));
    rows.add(
        row("LDRSHT T1", "11111 00 1 0 01 1 nnnn tttt 1110 iiiiiiii", Op.LDRSHT, V7M, Format.IMM)
            .not("t"));
    rows.add(
        row(
                "LDRSH (immediate) T2 negative offset",
                "11111 00 1 0 01 1 nnnn tttt 1100 iiiiiiii",
                Op.LDRSH_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("t"));
    rows.add(
        row(
                "LDRSH (immediate) T2 post-indexed",
                "11111 00 1 0 01 1 nnnn tttt 10U1 iiiiiiii",
                Op.LDRSH_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRSH (immediate) T2 pre-indexed",
                "11111 00 1 0 01 1 nnnn tttt 11U1 iiiiiiii",
                Op.LDRSH_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("t")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDRSH (register) T2",
                "11111 00 1 0 01 1 nnnn tttt 000000 ii mmmm",
                Op.LDRSH_REG,
                V7M,
                Format.INDEX)
            .not("tm"));
  }

  /** Arm ARM A5.3.7. */
  private static void loadWord(List<Encoding> rows) {
    rows.add(
        row(
                "LDR (literal) T2",
                "11111 00 0 U 10 1 1111 tttt iiiiiiiiiiii",
                Op.LDR_LIT,
                V7M,
                Format.LITERAL)
            .before("LDR (*", "LDRT T1"));
    rows.add(
        row(
            "LDR (immediate) T3",
            "11111 00 0 1 10 1 nnnn tttt iiiiiiiiiiii",
            Op.LDR_IMM,
            V7M,
            Format.IMM));
    rows.add(
        row("LDRT T1", "11111 00 0 0 10 1 nnnn tttt 1110 iiiiiiii", Op.LDRT, V7M, Format.IMM)
            .not("t"));
    rows.add(
        row(
            "LDR (immediate) T4 negative offset",
            "11111 00 0 0 10 1 nnnn tttt 1100 iiiiiiii",
            Op.LDR_IMM,
            V7M,
            Format.OFFSET_MINUS));
    rows.add(
        row(
                "LDR (immediate) T4 post-indexed",
                "11111 00 0 0 10 1 nnnn tttt 10U1 iiiiiiii",
                Op.LDR_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDR (immediate) T4 pre-indexed",
                "11111 00 0 0 10 1 nnnn tttt 11U1 iiiiiiii",
                Op.LDR_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "LDR (register) T2",
                "11111 00 0 0 10 1 nnnn tttt 000000 ii mmmm",
                Op.LDR_REG,
                V7M,
                Format.INDEX)
            .not("m"));
  }

  /** Arm ARM A5.3.10. */
  private static void store(List<Encoding> rows) {
    rows.add(
        row(
                "STRB (immediate) T2",
                "11111 00 0 1 00 0 nnnn tttt iiiiiiiiiiii",
                Op.STRB_IMM,
                V7M,
                Format.IMM)
            .not("Nt"));
    rows.add(
        row("STRBT T1", "11111 00 0 0 00 0 nnnn tttt 1110 iiiiiiii", Op.STRBT, V7M, Format.IMM)
            .not("Nt"));
    rows.add(
        row(
                "STRB (immediate) T3 negative offset",
                "11111 00 0 0 00 0 nnnn tttt 1100 iiiiiiii",
                Op.STRB_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("Nt"));
    rows.add(
        row(
                "STRB (immediate) T3 post-indexed",
                "11111 00 0 0 00 0 nnnn tttt 10U1 iiiiiiii",
                Op.STRB_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("Nt")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STRB (immediate) T3 pre-indexed",
                "11111 00 0 0 00 0 nnnn tttt 11U1 iiiiiiii",
                Op.STRB_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("Nt")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STRB (register) T2",
                "11111 00 0 0 00 0 nnnn tttt 000000 ii mmmm",
                Op.STRB_REG,
                V7M,
                Format.INDEX)
            .not("Ntm"));
    rows.add(
        row(
                "STRH (immediate) T2",
                "11111 00 0 1 01 0 nnnn tttt iiiiiiiiiiii",
                Op.STRH_IMM,
                V7M,
                Format.IMM)
            .not("Nt"));
    rows.add(
        row("STRHT T1", "11111 00 0 0 01 0 nnnn tttt 1110 iiiiiiii", Op.STRHT, V7M, Format.IMM)
            .not("Nt"));
    rows.add(
        row(
                "STRH (immediate) T3 negative offset",
                "11111 00 0 0 01 0 nnnn tttt 1100 iiiiiiii",
                Op.STRH_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("Nt"));
    rows.add(
        row(
                "STRH (immediate) T3 post-indexed",
                "11111 00 0 0 01 0 nnnn tttt 10U1 iiiiiiii",
                Op.STRH_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("Nt")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STRH (immediate) T3 pre-indexed",
                "11111 00 0 0 01 0 nnnn tttt 11U1 iiiiiiii",
                Op.STRH_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("Nt")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STRH (register) T2",
                "11111 00 0 0 01 0 nnnn tttt 000000 ii mmmm",
                Op.STRH_REG,
                V7M,
                Format.INDEX)
            .not("Ntm"));
    rows.add(
        row(
                "STR (immediate) T3",
                "11111 00 0 1 10 0 nnnn tttt iiiiiiiiiiii",
                Op.STR_IMM,
                V7M,
                Format.IMM)
            .not("NT"));
    rows.add(
        row("STRT T1", "11111 00 0 0 10 0 nnnn tttt 1110 iiiiiiii", Op.STRT, V7M, Format.IMM)
            .not("Nt"));
    rows.add(
        row(
                "STR (immediate) T4 negative offset",
                "11111 00 0 0 10 0 nnnn tttt 1100 iiiiiiii",
                Op.STR_IMM,
                V7M,
                Format.OFFSET_MINUS)
            .not("NT"));
    rows.add(
        row(
                "STR (immediate) T4 post-indexed",
                "11111 00 0 0 10 0 nnnn tttt 10U1 iiiiiiii",
                Op.STR_POST,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("NT")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STR (immediate) T4 pre-indexed",
                "11111 00 0 0 10 0 nnnn tttt 11U1 iiiiiiii",
                Op.STR_PRE,
                V7M,
                Format.OFFSET_WRITE_BACK)
            .not("NT")
            .rules(Rule.BASE_NOT_TRANSFERRED));
    rows.add(
        row(
                "STR (register) T2",
                "11111 00 0 0 10 0 nnnn tttt 000000 ii mmmm",
                Op.STR_REG,
                V7M,
                Format.INDEX)
            .not("NTm"));
  }

  /** Arm ARM A5.3.11. */
  private static void shiftedRegister(List<Encoding> rows) {
    rows.add(
        row(
                "TST (register) T2",
                "1110101 0000 1 nnnn 0 iii 1111 ii ss mmmm",
                Op.TST_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("nm")
            .setsFlags());
    rows.add(
        row(
                "AND (register) T2",
                "1110101 0000 S nnnn 0 iii dddd ii ss mmmm",
                Op.AND_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "BIC (register) T2",
                "1110101 0001 S nnnn 0 iii dddd ii ss mmmm",
                Op.BIC_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "MOV (register) T3",
                "1110101 0010 S 1111 0 000 dddd 00 00 mmmm",
                Op.MOV_REG,
                V7M,
                Format.NONE)
            .not("DM")
            .rules(Rule.NOT_TWO_SP));
    rows.add(
        row("RRX T1", "1110101 0010 S 1111 0 000 dddd 00 11 mmmm", Op.RRX, V7M, Format.NONE)
            .not("dm"));
    rows.add(
        row(
                "LSL (immediate) T2",
                "1110101 0010 S 1111 0 iii dddd ii 00 mmmm",
                Op.LSL_IMM,
                V7M,
                Format.SHIFT_LEFT)
            .not("dm"));
    rows.add(
        row(
                "LSR (immediate) T2",
                "1110101 0010 S 1111 0 iii dddd ii 01 mmmm",
                Op.LSR_IMM,
                V7M,
                Format.SHIFT_RIGHT)
            .not("dm"));
    rows.add(
        row(
                "ASR (immediate) T2",
                "1110101 0010 S 1111 0 iii dddd ii 10 mmmm",
                Op.ASR_IMM,
                V7M,
                Format.SHIFT_RIGHT)
            .not("dm"));
    rows.add(
        row(
                "ROR (immediate) T1",
                "1110101 0010 S 1111 0 iii dddd ii 11 mmmm",
                Op.ROR_IMM,
                V7M,
                Format.SHIFT_LEFT)
            .not("dm"));
    rows.add(
        row(
                "ORR (register) T2",
                "1110101 0010 S nnnn 0 iii dddd ii ss mmmm",
                Op.ORR_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "MVN (register) T2",
                "1110101 0011 S 1111 0 iii dddd ii ss mmmm",
                Op.MVN_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dm"));
    rows.add(
        row(
                "ORN (register) T1",
                "1110101 0011 S nnnn 0 iii dddd ii ss mmmm",
                Op.ORN_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "TEQ (register) T1",
                "1110101 0100 1 nnnn 0 iii 1111 ii ss mmmm",
                Op.TEQ_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("nm")
            .setsFlags());
    rows.add(
        row(
                "EOR (register) T2",
                "1110101 0100 S nnnn 0 iii dddd ii ss mmmm",
                Op.EOR_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "CMN (register) T2",
                "1110101 1000 1 nnnn 0 iii 1111 ii ss mmmm",
                Op.CMN_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("Nm")
            .setsFlags()
            .before("ADD (SP plus register) T3"));
    rows.add(
        row(
                "ADD (SP plus register) T3",
                "1110101 1000 S 1101 0 iii dddd ii ss mmmm",
                Op.ADD_REG,
                V7M,
                Format.SP_SHIFTED_REGISTER)
            .not("Dm"));
    rows.add(
        row(
                "ADD (register) T3",
                "1110101 1000 S nnnn 0 iii dddd ii ss mmmm",
                Op.ADD_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "ADC (register) T2",
                "1110101 1010 S nnnn 0 iii dddd ii ss mmmm",
                Op.ADC_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "SBC (register) T2",
                "1110101 1011 S nnnn 0 iii dddd ii ss mmmm",
                Op.SBC_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "CMP (register) T3",
                "1110101 1101 1 nnnn 0 iii 1111 ii ss mmmm",
                Op.CMP_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("Nm")
            .setsFlags()
            .before("SUB (SP minus register) T1"));
    rows.add(
        row(
                "SUB (SP minus register) T1",
                "1110101 1101 S 1101 0 iii dddd ii ss mmmm",
                Op.SUB_REG,
                V7M,
                Format.SP_SHIFTED_REGISTER)
            .not("Dm"));
    rows.add(
        row(
                "SUB (register) T2",
                "1110101 1101 S nnnn 0 iii dddd ii ss mmmm",
                Op.SUB_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
    rows.add(
        row(
                "RSB (register) T1",
                "1110101 1110 S nnnn 0 iii dddd ii ss mmmm",
                Op.RSB_REG,
                V7M,
                Format.SHIFTED_REGISTER)
            .not("dnm"));
  }

  /** Arm ARM A5.3.12 and A5.3.15. */
  private static void dataProcessingRegister(List<Encoding> rows) {
    rows.add(
        row(
                "LSL (register) T2",
                "11111010 0 00 S nnnn 1111 dddd 0000 mmmm",
                Op.LSL_REG,
                V7M,
                Format.NONE)
            .not("dnm"));
    rows.add(
        row(
                "LSR (register) T2",
                "11111010 0 01 S nnnn 1111 dddd 0000 mmmm",
                Op.LSR_REG,
                V7M,
                Format.NONE)
            .not("dnm"));
    rows.add(
        row(
                "ASR (register) T2",
                "11111010 0 10 S nnnn 1111 dddd 0000 mmmm",
                Op.ASR_REG,
                V7M,
                Format.NONE)
            .not("dnm"));
    rows.add(
        row(
                "ROR (register) T2",
                "11111010 0 11 S nnnn 1111 dddd 0000 mmmm",
                Op.ROR_REG,
                V7M,
                Format.NONE)
            .not("dnm"));
    rows.add(
        row("REV T2", "11111010 1001 nnnn 1111 dddd 10 00 mmmm", Op.REV, V7M, Format.NONE)
            .not("dm")
            .rules(Rule.SOURCE_TWICE));
    rows.add(
        row("REV16 T2", "11111010 1001 nnnn 1111 dddd 10 01 mmmm", Op.REV16, V7M, Format.NONE)
            .not("dm")
            .rules(Rule.SOURCE_TWICE));
    rows.add(
        row("RBIT T1", "11111010 1001 nnnn 1111 dddd 10 10 mmmm", Op.RBIT, V7M, Format.NONE)
            .not("dm")
            .rules(Rule.SOURCE_TWICE));
    rows.add(
        row("REVSH T2", "11111010 1001 nnnn 1111 dddd 10 11 mmmm", Op.REVSH, V7M, Format.NONE)
            .not("dm")
            .rules(Rule.SOURCE_TWICE));
    rows.add(
        row("CLZ T1", "11111010 1011 nnnn 1111 dddd 1000 mmmm", Op.CLZ, V7M, Format.NONE)
            .not("dm")
            .rules(Rule.SOURCE_TWICE));
  }

  /** Arm ARM A5.3.16 and A5.3.17. */
  private static void multiply(List<Encoding> rows) {
    rows.add(
        row("MUL T2", "111110110 000 nnnn 1111 dddd 0000 mmmm", Op.MUL, V7M, Format.NONE)
            .not("dnm"));
    rows.add(
        row("MLA T1", "111110110 000 nnnn aaaa dddd 0000 mmmm", Op.MLA, V7M, Format.NONE)
            .not("dnma"));
    rows.add(
        row("MLS T1", "111110110 000 nnnn aaaa dddd 0001 mmmm", Op.MLS, V7M, Format.NONE)
            .not("dnma"));
    rows.add(
        row("SMULL T1", "111110111 000 nnnn dddd aaaa 0000 mmmm", Op.SMULL, V7M, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("SDIV T1", "111110111 001 nnnn oooo dddd 1111 mmmm", Op.SDIV, BASELINE, Format.NONE)
            .not("dnm"));
    rows.add(
        row("UMULL T1", "111110111 010 nnnn dddd aaaa 0000 mmmm", Op.UMULL, V7M, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("UDIV T1", "111110111 011 nnnn oooo dddd 1111 mmmm", Op.UDIV, BASELINE, Format.NONE)
            .not("dnm"));
    rows.add(
        row("SMLAL T1", "111110111 100 nnnn dddd aaaa 0000 mmmm", Op.SMLAL, V7M, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
    rows.add(
        row("UMLAL T1", "111110111 110 nnnn dddd aaaa 0000 mmmm", Op.UMLAL, V7M, Format.NONE)
            .not("dnma")
            .rules(Rule.RESULTS_DIFFER));
  }

  /** Arm ARM A5.3.18: accesses to coprocessors that do not exist. */
  private static void coprocessor(List<Encoding> rows) {
    rows.add(
        row(
            "Coprocessor load, store or 64-bit move",
            "111 - 110 --------- ---- kkkk --------",
            Op.COPROCESSOR,
            V7M,
            Format.COPROCESSOR));
    rows.add(
        row(
            "Coprocessor data processing or move",
            "111 - 1110 -------- ---- kkkk --------",
            Op.COPROCESSOR,
            V7M,
            Format.COPROCESSOR));
  }
}
