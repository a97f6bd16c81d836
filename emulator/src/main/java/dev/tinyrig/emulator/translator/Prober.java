package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;

/** Tells probes what translated code does, with the core as it is at that moment. */
final class Prober {
  private final Core core;
  final Probes probes;

  /** Cycles that were left when the line began in which translated code was left. */
  int startLeft;

  /** The row of counters of the run in which translated code was left. */
  int origin;

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
  boolean tellCall(
      Instruction branch,
      int target,
      int left,
      int retired,
      int r0,
      int r1,
      int r2,
      int r3,
      int sp,
      int lr) {
    arrive(target, left, retired, sp);
    give(r0, r1, r2, r3, lr);
    for (Probe probe : probes.calls) {
      probe.call(branch.address, target, branch.next(), branch.op != Op.BL);
    }
    return core.clock.deadline != deadline;
  }

  /** A direct unconditional branch was executed; see {@link #tellCall}. */
  boolean tellJump(
      Instruction branch,
      int target,
      int left,
      int retired,
      int r0,
      int r1,
      int r2,
      int r3,
      int sp,
      int lr) {
    arrive(target, left, retired, sp);
    give(r0, r1, r2, r3, lr);
    for (Probe probe : probes.calls) {
      probe.jump(branch.address, target);
    }
    return core.clock.deadline != deadline;
  }

  /** Another branch left its line; see {@link #tellCall}. */
  boolean tellReturn(
      Instruction branch,
      int target,
      int left,
      int retired,
      int r0,
      int r1,
      int r2,
      int r3,
      int sp,
      int lr) {
    arrive(target, left, retired, sp);
    give(r0, r1, r2, r3, lr);
    for (Probe probe : probes.calls) {
      probe.ret(branch.address, target);
    }
    return core.clock.deadline != deadline;
  }

  private void give(int r0, int r1, int r2, int r3, int lr) {
    int[] r = core.r;
    r[0] = r0;
    r[1] = r1;
    r[2] = r2;
    r[3] = r3;
    r[14] = lr;
  }

  private void arrive(int target, int left, int retired, int sp) {
    core.r[13] = sp;
    core.clock.cycles = end - left;
    core.instructions += retired;
    core.pc = target;
  }

  /** SP has moved in the first instructions of a line. */
  void stackMoved(Block line, int to) {
    for (Probe probe : probes.blocks) {
      probe.stackMoved(line, 0, to);
    }
  }
}
