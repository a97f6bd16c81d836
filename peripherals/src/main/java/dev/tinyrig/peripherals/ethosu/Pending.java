package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.stream.Command;
import dev.tinyrig.peripherals.ethosu.stream.StreamState;

/** An operation that was issued and has not ended. */
final class Pending {
  private final Command command;
  private final StreamState state;
  private final Operation operation;
  private final CycleModel.Cost cost;
  private final Times times;
  private long countedTo;

  /**
   * When an operation works.
   *
   * @param start cycle at which it starts
   * @param end cycle at which it ends
   * @param waits cycles for which its first block keeps the engines waiting
   * @param depends cycles by which its BLOCKDEP made it start later
   */
  record Times(long start, long end, long waits, long depends) {}

  /** {@code state} is the stream's at that moment: from it the operation can be read again. */
  Pending(
      Command command,
      StreamState state,
      Operation operation,
      CycleModel.Cost cost,
      Times times,
      long countedTo) {
    this.command = command;
    this.state = state;
    this.operation = operation;
    this.cost = cost;
    this.times = times;
    this.countedTo = countedTo;
  }

  Command command() {
    return command;
  }

  StreamState state() {
    return state;
  }

  Operation operation() {
    return operation;
  }

  CycleModel.Cost cost() {
    return cost;
  }

  Times times() {
    return times;
  }

  long end() {
    return times.end();
  }

  OperationRun run() {
    return new OperationRun(operation, cost, times.start(), times.end());
  }

  /** Cycle up to which its events were counted. */
  long countedTo() {
    return countedTo;
  }

  /** Its events are counted up to a cycle. */
  void countTo(long cycle) {
    countedTo = Math.max(countedTo, cycle);
  }

  /** What of {@code total} events has happened at a cycle: they come evenly. */
  long share(long total, long cycle) {
    if (cycle >= times.end()) {
      return total;
    }
    if (cycle <= times.start()) {
      return 0;
    }
    return (long) ((double) total * (cycle - times.start()) / (times.end() - times.start()));
  }
}
