package dev.tinyrig.emulator.memory;

/**
 * Told about accesses to registers and counters that are not modelled, so that none reads a
 * plausible number unseen.
 */
@FunctionalInterface
public interface UnmodelledAccess {
  /** Nobody wants to know. */
  UnmodelledAccess IGNORED = (what, address, store) -> {};

  /** {@code what} names the device and, where known, the register or function. */
  void accessed(String what, int address, boolean store);
}
