package dev.tinyrig.traces.tflm;

/** One call of a kernel's function with its node: what was observed. */
final class OperatorCall {
  final int id;
  final GuestModels.Match match;
  final Walk walk;
  final Phase phase;

  /** The operator in whose kernel this call was made, or null. */
  final OperatorCall parent;

  final int site;
  final int target;
  final int node;
  final int counters;
  final int level;

  /** Whether the node's registration names the function. */
  boolean named;

  long startCycles;
  long startInstructions;
  long startAway;
  long startAwayInstructions;
  long endCycles;
  long endInstructions;
  long endAway;
  long endAwayInstructions;
  boolean ended;
  boolean returned;
  int status;
  int startSp;
  int lowestSp;

  /** Inclusive cycles of the operators that ran inside, and what they lost to handlers. */
  long nestedCycles;

  long nestedInstructions;

  OperatorCall(
      int id,
      GuestModels.Match match,
      Walk walk,
      Phase phase,
      OperatorCall parent,
      int site,
      int target,
      int node,
      int counters,
      int level) {
    this.id = id;
    this.match = match;
    this.walk = walk;
    this.phase = phase;
    this.parent = parent;
    this.site = site;
    this.target = target;
    this.node = node;
    this.counters = counters;
    this.level = level;
  }

  /** Cycles from call to return without what handlers took. */
  long inclusiveCycles() {
    return endCycles - startCycles - (endAway - startAway);
  }

  long inclusiveInstructions() {
    return endInstructions - startInstructions - (endAwayInstructions - startAwayInstructions);
  }

  long ownCycles() {
    return inclusiveCycles() - nestedCycles;
  }

  long ownInstructions() {
    return inclusiveInstructions() - nestedInstructions;
  }
}
