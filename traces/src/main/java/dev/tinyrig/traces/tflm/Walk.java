package dev.tinyrig.traces.tflm;

import java.util.ArrayList;
import java.util.List;

/**
 * One pass of a loop over the nodes of a subgraph: an Invoke, a subgraph run by a control-flow
 * operator, or the preparation of the kernels.
 */
final class Walk {
  final int id;
  final int context;
  final GuestModels.Match first;

  /** Serial number of the frame that holds the loop. */
  final long loopSerial;

  final int loopFunction;

  /** The operator that runs this subgraph, or null at the top. */
  final OperatorCall parent;

  /** Another pass was seen in the same frame before: the loop's function does more than this. */
  final boolean followsAnother;

  final int level;
  final List<OperatorCall> calls = new ArrayList<>();
  Phase phase;
  boolean followed;

  // entry and end of the frame that holds the loop
  long frameStartCycles;
  long frameStartInstructions;
  long frameStartAway;
  long frameStartAwayInstructions;
  boolean frameLeft;
  long frameEndCycles;
  long frameEndInstructions;
  long frameEndAway;
  long frameEndAwayInstructions;
  long frameStartHandlers;
  long frameEndHandlers;

  // time in all exception handlers, from exception events alone
  long firstHandlers;
  long lastHandlers;
  long threadSwitchesAtStart;
  long threadSwitchesAtEnd;

  String outputCrc;

  Walk(
      int id,
      int context,
      GuestModels.Match first,
      long loopSerial,
      int loopFunction,
      OperatorCall parent,
      boolean followsAnother,
      int level) {
    this.id = id;
    this.context = context;
    this.first = first;
    this.loopSerial = loopSerial;
    this.loopFunction = loopFunction;
    this.parent = parent;
    this.followsAnother = followsAnother;
    this.level = level;
  }

  OperatorCall last() {
    return calls.getLast();
  }

  int operators() {
    return first.subgraph().operators().size();
  }

  /** Whether the last operator of the subgraph has returned. */
  boolean isComplete() {
    OperatorCall last = last();
    return last.returned && last.match.operator().index() == operators() - 1;
  }
}
