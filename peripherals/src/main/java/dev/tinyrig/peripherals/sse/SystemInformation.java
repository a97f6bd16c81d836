package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * The system information block: which subsystem this is and how it is configured (Arm ECM0601256;
 * Arm 101773, "System information registers").
 */
public final class SystemInformation extends RegisterBlock<SystemInformation.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    SYS_VERSION(RegisterSpec.readOnly(0x000, 0)),
    SYS_CONFIG(RegisterSpec.readOnly(0x004, 0)),
    /** The SSE-300 has this and the next; the IoT Kit reads 0 at both. */
    SYS_CONFIG1(RegisterSpec.readOnly(0x008, 0)),
    IIDR(RegisterSpec.readOnly(0xFC8, 0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  /** A block with these values; {@code implementer} is IIDR, 0 where there is none. */
  public SystemInformation(
      String id,
      int base,
      int version,
      int configuration,
      int implementer,
      UnmodelledReporter reporter) {
    super(
        id,
        base,
        Register.class,
        SubsystemId.of(0x58, 0xB8, implementer == 0 ? 0x0B : 0x1B),
        reporter);
    set(Register.SYS_VERSION, version);
    set(Register.SYS_CONFIG, configuration);
    set(Register.IIDR, implementer);
  }
}
