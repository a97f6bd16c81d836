package dev.tinyrig.emulator.isa;

/**
 * Combinations of operands that the Arm ARM calls UNPREDICTABLE, and what happens here: the
 * instruction is UNDEFINED, or it executes.
 */
public enum Rule {
  /** Write-back to a base that is also transferred. */
  BASE_NOT_TRANSFERRED(true, "the base is written back and transferred"),
  /** Two results in one register. */
  RESULTS_DIFFER(true, "both results go to one register"),
  /** STREX status register is also base or data. */
  STATUS_DIFFERS(true, "the status register is also the base or the data"),
  /** A list without registers. */
  LIST_NOT_EMPTY(true, "the register list is empty"),
  /** 32-bit lists have two registers or more. */
  LIST_OF_TWO(true, "the register list has less than two registers"),
  /** SP in a list. */
  NO_SP_IN_LIST(true, "SP stands in the register list"),
  /** PC in a list of stores. */
  NO_PC_IN_LIST(true, "PC stands in the list of stored registers"),
  /** LR and PC both in a list of loads. */
  NOT_LR_AND_PC(true, "LR and PC stand in one register list"),
  /** The source register is encoded twice; the second one is used. */
  SOURCE_TWICE(false, "the two fields of the source register differ"),
  /** A bit field beyond bit 31, or of negative width. */
  FIELD_INSIDE(true, "the bit field has no bits or passes bit 31"),
  /** SSAT and USAT with ASR #0: the place of SSAT16 and USAT16. */
  SATURATE_SHIFT(true, "the shift is ASR #0, which stands for SSAT16 or USAT16"),
  /** IT with condition 15, or AL with an else. */
  IT_CONDITION(true, "IT with a condition that does not exist"),
  /** Both operands are low registers where a 16-bit encoding for high ones is used. */
  HIGH_REGISTER(false, "high-register encoding with two low registers"),
  /** ADD PC, PC. */
  NOT_TWO_PC(true, "PC twice"),
  /** MOV between SP and SP. */
  NOT_TWO_SP(false, "SP twice"),
  /** No floating-point registers, or beyond the last one. */
  FP_LIST(true, "the list of floating-point registers is empty or passes the last register"),
  /** More fraction bits than bits. */
  FRACTION_BITS(true, "more fraction bits than the fixed-point number has bits"),
  /** A pair of S registers beginning at S31. */
  FP_PAIR(true, "a pair of floating-point registers that begins at S31"),
  /** Conditions AL and 15 of a conditional branch belong to other encodings. */
  BRANCH_CONDITION(true, "a conditional branch with a condition that does not exist"),
  /** The mask of MSR selects nothing or GE bits without the DSP extension. */
  MSR_MASK(false, "MSR with a mask that selects no flags"),
  /** size 11 where no 64-bit elements exist. */
  ELEMENT_NOT_64(true, "there is no form with 64-bit elements"),
  /** Narrowing to bytes or half-words only. */
  ELEMENT_8_OR_16(true, "the narrow elements have 8 or 16 bits"),
  /** Floating point has half and single precision. */
  ELEMENT_16_OR_32(true, "floating-point elements have 16 or 32 bits"),
  /** X with unsigned elements. */
  EXCHANGE_IS_SIGNED(true, "the X form has signed elements only"),
  /** RdaHi 13. */
  HIGH_ACCUMULATOR_NOT_SP(true, "SP as RdaHi"),
  /** A comparison with SP; 15 stands for zero. */
  SCALAR_NOT_SP(true, "SP as Rm"),
  /** A 64-bit result in the register of an operand. */
  LONG_RESULT_DIFFERS(true, "a 64-bit result goes to the register of an operand"),
  /** VREV64: every beat comes from its neighbour. */
  REVERSED_DIFFERS(true, "the vector that is reversed is also the destination"),
  /** VCADD and VHCADD of 32-bit elements: every beat comes from the neighbour of Qm's. */
  ROTATED_WORDS_DIFFER(true, "the vector that is rotated is also the destination"),
  /** Both results of a move of two lanes in one register. */
  TWO_REGISTERS_DIFFER(true, "both lanes go to one register"),
  /** Write-back to SP of vector loads and stores. */
  BASE_NOT_SP_WRITTEN(true, "SP is written back"),
  /** Element sizes of gathers: memory no larger than the element, and smaller if signed. */
  GATHER_SIZES(true, "no gather load has these sizes in memory and register"),
  /** Element sizes of scatters. */
  SCATTER_SIZES(true, "no scatter store has these sizes in memory and register"),
  /** The destination of a gather holds its offsets. */
  GATHER_REGISTERS_DIFFER(true, "the destination is also the vector of offsets"),
  /** The destination of a gather holds its bases. */
  GATHER_BASE_DIFFERS(true, "the destination is also the vector of bases"),
  /** Two consecutive Q registers. */
  TWO_VECTORS(true, "the two registers pass Q7"),
  /** Four consecutive Q registers. */
  FOUR_VECTORS(true, "the four registers pass Q7"),
  /** Without a branch point the place of branch-future instructions belongs to loops. */
  BRANCH_POINT(true, "a branch future without a branch point"),
  /** CSEL and relatives: conditions 0..13. */
  SELECT_CONDITION(true, "a selection by a condition that is always true or does not exist"),
  /** CSEL and relatives: 15 stands for zero, 13 for nothing. */
  SELECT_NOT_SP(true, "SP as Rd, Rn or Rm"),
  /** RdaHi 15 stands for other shifts, or for nothing. */
  HIGH_ACCUMULATOR_NOT_PC(true, "PC as RdaHi"),
  /** A shifted register also holds the amount. */
  SHIFT_AMOUNT_DIFFERS(true, "the amount of the shift is in a shifted register"),
  /** The system registers of VMRS, VMSR, VLDR and VSTR. */
  FP_SYSTEM_REGISTER(true, "there is no floating-point system register of this number"),
  /** Registers beyond S31 are taken as D registers, and there are no more than 32 of them. */
  FP_CLEAR_LIST(true, "the list passes D31, or ends in the middle of a register beyond D15");

  /** In VQDMULL: the second operand is a general-purpose register. */
  private static final int SCALAR = 1 << 6;

  private final boolean undefined;
  private final String text;

  Rule(boolean undefined, String text) {
    this.undefined = undefined;
    this.text = text;
  }

  /** Whether a broken rule makes the instruction UNDEFINED here; else it executes. */
  public boolean undefined() {
    return undefined;
  }

  /** What is wrong, in words. */
  public String text() {
    return text;
  }

  /** Whether the operands break this rule. */
  boolean brokenBy(Instruction.Builder b) {
    return switch (this) {
      case BASE_NOT_TRANSFERRED ->
          b.list ? b.writeBack && (b.imm >>> b.n & 1) != 0 : b.n == b.d || (b.pair && b.n == b.a);
      case RESULTS_DIFFER -> b.d == b.a;
      case STATUS_DIFFERS -> b.a == b.n || b.a == b.d;
      case LIST_NOT_EMPTY -> b.imm == 0;
      case LIST_OF_TWO -> Integer.bitCount(b.imm) < 2;
      case NO_SP_IN_LIST -> (b.imm & 1 << 13) != 0;
      case NO_PC_IN_LIST -> (b.imm & 1 << 15) != 0;
      case NOT_LR_AND_PC -> (b.imm & 3 << 14) == 3 << 14;
      case SOURCE_TWICE -> b.n != b.m;
      case FIELD_INSIDE -> b.amount < 1 || b.imm + b.amount > 32;
      case SATURATE_SHIFT -> b.shift == 2 && b.amount == 0;
      case IT_CONDITION -> {
        int first = b.imm >>> 4;
        yield first == 15 || (first == 14 && Integer.bitCount(b.imm & 15) != 1);
      }
      case HIGH_REGISTER -> b.n < 8 && b.m < 8;
      case NOT_TWO_PC -> b.d == 15 && b.m == 15;
      case NOT_TWO_SP -> b.d == 13 && b.m == 13;
      case FP_LIST -> b.imm == 0 || b.d + b.imm > b.fpRegisters || b.imm > 32;
      case FRACTION_BITS -> b.imm < 0;
      case FP_PAIR -> b.m == 31;
      case BRANCH_CONDITION -> b.cond >= 14;
      case MSR_MASK -> b.amount == 0;
      case ELEMENT_NOT_64 -> b.size == 3;
      case ELEMENT_8_OR_16 -> b.size > 1;
      case ELEMENT_16_OR_32 -> b.size != 1 && b.size != 2;
      case EXCHANGE_IS_SIGNED -> b.exchange && b.unsigned;
      case HIGH_ACCUMULATOR_NOT_SP -> b.a == 13;
      case SCALAR_NOT_SP -> b.m == 13;
      case LONG_RESULT_DIFFERS ->
          b.size == 2 && (b.d == b.n || (b.d == b.m && (b.bits & SCALAR) == 0));
      case REVERSED_DIFFERS -> b.d == b.m;
      case ROTATED_WORDS_DIFFER -> b.size == 2 && b.d == b.m;
      case TWO_REGISTERS_DIFFER -> b.m == b.a;
      case BASE_NOT_SP_WRITTEN -> b.n == 13 && b.writeBack;
      case GATHER_SIZES ->
          !memoryFits(b) || (!b.unsigned && b.shift == b.size) || (b.size == 3 && !b.unsigned);
      case SCATTER_SIZES -> !memoryFits(b);
      case GATHER_REGISTERS_DIFFER -> b.d == b.m;
      case GATHER_BASE_DIFFERS -> b.d == b.n;
      case TWO_VECTORS -> b.d > 6;
      case FOUR_VECTORS -> b.d > 4;
      case BRANCH_POINT -> b.amount == 0;
      case SELECT_CONDITION -> b.cond >= 14;
      case SELECT_NOT_SP -> b.d == 13 || b.n == 13 || b.m == 13;
      case HIGH_ACCUMULATOR_NOT_PC -> b.a == 15;
      case SHIFT_AMOUNT_DIFFERS -> b.m == b.d || (b.pair && b.m == b.a);
      case FP_SYSTEM_REGISTER -> b.a < 1 || (b.a > 2 && b.a < 12);
      case FP_CLEAR_LIST -> {
        int last = b.d + b.imm - 1;
        yield last > 63 || (last > 31 && (last & 1) == 0);
      }
    };
  }

  /** Sizes and scaling of gathers and scatters: bytes have no scale, double words no widening. */
  private static boolean memoryFits(Instruction.Builder b) {
    boolean scaledBytes = b.shift == 0 && (b.bits & 1) != 0;
    return b.shift <= b.size && (b.size < 3 || b.shift == 3) && !scaledBytes;
  }
}
