package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * The registers of the {@link SecurityController} that the Non-secure state has: which Non-secure
 * devices unprivileged code may use (Arm 101773, "Non-secure access configuration register block";
 * Arm ECM0601256, "Non-secure privilege control block").
 */
public final class NonSecureAccessConfiguration
    extends RegisterBlock<NonSecureAccessConfiguration.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    MAINNSPPPC0(RegisterSpec.readOnly(0x090, 0)),
    MAINNSPPPCEXP0(RegisterSpec.stored(0x0A0, 0, 0xFFFF)),
    MAINNSPPPCEXP1(RegisterSpec.stored(0x0A4, 0, 0xFFFF)),
    MAINNSPPPCEXP2(RegisterSpec.stored(0x0A8, 0, 0xFFFF)),
    MAINNSPPPCEXP3(RegisterSpec.stored(0x0AC, 0, 0xFFFF)),
    PERIPHNSPPPC0(RegisterSpec.stored(0x0B0, 0, 0xFFFF)),
    PERIPHNSPPPC1(RegisterSpec.stored(0x0B4, 0, 0xFFFF)),
    PERIPHNSPPPCEXP0(RegisterSpec.stored(0x0C0, 0, 0xFFFF)),
    PERIPHNSPPPCEXP1(RegisterSpec.stored(0x0C4, 0, 0xFFFF)),
    PERIPHNSPPPCEXP2(RegisterSpec.stored(0x0C8, 0, 0xFFFF)),
    PERIPHNSPPPCEXP3(RegisterSpec.stored(0x0CC, 0, 0xFFFF));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  /** The controllers in the order of their registers. */
  private static final PortGroup[] ORDER = {
    PortGroup.MAINEXP0,
    PortGroup.MAINEXP1,
    PortGroup.MAINEXP2,
    PortGroup.MAINEXP3,
    PortGroup.PERIPH0,
    PortGroup.PERIPH1,
    PortGroup.PERIPHEXP0,
    PortGroup.PERIPHEXP1,
    PortGroup.PERIPHEXP2,
    PortGroup.PERIPHEXP3
  };

  private final SecurityController controller;

  /**
   * The registers of {@code controller}.
   *
   * @param revision value of PID2
   */
  public NonSecureAccessConfiguration(
      String id,
      int base,
      SecurityController controller,
      int revision,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x53, 0xB8, revision), reporter);
    this.controller = controller;
  }

  @Override
  protected void write(Register row, int value) {
    set(row, value);
    controller.setNonSecureUnprivileged(ORDER[row.ordinal() - 1], value);
  }
}
