package dev.tinyrig.peripherals;

/** Stops a run under {@link Unmodelled#FAIL}: the firmware needs something that is not modelled. */
public final class UnmodelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient UnmodelledAccess access;

  UnmodelledException(UnmodelledAccess access) {
    super(
        access.describe()
            + "; run with the policy WARN to go on, or add it to the board's device model");
    this.access = access;
  }

  /** What was touched. */
  public UnmodelledAccess access() {
    return access;
  }
}
