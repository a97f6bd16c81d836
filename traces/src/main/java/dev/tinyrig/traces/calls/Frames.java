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

  /** Cycles and instructions that the frame's level had lost to handlers at entry. */
  public long[] enteredAway = new long[FIRST];

  public long[] enteredAwayInstructions = new long[FIRST];

  /** Cycles in all exception handlers at entry. */
  public long[] enteredHandlers = new long[FIRST];

  /** Exception handlers below the frame. */
  public int[] level = new int[FIRST];

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

  /** Handlers in execution on this stack. */
  int levels;

  /** By level: cycles and instructions lost to handlers of the next level and other threads. */
  private long[] lost = new long[8];

  private long[] lostInstructions = new long[8];
  private long[] handlerSince = new long[9];
  private long[] handlerSinceInstructions = new long[9];

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
      enteredHandlers = Arrays.copyOf(enteredHandlers, n);
      level = Arrays.copyOf(level, n);
      serial = Arrays.copyOf(serial, n);
      tag = Arrays.copyOf(tag, n);
      tag2 = Arrays.copyOf(tag2, n);
      node = Arrays.copyOf(node, n);
      savedFloor = Arrays.copyOf(savedFloor, n);
    }
  }

  void enterHandler(long now, long nowInstructions) {
    levels++;
    if (levels + 1 >= lost.length) {
      lost = Arrays.copyOf(lost, levels * 2);
      lostInstructions = Arrays.copyOf(lostInstructions, levels * 2);
      handlerSince = Arrays.copyOf(handlerSince, levels * 2);
      handlerSinceInstructions = Arrays.copyOf(handlerSinceInstructions, levels * 2);
    }
    handlerSince[levels] = now;
    handlerSinceInstructions[levels] = nowInstructions;
    lost[levels] = 0;
    lostInstructions[levels] = 0;
  }

  /** The level under the handler runs again (at once, or when its thread is resumed). */
  void leaveHandler(long now, long nowInstructions) {
    lost[levels - 1] += now - handlerSince[levels];
    lostInstructions[levels - 1] += nowInstructions - handlerSinceInstructions[levels];
    levels--;
  }

  /** Cycles that code at this level has lost to handlers and other threads until {@code now}. */
  public long away(int atLevel, long now) {
    return lost[atLevel] + (levels > atLevel ? now - handlerSince[atLevel + 1] : 0);
  }

  /** Instructions that handlers and other threads have executed at the cost of this level. */
  public long awayInstructions(int atLevel, long nowInstructions) {
    return lostInstructions[atLevel]
        + (levels > atLevel ? nowInstructions - handlerSinceInstructions[atLevel + 1] : 0);
  }

  /** First frame of the innermost handler, 0 outside of handlers. */
  public int floor() {
    return floor;
  }

  /** Whether a handler of this stack is in execution. */
  public boolean inHandler() {
    return levels > 0;
  }

  /** Handlers in execution on this stack. */
  public int levels() {
    return levels;
  }
}
