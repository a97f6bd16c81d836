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
 * The APB timer: counts ticks of its clock down, interrupts at 0, stays there for one tick and
 * starts again from RELOAD (Arm DDI 0479). The external input is not modelled.
 */
public final class CmsdkTimer extends RegisterBlock<CmsdkTimer.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    /** Bits 1 and 2 choose the external input. */
    CTRL(RegisterSpec.stored(0x00, 0, 0xF, 0x6)),
    VALUE(RegisterSpec.stored(0x04, 0, -1)),
    RELOAD(RegisterSpec.stored(0x08, 0, -1)),
    INTSTATUS(RegisterSpec.action(0x0C, 0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int ENABLE = 1;
  private static final int INTERRUPT_ENABLE = 8;

  private final Scheduler scheduler;
  private final InterruptLine line;
  private final Scheduler.Event zero;
  private final DownCounter counter = new DownCounter();

  /** A timer in reset that counts once in {@code cyclesPerTick} core cycles. */
  public CmsdkTimer(
      String id,
      int base,
      Scheduler scheduler,
      int cyclesPerTick,
      InterruptLine line,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, PrimeCellId.of(0x22), reporter);
    this.scheduler = scheduler;
    this.line = line;
    this.zero = scheduler.event(id + ".zero", this::reachedZero);
    counter.divisor(0, cyclesPerTick);
  }

  @Override
  protected int read(Register row) {
    return row == Register.VALUE ? (int) counter.value(scheduler.now()) : get(row);
  }

  @Override
  protected void write(Register row, int value) {
    long now = scheduler.now();
    switch (row) {
      case CTRL -> {
        set(row, value);
        counter.run(now, (value & ENABLE) != 0);
      }
      case VALUE -> counter.set(now, Integer.toUnsignedLong(value));
      case RELOAD -> {
        set(row, value);
        counter.reload(now, Integer.toUnsignedLong(value));
        counter.set(now, Integer.toUnsignedLong(value));
      }
      case INTSTATUS -> {
        set(row, get(row) & ~value);
        line.set(get(row) != 0);
      }
    }
    plan(now);
  }

  private void plan(long now) {
    if ((get(Register.CTRL) & INTERRUPT_ENABLE) == 0) {
      zero.cancel();
      return;
    }
    long next = counter.nextZero(now);
    if (next == Scheduler.NEVER) {
      zero.cancel();
    } else {
      zero.at(next);
    }
  }

  private void reachedZero(long now, long due) {
    set(Register.INTSTATUS, 1);
    line.set(true);
    plan(due);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    counter.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    counter.restore(in);
  }
}
