package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Finds the dispatcher of a vector instruction's family. Access to the unit was checked by {@link
 * FpDispatch} already.
 */
final class VectorDispatch {
  private VectorDispatch() {}

  /** Executes one vector instruction, predication and beat-wise resumption included. */
  static void execute(Core c, Instruction i) {
    if (c.eci != 0) {
      checkEci(c);
    }
    operation(i).execute(c, i);
  }

  /** What a vector instruction does; needs access to the unit and no reserved ECI. */
  static Operation operation(Instruction i) {
    return switch (i.op.kind()) {
      case VECTOR_LOAD, VECTOR_STORE, VECTOR_GATHER, VECTOR_SCATTER ->
          VectorMemoryDispatch.operation(i.code);
      case VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY -> VectorFloatDispatch.operation(i.code);
      default -> VectorIntegerDispatch.operation(i.code);
    };
  }

  /** A reserved value of ECI is an INVSTATE fault. */
  static void checkEci(Core c) {
    if (c.eci == 3 || c.eci > 5) {
      throw new GuestFault(FaultKind.INVSTATE, 0, "EPSR.ECI has the reserved value " + c.eci);
    }
  }
}
