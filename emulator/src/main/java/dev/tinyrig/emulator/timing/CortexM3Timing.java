package dev.tinyrig.emulator.timing;

/**
 * Cortex-M3: cycles of the tables of its manual (Arm DDI 0337), and of measurements where it is
 * silent.
 */
final class CortexM3Timing extends Armv7mTiming {
  CortexM3Timing(FigureTable table) {
    super(table, false);
  }

  /**
   * How far the cycles of whole networks move when every figure stands at the same end of its
   * range: by -13 to +8 % in the firmware of the fixtures, the speed of the multiplier left out.
   * Nothing was held against silicon.
   */
  private static final double BAND_PERCENT = 13.0;

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("Arm DDI 0337, instruction timing")
        .row(Quantity.ALU, 1)
        .row(Quantity.MULTIPLY, 1)
        .row(Quantity.MULTIPLY_ACCUMULATE, 2)
        .row(
            Quantity.LONG_MULTIPLY,
            5,
            3,
            5,
            "ends early for small operands by a rule that is not published; those of requantisation fill 32 bits. Seen as up to 2 cycles less in each one with small operands.")
        .row(
            Quantity.LONG_MULTIPLY_ACCUMULATE,
            7,
            4,
            7,
            "as LONG_MULTIPLY; seen as up to 3 cycles less in each one with small operands.")
        .row(Quantity.DSP, 1, "this core has no DSP instructions; SSAT and USAT are ALU operations")
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
            2,
            1,
            3,
            "as REFILL; the manual's text says at least 5 in all, its table allows 3. Seen in jump tables by LDR.")
        .row(Quantity.TABLE_BRANCH, 2)
        .row(Quantity.REFILL_TABLE_BRANCH, 2, 1, 3, "as REFILL; seen in switch statements")
        .from("Arm DDI 0337, load and store timing")
        .row(Quantity.LOAD, 2)
        .row(Quantity.LOAD_OVERLAP, 1)
        .row(
            Quantity.LOAD_BEFORE_NOP,
            0,
            0,
            1,
            "the manual says so of instructions that read no register; measured on Cortex-M4 only. Seen in padded code.")
        .row(
            Quantity.LITERAL_COLLISION,
            0,
            0,
            1,
            "happens where code and literals share one port; the boards' zero-wait memory has one port for each. Seen in code with many constants.")
        .row(Quantity.STORE, 1)
        .row(
            Quantity.STORE_WRITE_BACK,
            2,
            1,
            2,
            "only an immediate offset without write-back is known to take one cycle. Seen in copy loops that write their pointer back.")
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
        .row(Quantity.WRITE_BACK_CHAINS, 0, "0 means no")
        .from("compendium.i-0.nl, measured on STM32L4 (Cortex-M4; the fetch is the same)")
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
        .from("Arm DDI 0337, exceptions")
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
            "the clocks of this part are taken to run on; seen once per WFI");
  }

  @Override
  public double errorBandPercent() {
    return BAND_PERCENT;
  }

  @Override
  public String calibratedAgainst() {
    return "Arm DDI 0337 instruction table";
  }
}
