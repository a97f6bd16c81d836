package dev.tinyrig.peripherals.mps2;

import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.register.RegisterBlock;
import dev.tinyrig.peripherals.register.RegisterRow;
import dev.tinyrig.peripherals.register.RegisterSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The serial configuration controller: LEDs, switches (all off), identification and the
 * oscillators' frequencies (Arm 100112). Changing an oscillator does not change the machine's
 * clock.
 */
public final class Scc extends RegisterBlock<Scc.Register> {
  /** The registers. */
  public enum Register implements RegisterRow {
    /** Bit 0 maps block RAM to address 0, which is not modelled. */
    CFG_REG0(RegisterSpec.stored(0x000, 0, 0x1, 0x1)),
    CFG_REG1(RegisterSpec.stored(0x004, 0, 0xFF)),
    /** MPS3 boards: QSPI select. */
    CFG_REG2(RegisterSpec.unmodelled(0x008)),
    CFG_REG3(RegisterSpec.readOnly(0x00C, 0)),
    CFG_REG4(RegisterSpec.readOnly(0x010, 0x2)),
    /** MPS3 boards: frequency of ACLK. */
    CFG_REG5(RegisterSpec.unmodelled(0x014)),
    SYS_CFGDATA_RTN(RegisterSpec.readOnly(0x0A0, 0)),
    SYS_CFGDATA_OUT(RegisterSpec.stored(0x0A4, 0, -1)),
    SYS_CFGCTRL(RegisterSpec.action(0x0A8, 0x10_0000)),
    SYS_CFGSTAT(RegisterSpec.readOnly(0x0AC, 0)),
    /** All digital locked loops are always locked. */
    SCC_DLL(RegisterSpec.stored(0x100, 0xFFFF_0001, 0xFF00_0000)),
    SCC_AID(RegisterSpec.readOnly(0xFF8, 0x0020_0008)),
    SCC_ID(RegisterSpec.readOnly(0xFFC, 0));

    private final RegisterSpec spec;

    Register(RegisterSpec spec) {
      this.spec = spec;
    }

    @Override
    public RegisterSpec spec() {
      return spec;
    }
  }

  private static final int START = 0x8000_0000;
  private static final int WRITE = 0x4000_0000;
  private static final int FUNCTION_OSCILLATOR = 1;
  private static final int DONE = 1;
  private static final int ERROR = 2;

  private final int[] oscillators;

  /** A controller whose SCC_ID reads {@code identification}, and its oscillators in hertz. */
  public Scc(
      String id, int base, int identification, int[] oscillators, UnmodelledReporter reporter) {
    super(id, base, Register.class, new int[0], reporter);
    this.oscillators = oscillators.clone();
    set(Register.SCC_ID, identification);
  }

  @Override
  protected void write(Register row, int value) {
    if (row != Register.SYS_CFGCTRL) {
      set(row, value);
      return;
    }
    set(row, value & 0x43F0_0FFF);
    set(Register.SYS_CFGSTAT, (value & START) == 0 ? 0 : configure(value));
  }

  private int configure(int value) {
    int device = value & 0xFFF;
    if ((value >>> 20 & 0x3F) != FUNCTION_OSCILLATOR || device >= oscillators.length) {
      return DONE | ERROR;
    }
    if ((value & WRITE) != 0) {
      oscillators[device] = get(Register.SYS_CFGDATA_OUT);
    } else {
      set(Register.SYS_CFGDATA_RTN, oscillators[device]);
    }
    return DONE;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    for (int frequency : oscillators) {
      out.writeInt(frequency);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    for (int i = 0; i < oscillators.length; i++) {
      oscillators[i] = in.readInt();
    }
  }
}
