package dev.tinyrig.peripherals.sse;

import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The registers of the {@link SecurityController} that the Secure state has (Arm 101773, "Secure
 * access configuration register block"; Arm ECM0601256, "Secure privilege control block", with
 * other names at the same offsets).
 *
 * <p>Bridges do not buffer writes here, and there are no master security controllers: their
 * interrupts never come.
 */
public final class SecureAccessConfiguration
    extends RegisterBlock<SecureAccessConfiguration.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    SPCSECCTRL(RegisterSpec.unmodelled(0x000)),
    BUSWAIT(RegisterSpec.unmodelled(0x004)),
    SECRESPCFG(RegisterSpec.stored(0x010, 0, 0x1)),
    NSCCFG(RegisterSpec.stored(0x014, 0, 0x3)),
    SECMPCINTSTATUS(RegisterSpec.readOnly(0x01C, 0)),
    SECPPCINTSTAT(RegisterSpec.readOnly(0x020, 0)),
    SECPPCINTCLR(RegisterSpec.action(0x024, 0)),
    SECPPCINTEN(RegisterSpec.stored(0x028, 0, 0x00F0_00F3)),
    SECMSCINTSTAT(RegisterSpec.readOnly(0x030, 0)),
    SECMSCINTCLR(RegisterSpec.action(0x034, 0)),
    SECMSCINTEN(RegisterSpec.stored(0x038, 0, 0xFFFF_000F)),
    BRGINTSTAT(RegisterSpec.readOnly(0x040, 0)),
    BRGINTCLR(RegisterSpec.action(0x044, 0)),
    BRGINTEN(RegisterSpec.stored(0x048, 0, 0xFFFF_0000)),
    MAINNSPPC0(RegisterSpec.readOnly(0x050, 0)),
    MAINNSPPCEXP0(RegisterSpec.stored(0x060, 0, 0xFFFF)),
    MAINNSPPCEXP1(RegisterSpec.stored(0x064, 0, 0xFFFF)),
    MAINNSPPCEXP2(RegisterSpec.stored(0x068, 0, 0xFFFF)),
    MAINNSPPCEXP3(RegisterSpec.stored(0x06C, 0, 0xFFFF)),
    PERIPHNSPPC0(RegisterSpec.stored(0x070, 0, 0xFFFF)),
    PERIPHNSPPC1(RegisterSpec.stored(0x074, 0, 0xFFFF)),
    PERIPHNSPPCEXP0(RegisterSpec.stored(0x080, 0, 0xFFFF)),
    PERIPHNSPPCEXP1(RegisterSpec.stored(0x084, 0, 0xFFFF)),
    PERIPHNSPPCEXP2(RegisterSpec.stored(0x088, 0, 0xFFFF)),
    PERIPHNSPPCEXP3(RegisterSpec.stored(0x08C, 0, 0xFFFF)),
    MAINSPPPC0(RegisterSpec.readOnly(0x090, 0)),
    MAINSPPPCEXP0(RegisterSpec.stored(0x0A0, 0, 0xFFFF)),
    MAINSPPPCEXP1(RegisterSpec.stored(0x0A4, 0, 0xFFFF)),
    MAINSPPPCEXP2(RegisterSpec.stored(0x0A8, 0, 0xFFFF)),
    MAINSPPPCEXP3(RegisterSpec.stored(0x0AC, 0, 0xFFFF)),
    PERIPHSPPPC0(RegisterSpec.stored(0x0B0, 0, 0xFFFF)),
    PERIPHSPPPC1(RegisterSpec.stored(0x0B4, 0, 0xFFFF)),
    PERIPHSPPPCEXP0(RegisterSpec.stored(0x0C0, 0, 0xFFFF)),
    PERIPHSPPPCEXP1(RegisterSpec.stored(0x0C4, 0, 0xFFFF)),
    PERIPHSPPPCEXP2(RegisterSpec.stored(0x0C8, 0, 0xFFFF)),
    PERIPHSPPPCEXP3(RegisterSpec.stored(0x0CC, 0, 0xFFFF)),
    NSMSCEXP(RegisterSpec.stored(0x0D0, 0, 0xFFFF_0000, 0xFFFF_0000));

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
   * @param line the combined interrupt of blocked accesses to devices
   * @param revision value of PID2
   */
  public SecureAccessConfiguration(
      String id,
      int base,
      SecurityController controller,
      InterruptLine line,
      int revision,
      UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x52, 0xB8, revision), reporter);
    this.controller = controller;
    controller.connect(line);
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case SECMPCINTSTATUS -> controller.memoryStatus();
      case SECPPCINTSTAT -> controller.blockedStatus();
      case SECPPCINTCLR, SECMSCINTCLR, BRGINTCLR -> 0;
      default -> get(row);
    };
  }

  @Override
  protected void write(Register row, int value) {
    set(row, value);
    switch (row) {
      case SECRESPCFG -> controller.setErrorResponse(value != 0);
      case NSCCFG -> controller.setCallable(value);
      case SECPPCINTCLR -> controller.clearBlocked(value);
      case SECPPCINTEN -> controller.enableInterrupts(value);
      default -> {
        int nonSecure = row.ordinal() - Register.MAINNSPPCEXP0.ordinal();
        int unprivileged = row.ordinal() - Register.MAINSPPPCEXP0.ordinal();
        if (nonSecure >= 0 && nonSecure < ORDER.length) {
          controller.setNonSecure(ORDER[nonSecure], value);
        } else if (unprivileged >= 0 && unprivileged < ORDER.length) {
          controller.setSecureUnprivileged(ORDER[unprivileged], value);
        }
      }
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    controller.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    controller.restore(in);
  }
}
