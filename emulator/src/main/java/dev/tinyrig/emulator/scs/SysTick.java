package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionNumbers;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * SysTick (Armv7-M Arm ARM B3.3): a 24-bit down-counter on the machine's clock; each security state
 * has one.
 *
 * <p>Nothing ticks: the current value follows from the cycle of the last reload, and one event is
 * scheduled for the next transition from 1 to 0.
 */
final class SysTick implements RegisterBlock, Stateful {
  private static final int CSR = 0x010;
  private static final int RVR = 0x014;
  private static final int CVR = 0x018;
  private static final int CALIB = 0x01C;
  private static final int ENABLE = 1;
  private static final int TICKINT = 1 << 1;
  private static final int CLKSOURCE = 1 << 2;
  private static final int COUNTFLAG = 1 << 16;

  private final ExceptionModel exceptions;
  private final Scheduler scheduler;
  private final Scheduler.Event zero;
  private final long referenceCycles;
  private final String id;
  private final int slot;

  private int control;
  private int reload;
  private boolean countFlag;

  /**
   * While counting: the cycle at which the counter reaches 0; else the frozen value in {@link
   * #frozen}.
   */
  private long zeroAt;

  private int frozen;

  /** The timer of a bank: 0 Non-secure or the only one, 1 Secure. */
  SysTick(ExceptionModel exceptions, Scheduler scheduler, int bank) {
    this.exceptions = exceptions;
    this.scheduler = scheduler;
    this.id = bank == 0 ? "systick" : "systick-secure";
    this.slot = exceptions.table().slot(ExceptionNumbers.SYS_TICK, bank);
    this.zero = scheduler.event(id, (now, due) -> reachedZero(due));
    int reference = exceptions.config().systickReferenceHz();
    this.referenceCycles = reference == 0 ? 0 : exceptions.config().clockHz() / reference;
    this.control = referenceCycles == 0 ? CLKSOURCE : 0;
  }

  private long tick() {
    return (control & CLKSOURCE) != 0 || referenceCycles == 0 ? 1 : referenceCycles;
  }

  private boolean counting() {
    return (control & ENABLE) != 0;
  }

  private int current() {
    if (!counting()) {
      return frozen;
    }
    if (zeroAt == Scheduler.NEVER) {
      return 0;
    }
    long left = zeroAt - scheduler.now();
    // Between the transition to 0 and the delivery of its event at the next boundary the counter
    // has wrapped already.
    long period = (reload + 1L) * tick();
    while (left < 0 && reload != 0) {
      left += period;
    }
    long value = (left + tick() - 1) / tick();
    return (int) Math.min(value, 0xFF_FFFF);
  }

  private void reachedZero(long due) {
    countFlag = true;
    if ((control & TICKINT) != 0) {
      exceptions.pend(slot, true);
    }
    schedule(due, 0);
  }

  /** Counts on from {@code value} at cycle {@code from}; a value of 0 reloads at the next tick. */
  private void schedule(long from, int value) {
    if (value == 0 && reload == 0) {
      zeroAt = Scheduler.NEVER;
      zero.cancel();
      return;
    }
    long ticks = value == 0 ? reload + 1L : value;
    zeroAt = from + ticks * tick();
    zero.at(zeroAt);
  }

  @Override
  public boolean owns(int offset) {
    return offset >= CSR && offset <= CALIB;
  }

  @Override
  public int load(int offset, int asking) {
    return switch (offset) {
      case CSR -> {
        int value = control | (countFlag ? COUNTFLAG : 0);
        countFlag = false;
        yield value;
      }
      case RVR -> reload;
      case CVR -> current();
      default ->
          referenceCycles == 0 ? 0x8000_0000 : exceptions.config().systickReferenceHz() / 100 - 1;
    };
  }

  @Override
  public void store(int offset, int value, int asking) {
    switch (offset) {
      case CSR -> {
        int now = current();
        boolean was = counting();
        int source = referenceCycles == 0 ? CLKSOURCE : value & CLKSOURCE;
        boolean sourceChanged = source != (control & CLKSOURCE);
        control = value & (ENABLE | TICKINT) | source;
        if (counting() && (!was || sourceChanged)) {
          schedule(scheduler.now(), now);
        } else if (!counting() && was) {
          frozen = now;
          zero.cancel();
        }
      }
      case RVR -> {
        reload = value & 0xFF_FFFF;
        if (counting() && zeroAt == Scheduler.NEVER) {
          schedule(scheduler.now(), 0);
        }
      }
      case CVR -> {
        countFlag = false;
        frozen = 0;
        if (counting()) {
          schedule(scheduler.now(), 0);
        }
      }
      default -> {}
    }
  }

  @Override
  public String stateId() {
    return id;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(control);
    out.writeInt(reload);
    out.writeBoolean(countFlag);
    out.writeLong(zeroAt);
    out.writeInt(frozen);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    control = in.readInt();
    reload = in.readInt();
    countFlag = in.readBoolean();
    zeroAt = in.readLong();
    frozen = in.readInt();
  }
}
