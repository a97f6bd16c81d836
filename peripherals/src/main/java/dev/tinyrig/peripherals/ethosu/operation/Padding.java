package dev.tinyrig.peripherals.ethosu.operation;

/** Rows and columns that are added around an input, in its upscaled coordinates. */
public record Padding(int top, int left, int bottom, int right) {
  /** None. */
  public static final Padding NONE = new Padding(0, 0, 0, 0);

  /** Whether there is any. */
  public boolean isAny() {
    return (top | left | bottom | right) != 0;
  }
}
