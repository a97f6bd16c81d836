package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Access to the floating-point unit and its state in exception frames (Armv7-M Arm ARM B1.5.7,
 * B3.2.20 to B3.2.23).
 */
public final class FloatingPointContext {
  /** FPCCR: a frame waits for the state to be stored. */
  static final int LSPACT = 1;

  /** FPCCR: the code that was interrupted was unprivileged. */
  static final int USER = 1 << 1;

  static final int THREAD = 1 << 3;
  static final int HFRDY = 1 << 4;
  static final int MMRDY = 1 << 5;
  static final int BFRDY = 1 << 6;
  static final int MONRDY = 1 << 8;
  private static final int LSPEN = 1 << 30;
  private static final int ASPEN = 1 << 31;
  private static final int ENTRY_BITS = LSPACT | USER | THREAD | HFRDY | MMRDY | BFRDY | MONRDY;
  private static final int WORDS = 17;

  private final boolean present;

  /** Registers as firmware reads and writes them. */
  public int cpacr;

  public int fpccr;
  public int fpcar;
  public int fpdscr;

  FloatingPointContext(CoreConfig config) {
    present = config.model().has(Feature.FP_SP);
  }

  void reset() {
    cpacr = 0;
    fpccr = present ? ASPEN | LSPEN : 0;
    fpcar = 0;
    fpdscr = 0;
  }

  boolean present() {
    return present;
  }

  /** Whether frames get their floating-point part only when somebody else uses the unit. */
  boolean lazy() {
    return (fpccr & LSPEN) != 0;
  }

  boolean pending() {
    return (fpccr & LSPACT) != 0;
  }

  void stored() {
    fpccr &= ~LSPACT;
  }

  boolean automatic() {
    return (fpccr & ASPEN) != 0;
  }

  /** Leaves room at {@code address} and remembers in which circumstances. */
  void reserve(int address, int circumstances) {
    fpcar = address;
    fpccr = fpccr & ~ENTRY_BITS | LSPACT | circumstances;
  }

  /** Throws NOCP when CPACR does not let code of this privilege use the unit. */
  void checkAccess(boolean privileged) {
    int access = cpacr >>> 20 & 3;
    if (access == 0 || access == 2 || (access == 1 && !privileged)) {
      throw new GuestFault(
          FaultKind.NOCP,
          0,
          "a floating-point instruction while CPACR forbids it (CP10 access is " + access + ")");
    }
  }

  /** S0 to S15 and FPSCR, as they lie in a frame. */
  static void store(Core core, MemoryAccess memory, int at, boolean privileged) {
    for (int i = 0; i < 16; i++) {
      memory.store(at + 4 * i, 4, core.s[i], privileged);
    }
    memory.store(at + 64, 4, core.fpscr, privileged);
  }

  /** Reads what {@link #store} wrote, without touching the core. */
  static int[] load(MemoryAccess memory, int at, boolean privileged) {
    int[] words = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = memory.load(at + 4 * i, 4, privileged);
    }
    return words;
  }

  /** Puts what {@link #load} read into the core. */
  static void unstack(Core core, int[] words) {
    System.arraycopy(words, 0, core.s, 0, 16);
    core.fpscr = words[16];
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(cpacr);
    out.writeInt(fpccr);
    out.writeInt(fpcar);
    out.writeInt(fpdscr);
  }

  void restore(DataInput in) throws IOException {
    cpacr = in.readInt();
    fpccr = in.readInt();
    fpcar = in.readInt();
    fpdscr = in.readInt();
  }
}
