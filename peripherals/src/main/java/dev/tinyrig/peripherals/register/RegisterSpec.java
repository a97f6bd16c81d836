package dev.tinyrig.peripherals.register;

/**
 * How a register behaves.
 *
 * @param offset bytes from the device's base, a multiple of 4
 * @param kind what reads and writes do
 * @param reset value after reset
 * @param writable bits that a write changes
 * @param unmodelled bits that exist but have no effect here; writing them other than their reset
 *     value is reported
 */
public record RegisterSpec(int offset, Kind kind, int reset, int writable, int unmodelled) {
  /** What reads and writes do. */
  public enum Kind {
    /** Holds its writable bits; a narrow write keeps the other bytes. */
    STORED,
    /** A write is an action of its bits; a narrow write is 0 in the other bytes. */
    ACTION,
    /** Writes are ignored, as the manual says. */
    READ_ONLY,
    /** Known to exist, not modelled: follows the policy. */
    UNMODELLED
  }

  public static RegisterSpec stored(int offset, int reset, int writable) {
    return new RegisterSpec(offset, Kind.STORED, reset, writable, 0);
  }

  /** Holds its bits, of which some have no effect. */
  public static RegisterSpec stored(int offset, int reset, int writable, int unmodelled) {
    return new RegisterSpec(offset, Kind.STORED, reset, writable, unmodelled);
  }

  public static RegisterSpec action(int offset, int reset) {
    return new RegisterSpec(offset, Kind.ACTION, reset, -1, 0);
  }

  public static RegisterSpec readOnly(int offset, int reset) {
    return new RegisterSpec(offset, Kind.READ_ONLY, reset, 0, 0);
  }

  public static RegisterSpec unmodelled(int offset) {
    return new RegisterSpec(offset, Kind.UNMODELLED, 0, 0, 0);
  }
}
