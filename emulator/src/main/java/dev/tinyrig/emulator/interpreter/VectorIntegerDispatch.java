package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Finds the method that executes vector integer, predication and move instructions; one case per
 * operation.
 */
final class VectorIntegerDispatch {
  private VectorIntegerDispatch() {}

  static void execute(Core c, Instruction i) {
    switch (i.code) {
      default -> throw new AssertionError("no operation of this family: " + i.op);
    }
  }
}
