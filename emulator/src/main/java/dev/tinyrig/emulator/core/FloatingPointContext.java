package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Access to the floating-point unit, its control registers and its state in exception frames
 * (Armv7-M Arm ARM B1.5.7, B3.2.20 to B3.2.23; Armv8-M Arm ARM B3.24, D1.2, FPCCR).
 *
 * <p>Arrays are by bank: 0 Non-secure or the only one, 1 Secure.
 */
public final class FloatingPointContext {
  /** FPCCR: a frame waits for the state to be stored. */
  static final int LSPACT = 1;

  /** FPCCR: the code that was interrupted was unprivileged. */
  static final int USER = 1 << 1;

  /** FPCCR: the state belongs to the Secure state. */
  static final int S = 1 << 2;

  static final int THREAD = 1 << 3;
  static final int HFRDY = 1 << 4;
  static final int MMRDY = 1 << 5;
  static final int BFRDY = 1 << 6;
  static final int SFRDY = 1 << 7;
  static final int MONRDY = 1 << 8;
  static final int SPLIMVIOL = 1 << 9;
  static final int UFRDY = 1 << 10;
  static final int TS = 1 << 26;
  private static final int CLRONRETS = 1 << 27;
  static final int CLRONRET = 1 << 28;
  private static final int LSPENS = 1 << 29;
  private static final int LSPEN = 1 << 30;
  private static final int ASPEN = 1 << 31;

  private static final int BANKED = LSPACT | USER | THREAD | MMRDY | SPLIMVIOL | UFRDY | ASPEN;
  private static final int V7M =
      LSPACT | USER | THREAD | HFRDY | MMRDY | BFRDY | MONRDY | LSPEN | ASPEN;
  private static final int V8M = V7M | SPLIMVIOL | UFRDY | CLRONRET;

  /** Words of a frame: S0 to S15, FPSCR and one that holds VPR where there is one. */
  static final int WORDS = 18;

  /** Those with which a Secure frame goes on when FPCCR.TS is set. */
  static final int MORE_WORDS = 16;

  private final boolean present;
  private final boolean vector;
  private final boolean v8m;
  private final boolean security;
  private final int fpscrDefaults;

  public final int[] cpacr = new int[2];
  public final int[] fpcar = new int[2];
  public final int[] fpdscr = new int[2];

  /** NSACR: coprocessors that Non-secure code may use. */
  private int nsacr;

  private final int[] banked = new int[2];
  private int shared;

  FloatingPointContext(CoreConfig config) {
    CoreModel model = config.model();
    present = model.has(Feature.FP_SP);
    vector = model.has(Feature.MVE);
    v8m = model.isV8M();
    security = config.security();
    // RMode, FZ, DN and AHP; Armv8.1-M has FZ16 and LTPSIZE too.
    fpscrDefaults = 0x07C0_0000 | (model.has(Feature.FP16) ? 0x0008_0000 : 0);
  }

  void reset() {
    for (int bank = 0; bank < 2; bank++) {
      cpacr[bank] = 0;
      fpcar[bank] = 0;
      fpdscr[bank] = tailPredicateSize();
      banked[bank] = present ? ASPEN : 0;
    }
    shared = present ? LSPEN | (security ? S : 0) : 0;
    nsacr = 0;
  }

  /** FPSCR after reset: LTPSIZE is 4 where it exists, which means no tail predication. */
  int tailPredicateSize() {
    return vector ? 4 << 16 : 0;
  }

  boolean present() {
    return present;
  }

  /** Bits of FPDSCR that firmware may write. */
  public void setFpdscr(int bank, int value) {
    fpdscr[bank] = value & fpscrDefaults | tailPredicateSize();
  }

  /** FPSCR of a new context. */
  int freshFpscr(int bank) {
    return fpdscr[bank] & (fpscrDefaults | 7 << 16);
  }

  public int nsacr() {
    return nsacr;
  }

  /** Coprocessors 10 and 11 are one unit and have one bit that counts. */
  public void setNsacr(int value) {
    nsacr = present && security ? value & 0xC00 : 0;
  }

  /** Whether NSACR lets Non-secure code use the unit; it does where there is one state. */
  boolean nonSecureMayUse() {
    return !security || (nsacr & 1 << 10) != 0;
  }

  /** FPCCR as a bank reads it; {@code faultsNonSecure} is AIRCR.BFHFNMINS. */
  public int fpccr(int bank, boolean faultsNonSecure) {
    int visible = -1;
    if (security && bank == 0) {
      visible = LSPEN | CLRONRET | MONRDY | (faultsNonSecure ? BFRDY | HFRDY : 0);
    }
    return banked[bank] | shared & visible;
  }

  /** Writes FPCCR from a bank. */
  public void setFpccr(int bank, int value, boolean faultsNonSecure) {
    int writable = V7M;
    if (v8m) {
      writable = V8M;
      if (security && bank == 1) {
        writable |= S | SFRDY | TS | CLRONRETS | LSPENS;
      } else if (security) {
        writable &= BANKED | MONRDY;
        writable |= (shared & LSPENS) == 0 ? LSPEN : 0;
        writable |= (shared & CLRONRETS) == 0 ? CLRONRET : 0;
        writable |= faultsNonSecure ? BFRDY | HFRDY : 0;
      }
    }
    int own = writable & BANKED;
    banked[bank] = banked[bank] & ~own | value & own;
    int common = writable & ~BANKED;
    shared = shared & ~common | value & common;
  }

  /** Whether frames get their floating-point part only when somebody else uses the unit. */
  boolean lazy() {
    return (shared & LSPEN) != 0;
  }

  /** The bank whose state the registers hold. */
  int owner() {
    return (shared & S) != 0 ? 1 : 0;
  }

  void setOwner(int bank) {
    if (security) {
      shared = bank != 0 ? shared | S : shared & ~S;
    }
  }

  /** Whether Secure frames hold all registers and leave none behind (FPCCR.TS). */
  boolean treatsAsSecure() {
    return (shared & TS) != 0;
  }

  boolean clearsOnReturn() {
    return (shared & CLRONRET) != 0;
  }

  /** Whether a lazy store of a bank is still to be done. */
  boolean pending(int bank) {
    return (banked[bank] & LSPACT) != 0;
  }

  /** Whether the lazy store of the owner of the registers is still to be done. */
  boolean pending() {
    return pending(owner());
  }

  void stored(int bank) {
    banked[bank] &= ~LSPACT;
  }

  boolean automatic(int bank) {
    return (banked[bank] & ASPEN) != 0;
  }

  /** One of the bits that describe the moment of entry. */
  boolean noted(int bit, int bank) {
    return (((bit & BANKED) != 0 ? banked[bank] : shared) & bit) != 0;
  }

  /** Leaves room at {@code address} and remembers in which circumstances. */
  void reserve(int bank, int address, int circumstances) {
    fpcar[bank] = address & ~7;
    int own = LSPACT | USER | THREAD | MMRDY | SPLIMVIOL | UFRDY;
    banked[bank] = banked[bank] & ~own | LSPACT | circumstances & own;
    int common = HFRDY | BFRDY | MONRDY | SFRDY;
    shared = shared & ~common | circumstances & common;
    setOwner(bank);
  }

  /** Remembers whether UsageFault of the Non-secure state could be taken at a Secure entry. */
  void noteNonSecureUsageFault(boolean ready) {
    banked[0] = banked[0] & ~UFRDY | (ready ? UFRDY : 0);
  }

  /** Remembers whether UsageFault of the Secure state could be taken at a Non-secure entry. */
  void noteSecureUsageFault(boolean ready) {
    banked[1] = banked[1] & ~UFRDY | (ready ? UFRDY : 0);
  }

  /** Why code may not use the unit, or null; CPACR first, then NSACR. */
  GuestFault refusal(int bank, boolean privileged) {
    int access = cpacr[bank] >>> 20 & 3;
    if (access == 0 || access == 2 || (access == 1 && !privileged)) {
      return new GuestFault(
          FaultKind.NOCP,
          0,
          "a floating-point instruction while CPACR forbids it (CP10 access is " + access + ")");
    }
    if (bank == 0 && !nonSecureMayUse()) {
      return GuestFault.ofSecureState(
          FaultKind.NOCP, "a Non-secure floating-point instruction while NSACR forbids it");
    }
    return null;
  }

  /** Throws NOCP when CPACR or NSACR does not let code use the unit. */
  void checkAccess(int bank, boolean privileged) {
    GuestFault refusal = refusal(bank, privileged);
    if (refusal != null) {
      throw refusal;
    }
  }

  /**
   * Stores S0 to S15, FPSCR and VPR, and S16 to S31 behind them when {@code all}, as they lie in a
   * frame.
   */
  void store(Core core, MemoryAccess.Context to, int at, boolean all) {
    for (int i = 0; i < 16; i++) {
      to.store(at + 4 * i, core.s[i]);
    }
    to.store(at + 64, core.fpscr);
    if (vector) {
      to.store(at + 68, core.vpr);
    }
    for (int i = 0; all && i < MORE_WORDS; i++) {
      to.store(at + 72 + 4 * i, core.s[16 + i]);
    }
  }

  /** Reads what {@link #store} wrote, without touching the core. */
  int[] load(MemoryAccess.Context from, int at, boolean all) {
    int[] words = new int[all ? WORDS + MORE_WORDS : WORDS];
    for (int i = 0; i < words.length; i++) {
      if (i != 17 || vector) {
        words[i] = from.load(at + 4 * i);
      }
    }
    return words;
  }

  /** Puts what {@link #load} read into the core. */
  void unstack(Core core, int[] words) {
    System.arraycopy(words, 0, core.s, 0, 16);
    core.fpscr = words[16];
    if (vector) {
      core.vpr = words[17];
    }
    if (words.length > WORDS) {
      System.arraycopy(words, WORDS, core.s, 16, MORE_WORDS);
    }
  }

  /** Leaves nothing of a Secure state in S0 to S15, FPSCR and VPR, and in S16 to S31. */
  void clear(Core core, boolean all) {
    for (int i = 0; i < (all ? 32 : 16); i++) {
      core.s[i] = 0;
    }
    core.fpscr = 0;
    core.vpr = 0;
  }

  void save(DataOutput out) throws IOException {
    for (int[] values : new int[][] {cpacr, fpcar, fpdscr, banked, {shared, nsacr}}) {
      for (int value : values) {
        out.writeInt(value);
      }
    }
  }

  void restore(DataInput in) throws IOException {
    for (int[] values : new int[][] {cpacr, fpcar, fpdscr, banked}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readInt();
      }
    }
    shared = in.readInt();
    nsacr = in.readInt();
  }
}
