package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells probes what translated code does, with the core as it is at that moment. Direct calls are
 * told when something else happens than their return, or in sums, if all listeners are content with
 * that.
 */
final class Prober {
  private final Core core;
  final Probes probes;

  /** Cycles that were left when the line began in which translated code was left. */
  int startLeft;

  /** The row of counters of the run in which translated code was left. */
  int origin;

  private final Map<Integer, JumpTarget> jumpTargets = new HashMap<>();
  private int jumps;
  private long end;
  private long deadline;

  /** The call that was executed last, if nobody was told of it; and the moment behind it. */
  private CallSite call;

  private int callSp;
  private long callCycles;
  private long callInstructions;

  /** Calls that have returned since somebody was told of something, in their order. */
  private CallSite[] leaves = new CallSite[16];

  private int leafCount;

  Prober(Core core, Probes probes) {
    this.core = core;
    this.probes = probes;
  }

  /** Translated code is entered, with cycles up to this one. */
  void begin(long endCycle) {
    end = endCycle;
    deadline = core.clock.deadline;
    askForJumps();
  }

  private void askForJumps() {
    if (probes.jumps != jumps) {
      jumps = probes.jumps;
      jumpTargets.values().forEach(this::ask);
    }
  }

  private void ask(JumpTarget target) {
    target.heard = false;
    for (Probe probe : probes.calls) {
      target.heard |= probe.hearsJump(target.address);
    }
  }

  /** Who hears of jumps to an address. */
  JumpTarget jumpTarget(int address) {
    return jumpTargets.computeIfAbsent(
        address,
        to -> {
          JumpTarget target = new JumpTarget(to);
          ask(target);
          return target;
        });
  }

  /** The cycle at which the line began in which translated code was left. */
  long lineStart() {
    return end - startLeft;
  }

  /**
   * A direct call was executed; whether somebody asks for attention.
   *
   * @param left cycles that are left
   * @param retired instructions that are not in the core's count yet
   */
  boolean tellCall(CallSite site, int left, int retired, int sp) {
    if (call != null) {
      flush();
    }
    core.instructions += retired;
    if (site.told && probes.callSumsOnly && !probes.everyCall) {
      call = site;
      callSp = sp;
      callCycles = end - left;
      callInstructions = core.instructions;
      return core.clock.deadline != deadline;
    }
    flush();
    site.told = true;
    arrive(site.branch.target, left, sp);
    core.r[14] = site.branch.next() | 1;
    site.tell(probes.calls);
    return asked();
  }

  /** Another branch was executed; see {@link #tellCall}. */
  boolean tellFlow(
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
    core.instructions += retired;
    boolean isCall = branch.op.kind() == OpKind.CALL;
    boolean isJump = branch.op == Op.B;
    if (call != null && call.branch.next() == target && callSp == sp && !isCall && !isJump) {
      if (call.count == 0) {
        add(call);
      }
      call.count++;
      call.cycles += end - left - callCycles;
      call = null;
      return core.clock.deadline != deadline;
    }
    flush();
    arrive(target, left, sp);
    give(r0, r1, r2, r3, lr);
    for (Probe probe : probes.calls) {
      if (isCall) {
        probe.call(branch.address, target, branch.next(), true);
      } else if (isJump) {
        probe.jump(branch.address, target);
      } else {
        probe.ret(branch.address, target);
      }
    }
    return asked();
  }

  private void add(CallSite leaf) {
    if (leafCount == leaves.length) {
      leaves = Arrays.copyOf(leaves, 2 * leafCount);
    }
    leaves[leafCount++] = leaf;
  }

  private boolean asked() {
    askForJumps();
    return core.clock.deadline != deadline;
  }

  /** Tells what was not told yet; before anything else is told or executed elsewhere. */
  void flush() {
    for (int k = 0; k < leafCount; k++) {
      leaves[k].tellReturned(probes.calls);
    }
    leafCount = 0;
    if (call == null) {
      return;
    }
    CallSite late = call;
    call = null;
    long cycles = core.clock.cycles;
    long instructions = core.instructions;
    int pc = core.pc;
    int sp = core.r[13];
    int lr = core.r[14];
    core.clock.cycles = callCycles;
    core.instructions = callInstructions;
    core.pc = late.branch.target;
    core.r[13] = callSp;
    core.r[14] = late.branch.next() | 1;
    late.tell(probes.calls);
    core.clock.cycles = cycles;
    core.instructions = instructions;
    core.pc = pc;
    core.r[13] = sp;
    core.r[14] = lr;
    askForJumps();
  }

  private void give(int r0, int r1, int r2, int r3, int lr) {
    int[] r = core.r;
    r[0] = r0;
    r[1] = r1;
    r[2] = r2;
    r[3] = r3;
    r[14] = lr;
  }

  private void arrive(int target, int left, int sp) {
    core.r[13] = sp;
    core.clock.cycles = end - left;
    core.pc = target;
  }

  /** SP has moved in the first instructions of a line. */
  void stackMoved(Block line, int to) {
    for (Probe probe : probes.blocks) {
      probe.stackMoved(line, 0, to);
    }
  }
}
