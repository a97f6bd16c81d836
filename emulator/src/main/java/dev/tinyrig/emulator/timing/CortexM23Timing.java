package dev.tinyrig.emulator.timing;

/**
 * Cortex-M23: a two-stage core near Cortex-M0+, with a divider and the branches of Armv8-M
 * Baseline.
 *
 * <p>Its manual has no table of cycles; where nothing else is known, the figures are those of
 * Cortex-M0+. Not here: changes of security state beyond the branch that makes them, and the
 * collision of data and fetches on the one bus.
 */
final class CortexM23Timing extends Armv6mTiming {
  CortexM23Timing(FigureTable table) {
    super(table);
  }

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("Arm DDI 0484C (Cortex-M0+), 3.3, taken for Cortex-M23")
        .row(Quantity.ALU, 1)
        .row(
            Quantity.MULTIPLY,
            1,
            1,
            32,
            "the part has the fast multiplier or the small one of 32 cycles; microcontrollers that"
                + " run networks have the fast one. Seen as 31 cycles more in each multiplication.")
        .row(Quantity.LOAD, 2)
        .row(Quantity.STORE, 2)
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
        .row(
            Quantity.LITERAL_FIRST_IN_WORD,
            0,
            0,
            1,
            "measured on Cortex-M0+ only, where a fetch brings two instructions. Seen in code with"
                + " many constants.")
        .from("from memory; not looked up in the manual of Cortex-M23")
        .row(
            Quantity.DIVIDE_LEAST,
            17,
            17,
            34,
            "the part has the fast divider or the small one of 34 cycles. Seen in each division.")
        .row(Quantity.EXCEPTION_ENTRY, 15)
        .from("as Cortex-M0+")
        .row(Quantity.EXCEPTION_RETURN, 13, 12, 15, "not published; seen once per interrupt")
        .row(Quantity.TAIL_CHAIN, 6, 6, 15, "not published; seen with interrupts back to back")
        .row(Quantity.WAKE_UP, 0, 0, 2, "the clocks are taken to run on; seen once per WFI");
  }

  @Override
  public double errorBandPercent() {
    return Double.NaN;
  }

  @Override
  public String calibratedAgainst() {
    return "nothing yet; figures of Cortex-M0+";
  }
}
