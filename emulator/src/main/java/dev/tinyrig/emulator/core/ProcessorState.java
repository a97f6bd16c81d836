package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.semantics.Qarma5;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Mode, privilege, masks, stack pointers and their limits (Armv7-M Arm ARM B1.4; Armv8-M Arm ARM
 * B3.5 to B3.8). {@link SpecialRegisters} is the way of instructions to them.
 *
 * <p>Banked state is in arrays: bank 0 is Non-secure, or the only one where the Security Extension
 * is not configured; bank 1 is Secure. Who changes a mask here must let {@link
 * ExceptionModel#priorityChanged} look at it.
 */
public final class ProcessorState {
  static final int CONTROL_NPRIV = 1;
  static final int CONTROL_SPSEL = 2;
  static final int CONTROL_FPCA = 4;
  static final int CONTROL_SFPA = 8;
  static final int CONTROL_BTI_EN = 1 << 4;
  static final int CONTROL_UBTI_EN = 1 << 5;
  static final int CONTROL_PAC_EN = 1 << 6;
  static final int CONTROL_UPAC_EN = 1 << 7;

  /** Numbers of special registers (SYSm). */
  public static final int MSP = 8;

  public static final int PSP = 9;
  public static final int MSPLIM = 10;
  public static final int PSPLIM = 11;
  public static final int PRIMASK = 16;
  public static final int BASEPRI = 17;
  public static final int BASEPRI_MAX = 18;
  public static final int FAULTMASK = 19;
  public static final int CONTROL = 20;

  private static final int APSR_BITS = 0xF800_0000;
  private static final int EPSR_T = 1 << 24;
  private static final int EPSR_B = 1 << 21;

  private final boolean v6m;
  private final boolean dsp;
  private final boolean fp;
  private final boolean mve;
  private final boolean security;
  private final int controlBits;
  private Core core;

  int ipsr;
  boolean thumb;

  /** CONTROL.FPCA: there is floating-point state in the registers. */
  boolean fpca;

  /** CONTROL_S.SFPA: it belongs to the Secure state. */
  boolean sfpa;

  final int[] control = new int[2];
  final int[] primask = new int[2];
  final int[] faultmask = new int[2];
  final int[] basepri = new int[2];

  /**
   * Stack pointers and limits by {@code 2 * bank + (process ? 1 : 0)}; R13 holds the active one.
   */
  private final int[] sp = new int[4];

  private final int[] limit = new int[4];
  private int selected;
  private boolean limitsIgnored;

  /** PAC keys: four words of privileged and four of unprivileged code, by bank. */
  final int[] pacKeys = new int[16];

  ProcessorState(CoreConfig config) {
    CoreModel model = config.model();
    v6m = model.isV6M();
    dsp = model.has(Feature.DSP);
    fp = model.has(Feature.FP_SP);
    mve = model.has(Feature.MVE);
    security = config.security();
    int bits = CONTROL_SPSEL;
    if (!v6m || model == CoreModel.CORTEX_M0PLUS || model.has(Feature.V8M)) {
      bits |= CONTROL_NPRIV;
    }
    if (model.has(Feature.PACBTI)) {
      bits |= CONTROL_BTI_EN | CONTROL_UBTI_EN | CONTROL_PAC_EN | CONTROL_UPAC_EN;
    }
    controlBits = bits;
  }

  void connect(Core newCore) {
    core = newCore;
  }

  void reset() {
    ipsr = 0;
    thumb = true;
    fpca = false;
    sfpa = false;
    for (int[] banked : new int[][] {control, primask, faultmask, basepri, sp, limit, pacKeys}) {
      Arrays.fill(banked, 0);
    }
    core.secure = security;
    core.landingPad = false;
    selected = 2 * bank();
    limitsIgnored = false;
    limitChanged();
  }

  /** The bank of the state in execution. */
  int bank() {
    return core.secure ? 1 : 0;
  }

  boolean privileged() {
    return privileged(bank());
  }

  /** Whether execution in this bank is privileged. */
  boolean privileged(int bank) {
    return ipsr != 0 || (control[bank] & CONTROL_NPRIV) == 0;
  }

  /** Whether R13 is the process stack pointer. */
  boolean usesPsp() {
    return (control[bank()] & CONTROL_SPSEL) != 0 && ipsr == 0;
  }

  /** Puts the right stack pointer into R13 after state, mode or CONTROL changed. */
  void selectStack() {
    int wanted = 2 * bank() + (usesPsp() ? 1 : 0);
    if (wanted != selected) {
      sp[selected] = core.r[13];
      core.r[13] = sp[wanted];
      selected = wanted;
      limitChanged();
    }
  }

  /** Changes the security state; the caller tells the rest of the core. */
  void setSecure(boolean secure) {
    core.secure = secure;
    selectStack();
  }

  /** A stack pointer, whether it is in R13 or not. */
  public int stackPointer(int bank, boolean process) {
    int index = 2 * bank + (process ? 1 : 0);
    return index == selected ? core.r[13] : sp[index];
  }

  /** Sets a stack pointer, whether it is in R13 or not. */
  public void setStackPointer(int bank, boolean process, int value) {
    int index = 2 * bank + (process ? 1 : 0);
    if (index == selected) {
      core.r[13] = value;
    } else {
      sp[index] = value;
    }
  }

  /** Main stack pointer of the state in execution. */
  public int msp() {
    return stackPointer(bank(), false);
  }

  /** Process stack pointer of the state in execution. */
  public int psp() {
    return stackPointer(bank(), true);
  }

  /** Sets the main stack pointer. */
  public void setMsp(int value) {
    setStackPointer(bank(), false, value);
  }

  /** Sets the process stack pointer. */
  public void setPsp(int value) {
    setStackPointer(bank(), true, value);
  }

  /** A stack limit. */
  int stackLimit(int bank, boolean process) {
    return limit[2 * bank + (process ? 1 : 0)];
  }

  void setStackLimit(int bank, boolean process, int value) {
    if (v6m && bank == 0) {
      return; // Baseline has limits in the Secure state only
    }
    limit[2 * bank + (process ? 1 : 0)] = value & ~7;
    limitChanged();
  }

  /** CCR.STKOFHFNMIGN with a handler of negative priority: the limit does not hold. */
  void ignoreLimits(boolean ignored) {
    if (ignored != limitsIgnored) {
      limitsIgnored = ignored;
      limitChanged();
    }
  }

  private void limitChanged() {
    core.spLimit = limitsIgnored ? 0 : limit[selected];
  }

  /** Execution priority when {@code active} is that of the active exceptions (B1.5.4; B3.13). */
  int masked(int active, ExceptionTable table, boolean ignorePrimask) {
    int priority = active;
    for (int bank = 0; bank < (security ? 2 : 1); bank++) {
      // What Non-secure code masks reaches as far as its own priorities do.
      boolean secure = bank != 0;
      int highest = !secure && table.prioritisesSecure() ? ExceptionTable.NON_SECURE_PRIORITIES : 0;
      if (basepri[bank] != 0) {
        priority = Math.min(priority, table.groupPriority(basepri[bank], secure));
      }
      if (primask[bank] != 0 && !ignorePrimask) {
        priority = Math.min(priority, highest);
      }
      if (faultmask[bank] != 0) {
        int mask = table.faultsNonSecure() ? secure ? -3 : -1 : secure ? -1 : highest;
        priority = Math.min(priority, mask);
      }
    }
    return priority;
  }

  /** Whether code of the present state and privilege authenticates pointers. */
  boolean authenticates() {
    return (control[bank()] & (privileged() ? CONTROL_PAC_EN : CONTROL_UPAC_EN)) != 0;
  }

  /**
   * The code of a pointer by {@link Qarma5}; words 0 and 1 of the key are its second half, 2 and 3
   * its first.
   */
  int authenticationCode(int pointer, int modifier) {
    int first = 8 * bank() + (privileged() ? 0 : 4);
    return Qarma5.code(pointer, modifier, keyHalf(first + 2), keyHalf(first));
  }

  private long keyHalf(int index) {
    return (long) pacKeys[index + 1] << 32 | Integer.toUnsignedLong(pacKeys[index]);
  }

  /** Looks again whether indirect branches must go to landing pads. */
  void landingPadsChanged() {
    int enable = privileged() ? CONTROL_BTI_EN : CONTROL_UBTI_EN;
    core.landingPads = (control[bank()] & enable) != 0;
  }

  int apsr() {
    return core.apsr() & (dsp ? -1 : APSR_BITS);
  }

  /** CONTROL as a state sees it. */
  int readControl(int bank) {
    return control[bank] | (fpca ? CONTROL_FPCA : 0) | (bank != 0 && sfpa ? CONTROL_SFPA : 0);
  }

  /** Writes the bits of CONTROL that are banked. */
  void writeControl(int bank, int value, int mask) {
    int writable = controlBits & mask;
    control[bank] = control[bank] & ~writable | value & writable;
    selectStack();
    core.fpReady = false;
  }

  /** Sets SPSEL of a bank as an exception return does. */
  void selectProcessStack(int bank, boolean process) {
    control[bank] = control[bank] & ~CONTROL_SPSEL | (process ? CONTROL_SPSEL : 0);
    selectStack();
  }

  boolean hasFloatingPoint() {
    return fp;
  }

  /** CPS: {@code effect} has I in bit 1 and F in bit 0. */
  void changeMasks(boolean disable, int effect, int executionPriority) {
    int bit = disable ? 1 : 0;
    if ((effect & 2) != 0) {
      primask[bank()] = bit;
    }
    if ((effect & 1) != 0 && !v6m && (executionPriority > -1 || !disable)) {
      faultmask[bank()] = bit;
    }
  }

  /** A mask register or CONTROL of the state in execution as a debugger sees it. */
  public int readMask(int sysm) {
    int bank = bank();
    return switch (sysm) {
      case PRIMASK -> primask[bank];
      case BASEPRI -> basepri[bank];
      case FAULTMASK -> faultmask[bank];
      default -> readControl(bank);
    };
  }

  void writeMask(int sysm, int value, ExceptionTable table) {
    int bank = bank();
    switch (sysm) {
      case PRIMASK -> primask[bank] = value & 1;
      case BASEPRI -> basepri[bank] = value & table.priorityMask();
      case FAULTMASK -> faultmask[bank] = value & 1;
      default -> {
        fpca = fp && (value & CONTROL_FPCA) != 0;
        sfpa = fp && bank != 0 && (value & CONTROL_SFPA) != 0;
        writeControl(bank, value, ipsr != 0 ? ~CONTROL_SPSEL : -1);
      }
    }
  }

  /** xPSR as it would be stacked now. */
  public int xpsr() {
    int it = core.it != 0 ? core.it : core.eci << 4;
    return apsr()
        | (it & 3) << 25
        | (it >>> 2) << 10
        | (thumb ? EPSR_T : 0)
        | (core.landingPad ? EPSR_B : 0)
        | ipsr;
  }

  /** Sets xPSR as a debugger does: flags, IT or ECI, and T; the mode does not change. */
  public void setXpsr(int value) {
    core.setApsrFlags(value);
    core.ge = value >>> 16 & 0xF;
    int it = value >>> 25 & 3 | value >>> 8 & 0xFC;
    boolean beats = mve && (it & 0xF) == 0;
    core.it = beats ? 0 : it;
    core.eci = beats ? it >>> 4 : 0;
    thumb = (value & EPSR_T) != 0;
    core.landingPad = core.model.has(Feature.PACBTI) && (value & EPSR_B) != 0;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(ipsr);
    out.writeInt(selected);
    for (int[] banked : new int[][] {control, primask, faultmask, basepri, sp, limit, pacKeys}) {
      for (int value : banked) {
        out.writeInt(value);
      }
    }
    for (boolean value : new boolean[] {thumb, fpca, sfpa, limitsIgnored}) {
      out.writeBoolean(value);
    }
  }

  void restore(DataInput in) throws IOException {
    ipsr = in.readInt();
    selected = in.readInt();
    for (int[] banked : new int[][] {control, primask, faultmask, basepri, sp, limit, pacKeys}) {
      for (int i = 0; i < banked.length; i++) {
        banked[i] = in.readInt();
      }
    }
    thumb = in.readBoolean();
    fpca = in.readBoolean();
    sfpa = in.readBoolean();
    limitsIgnored = in.readBoolean();
    limitChanged();
  }
}
