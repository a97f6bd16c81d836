package dev.tinyrig.peripherals.sse;

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
 * A system timer of the SSE-300: interrupts when the system counter reaches its compare value, or
 * again and again when its automatic value grows by the reload value (Arm 101370, "System timer").
 *
 * <p>ISTATUS follows the interrupt of the mode in use. A reload value of 0, of which the manual
 * says nothing, is taken as 1.
 */
public final class SystemTimer extends RegisterBlock<SystemTimer.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    CNTPCT_LO(RegisterSpec.readOnly(0x00, 0)),
    CNTPCT_HI(RegisterSpec.readOnly(0x04, 0)),
    CNTFRQ(RegisterSpec.stored(0x10, 0, -1)),
    CNTP_CVAL_LO(RegisterSpec.stored(0x20, 0, -1)),
    CNTP_CVAL_HI(RegisterSpec.stored(0x24, 0, -1)),
    CNTP_TVAL(RegisterSpec.action(0x28, 0)),
    CNTP_CTL(RegisterSpec.stored(0x2C, 0, 0x3)),
    CNTP_AIVAL_LO(RegisterSpec.readOnly(0x40, 0)),
    CNTP_AIVAL_HI(RegisterSpec.readOnly(0x44, 0)),
    CNTP_AIVAL_RELOAD(RegisterSpec.stored(0x48, 0, -1)),
    CNTP_AIVAL_CTL(RegisterSpec.stored(0x4C, 0, 0x3)),
    CNTP_CFG(RegisterSpec.readOnly(0x50, 1));

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
  private static final int MASK = 2;
  private static final int STATUS = 4;
  private static final int AUTOMATIC = 1;
  private static final int DUE = 2;

  private final SystemCounter counter;
  private final InterruptLine line;
  private final Scheduler.Event reached;

  /** The automatic compare value. */
  private long automaticValue;

  /** A timer in reset that compares with {@code counter}. */
  public SystemTimer(
      String id,
      int base,
      Scheduler scheduler,
      SystemCounter counter,
      InterruptLine line,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0xB7, 0xB0, 0x0B), reporter);
    this.counter = counter;
    this.line = line;
    this.reached = scheduler.event(id + ".reached", (now, due) -> reached());
    counter.onChange(this::plan);
  }

  private boolean enabled() {
    return (get(Register.CNTP_CTL) & ENABLE) != 0;
  }

  private boolean automatic() {
    return (get(Register.CNTP_AIVAL_CTL) & AUTOMATIC) != 0;
  }

  private long compareValue() {
    return (long) get(Register.CNTP_CVAL_HI) << 32
        | Integer.toUnsignedLong(get(Register.CNTP_CVAL_LO));
  }

  private void setCompareValue(long value) {
    set(Register.CNTP_CVAL_LO, (int) value);
    set(Register.CNTP_CVAL_HI, (int) (value >>> 32));
  }

  private boolean condition() {
    if (!enabled()) {
      return false;
    }
    return automatic()
        ? (get(Register.CNTP_AIVAL_CTL) & DUE) != 0
        : Long.compareUnsigned(counter.value(), compareValue()) >= 0;
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case CNTPCT_LO -> (int) counter.value();
      case CNTPCT_HI -> (int) (counter.value() >>> 32);
      case CNTP_TVAL -> (int) (compareValue() - counter.value());
      case CNTP_CTL -> get(row) | (condition() ? STATUS : 0);
      case CNTP_AIVAL_LO -> (int) automaticValue;
      case CNTP_AIVAL_HI -> (int) (automaticValue >>> 32);
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    boolean ran = enabled() && automatic();
    switch (row) {
      case CNTP_TVAL -> setCompareValue(counter.value() + value);
      case CNTP_AIVAL_CTL -> // DUE is cleared by writing 0, and never set
          set(row, value & (AUTOMATIC | get(row)));
      default -> set(row, value);
    }
    if (!ran && enabled() && automatic()) {
      advance();
    }
    plan();
  }

  private long reload() {
    return Math.max(1, Integer.toUnsignedLong(get(Register.CNTP_AIVAL_RELOAD)));
  }

  private void advance() {
    automaticValue = counter.value() + reload();
  }

  /** Schedules the next moment at which the line may rise, and drives it. */
  private void plan() {
    line.set(condition() && (get(Register.CNTP_CTL) & MASK) == 0);
    boolean waits = enabled() && (automatic() || !condition());
    long next =
        waits ? counter.cycleOf(automatic() ? automaticValue : compareValue()) : Scheduler.NEVER;
    if (next == Scheduler.NEVER) {
      reached.cancel();
    } else {
      reached.at(next);
    }
  }

  private void reached() {
    if (automatic()) {
      set(Register.CNTP_AIVAL_CTL, get(Register.CNTP_AIVAL_CTL) | DUE);
      advanceBeyondNow();
    }
    plan();
  }

  /** The next value in the rhythm of the reload value that is still to come. */
  private void advanceBeyondNow() {
    long reload = reload();
    long behind = counter.value() - automaticValue;
    automaticValue += (Long.divideUnsigned(behind, reload) + 1) * reload;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    out.writeLong(automaticValue);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    automaticValue = in.readLong();
  }
}
