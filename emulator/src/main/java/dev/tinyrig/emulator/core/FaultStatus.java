package dev.tinyrig.emulator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The fault status registers (Armv7-M Arm ARM B3.2.15 to B3.2.18). */
public final class FaultStatus {
  /** HFSR.VECTTBL. */
  public static final int HFSR_VECTTBL = 1 << 1;

  /** HFSR.FORCED. */
  public static final int HFSR_FORCED = 1 << 30;

  /** HFSR.DEBUGEVT. */
  public static final int HFSR_DEBUGEVT = 1 << 31;

  private static final int MMARVALID = 1 << 7;
  private static final int BFARVALID = 1 << 15;

  public int cfsr;
  public int hfsr;
  public int dfsr;
  public int mmfar;
  public int bfar;

  /** Bit of a fault in CFSR, 0 for those that only HFSR knows. */
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
      case UNALIGNED -> 1 << 24;
      case DIVBYZERO -> 1 << 25;
      case BREAKPOINT, VECTTBL -> 0;
    };
  }

  /** The exception that reports a fault when it is enabled. */
  public static int exceptionOf(FaultKind kind) {
    return switch (kind) {
      case IACCVIOL, DACCVIOL, MUNSTKERR, MSTKERR, MLSPERR -> ExceptionNumbers.MEM_MANAGE;
      case IBUSERR, PRECISERR, UNSTKERR, STKERR, LSPERR -> ExceptionNumbers.BUS_FAULT;
      case UNDEFINSTR, INVSTATE, INVPC, NOCP, UNALIGNED, DIVBYZERO -> ExceptionNumbers.USAGE_FAULT;
      case BREAKPOINT, VECTTBL -> ExceptionNumbers.HARD_FAULT;
    };
  }

  void record(FaultKind kind, int address) {
    cfsr |= cfsrBit(kind);
    if (kind == FaultKind.DACCVIOL) {
      cfsr |= MMARVALID;
      mmfar = address;
    } else if (kind == FaultKind.PRECISERR) {
      cfsr |= BFARVALID;
      bfar = address;
    }
  }

  void reset() {
    cfsr = 0;
    hfsr = 0;
    dfsr = 0;
    mmfar = 0;
    bfar = 0;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(cfsr);
    out.writeInt(hfsr);
    out.writeInt(dfsr);
    out.writeInt(mmfar);
    out.writeInt(bfar);
  }

  void restore(DataInput in) throws IOException {
    cfsr = in.readInt();
    hfsr = in.readInt();
    dfsr = in.readInt();
    mmfar = in.readInt();
    bfar = in.readInt();
  }
}
