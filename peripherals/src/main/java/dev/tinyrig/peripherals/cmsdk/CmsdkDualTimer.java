package dev.tinyrig.peripherals.cmsdk;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The APB dual-input timer: two down-counters of 16 or 32 bits with prescalers, free-running,
 * periodic or one-shot, and one interrupt for both (Arm DDI 0479). The integration test registers
 * are not modelled.
 */
public final class CmsdkDualTimer extends RegisterBlock<CmsdkDualTimer.Register> {
  /** The registers of both timers. */
  public enum Register implements RegisterRow {
    TIMER1LOAD(RegisterSpec.stored(0x00, 0, -1)),
    TIMER1VALUE(RegisterSpec.readOnly(0x04, -1)),
    TIMER1CONTROL(RegisterSpec.stored(0x08, 0x20, 0xEF)),
    TIMER1INTCLR(RegisterSpec.action(0x0C, 0)),
    TIMER1RIS(RegisterSpec.readOnly(0x10, 0)),
    TIMER1MIS(RegisterSpec.readOnly(0x14, 0)),
    TIMER1BGLOAD(RegisterSpec.stored(0x18, 0, -1)),
    TIMER2LOAD(RegisterSpec.stored(0x20, 0, -1)),
    TIMER2VALUE(RegisterSpec.readOnly(0x24, -1)),
    TIMER2CONTROL(RegisterSpec.stored(0x28, 0x20, 0xEF)),
    TIMER2INTCLR(RegisterSpec.action(0x2C, 0)),
    TIMER2RIS(RegisterSpec.readOnly(0x30, 0)),
    TIMER2MIS(RegisterSpec.readOnly(0x34, 0)),
    TIMER2BGLOAD(RegisterSpec.stored(0x38, 0, -1)),
    TIMERITCR(RegisterSpec.unmodelled(0xF00)),
    TIMERITOP(RegisterSpec.unmodelled(0xF04));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int ONE_SHOT = 0x01;
  private static final int SIZE_32 = 0x02;
  private static final int INTERRUPT_ENABLE = 0x20;
  private static final int PERIODIC = 0x40;
  private static final int ENABLE = 0x80;

  private final class Half {
    final Register load;
    final Register control;
    final Register rawStatus;
    final Register background;
    final DownCounter counter = new DownCounter();
    final Scheduler.Event zero;

    /** Bits 31..16 of VALUE in 16-bit mode: they keep what was loaded. */
    int upper = 0xFFFF_0000;

    Half(Register first, String id) {
      Register[] all = Register.values();
      load = first;
      control = all[first.ordinal() + 2];
      rawStatus = all[first.ordinal() + 4];
      background = all[first.ordinal() + 6];
      zero = scheduler.event(id, this::reachedZero);
      counter.set(0, 0xFFFF);
      counter.reload(0, 0xFFFF);
    }

    long mask() {
      return (get(control) & SIZE_32) != 0 ? 0xFFFF_FFFFL : 0xFFFF;
    }

    /** Bits 0 to 6 of the offset within this half. */
    void write(int offset, int value) {
      long now = scheduler.now();
      switch (offset) {
        case 0x00 -> {
          set(load, value);
          set(background, value);
          upper = value & 0xFFFF_0000;
          counter.set(now, value & mask());
        }
        case 0x08 -> set(control, value);
        case 0x0C -> set(rawStatus, 0);
        case 0x18 -> {
          set(load, value);
          set(background, value);
        }
        default -> {}
      }
      configure(now);
      plan(now);
      drive();
    }

    private void configure(long now) {
      int mode = get(control);
      long mask = mask();
      counter.divisor(now, (mode & 0xC) == 0 ? 1 : (mode & 0xC) == 4 ? 16 : 256);
      counter.oneShot(now, (mode & ONE_SHOT) != 0);
      counter.reload(now, (mode & PERIODIC) != 0 ? get(load) & mask : mask);
      if (counter.value(now) > mask) {
        counter.set(now, counter.value(now) & mask);
      }
      counter.run(now, (mode & ENABLE) != 0);
    }

    private void plan(long now) {
      long next = counter.nextZero(now);
      if (next == Scheduler.NEVER) {
        zero.cancel();
      } else {
        zero.at(next);
      }
    }

    private void reachedZero(long now, long due) {
      set(rawStatus, 1);
      plan(due);
      drive();
    }

    int value() {
      int value = (int) counter.value(scheduler.now());
      return mask() == 0xFFFF ? upper | value : value;
    }

    int maskedStatus() {
      return (get(control) & INTERRUPT_ENABLE) != 0 ? get(rawStatus) : 0;
    }
  }

  private final Scheduler scheduler;
  private final InterruptLine line;
  private final Half first;
  private final Half second;

  public CmsdkDualTimer(
      String id, int base, Scheduler scheduler, InterruptLine line, UnmodelledReporter reporter) {
    super(id, base, Register.class, PrimeCellId.of(0x23), reporter);
    this.scheduler = scheduler;
    this.line = line;
    first = new Half(Register.TIMER1LOAD, id + ".zero1");
    second = new Half(Register.TIMER2LOAD, id + ".zero2");
  }

  @Override
  protected int read(Register row) {
    Half half = row.ordinal() < Register.TIMER2LOAD.ordinal() ? first : second;
    return switch (row) {
      case TIMER1VALUE, TIMER2VALUE -> half.value();
      case TIMER1MIS, TIMER2MIS -> half.maskedStatus();
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    boolean low = row.ordinal() < Register.TIMER2LOAD.ordinal();
    (low ? first : second).write(row.spec().offset() & 0x1F, value);
  }

  private void drive() {
    line.set((first.maskedStatus() | second.maskedStatus()) != 0);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    for (Half half : new Half[] {first, second}) {
      half.counter.save(out);
      out.writeInt(half.upper);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    for (Half half : new Half[] {first, second}) {
      half.counter.restore(in);
      half.upper = in.readInt();
    }
  }
}
