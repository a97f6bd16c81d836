package dev.tinyrig.peripherals.ethosu.payload;

/** A driver payload that Arm's driver would refuse too. */
public final class PayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where. */
  public PayloadException(String message) {
    super(message);
  }
}
