package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.core.CoreState;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.MachineState;
import dev.tinyrig.emulator.translator.Execution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the instruction behind which two engines differ.
 *
 * <p>Both go back to where they were the same last. The interpreter is stepped from there. The
 * region that was executed is executed again with fewer and fewer cycles, until it is left before
 * the line that goes wrong; then that line is translated and executed one instruction longer each
 * time.
 */
final class Narrowing {
  /** Lines that are executed alone, at most: a region asks for its cycles at least in loops. */
  private static final int MOST_LINES = 1_000;

  private final Machine leader;
  private final Machine follower;
  private final Stores stores;
  private final Watched watched;
  private StepLog log;
  private MachineState start;
  private CoreState equal;

  /** The machines; the follower stands where both were the same last. */
  Narrowing(Machine leader, Machine follower, Stores stores, Watched watched) {
    this.leader = leader;
    this.follower = follower;
    this.stores = stores;
    this.watched = watched;
  }

  /**
   * The difference.
   *
   * @param execution what was executed since, or null when that was no translated code
   * @param bad the state that the translated machine has come to
   * @param values in what it differs
   */
  Divergence find(
      Execution execution, CoreState same, CoreState bad, List<Divergence.Value> values) {
    equal = same;
    start = MachineState.of(follower);
    log = StepLog.record(follower, stores, watched.addresses(), bad.instructions());
    if (execution == null || trial(execution, execution.cycles()).isEmpty()) {
      return byWriter(values, execution, bad.instructions());
    }
    int good = 0;
    int wrong = execution.cycles();
    while (wrong - good > 1) {
      int middle = good + (wrong - good) / 2;
      if (trial(execution, middle).isEmpty()) {
        good = middle;
      } else {
        wrong = middle;
      }
    }
    trial(execution, good);
    Divergence found = walk(execution);
    if (found != null) {
      return found;
    }
    List<Divergence.Value> last = trial(execution, wrong);
    return byWriter(last, execution, leader.instructions());
  }

  /** A difference of which nothing is known but that it arose. */
  Divergence unknown(CoreState same, List<Divergence.Value> values) {
    return new Divergence(
        Optional.empty(),
        false,
        List.of(),
        values,
        same.cycles(),
        same.instructions(),
        same.pc(),
        "",
        List.of());
  }

  /** Executes the region again with so many cycles; in what the state differs then. */
  private List<Divergence.Value> trial(Execution execution, int cycles) {
    start.restoreAllButEngine(leader);
    execution.repeat(cycles);
    return log.differences(leader);
  }

  /**
   * Executes line by line from where the translated machine stands, each alone; null at the end.
   */
  private Divergence walk(Execution execution) {
    for (int k = 0; k < MOST_LINES && leader.instructions() < log.last(); k++) {
      CoreState here = leader.coreState();
      Execution.Line line = execution.line(here.pc()).orElse(null);
      if (line == null) {
        return null;
      }
      MachineState base = MachineState.of(leader);
      int covered = 0;
      for (int count = 1; count <= line.instructions().size(); count++) {
        if (!line.mayEnd(count)) {
          continue;
        }
        base.restoreAllButEngine(leader);
        if (!line.executeAlone(count)) {
          return null;
        }
        List<Divergence.Value> values = log.differences(leader);
        if (!values.isEmpty()) {
          return report(execution, line, here, covered, count, values);
        }
        covered = count;
      }
      if (leader.coreState().same(here)) {
        return null;
      }
    }
    return null;
  }

  /** The instructions {@code [from, to)} of a line, more than one in an IT block, go wrong. */
  private Divergence report(
      Execution execution,
      Execution.Line line,
      CoreState here,
      int from,
      int to,
      List<Divergence.Value> values) {
    int guilty = from;
    if (to - from > 1) {
      long writer = log.writer(values, leader.instructions());
      for (int k = from; k < to && writer >= 0; k++) {
        if (line.instructions().get(k).address == log.at(writer).pc()) {
          guilty = k;
        }
      }
    }
    Instruction instruction = line.instructions().get(guilty);
    return new Divergence(
        Optional.of(instruction),
        true,
        line.instructions(),
        values,
        here.cycles(),
        here.instructions(),
        here.pc(),
        describe(execution),
        execution.listing(instruction.address));
  }

  /** The instruction that was the last to write what differs. */
  private Divergence byWriter(
      List<Divergence.Value> values, Execution execution, long instructions) {
    long writer = log.writer(values, instructions);
    CoreState at = writer < 0 ? equal : log.at(writer);
    Optional<Instruction> instruction = leader.instructionAt(at.pc());
    return new Divergence(
        instruction,
        false,
        execution == null
            ? List.of()
            : execution.line(equal.pc()).map(Execution.Line::instructions).orElse(List.of()),
        values,
        equal.cycles(),
        equal.instructions(),
        equal.pc(),
        execution == null ? "" : describe(execution),
        execution == null ? List.of() : execution.listing(at.pc()));
  }

  private static String describe(Execution execution) {
    return String.format(
        Locale.ROOT,
        "the region of the line at 0x%08x, %,d bytes of bytecode",
        execution.head(),
        execution.size());
  }
}
