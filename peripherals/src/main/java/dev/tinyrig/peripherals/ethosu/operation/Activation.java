package dev.tinyrig.peripherals.ethosu.operation;

/**
 * What happens to a scaled value before it is stored.
 *
 * @param function what
 * @param table slot in the table memory, for {@link Function#TABLE}
 * @param clip type whose range values are clipped to before a table; null for the output's own
 * @param lowest smallest value
 * @param highest largest value
 */
public record Activation(Function function, int table, ElementType clip, int lowest, int highest) {
  /** ACTIVATION.function. */
  public enum Function {
    CLAMP,
    TANH,
    SIGMOID,
    TABLE
  }
}
