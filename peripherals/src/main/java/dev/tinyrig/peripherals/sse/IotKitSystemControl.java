package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * System control of the IoT Kit: reset request and syndrome, the vector table of the next reset, a
 * register that keeps its value (Arm ECM0601256, "System control registers"). Debug authentication
 * is kept but guards nothing; there is no debugger on the wire.
 */
public final class IotKitSystemControl extends RegisterBlock<IotKitSystemControl.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    SECDBGSTAT(RegisterSpec.readOnly(0x000, 0)),
    SECDBGSET(RegisterSpec.action(0x004, 0)),
    SECDBGCLR(RegisterSpec.action(0x008, 0)),
    RESET_SYNDROME(RegisterSpec.stored(0x100, 0x1, 0x3FF)),
    /** Which resets are let through: only a reset of the whole machine is modelled. */
    RESET_MASK(RegisterSpec.stored(0x104, 0, 0x3F0, 0x3F0)),
    SWRESET(RegisterSpec.action(0x108, 0)),
    GRETREG(RegisterSpec.stored(0x10C, 0, 0xFFFF)),
    INITSVTOR0(RegisterSpec.stored(0x110, 0, 0xFFFF_FF80)),
    /** The core runs: holding it at its next reset has no effect. */
    CPUWAIT(RegisterSpec.stored(0x118, 0, 0x1, 0x1)),
    BUSWAIT(RegisterSpec.readOnly(0x11C, 0)),
    WICCTRL(RegisterSpec.stored(0x120, 0, 0x1, 0x1));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int DEBUG_BITS = 0xF;
  private static final int RESET_REQUEST = 1 << 9;

  private final Runnable resetMachine;

  /**
   * A block in reset.
   *
   * @param vectorTable reset value of INITSVTOR0
   * @param resetMachine what a reset request does
   */
  public IotKitSystemControl(
      String id, int base, int vectorTable, Runnable resetMachine, UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x54, 0xB8, 0x0B), reporter);
    this.resetMachine = resetMachine;
    set(Register.INITSVTOR0, vectorTable);
  }

  @Override
  protected void write(Register row, int value) {
    switch (row) {
      case SECDBGSET -> set(Register.SECDBGSTAT, get(Register.SECDBGSTAT) | value & DEBUG_BITS);
      case SECDBGCLR -> set(Register.SECDBGSTAT, get(Register.SECDBGSTAT) & ~value);
      case SWRESET -> {
        if ((value & RESET_REQUEST) != 0) {
          resetMachine.run();
        }
      }
      case RESET_SYNDROME -> set(row, get(row) & value); // bits are cleared by writing 0
      case INITSVTOR0 -> writeVectorTable(value);
      default -> set(row, value);
    }
  }

  @Override
  protected int read(Register row) {
    return switch (row) {
      case SECDBGSET, SECDBGCLR, SWRESET -> 0;
      default -> get(row);
    };
  }

  private void writeVectorTable(int value) {
    set(Register.INITSVTOR0, value);
  }
}
