package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The control frame of the system counter: starts, sets and scales it (Arm 101370, "System counter
 * control registers"). There is one clock, so that the second scale does not exist; the counter
 * never halts for a debugger.
 */
public final class SystemCounterControl extends RegisterBlock<SystemCounterControl.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    /** Halt on debug, interrupt mask and error responses (bits 1, 3 and 4) have no effect. */
    CNTCR(RegisterSpec.stored(0x00, 0, 0x1F, 0x1A)),
    CNTSR(RegisterSpec.readOnly(0x04, 0)),
    CNTCV_LO(RegisterSpec.stored(0x08, 0, -1)),
    CNTCV_HI(RegisterSpec.stored(0x0C, 0, -1)),
    CNTSCR(RegisterSpec.stored(0x10, SystemCounter.UNSCALED, -1)),
    /** Scaling exists; the selected clock is the first. */
    CNTID(RegisterSpec.readOnly(0x1C, 0x2_0001)),
    CNTSCR0(RegisterSpec.stored(0xD0, SystemCounter.UNSCALED, -1)),
    CNTSCR1(RegisterSpec.readOnly(0xD4, 0));

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
  private static final int SCALE = 4;
  private static final long LOW = 0xFFFF_FFFFL;

  private final SystemCounter counter;

  /** The control frame of {@code counter}. */
  public SystemCounterControl(
      String id, int base, SystemCounter counter, UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0xBA, 0xB0, 0x0B), reporter);
    this.counter = counter;
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case CNTCV_LO -> (int) counter.value();
      case CNTCV_HI -> (int) (counter.value() >>> 32);
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    switch (row) {
      case CNTCV_LO -> counter.set(counter.value() & ~LOW | Integer.toUnsignedLong(value));
      case CNTCV_HI -> counter.set(counter.value() & LOW | (long) value << 32);
      case CNTSCR, CNTSCR0 -> {
        if (counter.running()) {
          misuse(row, "changing the scale of a running counter, whose value is then unknown");
        }
        set(Register.CNTSCR, value);
        set(Register.CNTSCR0, value);
        scale();
      }
      default -> {
        set(row, value);
        scale();
        counter.run((value & ENABLE) != 0);
      }
    }
  }

  private void scale() {
    boolean scaled = (get(Register.CNTCR) & SCALE) != 0;
    counter.scale(scaled ? get(Register.CNTSCR) : SystemCounter.UNSCALED);
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
