package dev.tinyrig.emulator.timing;

/**
 * Cortex-M4, with or without floating-point unit: cycles of the tables of its manual (Arm DDI
 * 0439), and of measurements where it is silent.
 */
final class CortexM4Timing extends Armv7mTiming {
  CortexM4Timing(FigureTable table, boolean hasFloatingPoint) {
    super(table, hasFloatingPoint);
  }

  /**
   * How far the cycles of whole networks move when every figure stands at the same end of its
   * range: by -11 to +8 % in the firmware of the fixtures, the speed of the multiplier left out.
   * Nothing was held against silicon.
   */
  private static final double BAND_PERCENT = 11.0;

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("Arm DDI 0439, 3.3.1")
        .row(Quantity.ALU, 1)
        .row(Quantity.MULTIPLY, 1)
        .row(Quantity.MULTIPLY_ACCUMULATE, 1)
        .row(Quantity.LONG_MULTIPLY, 1)
        .row(Quantity.LONG_MULTIPLY_ACCUMULATE, 1)
        .row(Quantity.DSP, 1)
        .row(Quantity.DIVIDE_LEAST, 2)
        .row(
            Quantity.DIVIDE_MOST,
            12,
            "between the two, one cycle more for each 3.2 bits of the quotient, as the leading zeros of the operands tell them")
        .row(
            Quantity.SPECIAL_REGISTER,
            2,
            1,
            2,
            "the manual's table has both; the longer one. Seen as one cycle less in each access to PRIMASK or CONTROL.")
        .row(
            Quantity.BARRIER,
            1,
            1,
            4,
            "1 and the time until memory is idle, which zero-wait memory always is. Seen in drivers that use DMB and DSB.")
        .row(Quantity.INSTRUCTION_BARRIER, 3, "1 and a refill")
        .row(Quantity.SYSTEM, 1)
        .row(Quantity.SKIPPED, 1)
        .row(Quantity.IT, 1)
        .row(
            Quantity.IT_FOLDED,
            0,
            0,
            1,
            "folds into the fetch of the 16-bit instruction before it; the manual does not list when it cannot. Seen as one cycle more in each IT.")
        .row(Quantity.BRANCH_NOT_TAKEN, 1)
        .row(
            Quantity.REFILL,
            2,
            1,
            3,
            "1 where the fetch was speculated and the target is aligned, 3 at worst; compilers' models say 2 and loops in zero-wait memory take 3 with the branch. Seen as one cycle in each round of a loop.")
        .row(Quantity.REFILL_CALL, 2, 1, 3, "as REFILL; seen once in each call")
        .row(
            Quantity.REFILL_INDIRECT,
            2,
            1,
            3,
            "as REFILL; the target is known late, but so are the targets that were measured at 3 in all")
        .row(Quantity.REFILL_POP_PC, 2, 1, 3, "as REFILL; seen once in each return")
        .row(
            Quantity.REFILL_LOAD_PC,
            3,
            1,
            3,
            "the manual's table allows 2 and a refill of 1 to 3, its text says at least 5 in all. Seen in jump tables by LDR.")
        .row(Quantity.TABLE_BRANCH, 2)
        .row(
            Quantity.REFILL_TABLE_BRANCH,
            4,
            1,
            4,
            "the manual's table allows a refill of 1 to 3, but 6 and more in all were measured. Seen in switch statements.")
        .from("Arm DDI 0439, 3.3.2")
        .row(Quantity.LOAD, 2)
        .row(Quantity.LOAD_OVERLAP, 1)
        .row(
            Quantity.LOAD_BEFORE_NOP,
            1,
            0,
            1,
            "a NOP behind a load was measured to take no time of its own; the manual says so of instructions that read no register. Seen in padded code.")
        .row(
            Quantity.LITERAL_COLLISION,
            0,
            0,
            1,
            "happens where code and literals share one port; the boards' zero-wait memory has one port for each. Seen in code with many constants.")
        .row(Quantity.STORE, 1)
        .row(Quantity.STORE_WRITE_BACK, 1)
        .row(Quantity.STORE_REGISTER_OFFSET, 2)
        .row(Quantity.STORE_EXCLUSIVE, 2)
        .row(Quantity.PAIR, 3)
        .row(Quantity.MULTIPLE_BASE, 1)
        .row(Quantity.UNALIGNED, 1)
        .row(Quantity.UNALIGNED_ODD_WORD, 2)
        .row(
            Quantity.BIT_BAND,
            1,
            1,
            2,
            "a read and a write on the bus instead of a write; the write is posted. Seen in drivers that set single bits.")
        .from("jnk0le, measured on silicon, and compilers' models")
        .row(
            Quantity.ADDRESS_DEPENDENCY,
            1,
            0,
            1,
            "an address is needed one cycle earlier than other operands; the manual says so only of the overlap of loads. Seen in pointer chains: 3 cycles a link instead of 2.")
        .row(
            Quantity.LOAD_BEHIND_STORE,
            1,
            0,
            1,
            "nothing overlaps with a store, and its data cycle holds the bus; the manual does not name the cycle. Seen in read-modify-write sequences.")
        .row(Quantity.WRITE_BACK_CHAINS, 1, "1 means yes, for loads of different bases")
        .from("compendium.i-0.nl, measured on STM32L4")
        .row(
            Quantity.WIDE_TARGET_UNALIGNED,
            1,
            0,
            1,
            "a 32-bit instruction at 2 modulo 4 needs two fetches; none in front of it hides them. Seen as one cycle in each round of a loop with such a target.")
        .row(
            Quantity.WIDE_RUN_UNALIGNED,
            1,
            0,
            1,
            "once in a run of three or more, when the fetch buffer has run dry; the measurement does not tell longer runs. Seen in unrolled code.")
        .from("Arm DDI 0439, 3.9")
        .row(Quantity.EXCEPTION_ENTRY, 12)
        .row(Quantity.TAIL_CHAIN, 6)
        .row(
            Quantity.EXCEPTION_RETURN,
            10,
            10,
            12,
            "the manual gives the least time; seen once per interrupt")
        .row(
            Quantity.WAKE_UP,
            0,
            0,
            2,
            "the clocks of this part are taken to run on; seen once per WFI")
        .row(Quantity.FP_FRAME, 17, "17 words more")
        .row(
            Quantity.LAZY_STACKING,
            18,
            17,
            18,
            "one store of 17 words, as STM; seen once in a handler that computes in floating point")
        .from("Arm DDI 0439, 7.2.3")
        .row(Quantity.FP_ARITHMETIC, 1)
        .row(Quantity.FP_MULTIPLY_ACCUMULATE, 3)
        .row(Quantity.FP_DEPENDENT, 1)
        .row(Quantity.FP_DIVIDE, 14, "other instructions go on meanwhile")
        .row(Quantity.FP_LOAD, 2)
        .row(Quantity.FP_STORE, 2)
        .row(Quantity.FP_SECOND_WORD, 1)
        .row(Quantity.FP_MOVE, 1)
        .row(Quantity.FP_MOVE_PAIR, 2);
  }

  @Override
  public double errorBandPercent() {
    return BAND_PERCENT;
  }

  @Override
  public String calibratedAgainst() {
    return "Arm DDI 0439 instruction table";
  }
}
