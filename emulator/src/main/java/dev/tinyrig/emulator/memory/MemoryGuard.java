package dev.tinyrig.emulator.memory;

/**
 * A controller of the part that stands between the bus and a memory and lets accesses through by
 * their security state. While it is {@linkplain #open open} to what the core can send, it costs
 * nothing.
 */
public interface MemoryGuard {
  /** Whether every access of this security state passes, wherever it goes in the memory. */
  boolean open(boolean secure);

  /**
   * Whether an access passes; if not, it reads as zero and its write is lost. Throws {@link
   * BusError} when it is answered with an error.
   *
   * @param offset bytes from the start of the memory
   */
  boolean passes(long offset, boolean secure);
}
