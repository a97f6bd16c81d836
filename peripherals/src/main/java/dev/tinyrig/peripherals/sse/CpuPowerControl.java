package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/** The CPU power control block (Arm 101773); the core is always on, whatever is written here. */
public final class CpuPowerControl extends RegisterBlock<CpuPowerControl.Register> {
  /** The register. */
  public enum Register implements RegisterRow {
    /** Bits 1 and 0 choose the states of core and TCMs in deep sleep, which saves no power here. */
    CPUPWRCFG(RegisterSpec.stored(0x000, 0, 0x1F, 0x1F));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  public CpuPowerControl(String id, int base, UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x5A, 0xB8, 0x0B), reporter);
  }
}
