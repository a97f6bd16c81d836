package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.FIRST_INTERRUPT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.RESET;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which exceptions are pending, enabled and active, and their priorities (Armv7-M Arm ARM B1.5.4).
 *
 * <p>Bit n of the bit sets is exception n. A lower number is a higher priority; {@link #LOWEST} is
 * that of thread mode.
 */
public final class ExceptionTable {
  /** Priority of thread mode with nothing masked. */
  public static final int LOWEST = 256;

  private final int count;
  private final int priorityMask;
  private final int[] pending;
  private final int[] enabled;
  private final int[] active;
  private final int[] lines;
  private final int[] priority;

  /** PRIGROUP of AIRCR: bits above it are the group priority. */
  int priorityGroup;

  ExceptionTable(int interrupts, int priorityBits) {
    count = FIRST_INTERRUPT + interrupts;
    int words = (count + 31) / 32;
    pending = new int[words];
    enabled = new int[words];
    active = new int[words];
    lines = new int[words];
    priority = new int[count];
    priorityMask = 0xFF << (8 - priorityBits) & 0xFF;
    reset();
  }

  void reset() {
    Arrays.fill(pending, 0);
    Arrays.fill(enabled, 0);
    Arrays.fill(active, 0);
    Arrays.fill(priority, 0);
    priority[RESET] = -3;
    priority[NMI] = -2;
    priority[HARD_FAULT] = -1;
    priorityGroup = 0;
    enabled[0] =
        0xFFFF & ~(1 << 4 | 1 << 5 | 1 << 6); // MemManage, BusFault, UsageFault start disabled
  }

  /** Number of exceptions, the 16 of the system included. */
  public int count() {
    return count;
  }

  public boolean isPending(int exception) {
    return bit(pending, exception);
  }

  public boolean isEnabled(int exception) {
    return bit(enabled, exception);
  }

  public boolean isActive(int exception) {
    return bit(active, exception);
  }

  /** Whether the interrupt line of an exception is high. */
  public boolean lineHigh(int exception) {
    return bit(lines, exception);
  }

  void setPending(int exception, boolean value) {
    set(pending, exception, value);
  }

  void setEnabled(int exception, boolean value) {
    set(enabled, exception, value);
  }

  void setActive(int exception, boolean value) {
    set(active, exception, value);
  }

  void setLine(int exception, boolean value) {
    set(lines, exception, value);
  }

  void clearActive() {
    Arrays.fill(active, 0);
  }

  /** Priority register of an exception, unimplemented bits 0. */
  public int priority(int exception) {
    return priority[exception];
  }

  void setPriority(int exception, int value) {
    if (exception > HARD_FAULT) {
      priority[exception] = value & priorityMask;
    }
  }

  /** Implemented bits of a priority value. */
  public int priorityMask() {
    return priorityMask;
  }

  /** The part of a priority that decides about pre-emption. */
  int groupPriority(int value) {
    return value < 0 ? value : value & (0xFF << (priorityGroup + 1)) & 0xFF;
  }

  /** Highest group priority of the active exceptions, {@link #LOWEST} when none is active. */
  int activePriority() {
    int best = LOWEST;
    for (int word = 0; word < active.length; word++) {
      for (int bits = active[word]; bits != 0; bits &= bits - 1) {
        int group = groupPriority(priority[word * 32 + Integer.numberOfTrailingZeros(bits)]);
        best = Math.min(best, group);
      }
    }
    return best;
  }

  int activeCount() {
    int sum = 0;
    for (int word : active) {
      sum += Integer.bitCount(word);
    }
    return sum;
  }

  /**
   * The pending, enabled exception of highest priority (lowest number among equals), 0 when there
   * is none.
   */
  public int highestPending() {
    int best = 0;
    int bestPriority = Integer.MAX_VALUE;
    for (int word = 0; word < pending.length; word++) {
      for (int bits = pending[word] & enabled[word]; bits != 0; bits &= bits - 1) {
        int exception = word * 32 + Integer.numberOfTrailingZeros(bits);
        if (priority[exception] < bestPriority) {
          best = exception;
          bestPriority = priority[exception];
        }
      }
    }
    return best;
  }

  private static boolean bit(int[] set, int exception) {
    return (set[exception >> 5] & 1 << (exception & 31)) != 0;
  }

  private static void set(int[] set, int exception, boolean value) {
    int mask = 1 << (exception & 31);
    if (value) {
      set[exception >> 5] |= mask;
    } else {
      set[exception >> 5] &= ~mask;
    }
  }

  void save(DataOutput out) throws IOException {
    for (int[] array : new int[][] {pending, enabled, active, lines, priority}) {
      for (int value : array) {
        out.writeInt(value);
      }
    }
    out.writeInt(priorityGroup);
  }

  void restore(DataInput in) throws IOException {
    for (int[] array : new int[][] {pending, enabled, active, lines, priority}) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readInt();
      }
    }
    priorityGroup = in.readInt();
  }
}
