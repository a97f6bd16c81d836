package dev.tinyrig.peripherals.ethosu.operation;

/**
 * How the second operand of an elementwise operation is used.
 *
 * @param reversed whether the first operand is IFM2
 * @param scalar whether it is one number and not a feature map
 * @param value that number
 */
public record Operands(boolean reversed, boolean scalar, int value) {
  /** There is no second operand. */
  public static final Operands NONE = new Operands(false, false, 0);
}
