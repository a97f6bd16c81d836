package dev.tinyrig.traces.calls;

import java.util.Arrays;

/**
 * The frames of one stack (of the main program, or of one thread of an operating system), as
 * parallel arrays. Index 0 is the outermost. Fields are public because observers read them at every
 * call.
 */
public final class Frames {
  private static final int FIRST = 64;

  /** Frames in use. */
  public int size;

  /** Where the frame's function returns to, without the Thumb bit. */
  public int[] returnAddress = new int[FIRST];

  /** SP at the function's entry, equal to SP behind its return. */
  public int[] sp = new int[FIRST];

  /** Entry of the function in execution; a tail call changes it. */
  public int[] function = new int[FIRST];

  /** Exception number of a handler's frame, else 0. */
  public int[] exception = new int[FIRST];

  /** Cycles and instructions at entry. */
  public long[] enteredCycles = new long[FIRST];

  public long[] enteredInstructions = new long[FIRST];

  /** {@link #away} at entry. */
  public long[] enteredAway = new long[FIRST];

  public long[] enteredAwayInstructions = new long[FIRST];

  /** A number that no other frame of the run has. */
  public long[] serial = new long[FIRST];

  /** A number that an observer may leave at a frame; 0 at entry. */
  public int[] tag = new int[FIRST];

  /** A second number of that kind. */
  public int[] tag2 = new int[FIRST];

  int[] node = new int[FIRST];
  int[] savedFloor = new int[FIRST];

  /** Node of the code under the first frame. */
  int root;

  /** Where a suspended stack goes on. */
  int resumeAt;

  /** First frame above the innermost exception handler's. */
  int floor;

  /** Cycles and instructions that this stack's program lost to handlers and other threads. */
  long away;

  long awayInstructions;
  long awaySince = -1;
  long awaySinceInstructions;

  void ensureRoom() {
    if (size == sp.length) {
      int n = size * 2;
      returnAddress = Arrays.copyOf(returnAddress, n);
      sp = Arrays.copyOf(sp, n);
      function = Arrays.copyOf(function, n);
      exception = Arrays.copyOf(exception, n);
      enteredCycles = Arrays.copyOf(enteredCycles, n);
      enteredInstructions = Arrays.copyOf(enteredInstructions, n);
      enteredAway = Arrays.copyOf(enteredAway, n);
      enteredAwayInstructions = Arrays.copyOf(enteredAwayInstructions, n);
      serial = Arrays.copyOf(serial, n);
      tag = Arrays.copyOf(tag, n);
      tag2 = Arrays.copyOf(tag2, n);
      node = Arrays.copyOf(node, n);
      savedFloor = Arrays.copyOf(savedFloor, n);
    }
  }

  /** Cycles lost to handlers and other threads until {@code now}. */
  public long away(long now) {
    return awaySince < 0 ? away : away + now - awaySince;
  }

  /** Instructions executed by handlers and other threads until {@code nowInstructions}. */
  public long awayInstructions(long nowInstructions) {
    return awaySince < 0 ? awayInstructions : awayInstructions + nowInstructions - awaySinceInstructions;
  }

  /** Whether a handler of this stack is in execution. */
  public boolean inHandler() {
    return floor > 0;
  }
}
