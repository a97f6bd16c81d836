package dev.tinyrig.emulator.scs;

import static dev.tinyrig.emulator.core.ExceptionNumbers.BUS_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.MEM_MANAGE;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.PEND_SV;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SV_CALL;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SYS_TICK;
import static dev.tinyrig.emulator.core.ExceptionNumbers.USAGE_FAULT;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionTable;
import dev.tinyrig.emulator.core.FaultStatus;
import dev.tinyrig.emulator.isa.Feature;

/**
 * The system control block (Armv7-M Arm ARM B3.2; Armv6-M Arm ARM B3.2) and the floating-point
 * context registers.
 */
final class SystemControlBlock implements RegisterBlock {
  private static final int ACTLR = 0x008;
  private static final int CPUID = 0xD00;
  private static final int ICSR = 0xD04;
  private static final int VTOR = 0xD08;
  private static final int AIRCR = 0xD0C;
  private static final int SCR = 0xD10;
  private static final int CCR = 0xD14;
  private static final int SHPR1 = 0xD18;
  private static final int SHPR3 = 0xD20;
  private static final int SHCSR = 0xD24;
  private static final int CFSR = 0xD28;
  private static final int HFSR = 0xD2C;
  private static final int DFSR = 0xD30;
  private static final int MMFAR = 0xD34;
  private static final int BFAR = 0xD38;
  private static final int AFSR = 0xD3C;
  private static final int CPACR = 0xD88;
  private static final int DEMCR = 0xDFC;
  private static final int FPCCR = 0xF34;
  private static final int FPCAR = 0xF38;
  private static final int FPDSCR = 0xF3C;
  private static final int MVFR0 = 0xF40;
  private static final int MVFR1 = 0xF44;
  private static final int MVFR2 = 0xF48;
  private static final int VECTKEY = 0x05FA;
  private static final int VECTKEYSTAT = 0xFA05;

  /** Bits of SHCSR in pairs of bit position and exception: active, pending, enable. */
  private static final int[][] SHCSR_ACTIVE = {
    {0, MEM_MANAGE},
    {1, BUS_FAULT},
    {3, USAGE_FAULT},
    {7, SV_CALL},
    {8, DEBUG_MONITOR},
    {10, PEND_SV},
    {11, SYS_TICK}
  };

  private static final int[][] SHCSR_PENDING = {
    {12, USAGE_FAULT}, {13, MEM_MANAGE}, {14, BUS_FAULT}, {15, SV_CALL}
  };
  private static final int[][] SHCSR_ENABLE = {
    {16, MEM_MANAGE}, {17, BUS_FAULT}, {18, USAGE_FAULT}
  };

  private final ExceptionModel exceptions;
  private final ExceptionTable table;
  private final FaultStatus status;
  private final boolean v6m;
  private final boolean hasFp;
  private final Runnable resetRequest;
  private final Runnable flowChanged;

  SystemControlBlock(ExceptionModel exceptions, Runnable resetRequest, Runnable flowChanged) {
    this.exceptions = exceptions;
    this.table = exceptions.table();
    this.status = exceptions.status();
    this.v6m = exceptions.config().model().isV6M();
    this.hasFp = exceptions.config().model().has(Feature.FP_SP);
    this.resetRequest = resetRequest;
    this.flowChanged = flowChanged;
  }

  @Override
  public boolean owns(int offset) {
    if (v6m) {
      return switch (offset) {
        case ACTLR, CPUID, ICSR, VTOR, AIRCR, SCR, CCR, 0xD1C, SHPR3, SHCSR, DFSR, DEMCR -> true;
        default -> false;
      };
    }
    return offset == ACTLR
        || (offset >= CPUID && offset <= AFSR)
        || offset == CPACR
        || offset == DEMCR
        || (offset >= 0xD40 && offset <= 0xD74)
        || (hasFp && offset >= FPCCR && offset <= MVFR2);
  }

  @Override
  public int load(int offset) {
    return switch (offset) {
      case CPUID -> exceptions.config().model().cpuid();
      case ICSR -> icsr();
      case VTOR -> exceptions.config().model().hasVtor() ? exceptions.vtor : 0;
      case AIRCR -> VECTKEYSTAT << 16 | exceptions.priorityGroup() << 8;
      case SCR -> exceptions.scr;
      case CCR -> exceptions.ccr;
      case SHPR1, 0xD1C, SHPR3 -> loadPriorities(offset);
      case SHCSR -> loadShcsr();
      case CFSR -> status.cfsr;
      case HFSR -> status.hfsr;
      case DFSR -> status.dfsr;
      case MMFAR -> status.mmfar;
      case BFAR -> status.bfar;
      case CPACR -> exceptions.floatingPoint().cpacr;
      case DEMCR -> exceptions.demcr;
      case FPCCR -> exceptions.floatingPoint().fpccr;
      case FPCAR -> exceptions.floatingPoint().fpcar;
      case FPDSCR -> exceptions.floatingPoint().fpdscr;
      case MVFR0 -> exceptions.config().model().has(Feature.FP_DP) ? 0x1011_0221 : 0x1011_0021;
      case MVFR1 -> exceptions.config().model().has(Feature.FP_DP) ? 0x1200_0011 : 0x1100_0011;
      case MVFR2 -> exceptions.config().model().has(Feature.FPV5) ? 0x40 : 0;
      default -> offset >= 0xD40 && offset <= 0xD74 ? featureRegister(offset) : 0;
    };
  }

  /**
   * ID_PFR0 .. ID_ISAR5 (Arm ARM B4.1): what compilers' run-time checks and QEMU's models agree on
   * for Cortex-M3/M4.
   */
  private int featureRegister(int offset) {
    boolean dsp = exceptions.config().model().has(Feature.DSP);
    boolean m7 = exceptions.config().model().has(Feature.FPV5);
    return switch (offset) {
      case 0xD40 -> 0x30; // ID_PFR0
      case 0xD44 -> 0x200; // ID_PFR1
      case 0xD48 -> 0x0010_0000; // ID_DFR0
      case 0xD50 -> m7 ? 0x0010_0030 : 0x30; // ID_MMFR0
      case 0xD58 -> 0x0100_0000; // ID_MMFR2
      case 0xD60 -> dsp ? (m7 ? 0x0110_1110 : 0x0114_1110) : 0x0114_1110; // ID_ISAR0
      case 0xD64 -> dsp ? 0x0211_2000 : 0x0211_1000; // ID_ISAR1
      case 0xD68 -> dsp ? (m7 ? 0x2023_2231 : 0x2123_2231) : 0x2111_2231; // ID_ISAR2
      case 0xD6C -> dsp ? 0x0111_1131 : 0x0111_1110; // ID_ISAR3
      case 0xD70 -> m7 ? 0x0131_0132 : 0x0131_0102; // ID_ISAR4
      default -> 0;
    };
  }

  @Override
  public void store(int offset, int value) {
    switch (offset) {
      case ICSR -> storeIcsr(value);
      case VTOR -> {
        if (exceptions.config().model().hasVtor()) {
          exceptions.vtor = value & ~(v6m ? 0xFF : 0x7F);
        }
      }
      case AIRCR -> storeAircr(value);
      case SCR -> exceptions.scr = value & 0x16;
      case CCR -> exceptions.ccr = v6m ? exceptions.ccr : value & 0x7_031B;
      case SHPR1, 0xD1C, SHPR3 -> storePriorities(offset, value);
      case SHCSR -> storeShcsr(value);
      case CFSR -> status.cfsr &= ~value;
      case HFSR -> status.hfsr &= ~value;
      case DFSR -> status.dfsr &= ~value;
      case MMFAR -> status.mmfar = value;
      case BFAR -> status.bfar = value;
      case CPACR -> {
        exceptions.floatingPoint().cpacr = hasFp ? value & 0x00F0_0000 : 0;
        flowChanged.run();
      }
      case FPCCR -> {
        exceptions.floatingPoint().fpccr = value & 0xC000_017B;
        flowChanged.run();
      }
      case FPCAR -> exceptions.floatingPoint().fpcar = value & ~7;
      case FPDSCR -> exceptions.floatingPoint().fpdscr = value & 0x07C0_0000;
      default -> {}
    }
  }

  private int icsr() {
    int value = exceptions.ipsr();
    int highest = table.highestPending();
    value |= highest << 12;
    if (!v6m && exceptions.ipsr() != 0 && activeCount() <= 1) {
      value |= 1 << 11; // RETTOBASE
    }
    boolean interrupt = false;
    for (int i = 16; i < table.count() && !interrupt; i++) {
      interrupt = table.isPending(i);
    }
    value |= interrupt ? 1 << 22 : 0;
    value |= table.isPending(SYS_TICK) ? 1 << 26 : 0;
    value |= table.isPending(PEND_SV) ? 1 << 28 : 0;
    value |= table.isPending(NMI) ? 1 << 31 : 0;
    return value;
  }

  private int activeCount() {
    int count = 0;
    for (int i = 1; i < table.count(); i++) {
      count += table.isActive(i) ? 1 : 0;
    }
    return count;
  }

  private void storeIcsr(int value) {
    if (value < 0) {
      exceptions.pend(NMI, true);
    }
    if ((value & 1 << 28) != 0) {
      exceptions.pend(PEND_SV, true);
    } else if ((value & 1 << 27) != 0) {
      exceptions.pend(PEND_SV, false);
    }
    if ((value & 1 << 26) != 0) {
      exceptions.pend(SYS_TICK, true);
    } else if ((value & 1 << 25) != 0) {
      exceptions.pend(SYS_TICK, false);
    }
  }

  private void storeAircr(int value) {
    if (value >>> 16 != VECTKEY) {
      return;
    }
    if (!v6m) {
      exceptions.setPriorityGroup(value >>> 8 & 7);
    }
    if ((value & 2) != 0) {
      exceptions.clearActive();
    }
    if ((value & 4) != 0 || (!v6m && (value & 1) != 0)) {
      resetRequest.run();
    }
  }

  private int loadPriorities(int offset) {
    int first = 4 + offset - SHPR1;
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value |= table.priority(first + i) << 8 * i;
    }
    return value;
  }

  private void storePriorities(int offset, int value) {
    int first = 4 + offset - SHPR1;
    for (int i = 0; i < 4; i++) {
      int exception = first + i;
      boolean writable =
          switch (exception) {
            case SV_CALL, PEND_SV, SYS_TICK -> true;
            case MEM_MANAGE, BUS_FAULT, USAGE_FAULT, DEBUG_MONITOR -> !v6m;
            default -> false;
          };
      if (writable) {
        exceptions.setPriority(exception, value >>> 8 * i & 0xFF);
      }
    }
  }

  private int loadShcsr() {
    if (v6m) {
      return table.isPending(SV_CALL) ? 1 << 15 : 0;
    }
    int value = 0;
    for (int[] row : SHCSR_ACTIVE) {
      value |= table.isActive(row[1]) ? 1 << row[0] : 0;
    }
    for (int[] row : SHCSR_PENDING) {
      value |= table.isPending(row[1]) ? 1 << row[0] : 0;
    }
    for (int[] row : SHCSR_ENABLE) {
      value |= table.isEnabled(row[1]) ? 1 << row[0] : 0;
    }
    return value;
  }

  private void storeShcsr(int value) {
    if (v6m) {
      exceptions.pend(SV_CALL, (value & 1 << 15) != 0);
      return;
    }
    for (int[] row : SHCSR_ACTIVE) {
      exceptions.setActive(row[1], (value >>> row[0] & 1) != 0);
    }
    for (int[] row : SHCSR_ENABLE) {
      exceptions.enable(row[1], (value >>> row[0] & 1) != 0);
    }
    for (int[] row : SHCSR_PENDING) {
      exceptions.pend(row[1], (value >>> row[0] & 1) != 0);
    }
  }
}
