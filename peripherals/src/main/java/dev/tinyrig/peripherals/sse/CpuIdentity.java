package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/** The CPU identity block: which of the cores reads it; there is one (Arm 101104; Arm 101773). */
public final class CpuIdentity extends RegisterBlock<CpuIdentity.Register> {
  /** The register. */
  public enum Register implements RegisterRow {
    CPUID(RegisterSpec.readOnly(0x000, 0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  public CpuIdentity(String id, int base, UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x58, 0xB8, 0x0B), reporter);
  }
}
