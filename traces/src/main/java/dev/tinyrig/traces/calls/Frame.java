package dev.tinyrig.traces.calls;

/**
 * One call in execution. Objects are used again and again; fields are public because observers read
 * them at every call.
 */
public final class Frame {
  /** Where the frame's function returns to, without the Thumb bit. */
  public int returnAddress;

  /** SP at the function's entry, equal to SP behind its return. */
  public int sp;

  /** Entry of the function in execution; a tail call changes it. */
  public int function;

  /** Exception number of a handler's frame, else 0. */
  public int exception;

  /** Cycles and instructions at entry. */
  public long enteredCycles;

  public long enteredInstructions;

  /** Cycles and instructions that the frame's level had lost to handlers at entry. */
  public long enteredAway;

  public long enteredAwayInstructions;

  /** Cycles in all exception handlers at entry. */
  public long enteredHandlers;

  /** Exception handlers below the frame. */
  public int level;

  /** A number that no other frame of the run has. */
  public long serial;

  /** A number that an observer may leave at a frame; 0 at entry. */
  public int tag;

  /** A second number of that kind. */
  public int tag2;

  int node;
  int savedFloor;
}
