package dev.tinyrig.peripherals.sse;

import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The system counter of the SSE-300: 64 bits and a fraction of 24, which grow by the scale of each
 * cycle of its clock, the core's (Arm 101370, "System counter"; Arm 101773). The value is computed
 * when it is asked for. Its registers are in {@link SystemCounterControl} and {@link
 * SystemCounterStatus}.
 */
public final class SystemCounter {
  /** One count for each cycle, in units of 2^-24. */
  static final int UNSCALED = 1 << 24;

  private static final int FRACTION_BITS = 24;
  private static final long FRACTION_MASK = UNSCALED - 1;

  private final Scheduler scheduler;
  private final List<Runnable> users = new ArrayList<>();

  private boolean running;

  /** What one cycle adds, in units of 2^-24, unsigned. */
  private int scale = UNSCALED;

  /** The value at cycle {@link #since}. */
  private long count;

  private long fraction;
  private long since;

  /** A stopped counter at 0. */
  public SystemCounter(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Calls {@code user} whenever the counter was set, started, stopped or scaled. */
  void onChange(Runnable user) {
    users.add(user);
  }

  boolean running() {
    return running;
  }

  /** The value now. */
  long value() {
    return running ? count + elapsedHigh() : count;
  }

  private long elapsedHigh() {
    long cycles = scheduler.now() - since;
    long factor = Integer.toUnsignedLong(scale);
    long low = cycles * factor + fraction;
    long carry = Long.compareUnsigned(low, fraction) < 0 ? 1 : 0;
    long high = Math.multiplyHigh(cycles, factor) + carry;
    return high << (Long.SIZE - FRACTION_BITS) | low >>> FRACTION_BITS;
  }

  private long elapsedFraction() {
    return (scheduler.now() - since) * Integer.toUnsignedLong(scale) + fraction & FRACTION_MASK;
  }

  /** The first cycle at which the value is at least {@code target}; NEVER when it does not come. */
  long cycleOf(long target) {
    if (Long.compareUnsigned(value(), target) >= 0) {
      return scheduler.now();
    }
    if (!running || scale == 0) {
      return Scheduler.NEVER;
    }
    BigInteger step = BigInteger.valueOf(Integer.toUnsignedLong(scale));
    BigInteger missing =
        new BigInteger(Long.toUnsignedString(target - count))
            .shiftLeft(FRACTION_BITS)
            .subtract(BigInteger.valueOf(fraction));
    BigInteger cycles = missing.add(step).subtract(BigInteger.ONE).divide(step);
    BigInteger at = cycles.add(BigInteger.valueOf(since));
    return at.bitLength() < Long.SIZE ? at.longValueExact() : Scheduler.NEVER;
  }

  void run(boolean on) {
    settle();
    running = on;
    changed();
  }

  void scale(int newScale) {
    settle();
    scale = newScale;
    changed();
  }

  void set(long value) {
    settle();
    count = value;
    fraction = 0;
    changed();
  }

  private void settle() {
    if (running) {
      long high = elapsedHigh();
      fraction = elapsedFraction();
      count += high;
    }
    since = scheduler.now();
  }

  private void changed() {
    users.forEach(Runnable::run);
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(running);
    out.writeInt(scale);
    out.writeLong(count);
    out.writeLong(fraction);
    out.writeLong(since);
  }

  void restore(DataInput in) throws IOException {
    running = in.readBoolean();
    scale = in.readInt();
    count = in.readLong();
    fraction = in.readLong();
    since = in.readLong();
  }
}
