package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.Protection;
import dev.tinyrig.emulator.state.Stateful;

/** A memory protection unit with its registers. */
interface MemoryProtection extends RegisterBlock, Protection, Stateful {
  /** Sets who must look again when the map of permissions changed. */
  void onChange(Runnable listener);
}
