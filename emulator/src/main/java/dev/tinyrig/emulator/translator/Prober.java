package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;

/** Tells probes what translated code does, with the core as it is at that moment. */
final class Prober {
  private final Core core;
  private final Probes probes;

  /** Cycles that were left when the line began in which translated code was left. */
  int startLeft;

  private long end;
  private long deadline;

  Prober(Core core, Probes probes) {
    this.core = core;
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
   * A call was executed; whether somebody asks for attention.
   *
   * @param left cycles that are left
   * @param retired instructions that are not in the core's count yet
   */
  boolean call(Instruction branch, int target, int left, int retired) {
    arrive(target, left, retired);
    for (Probe probe : probes.calls) {
      probe.call(branch.address, target, branch.next(), branch.op != Op.BL);
    }
    return core.clock.deadline != deadline;
  }

  /** A direct unconditional branch was executed; see {@link #call}. */
  boolean jump(Instruction branch, int target, int left, int retired) {
    arrive(target, left, retired);
    for (Probe probe : probes.calls) {
      probe.jump(branch.address, target);
    }
    return core.clock.deadline != deadline;
  }

  /** Another branch left its line; see {@link #call}. */
  boolean ret(Instruction branch, int target, int left, int retired) {
    arrive(target, left, retired);
    for (Probe probe : probes.calls) {
      probe.ret(branch.address, target);
    }
    return core.clock.deadline != deadline;
  }

  private void arrive(int target, int left, int retired) {
    core.clock.cycles = end - left;
    core.instructions += retired;
    core.pc = target;
  }

  /** A run of instructions ended in which SP moved. */
  void moved(Run run, int cycles) {
    for (Probe probe : probes.blocks) {
      probe.block(run.block(), 0, run.to(), cycles);
    }
  }
}
