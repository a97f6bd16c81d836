package dev.tinyrig.peripherals;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A clock, a scheduler and a policy to test a device on, without a core. */
public final class Bench {
  /** An interrupt line that remembers its level and counts its rising edges. */
  public static final class Line implements InterruptLine {
    public boolean high;
    public int rises;

    @Override
    public void set(boolean level) {
      if (level && !high) {
        rises++;
      }
      high = level;
    }
  }

  private final Clock clock = new Clock();
  public final Scheduler scheduler = new Scheduler(clock);
  public final List<UnmodelledAccess> reports = new ArrayList<>();
  public final UnmodelledReporter reporter;

  public Bench(Unmodelled policy) {
    reporter = new UnmodelledReporter(policy, reports::add, scheduler);
  }

  public Bench() {
    this(Unmodelled.WARN);
  }

  /** Lets this many cycles pass, delivering every event at its cycle. */
  public void run(long cycles) {
    long end = clock.cycles + cycles;
    while (scheduler.nextDue() <= end) {
      clock.cycles = Math.max(clock.cycles, scheduler.nextDue());
      scheduler.fireDue();
    }
    clock.cycles = end;
  }

  public long now() {
    return clock.cycles;
  }

  /** What a device saves, scheduler included. */
  public byte[] save(Device device) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    scheduler.save(out);
    device.save(out);
    return bytes.toByteArray();
  }

  public void restore(Device device, byte[] state) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
    scheduler.restore(in);
    device.restore(in);
  }
}
