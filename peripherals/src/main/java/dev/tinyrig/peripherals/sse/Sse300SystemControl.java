package dev.tinyrig.peripherals.sse;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;

/**
 * System control of the SSE-300: reset request and syndrome, the vector table of the next reset, a
 * register that keeps its value; clock and power settings are kept but have no effect (Arm 101773,
 * "System control register block").
 */
public final class Sse300SystemControl extends RegisterBlock<Sse300SystemControl.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    SECDBGSTAT(RegisterSpec.readOnly(0x000, 0)),
    SECDBGSET(RegisterSpec.action(0x004, 0)),
    SECDBGCLR(RegisterSpec.action(0x008, 0)),
    /** Locks of the security configuration. */
    SCSECCTRL(RegisterSpec.stored(0x00C, 0, 0x7, 0x7)),
    /** Clock dividers: the clock is the board's, whatever they say. */
    CLK_CFG0(RegisterSpec.stored(0x010, 0, 0xF, 0xF)),
    CLK_CFG1(RegisterSpec.stored(0x014, 0, 0xFF, 0xFF)),
    CLOCK_FORCE(RegisterSpec.stored(0x018, 0, -1, -1)),
    RESET_SYNDROME(RegisterSpec.stored(0x100, 0x1, 0x3FF)),
    /** Which resets are let through: only a reset of the whole machine is modelled. */
    RESET_MASK(RegisterSpec.stored(0x104, 0, 0x113, 0x113)),
    SWRESET(RegisterSpec.action(0x108, 0)),
    GRETREG(RegisterSpec.stored(0x10C, 0, 0xFFFF)),
    /** Bit 0 locks the register. */
    INITSVTOR0(RegisterSpec.stored(0x110, 0, 0xFFFF_FF81)),
    /** The core runs: holding it at its next reset has no effect. */
    CPUWAIT(RegisterSpec.stored(0x120, 0, 0x1, 0x1)),
    NMI_ENABLE(RegisterSpec.stored(0x124, 0, 0x3, 0x3)),
    PWRCTRL(RegisterSpec.stored(0x1FC, 0x3, 0x3, 0x3)),
    /** Sensitivities of power domains, which are always on. */
    PDCM_PD_SYS_SENSE(RegisterSpec.stored(0x200, 0x7F, 0xC003_007F, 0xC003_007F)),
    PDCM_PD_CPU0_SENSE(RegisterSpec.readOnly(0x204, 0)),
    PDCM_PD_VMR0_SENSE(RegisterSpec.stored(0x214, 0, 0xC003_007F, 0xC003_007F)),
    PDCM_PD_VMR1_SENSE(RegisterSpec.stored(0x218, 0, 0xC003_007F, 0xC003_007F));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int DEBUG_BITS = 0xFF;
  private static final int LOCK = 1;
  private static final int RESET_REQUEST = 1 << 9;

  private final Runnable resetMachine;

  /**
   * A block in reset.
   *
   * @param vectorTable reset value of INITSVTOR0
   * @param resetMachine what a reset request does
   */
  public Sse300SystemControl(
      String id, int base, int vectorTable, Runnable resetMachine, UnmodelledReporter reporter) {
    super(id, base, Register.class, SubsystemId.of(0x54, 0xB8, 0x1B), reporter);
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
    if ((get(Register.INITSVTOR0) & LOCK) == 0) {
      set(Register.INITSVTOR0, value);
    }
  }
}
