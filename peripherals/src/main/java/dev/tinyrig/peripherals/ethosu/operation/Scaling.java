package dev.tinyrig.peripherals.ethosu.operation;

/**
 * Factors of an operation that stand in the stream.
 *
 * @param rounding of the output
 * @param global whether the output uses {@code ofmScale}, else the scale stream
 * @param ofmScale unsigned 32 bits
 * @param ofmShift right shift after it
 * @param operand which operand of ADD and SUB is scaled on its own
 * @param opaScale factor of that operand, or of operand A
 * @param opaShift right shift after it
 * @param opbScale factor of operand B
 */
public record Scaling(
    Rounding rounding,
    boolean global,
    long ofmScale,
    int ofmShift,
    Operand operand,
    long opaScale,
    int opaShift,
    long opbScale) {
  /** IFM_PRECISION.scale_mode. */
  public enum Operand {
    /** Both by 16-bit factors. */
    BOTH,
    /** A by a 32-bit factor. */
    A,
    /** B by a 32-bit factor, which stands in OPA_SCALE too. */
    B
  }
}
