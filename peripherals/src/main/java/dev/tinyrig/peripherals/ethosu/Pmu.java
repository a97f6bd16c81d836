package dev.tinyrig.peripherals.ethosu;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The NPU's counters: one of 48 bits for cycles, four of 32 bits for events.
 *
 * <p>{@link #advance} takes time to the counters, {@link #count} events that happen at once.
 */
final class Pmu {
  static final int COUNTERS = 4;
  static final int CYCLE_BIT = 1 << 31;

  private static final int ENABLE = 1;
  private static final int RESET_EVENTS = 2;
  private static final int RESET_CYCLES = 4;
  private static final int MASK_ENABLE = 8;
  private static final int COUNTER_NUMBER = COUNTERS << 11;
  private static final int BITS = CYCLE_BIT | (1 << COUNTERS) - 1;
  private static final int EVENT_MASK = 0x3FF;
  private static final long CYCLE_MASK = (1L << 48) - 1;

  private int control;
  private int enabled;
  private int overflow;
  private int interrupts;
  private boolean masked;
  private long cycles;
  private final long[] counts = new long[COUNTERS];
  private final int[] types = new int[COUNTERS];

  void reset() {
    control = 0;
    enabled = 0;
    overflow = 0;
    interrupts = 0;
    masked = false;
    cycles = 0;
    java.util.Arrays.fill(counts, 0);
    java.util.Arrays.fill(types, 0);
  }

  int control() {
    return control | COUNTER_NUMBER;
  }

  void setControl(int value) {
    control = value & (ENABLE | MASK_ENABLE);
    if ((value & RESET_EVENTS) != 0) {
      java.util.Arrays.fill(counts, 0);
    }
    if ((value & RESET_CYCLES) != 0) {
      cycles = 0;
    }
  }

  /** NPU_OP_PMU_MASK. */
  void setMasked(boolean mask) {
    masked = mask;
  }

  private boolean running() {
    return (control & ENABLE) != 0 && !(masked && (control & MASK_ENABLE) != 0);
  }

  /** So many cycles passed, in which the NPU ran or not. */
  void advance(long passed, boolean active) {
    if (!running() || passed == 0) {
      return;
    }
    if ((enabled & CYCLE_BIT) != 0) {
      cycles += passed;
      if (cycles > CYCLE_MASK) {
        cycles &= CYCLE_MASK;
        overflow |= CYCLE_BIT;
      }
    }
    count(PmuEvent.CYCLE, passed);
    count(active ? PmuEvent.NPU_ACTIVE : PmuEvent.NPU_IDLE, passed);
    count(PmuEvent.AXI0_ENABLED_CYCLES, passed);
    count(PmuEvent.AXI1_ENABLED_CYCLES, passed);
  }

  /** An event happened so many times. */
  void count(PmuEvent event, long times) {
    if (!running()) {
      return;
    }
    for (int i = 0; i < COUNTERS; i++) {
      if ((enabled & 1 << i) != 0 && types[i] == event.number()) {
        counts[i] += times;
        if (counts[i] >>> 32 != 0) {
          counts[i] &= 0xFFFF_FFFFL;
          overflow |= 1 << i;
        }
      }
    }
  }

  /** Cycles until the next overflow that raises an interrupt, at most; MAX_VALUE when none can. */
  long untilInterrupt() {
    if (!running()) {
      return Long.MAX_VALUE;
    }
    long least = Long.MAX_VALUE;
    if ((enabled & interrupts & CYCLE_BIT) != 0) {
      least = CYCLE_MASK + 1 - cycles;
    }
    for (int i = 0; i < COUNTERS; i++) {
      if ((enabled & interrupts & 1 << i) != 0 && types[i] != PmuEvent.NO_EVENT.number()) {
        least = Math.min(least, (1L << 32) - counts[i]);
      }
    }
    return least;
  }

  boolean raises() {
    return (overflow & interrupts) != 0;
  }

  int enabled() {
    return enabled;
  }

  void enable(int bits) {
    enabled |= bits & BITS;
  }

  void disable(int bits) {
    enabled &= ~bits;
  }

  int overflow() {
    return overflow;
  }

  void setOverflow(int bits) {
    overflow |= bits & BITS;
  }

  void clearOverflow(int bits) {
    overflow &= ~bits;
  }

  int interrupts() {
    return interrupts;
  }

  void enableInterrupts(int bits) {
    interrupts |= bits & BITS;
  }

  void disableInterrupts(int bits) {
    interrupts &= ~bits;
  }

  long cycles() {
    return cycles;
  }

  void setCycles(long value) {
    cycles = value & CYCLE_MASK;
  }

  int count(int counter) {
    return (int) counts[counter];
  }

  void setCount(int counter, int value) {
    counts[counter] = Integer.toUnsignedLong(value);
  }

  int type(int counter) {
    return types[counter];
  }

  void setType(int counter, int value) {
    types[counter] = value & EVENT_MASK;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(control);
    out.writeInt(enabled);
    out.writeInt(overflow);
    out.writeInt(interrupts);
    out.writeBoolean(masked);
    out.writeLong(cycles);
    for (int i = 0; i < COUNTERS; i++) {
      out.writeLong(counts[i]);
      out.writeInt(types[i]);
    }
  }

  void restore(DataInput in) throws IOException {
    control = in.readInt();
    enabled = in.readInt();
    overflow = in.readInt();
    interrupts = in.readInt();
    masked = in.readBoolean();
    cycles = in.readLong();
    for (int i = 0; i < COUNTERS; i++) {
      counts[i] = in.readLong();
      types[i] = in.readInt();
    }
  }
}
