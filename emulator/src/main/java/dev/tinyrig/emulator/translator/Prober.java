package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;

/** Tells probes what translated code does, with the core as it is at that moment. */
final class Prober {
  private final Core core;
  private final Interpreter interpreter;
  private final Probes probes;

  /** Cycles that were left when the line began in which translated code was left. */
  int startLeft;

  private long end;
  private long deadline;

  Prober(Core core, Interpreter interpreter, Probes probes) {
    this.core = core;
    this.interpreter = interpreter;
    this.probes = probes;
  }

  /** Translated code is entered, with cycles up to this one. */
  void begin(long endCycle) {
    end = endCycle;
    deadline = core.clock.deadline;
  }

  /** The cycle at which the line began in which translated code was left. */
  long lineStart() {
    return end - startLeft;
  }

  /**
   * A branch was executed; whether somebody asks for attention.
   *
   * @param left cycles that are left
   * @param retired instructions that are not in the core's count yet
   */
  boolean flow(Instruction branch, int target, int left, int retired) {
    core.clock.cycles = end - left;
    core.instructions += retired;
    core.pc = target;
    interpreter.announceFlow(branch);
    return core.clock.deadline != deadline;
  }

  /** A run of instructions ended in which SP moved. */
  void moved(Run run, int cycles) {
    for (Probe probe : probes.blocks) {
      probe.block(run.block(), 0, run.to(), cycles);
    }
  }
}
