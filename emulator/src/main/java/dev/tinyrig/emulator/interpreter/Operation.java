package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/** What an instruction does to a core. */
@FunctionalInterface
public interface Operation {
  /** Executes one instruction of the operation. */
  void execute(Core c, Instruction i);
}
