package dev.tinyrig.emulator.timing;

/** Cortex-M0: three stages, cycles of the instruction table of its manual (Arm DDI 0432C, 3.3). */
final class CortexM0Timing extends Armv6mTiming {
  CortexM0Timing(FigureTable table) {
    super(table);
  }

  /**
   * How far the cycles of whole networks move when every figure stands at the same end of its
   * range: by less than 0.1 % in the firmware of the fixtures, the speed of the multiplier left
   * out. Nothing was held against silicon.
   */
  private static final double BAND_PERCENT = 1.0;

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("Arm DDI 0432C, 3.3")
        .row(Quantity.ALU, 1)
        .row(
            Quantity.MULTIPLY,
            1,
            1,
            32,
            "the part has the fast multiplier or the small one of 32 cycles; microcontrollers that"
                + " run networks have the fast one. Seen as 31 cycles more in each multiplication.")
        .row(Quantity.LOAD, 2)
        .row(Quantity.LITERAL_FIRST_IN_WORD, 0)
        .row(Quantity.STORE, 2)
        .row(Quantity.MULTIPLE_BASE, 1)
        .row(Quantity.BRANCH_NOT_TAKEN, 1)
        .row(Quantity.REFILL, 2)
        .row(Quantity.REFILL_CALL, 3)
        .row(Quantity.REFILL_INDIRECT, 2)
        .row(Quantity.REFILL_POP_PC, 3)
        .row(Quantity.SPECIAL_REGISTER, 4)
        .row(Quantity.BARRIER, 4)
        .row(Quantity.INSTRUCTION_BARRIER, 4)
        .row(Quantity.SYSTEM, 1)
        .from("Arm DDI 0432C, 3.8")
        .row(Quantity.EXCEPTION_ENTRY, 16)
        .row(
            Quantity.EXCEPTION_RETURN,
            14,
            13,
            16,
            "the manual gives no figure; unstacking is one load of eight registers, a fetch and a"
                + " refill, one longer than on Cortex-M0+. Seen once per interrupt.")
        .row(
            Quantity.TAIL_CHAIN,
            6,
            6,
            16,
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
    return "Arm DDI 0432C instruction table";
  }
}
