package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;

/** From a floating-point operation to the code that executes it. */
final class FpDispatch {
  private FpDispatch() {}

  static void execute(Core c, Instruction i) {
    if (!c.fpReady) {
      c.exceptions.prepareFloatingPoint(c);
    }
    throw new GuestFault(FaultKind.NOCP, 0, i.op + " needs an FPU, which no core here has yet");
  }
}
