package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.time.Clock;

/**
 * One instruction to be executed on a core by somebody who counts its static cycles: for translated
 * code that has no bytecode for it.
 */
public final class Step {
  private static final int[] NO_CYCLES = {0};

  private final Instruction[] code;

  public Step(Instruction instruction) {
    code = new Instruction[] {instruction};
  }

  /**
   * Executes the instruction, which neither branches nor stands under a condition that fails.
   *
   * @return the cycles that depended on its operands, or -1 when it faults, before it has had an
   *     effect
   */
  public int execute(Core core) {
    Clock clock = core.clock;
    long before = clock.cycles;
    try {
      Dispatch.line(core, clock, code, NO_CYCLES, 0, 1);
    } catch (GuestFault fault) {
      return -1;
    }
    return (int) (clock.cycles - before);
  }
}
