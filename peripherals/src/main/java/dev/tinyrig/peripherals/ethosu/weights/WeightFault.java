package dev.tinyrig.peripherals.ethosu.weights;

/** Coded weights cannot be decoded, or do not fit their operation: STATUS.wd_fault. */
public final class WeightFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public WeightFault(String message) {
    super(message);
  }
}
