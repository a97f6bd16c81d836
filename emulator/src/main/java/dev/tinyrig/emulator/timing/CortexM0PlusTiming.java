package dev.tinyrig.emulator.timing;

/** Cortex-M0+: two stages, cycles of the instruction table of its manual (Arm DDI 0484C, 3.3). */
final class CortexM0PlusTiming extends Armv6mTiming {
  CortexM0PlusTiming(FigureTable table) {
    super(table);
  }

  /**
   * How far the cycles of whole networks move when every figure stands at the same end of its
   * range: by less than 0.4 % in the firmware of the fixtures, the speed of the multiplier left
   * out. Nothing was held against silicon.
   */
  private static final double BAND_PERCENT = 1.0;

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("Arm DDI 0484C, 3.3")
        .row(Quantity.ALU, 1)
        .row(
            Quantity.MULTIPLY,
            1,
            1,
            32,
            "the part has the fast multiplier or the small one of 32 cycles; microcontrollers that"
                + " run networks have the fast one. Seen as 31 cycles more in each multiplication.")
        .row(
            Quantity.LOAD,
            2,
            "1 on the single-cycle I/O port, which none of the boards has a device on")
        .row(Quantity.STORE, 2, "1 on the single-cycle I/O port")
        .row(Quantity.MULTIPLE_BASE, 1)
        .row(Quantity.BRANCH_NOT_TAKEN, 1)
        .row(Quantity.REFILL, 1)
        .row(Quantity.REFILL_CALL, 2)
        .row(Quantity.REFILL_INDIRECT, 1)
        .row(Quantity.REFILL_POP_PC, 2)
        .row(Quantity.SPECIAL_REGISTER, 3)
        .row(Quantity.BARRIER, 3)
        .row(Quantity.INSTRUCTION_BARRIER, 3)
        .row(Quantity.SYSTEM, 1)
        .row(Quantity.EXCEPTION_ENTRY, 15)
        .from("jnk0le, measured on silicon")
        .row(
            Quantity.LITERAL_FIRST_IN_WORD,
            1,
            0,
            1,
            "a fetch brings two instructions, so that the bus is free for the literal of the first"
                + " one; the manual has no such case. Seen in code with many constants.")
        .from("Arm DDI 0484C, 3.3 and 3.8")
        .row(
            Quantity.EXCEPTION_RETURN,
            13,
            12,
            15,
            "the manual gives no figure; unstacking is one load of eight registers, a fetch and a"
                + " refill. Seen once per interrupt.")
        .row(
            Quantity.TAIL_CHAIN,
            6,
            6,
            15,
            "the manual says that handlers are chained without unstacking but not how long it"
                + " takes; the figure of Cortex-M3. Seen with interrupts back to back.")
        .row(
            Quantity.WAKE_UP,
            0,
            0,
            2,
            "the clocks of this part are taken to run on; seen once per WFI.");
  }

  @Override
  public double errorBandPercent() {
    return BAND_PERCENT;
  }

  @Override
  public String calibratedAgainst() {
    return "Arm DDI 0484C instruction table";
  }
}
