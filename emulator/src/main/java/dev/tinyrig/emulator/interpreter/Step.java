package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.time.Clock;

/**
 * One instruction to be executed on a core by somebody who counts its static cycles: for translated
 * code that has no bytecode for it.
 *
 * <p>A record, because the JIT compiler treats what one holds as constant: the operation is inlined
 * into the translated code.
 */
public record Step(Instruction[] code, Operation operation) {
  private static final int[] NO_CYCLES = {0};

  /** A step of an instruction. */
  public static Step of(Instruction instruction) {
    Operation operation =
        instruction.op.kind().isVector() ? VectorDispatch.operation(instruction) : null;
    return new Step(new Instruction[] {instruction}, operation);
  }

  /**
   * Executes a vector instruction that cannot fault and whose cycles depend on nothing, with access
   * to the unit and no beats behind it.
   */
  public void compute(Core core) {
    operation.execute(core, code[0]);
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
      if (operation != null && core.fpReady && core.eci == 0) {
        operation.execute(core, code[0]);
      } else {
        Dispatch.line(core, clock, code, NO_CYCLES, 0, 1);
      }
    } catch (GuestFault fault) {
      return -1;
    }
    return (int) (clock.cycles - before);
  }
}
