package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Single elements of vector loads and stores. They are aligned to their size in memory, whatever
 * CCR.UNALIGN_TRP says (DDI 0553, MemA_MVE).
 *
 * <p>After a fault in the middle of a vector the instruction begins again at the beat that ECI
 * names, which is the one at which it began. Registers that were loaded keep their new values (the
 * manual makes them UNKNOWN), and no base is written back before the last beat.
 */
final class VectorElements {
  private VectorElements() {}

  /** Loads {@code 1 << memory} bytes, zero-extended. */
  static int load(Core c, Instruction i, int address, int memory) {
    checkAlignment(i, address, memory);
    return switch (memory) {
      case 0 -> c.bus.load8(address);
      case 1 -> c.bus.load16(address);
      default -> c.bus.load32(address);
    };
  }

  /** Stores the low {@code 1 << memory} bytes of a value. */
  static void store(Core c, Instruction i, int address, int memory, int value) {
    checkAlignment(i, address, memory);
    switch (memory) {
      case 0 -> c.bus.store8(address, value);
      case 1 -> c.bus.store16(address, value);
      default -> c.bus.store32(address, value);
    }
  }

  private static void checkAlignment(Instruction i, int address, int memory) {
    if ((address & (1 << memory) - 1) != 0) {
      throw new GuestFault(
          FaultKind.UNALIGNED,
          address,
          i.op
              + " needs addresses that are multiples of "
              + (1 << memory)
              + ", not 0x"
              + Integer.toHexString(address));
    }
  }
}
