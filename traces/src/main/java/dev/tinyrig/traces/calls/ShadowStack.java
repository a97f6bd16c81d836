package dev.tinyrig.traces.calls;

import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * The call stack of the guest, kept from outside.
 *
 * <p>A return is a branch to a frame's return address with the stack pointer that the frame had at
 * its entry. Frames whose stack has been given up (longjmp, unwound exceptions) go with the next
 * indirect branch. A branch to the start of a known function with the entry's SP and LR is a tail
 * call: the frame stays, its function changes. Exception handlers are frames of their own; when a
 * handler returns to another place than it interrupted, a thread was switched, and the stack that
 * was left stays suspended until somebody returns to it.
 *
 * <p>Memory is bounded: calls beyond {@link #MAX_FRAMES} of a runaway recursion are not seen.
 */
public final class ShadowStack {
  /** Deepest stack that is kept. */
  static final int MAX_FRAMES = 1 << 16;

  private static final int MAX_SUSPENDED = 64;

  /** Observers of frames. */
  public interface Listener {
    /** The frame at {@code depth} is about to go; its fields can still be read. */
    void leaving(Frames frames, int depth);

    /** An exception was taken, or one returned, or a thread was switched. */
    void flowChanged();
  }

  private final FunctionStarts starts;
  private final CallTree tree = new CallTree();
  private final Listener listener;
  private final List<Frames> suspended = new ArrayList<>();
  private final ExceptionTimes exceptionTimes = new ExceptionTimes();
  private Probe.View view;
  private Frames current = new Frames();
  private long now;
  private long nowInstructions;
  private long serials;
  private long threadSwitches;
  private long lastFlow;
  private boolean chained;
  private int chainedReturn;

  public ShadowStack(FunctionStarts starts, Listener listener) {
    this.starts = starts;
    this.listener = listener;
  }

  /** Starts at the view's moment: the code in execution is the root. */
  public void attached(Probe.View newView) {
    view = newView;
    readTime();
    current.root = tree.child(0, view.register(15));
    tree.moveTo(current.root, now);
  }

  /** Frames of the stack in execution. */
  public Frames current() {
    return current;
  }

  public CallTree tree() {
    return tree;
  }

  /** Counts and cycles of exception handlers. */
  public ExceptionTimes exceptionTimes() {
    return exceptionTimes;
  }

  /** Cycles at the last event. */
  public long now() {
    return now;
  }

  /** Instructions at the last event. */
  public long nowInstructions() {
    return nowInstructions;
  }

  /** Reads the clock, for observers that look between events. */
  public void readTime() {
    now = view.cycles();
    nowInstructions = view.instructions();
  }

  /** See {@link Probe#call}. */
  public void call(int target, int returnAddress) {
    readTime();
    if (current.size >= MAX_FRAMES) {
      starts.add(target);
      return;
    }
    int known = tree.size();
    int node = tree.child(tree.current(), target);
    if (tree.size() != known || tree.isFull()) {
      starts.add(target); // the first call of its kind: later ones have nothing new to say
    }
    tree.moveTo(node, now);
    push(current, target, returnAddress, 0, node);
  }

  /** See {@link Probe#leafCalls}. */
  public void leafCalls(int target, long count, long cycles) {
    if (current.size < MAX_FRAMES) {
      tree.leaves(target, count, cycles);
    }
  }

  private void push(Frames f, int target, int returnAddress, int exception, int node) {
    Frame frame = f.add();
    frame.returnAddress = returnAddress;
    frame.sp = view.register(13);
    frame.function = target;
    frame.exception = exception;
    frame.enteredCycles = now;
    frame.enteredInstructions = nowInstructions;
    frame.level = f.levels;
    frame.enteredAway = f.away(f.levels, now);
    frame.enteredAwayInstructions = f.awayInstructions(f.levels, nowInstructions);
    frame.enteredHandlers = exceptionTimes.total(now);
    frame.serial = ++serials;
    frame.tag = 0;
    frame.tag2 = 0;
    frame.node = node;
    frame.savedFloor = f.floor;
  }

  private void pop(Frames f) {
    listener.leaving(f, f.size - 1);
    f.size--;
  }

  /** See {@link Probe#ret}. */
  public void ret(int target) {
    int sp = view.register(13);
    Frames f = current;
    int top = f.size - 1;
    if (top < f.floor) {
      return;
    }
    Frame innermost = f.at(top);
    if (innermost.returnAddress == target && innermost.sp == sp) {
      readTime();
      returnFrom(f, top);
      return;
    }
    retSlow(f, sp, target);
  }

  private void returnFrom(Frames f, int depth) {
    while (f.size > depth) {
      pop(f);
    }
    tree.moveTo(callerNode(f, depth), now);
  }

  private void retSlow(Frames f, int sp, int target) {
    readTime();
    int keep = f.size;
    while (keep > f.floor && Integer.compareUnsigned(f.at(keep - 1).sp, sp) < 0) {
      keep--;
    }
    int match = -1;
    for (int k = keep - 1; k >= f.floor && f.at(k).sp == sp; k--) {
      if (f.at(k).returnAddress == target) {
        match = k;
      }
    }
    if (match >= 0) {
      returnFrom(f, match);
    } else if (keep < f.size) {
      returnFrom(f, keep);
    } else {
      tailCall(f, sp, target);
    }
  }

  private void tailCall(Frames f, int sp, int target) {
    int top = f.size - 1;
    if (top >= f.floor
        && f.at(top).sp == sp
        && f.at(top).function != target
        && (view.register(14) & ~1) == f.at(top).returnAddress
        && starts.contains(target)) {
      readTime();
      int node = tree.child(callerNode(f, top), target);
      tree.moveTo(node, now);
      f.at(top).function = target;
      f.at(top).node = node;
    }
  }

  /** See {@link Probe#hearsJump}. */
  public boolean hearsJump(int target) {
    return starts.hears(target);
  }

  /** See {@link Probe#jump}. */
  public void jump(int target) {
    Frames f = current;
    int top = f.size - 1;
    if (top >= f.floor) {
      int sp = view.register(13);
      if (f.at(top).sp == sp) {
        tailCall(f, sp, target);
      }
    }
  }

  /**
   * See {@link Probe#exceptionEntry}.
   *
   * @param since cycle of the boundary at which the exception was taken: entry belongs to it
   */
  public void exceptionEntry(int number, int returnAddress, long since) {
    readTime();
    now = Math.max(Math.min(since, now), lastFlow);
    Frames f = current;
    int goesOn = returnAddress;
    if (chained) {
      goesOn = chainedReturn;
      chained = false;
    }
    f.enterHandler(now, nowInstructions);
    int handler = view.register(15);
    starts.add(handler);
    int node = tree.child(0, handler);
    tree.moveTo(node, now);
    push(f, handler, goesOn, number, node);
    f.floor = f.size;
    exceptionTimes.enter(number, now);
    listener.flowChanged();
  }

  private void unwindHandler(Frames f, int marker) {
    while (f.size > marker) {
      pop(f);
    }
    f.floor = f.at(marker).savedFloor;
    exceptionTimes.leave(now);
  }

  /** See {@link Probe#exceptionReturn}. */
  public void exceptionReturn(int exception, int target) {
    readTime();
    Frames f = current;
    int marker = f.floor - 1;
    if (marker < 0) {
      return;
    }
    int interrupted = f.at(marker).returnAddress;
    unwindHandler(f, marker);
    lastFlow = now;
    if (view.exception() == exception) {
      // tail-chained: the next handler is entered at once and returns to the same frame
      f.leaveHandler(now, nowInstructions);
      chained = true;
      chainedReturn = interrupted;
    } else if (interrupted == target) {
      f.leaveHandler(now, nowInstructions);
    } else {
      switchThread(f, interrupted, target);
    }
    f = current;
    tree.moveTo(callerNode(f, f.size), now);
    listener.flowChanged();
  }

  /** The handler returns to another thread than it interrupted: that one's stack is suspended. */
  private void switchThread(Frames left, int interrupted, int target) {
    threadSwitches++;
    left.resumeAt = interrupted;
    Frames next = null;
    for (int i = suspended.size() - 1; i >= 0 && next == null; i--) {
      if (suspended.get(i).resumeAt == target) {
        next = suspended.remove(i);
        next.leaveHandler(now, nowInstructions);
      }
    }
    if (next == null) {
      next = new Frames();
      next.root = tree.child(0, target);
    }
    if (suspended.size() == MAX_SUSPENDED) {
      suspended.removeFirst();
    }
    suspended.add(left);
    current = next;
  }

  /** How often a handler returned to another thread than it interrupted. */
  public long threadSwitches() {
    return threadSwitches;
  }

  /** The node of the frame under {@code depth}. */
  private static int callerNode(Frames f, int depth) {
    return depth > 0 ? f.at(depth - 1).node : f.root;
  }
}
