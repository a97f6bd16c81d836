package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Operands;

/** Which of N, Z (as one), C and V instructions set, surely set, and read. */
final class FlagUse {
  private FlagUse() {}

  /** Flags that the instruction may set. */
  static int set(Instruction i, boolean inIt) {
    return FloatCode.setsFlags(i) ? Flags.ALL : Operands.flagsWritten(i, inIt) & Flags.ALL;
  }

  /** Flags that the instruction sets whatever its operands are. */
  static int surelySet(Instruction i, boolean inIt) {
    return switch (i.op) {
      case LSL_REG, LSR_REG, ASR_REG, ROR_REG -> set(i, inIt) & Operands.NZ;
      default -> set(i, inIt);
    };
  }

  /** Flags whose values the instruction needs. */
  static int read(Instruction i, boolean inIt) {
    return switch (i.op) {
      case LSL_REG, LSR_REG, ASR_REG, ROR_REG -> set(i, inIt) & Operands.C;
      default -> Operands.flagsRead(i) & Flags.ALL;
    };
  }
}
