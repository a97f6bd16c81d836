package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;

/** Bytecode of single-precision instructions. */
final class FloatOps {
  private FloatOps() {}

  /** Whether the condition flags of the core are set. */
  static boolean setsFlags(Instruction i) {
    return false;
  }

  static boolean translates(Instruction i) {
    return false;
  }
}
