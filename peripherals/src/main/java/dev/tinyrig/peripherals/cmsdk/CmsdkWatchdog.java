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
 * The APB watchdog: interrupts when it first reaches 0 and resets the machine when it does so again
 * with the interrupt still set (Arm DDI 0479). The integration test registers are not modelled.
 */
public final class CmsdkWatchdog extends RegisterBlock<CmsdkWatchdog.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    WDOGLOAD(RegisterSpec.stored(0x00, -1, -1)),
    WDOGVALUE(RegisterSpec.readOnly(0x04, -1)),
    WDOGCONTROL(RegisterSpec.stored(0x08, 0, 3)),
    WDOGINTCLR(RegisterSpec.action(0x0C, 0)),
    WDOGRIS(RegisterSpec.readOnly(0x10, 0)),
    WDOGMIS(RegisterSpec.readOnly(0x14, 0)),
    WDOGLOCK(RegisterSpec.action(0xC00, 0)),
    WDOGITCR(RegisterSpec.unmodelled(0xF00)),
    WDOGITOP(RegisterSpec.unmodelled(0xF04));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int INTERRUPT_ENABLE = 1;
  private static final int RESET_ENABLE = 2;
  private static final int UNLOCK = 0x1ACC_E551;

  private final Scheduler scheduler;
  private final InterruptLine line;
  private final Runnable resetMachine;
  private final Scheduler.Event zero;
  private final DownCounter counter = new DownCounter();

  /**
   * A watchdog in reset that counts once in {@code cyclesPerTick} core cycles; {@code resetMachine}
   * is called when it has not been served.
   */
  public CmsdkWatchdog(
      String id,
      int base,
      Scheduler scheduler,
      int cyclesPerTick,
      InterruptLine line,
      Runnable resetMachine,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, PrimeCellId.of(0x24), reporter);
    this.scheduler = scheduler;
    this.line = line;
    this.resetMachine = resetMachine;
    this.zero = scheduler.event(id + ".zero", this::reachedZero);
    counter.divisor(0, cyclesPerTick);
    counter.reload(0, 0xFFFF_FFFFL);
    counter.set(0, 0xFFFF_FFFFL);
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case WDOGVALUE -> (int) counter.value(scheduler.now());
      case WDOGMIS -> maskedStatus();
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    if (row == Register.WDOGLOCK) {
      set(row, value == UNLOCK ? 0 : 1);
      return;
    }
    if (get(Register.WDOGLOCK) != 0) {
      return;
    }
    long now = scheduler.now();
    switch (row) {
      case WDOGLOAD -> {
        set(row, value);
        counter.reload(now, Integer.toUnsignedLong(value));
        counter.set(now, Integer.toUnsignedLong(value));
      }
      case WDOGCONTROL -> {
        boolean starts = (value & ~get(row) & INTERRUPT_ENABLE) != 0;
        set(row, value);
        if (starts) {
          counter.set(now, Integer.toUnsignedLong(get(Register.WDOGLOAD)));
        }
        counter.run(now, (value & INTERRUPT_ENABLE) != 0);
      }
      case WDOGINTCLR -> {
        set(Register.WDOGRIS, 0);
        counter.set(now, Integer.toUnsignedLong(get(Register.WDOGLOAD)));
      }
      default -> {}
    }
    plan(now);
    line.set(maskedStatus() != 0);
  }

  private int maskedStatus() {
    return get(Register.WDOGRIS) & get(Register.WDOGCONTROL) & INTERRUPT_ENABLE;
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
    if (get(Register.WDOGRIS) != 0) {
      counter.run(due, false);
      if ((get(Register.WDOGCONTROL) & RESET_ENABLE) != 0) {
        resetMachine.run();
      }
      return;
    }
    set(Register.WDOGRIS, 1);
    plan(due);
    line.set(maskedStatus() != 0);
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
