package dev.tinyrig.emulator.timing;

/**
 * One figure of a core's timing.
 *
 * @param quantity what it is
 * @param cycles the value that the model uses
 * @param low the least value that the sources allow
 * @param high the greatest one
 * @param source the document and section, or the measurement, it comes from
 * @param choice where the sources give a range: why this value, and what would be seen if another
 *     one were right; empty otherwise
 */
public record Figure(
    Quantity quantity, int cycles, int low, int high, String source, String choice) {
  /** A value inside its range; a range has its reason. */
  public Figure {
    if (cycles < low || cycles > high) {
      throw new IllegalArgumentException(quantity + ": " + cycles + " is outside its own range");
    }
    if (source.isBlank() || (low != high && choice.isBlank())) {
      throw new IllegalArgumentException(
          quantity + ": a source or the reason of a choice is missing");
    }
  }
}
