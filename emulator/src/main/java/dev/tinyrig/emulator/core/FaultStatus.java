package dev.tinyrig.emulator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The fault status registers (Armv7-M Arm ARM B3.2.15 to B3.2.18; Armv8-M Arm ARM D1.2, CFSR, HFSR,
 * SFSR). MMFSR, UFSR and MMFAR are banked between the security states, the rest is shared.
 */
public final class FaultStatus {
  /** HFSR.VECTTBL. */
  public static final int HFSR_VECTTBL = 1 << 1;

  /** HFSR.FORCED. */
  public static final int HFSR_FORCED = 1 << 30;

  /** HFSR.DEBUGEVT. */
  public static final int HFSR_DEBUGEVT = 1 << 31;

  private static final int MMARVALID = 1 << 7;
  private static final int BFARVALID = 1 << 15;
  private static final int SFARVALID = 1 << 6;
  private static final int BFSR = 0xFF00;

  /** MMFSR and UFSR in their places in CFSR, by bank. */
  private final int[] banked = new int[2];

  private int bfsr;
  public int hfsr;
  public int dfsr;

  /** MMFAR by bank. */
  public final int[] mmfar = new int[2];

  public int bfar;

  /** SecureFault status and address, seen by the Secure state only. */
  public int sfsr;

  public int sfar;

  /** CFSR of a bank, BFSR included. */
  public int cfsr(int bank) {
    return banked[bank] | bfsr;
  }

  /** Clears the bits of CFSR that are set in {@code ones}. */
  public void clear(int bank, int ones) {
    banked[bank] &= ~ones;
    bfsr &= ~ones;
  }

  /** The BFSR byte in its place in CFSR. */
  public static int busFaultBits() {
    return BFSR;
  }

  /** Bit of a fault in CFSR, 0 for those that only HFSR or SFSR know. */
  public static int cfsrBit(FaultKind kind) {
    return switch (kind) {
      case IACCVIOL -> 1;
      case DACCVIOL -> 1 << 1;
      case MUNSTKERR -> 1 << 3;
      case MSTKERR -> 1 << 4;
      case MLSPERR -> 1 << 5;
      case IBUSERR -> 1 << 8;
      case PRECISERR -> 1 << 9;
      case UNSTKERR -> 1 << 11;
      case STKERR -> 1 << 12;
      case LSPERR -> 1 << 13;
      case UNDEFINSTR -> 1 << 16;
      case INVSTATE -> 1 << 17;
      case INVPC -> 1 << 18;
      case NOCP -> 1 << 19;
      case STKOF -> 1 << 20;
      case UNALIGNED -> 1 << 24;
      case DIVBYZERO -> 1 << 25;
      case BREAKPOINT, VECTTBL, INVEP, INVIS, INVER, AUVIOL, INVTRAN, SECURE_LSPERR, LSERR -> 0;
    };
  }

  /** Bit of a fault in SFSR, 0 for those that are no SecureFault. */
  public static int sfsrBit(FaultKind kind) {
    return switch (kind) {
      case INVEP -> 1;
      case INVIS -> 1 << 1;
      case INVER -> 1 << 2;
      case AUVIOL -> 1 << 3;
      case INVTRAN -> 1 << 4;
      case SECURE_LSPERR -> 1 << 5;
      case LSERR -> 1 << 7;
      default -> 0;
    };
  }

  /** The exception that reports a fault when it is enabled. */
  public static int exceptionOf(FaultKind kind) {
    return switch (kind) {
      case IACCVIOL, DACCVIOL, MUNSTKERR, MSTKERR, MLSPERR -> ExceptionNumbers.MEM_MANAGE;
      case IBUSERR, PRECISERR, UNSTKERR, STKERR, LSPERR -> ExceptionNumbers.BUS_FAULT;
      case UNDEFINSTR, INVSTATE, INVPC, NOCP, STKOF, UNALIGNED, DIVBYZERO ->
          ExceptionNumbers.USAGE_FAULT;
      case INVEP, INVIS, INVER, AUVIOL, INVTRAN, SECURE_LSPERR, LSERR ->
          ExceptionNumbers.SECURE_FAULT;
      case BREAKPOINT, VECTTBL -> ExceptionNumbers.HARD_FAULT;
    };
  }

  void record(FaultKind kind, int address, int bank) {
    int bit = cfsrBit(kind);
    if ((bit & BFSR) != 0) {
      bfsr |= bit;
    } else {
      banked[bank] |= bit;
    }
    sfsr |= sfsrBit(kind);
    switch (kind) {
      case DACCVIOL -> {
        banked[bank] |= MMARVALID;
        mmfar[bank] = address;
      }
      case PRECISERR -> {
        bfsr |= BFARVALID;
        bfar = address;
      }
      case AUVIOL -> {
        sfsr |= SFARVALID;
        sfar = address;
      }
      default -> {}
    }
  }

  void reset() {
    for (int bank = 0; bank < 2; bank++) {
      banked[bank] = 0;
      mmfar[bank] = 0;
    }
    bfsr = 0;
    hfsr = 0;
    dfsr = 0;
    bfar = 0;
    sfsr = 0;
    sfar = 0;
  }

  void save(DataOutput out) throws IOException {
    for (int value :
        new int[] {banked[0], banked[1], bfsr, hfsr, dfsr, mmfar[0], mmfar[1], bfar, sfsr, sfar}) {
      out.writeInt(value);
    }
  }

  void restore(DataInput in) throws IOException {
    banked[0] = in.readInt();
    banked[1] = in.readInt();
    bfsr = in.readInt();
    hfsr = in.readInt();
    dfsr = in.readInt();
    mmfar[0] = in.readInt();
    mmfar[1] = in.readInt();
    bfar = in.readInt();
    sfsr = in.readInt();
    sfar = in.readInt();
  }
}
