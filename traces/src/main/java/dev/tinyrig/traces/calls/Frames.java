package dev.tinyrig.traces.calls;

import java.util.Arrays;

/**
 * The frames of one stack (of the main program, or of one thread of an operating system). Index 0
 * is the outermost.
 */
public final class Frames {
  private Frame[] frames = new Frame[64];

  /** Frames in use. */
  public int size;

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

  /** The frame at a depth below {@link #size}. */
  public Frame at(int depth) {
    return frames[depth];
  }

  /** One frame more; what it holds is that of an older one. */
  Frame add() {
    if (size == frames.length) {
      frames = Arrays.copyOf(frames, size * 2);
    }
    Frame frame = frames[size];
    if (frame == null) {
      frame = new Frame();
      frames[size] = frame;
    }
    size++;
    return frame;
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
