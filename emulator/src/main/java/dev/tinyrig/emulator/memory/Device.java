package dev.tinyrig.emulator.memory;

import dev.tinyrig.emulator.state.Stateful;

/**
 * A memory-mapped peripheral.
 *
 * <p>The bus calls it with the byte offset from its base and the access size in bytes (1, 2 or 4),
 * naturally aligned. Values are right-aligned; a load returns the value zero-extended. A device
 * that refuses an access throws {@link BusError}.
 */
public interface Device extends Stateful {
  /** Reads {@code size} bytes at {@code offset}. */
  int load(int offset, int size);

  /** Writes the low {@code size} bytes of {@code value} at {@code offset}. */
  void store(int offset, int size, int value);
}
