package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/** The status frame of the system counter: its value for everyone (Arm 101370). */
public final class SystemCounterStatus extends RegisterBlock<SystemCounterStatus.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    CNTCV_LO(RegisterSpec.readOnly(0x00, 0)),
    CNTCV_HI(RegisterSpec.readOnly(0x04, 0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private final SystemCounter counter;

  /** The status frame of {@code counter}. */
  public SystemCounterStatus(
      String id, int base, SystemCounter counter, UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0xBB, 0xB0, 0x0B), reporter);
    this.counter = counter;
  }

  @Override
  protected int read(Register row) {
    long value = counter.value();
    return (int) (row == Register.CNTCV_LO ? value : value >>> 32);
  }
}
