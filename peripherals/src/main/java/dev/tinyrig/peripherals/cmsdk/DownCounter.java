package dev.tinyrig.peripherals.cmsdk;

import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A counter that falls by one each tick, stays at 0 for one tick and goes on from its reload value;
 * with a reload value of 0, or as a one-shot, it stays at 0. Its value is computed when asked for.
 */
final class DownCounter {
  private boolean running;
  private boolean oneShot;
  private int divisor = 1;
  private long reload;

  /** The value at cycle {@link #since}. */
  private long value;

  private long since;

  /** The value at a cycle. */
  long value(long now) {
    if (!running) {
      return value;
    }
    long ticks = (now - since) / divisor;
    if (ticks <= value) {
      return value - ticks;
    }
    return reload == 0 || oneShot ? 0 : reload - (ticks - value - 1) % (reload + 1);
  }

  /** First cycle after {@code now} at which the counter falls to 0, or {@link Scheduler#NEVER}. */
  long nextZero(long now) {
    if (!running) {
      return Scheduler.NEVER;
    }
    long first = since + value * divisor;
    if (value > 0 && first > now) {
      return first;
    }
    if (reload == 0 || oneShot) {
      return Scheduler.NEVER;
    }
    long period = (reload + 1) * divisor;
    return first + ((now - first) / period + 1) * period;
  }

  void run(long now, boolean on) {
    settle(now);
    running = on;
  }

  void set(long now, long newValue) {
    settle(now);
    value = newValue;
    since = now;
  }

  void reload(long now, long newReload) {
    settle(now);
    reload = newReload;
  }

  void oneShot(long now, boolean on) {
    settle(now);
    oneShot = on;
  }

  void divisor(long now, int ticks) {
    settle(now);
    divisor = ticks;
  }

  /** Makes {@code now} the point from which the value is computed, keeping started ticks. */
  private void settle(long now) {
    long current = value(now);
    since = running ? now - (now - since) % divisor : now;
    value = current;
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(running);
    out.writeBoolean(oneShot);
    out.writeInt(divisor);
    out.writeLong(reload);
    out.writeLong(value);
    out.writeLong(since);
  }

  void restore(DataInput in) throws IOException {
    running = in.readBoolean();
    oneShot = in.readBoolean();
    divisor = in.readInt();
    reload = in.readLong();
    value = in.readLong();
    since = in.readLong();
  }
}
