package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mode, privilege, masks and the two stack pointers of a core, and the special registers by which
 * instructions reach them (Armv7-M Arm ARM B1.4, B5.2.2).
 *
 * <p>Who changes a mask here must let {@link ExceptionModel#priorityChanged} look at it.
 */
public final class ProcessorState {
  static final int CONTROL_NPRIV = 1;
  static final int CONTROL_SPSEL = 2;
  static final int CONTROL_FPCA = 4;

  /** Numbers of special registers (SYSm). */
  public static final int MSP = 8;

  public static final int PSP = 9;
  public static final int PRIMASK = 16;
  public static final int BASEPRI = 17;
  public static final int BASEPRI_MAX = 18;
  public static final int FAULTMASK = 19;
  public static final int CONTROL = 20;

  private static final int APSR_BITS = 0xF800_0000;
  private static final int EPSR_T = 1 << 24;

  private final CoreConfig config;
  private final boolean v6m;
  private final boolean dsp;
  private Core core;

  int ipsr;
  int control;
  int primask;
  int faultmask;
  int basepri;
  boolean thumb;
  private int otherSp; // the stack pointer that is not in R13

  ProcessorState(CoreConfig config) {
    this.config = config;
    this.v6m = config.model().isV6M();
    this.dsp = config.model().has(Feature.DSP);
  }

  void connect(Core newCore) {
    core = newCore;
  }

  void reset() {
    ipsr = 0;
    control = 0;
    primask = 0;
    faultmask = 0;
    basepri = 0;
    otherSp = 0;
    thumb = true;
  }

  boolean privileged() {
    return ipsr != 0 || (control & CONTROL_NPRIV) == 0;
  }

  /** Whether R13 is the process stack pointer. */
  boolean usesPsp() {
    return (control & CONTROL_SPSEL) != 0 && ipsr == 0;
  }

  /** Puts the right stack pointer into R13 after mode or CONTROL changed. */
  void stackSelected(boolean wasPsp) {
    if (usesPsp() != wasPsp) {
      int active = core.r[13];
      core.r[13] = otherSp;
      otherSp = active;
    }
  }

  /** Main stack pointer. */
  public int msp() {
    return usesPsp() ? otherSp : core.r[13];
  }

  /** Process stack pointer. */
  public int psp() {
    return usesPsp() ? core.r[13] : otherSp;
  }

  /** Sets the main stack pointer. */
  public void setMsp(int value) {
    if (usesPsp()) {
      otherSp = value;
    } else {
      core.r[13] = value;
    }
  }

  /** Sets the process stack pointer. */
  public void setPsp(int value) {
    if (usesPsp()) {
      core.r[13] = value;
    } else {
      otherSp = value;
    }
  }

  /** Execution priority when {@code active} is that of the active exceptions (Arm ARM B1.5.4). */
  int masked(int active, ExceptionTable table, boolean ignorePrimask) {
    int priority = active;
    if (basepri != 0) {
      priority = Math.min(priority, table.groupPriority(basepri));
    }
    if (primask != 0 && !ignorePrimask) {
      priority = Math.min(priority, 0);
    }
    if (faultmask != 0) {
      priority = Math.min(priority, -1);
    }
    return priority;
  }

  private int apsr() {
    return core.apsr() & (dsp ? -1 : APSR_BITS);
  }

  /** MRS: what an instruction reads. */
  int readSpecial(int sysm) {
    if (sysm < 8) {
      // EPSR reads as 0
      return ((sysm & 1) != 0 ? ipsr : 0) | ((sysm & 4) == 0 ? apsr() : 0);
    }
    if (sysm == CONTROL) {
      return control;
    }
    if (!privileged()) {
      return 0;
    }
    return switch (sysm) {
      case MSP -> msp();
      case PSP -> psp();
      case PRIMASK -> primask;
      case BASEPRI, BASEPRI_MAX -> v6m ? 0 : basepri;
      case FAULTMASK -> v6m ? 0 : faultmask;
      default -> 0;
    };
  }

  /** MSR: {@code executionPriority} decides whether FAULTMASK may be set. */
  void writeSpecial(int sysm, int mask, int value, ExceptionTable table, int executionPriority) {
    if (sysm < 4) {
      if ((mask & 2) != 0) {
        core.setApsrFlags(v6m ? value & 0xF000_0000 : value);
      }
      if ((mask & 1) != 0 && dsp) {
        core.ge = value >>> 16 & 0xF;
      }
      return;
    }
    if (!privileged()) {
      return;
    }
    switch (sysm) {
      case MSP -> setMsp(value & ~3);
      case PSP -> setPsp(value & ~3);
      case PRIMASK -> primask = value & 1;
      case BASEPRI -> basepri = v6m ? 0 : value & table.priorityMask();
      case BASEPRI_MAX -> {
        int priority = value & table.priorityMask();
        if (!v6m && priority != 0 && (basepri == 0 || priority < basepri)) {
          basepri = priority;
        }
      }
      case FAULTMASK -> {
        if (!v6m && (executionPriority > -1 || (value & 1) == 0)) {
          faultmask = value & 1;
        }
      }
      case CONTROL -> writeControl(value);
      default -> {}
    }
  }

  private void writeControl(int value) {
    boolean wasPsp = usesPsp();
    int writable = CONTROL_SPSEL | (config.model().has(Feature.FP_SP) ? CONTROL_FPCA : 0);
    if (!v6m || config.model() == CoreModel.CORTEX_M0PLUS) {
      writable |= CONTROL_NPRIV;
    }
    if (ipsr != 0) {
      writable &= ~CONTROL_SPSEL;
    }
    control = control & ~writable | value & writable;
    stackSelected(wasPsp);
    core.fpReady = false;
  }

  /** CPS: {@code effect} has I in bit 1 and F in bit 0. */
  void changeMasks(boolean disable, int effect, int executionPriority) {
    int bit = disable ? 1 : 0;
    if ((effect & 2) != 0) {
      primask = bit;
    }
    if ((effect & 1) != 0 && !v6m && (executionPriority > -1 || !disable)) {
      faultmask = bit;
    }
  }

  /** A mask register or CONTROL as a debugger sees it. */
  public int readMask(int sysm) {
    return switch (sysm) {
      case PRIMASK -> primask;
      case BASEPRI -> basepri;
      case FAULTMASK -> faultmask;
      default -> control;
    };
  }

  void writeMask(int sysm, int value, ExceptionTable table) {
    switch (sysm) {
      case PRIMASK -> primask = value & 1;
      case BASEPRI -> basepri = value & table.priorityMask();
      case FAULTMASK -> faultmask = value & 1;
      default -> writeControl(value);
    }
  }

  /** xPSR as it would be stacked now. */
  public int xpsr() {
    int it = core.it;
    return apsr() | (it & 3) << 25 | (it >>> 2) << 10 | (thumb ? EPSR_T : 0) | ipsr;
  }

  /** Sets xPSR as a debugger does: flags, IT and T; the mode does not change. */
  public void setXpsr(int value) {
    core.setApsrFlags(value);
    core.ge = value >>> 16 & 0xF;
    core.it = value >>> 25 & 3 | value >>> 8 & 0xFC;
    thumb = (value & EPSR_T) != 0;
  }

  void save(DataOutput out) throws IOException {
    for (int value : new int[] {ipsr, otherSp, control, primask, faultmask, basepri}) {
      out.writeInt(value);
    }
    out.writeBoolean(thumb);
  }

  void restore(DataInput in) throws IOException {
    ipsr = in.readInt();
    otherSp = in.readInt();
    control = in.readInt();
    primask = in.readInt();
    faultmask = in.readInt();
    basepri = in.readInt();
    thumb = in.readBoolean();
  }
}
