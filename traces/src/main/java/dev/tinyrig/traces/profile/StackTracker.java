package dev.tinyrig.traces.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The deepest SP of every stack, and of marked stretches of execution.
 *
 * <p>Exact where SP moves by amounts that the instructions tell (PUSH, POP, SUB SP, and so on); a
 * frame that exception entry stores on the process stack is seen when the thread goes on.
 */
public final class StackTracker {
  /** What exception entry stores at most, with its alignment. */
  private static final int LARGEST_FRAME = 112;

  private static final int MAX_STACKS = 64;

  /** One stack: where it starts, the lowest SP seen. */
  private static final class Area {
    final int top;
    int lowest;

    Area(int top) {
      this.top = top;
      this.lowest = top;
    }

    boolean holds(int sp) {
      return Integer.compareUnsigned(sp, lowest - LARGEST_FRAME) >= 0
          && Integer.compareUnsigned(sp, top) <= 0;
    }
  }

  private static final class Mark {
    final int id;
    int outer;

    Mark(int id, int outer) {
      this.id = id;
      this.outer = outer;
    }
  }

  private final List<Area> areas = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private Area current;
  private int low;
  private boolean counting = true;
  private IntConsumer limit = sp -> {};
  private int known;

  /** Who hears where SP must be before {@link #moved} has anything new to say: below this. */
  public void limits(IntConsumer newLimit) {
    limit = newLimit;
  }

  private void changed() {
    boolean marked = counting && Integer.compareUnsigned(low, current.lowest) > 0;
    int now = marked ? low : current.lowest;
    if (now != known) {
      known = now;
      limit.accept(now);
    }
  }

  /** The first stack: that of the main program. */
  public void start(int sp) {
    current = new Area(sp);
    areas.add(current);
    low = sp;
    changed();
  }

  /** SP has been as low as {@code lowest} and stands at {@code sp}. */
  void moved(int lowest, int sp) {
    if (Integer.compareUnsigned(lowest, current.lowest) < 0) {
      current.lowest = lowest;
    }
    if (counting && Integer.compareUnsigned(lowest, low) < 0) {
      low = lowest;
    }
    changed();
  }

  /** SP may belong to another stack now. */
  public void switched(int sp) {
    if (!current.holds(sp)) {
      Area found = null;
      for (Area a : areas) {
        if (a.holds(sp)) {
          found = a;
        }
      }
      if (found == null && areas.size() < MAX_STACKS) {
        found = new Area(sp);
        areas.add(found);
      }
      current = found == null ? current : found;
    }
    if (current.holds(sp)) {
      moved(sp, sp);
    }
    changed();
  }

  /** Whether the stretches that are marked are charged now (handlers are not). */
  public void count(boolean on) {
    counting = on;
    changed();
  }

  /** A stretch begins at this SP. */
  public void begin(int id, int sp) {
    marks.add(new Mark(id, low));
    low = sp;
    changed();
  }

  /** The stretch ends: the lowest SP seen in it. */
  public int end(int id) {
    int lowest = low;
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (marks.get(i).id == id) {
        Mark mark = marks.remove(i);
        low = Integer.compareUnsigned(mark.outer, low) < 0 ? mark.outer : low;
        break;
      }
    }
    changed();
    return lowest;
  }

  /** Deepest use of the main stack in bytes. */
  public long mainStackBytes() {
    return areas.isEmpty()
        ? 0
        : Integer.toUnsignedLong(areas.getFirst().top)
            - Integer.toUnsignedLong(areas.getFirst().lowest);
  }

  /** Number of stacks seen. */
  public int stacks() {
    return areas.size();
  }
}
