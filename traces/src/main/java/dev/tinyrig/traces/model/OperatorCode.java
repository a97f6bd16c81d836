package dev.tinyrig.traces.model;

/**
 * What an operator does.
 *
 * @param builtin number of the builtin operator; 32 for custom ones
 * @param customName name of a custom operator, else empty
 * @param version version of the operator's definition
 */
public record OperatorCode(int builtin, String customName, int version) {
  /** Number that stands for custom operators. */
  public static final int CUSTOM = 32;

  /** The schema's name, or the custom operator's own one. */
  public String name() {
    return builtin == CUSTOM ? customName : BuiltinNames.of(builtin);
  }

  public boolean isCustom() {
    return builtin == CUSTOM;
  }
}
