package dev.tinyrig.emulator.time;

/**
 * The machine's one clock: a 64-bit count of core cycles since reset.
 *
 * <p>Only the running engine and the bus (for wait states) advance {@link #cycles}. While an
 * instruction executes, {@code cycles} is the count at its first cycle, so that a device access
 * sees the exact cycle of its instruction. The fields are public because the engines touch them at
 * every instruction.
 */
public final class Clock {
  /** Cycles since reset. */
  public long cycles;

  /**
   * First cycle at which the engine must leave its block at the next instruction boundary: the
   * earliest scheduled event or limit, or 0 to ask for attention at once (an interrupt became
   * pending, a debugger wants a halt).
   */
  public long deadline;

  /** Makes the engine stop at the next instruction boundary. */
  public void requestAttention() {
    deadline = 0;
  }
}
