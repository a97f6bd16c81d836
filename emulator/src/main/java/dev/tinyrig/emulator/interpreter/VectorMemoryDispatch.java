package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/** Finds the method that executes vector loads and stores; one case per operation. */
final class VectorMemoryDispatch {
  private VectorMemoryDispatch() {}

  static void execute(Core c, Instruction i) {
    switch (i.code) {
      default -> throw new AssertionError("no operation of this family: " + i.op);
    }
  }
}
