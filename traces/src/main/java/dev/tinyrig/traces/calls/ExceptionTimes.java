package dev.tinyrig.traces.calls;

import java.util.Arrays;

/**
 * Counts and cycles of exception handlers by exception number, from exception events alone. A
 * handler that interrupts another one is not counted for that one.
 */
public final class ExceptionTimes {
  private long[] count = new long[16];
  private long[] cycles = new long[16];
  private int[] active = new int[16];
  private int depth;
  private long since;
  private long total;

  void enter(int number, long now) {
    charge(now);
    if (number >= count.length) {
      count = Arrays.copyOf(count, number + 16);
      cycles = Arrays.copyOf(cycles, number + 16);
    }
    if (depth == active.length) {
      active = Arrays.copyOf(active, depth * 2);
    }
    active[depth++] = number;
    count[number]++;
  }

  void leave(long now) {
    charge(now);
    depth--;
  }

  private void charge(long now) {
    if (depth > 0) {
      cycles[active[depth - 1]] += now - since;
      total += now - since;
    }
    since = now;
  }

  /** One past the highest number that can have been taken. */
  public int numbers() {
    return count.length;
  }

  /** Times that the exception was taken. */
  public long count(int number) {
    return count[number];
  }

  /** Cycles in its handlers. */
  public long cycles(int number) {
    return cycles[number];
  }

  /** Cycles in all handlers until {@code now}. */
  public long total(long now) {
    return depth > 0 ? total + now - since : total;
  }
}
