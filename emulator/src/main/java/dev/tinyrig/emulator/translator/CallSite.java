package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.probe.Probe;

/** A direct call in translated code, and what {@link Prober} has not told of it yet. */
final class CallSite {
  final Instruction branch;

  /** Whether it was told at its moment once, so that listeners know the callee. */
  boolean told;

  /** Calls that have returned at once, and cycles from each to its return. */
  long count;

  long cycles;

  CallSite(Instruction branch) {
    this.branch = branch;
  }

  void tell(Probe[] listeners) {
    for (Probe probe : listeners) {
      probe.call(branch.address, branch.target, branch.next(), false);
    }
  }

  void tellReturned(Probe[] listeners) {
    for (Probe probe : listeners) {
      probe.leafCalls(branch.address, branch.target, count, cycles);
    }
    count = 0;
    cycles = 0;
  }
}
