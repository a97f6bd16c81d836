package dev.tinyrig.emulator.scs;

import static dev.tinyrig.emulator.core.ExceptionNumbers.BUS_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.MEM_MANAGE;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.PEND_SV;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SECURE_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SV_CALL;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SYS_TICK;
import static dev.tinyrig.emulator.core.ExceptionNumbers.USAGE_FAULT;

import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionTable;

/**
 * State and priority of the system's exceptions: ICSR, SHPR1 to SHPR3 and SHCSR (Armv7-M Arm ARM
 * B3.2.4, B3.2.10 to B3.2.13; Armv8-M Arm ARM D1.2).
 */
final class SystemHandlers implements RegisterBlock {
  private static final int ICSR = 0xD04;
  private static final int SHPR1 = 0xD18;
  private static final int SHPR2 = 0xD1C;
  private static final int SHPR3 = 0xD20;
  private static final int SHCSR = 0xD24;
  private static final int NMIACT = 1 << 5;
  private static final int HARDFAULTACT = 1 << 2;
  private static final int HARDFAULTPENDED = 1 << 21;

  /** Bits of SHCSR in pairs of bit position and exception. */
  private static final int[][] ACTIVE = {
    {0, MEM_MANAGE},
    {1, BUS_FAULT},
    {3, USAGE_FAULT},
    {4, SECURE_FAULT},
    {7, SV_CALL},
    {8, DEBUG_MONITOR},
    {10, PEND_SV},
    {11, SYS_TICK}
  };

  private static final int[][] PENDING = {
    {12, USAGE_FAULT}, {13, MEM_MANAGE}, {14, BUS_FAULT}, {15, SV_CALL}, {20, SECURE_FAULT}
  };
  private static final int[][] ENABLE = {
    {16, MEM_MANAGE}, {17, BUS_FAULT}, {18, USAGE_FAULT}, {19, SECURE_FAULT}
  };

  private final ExceptionModel exceptions;
  private final ExceptionTable table;
  private final boolean v6m;
  private final boolean v8m;
  private final boolean security;
  private final boolean hidesSecurePending;

  SystemHandlers(ExceptionModel exceptions) {
    this.exceptions = exceptions;
    this.table = exceptions.table();
    this.v6m = exceptions.config().model().isV6M();
    this.v8m = exceptions.config().model().isV8M();
    this.security = exceptions.config().security();
    this.hidesSecurePending =
        exceptions.config().model().has(dev.tinyrig.emulator.isa.Feature.V81M);
  }

  @Override
  public boolean owns(int offset) {
    return switch (offset) {
      case ICSR, SHPR2, SHPR3, SHCSR -> true;
      case SHPR1 -> !v6m;
      default -> false;
    };
  }

  @Override
  public int load(int offset, int bank) {
    return switch (offset) {
      case ICSR -> icsr(bank);
      case SHCSR -> loadShcsr(bank);
      default -> loadPriorities(offset, bank);
    };
  }

  @Override
  public void store(int offset, int value, int bank) {
    switch (offset) {
      case ICSR -> storeIcsr(value, bank);
      case SHCSR -> storeShcsr(value, bank);
      default -> storePriorities(offset, value, bank);
    }
  }

  /** Whether a state may look at an exception that it shares with the other one. */
  private boolean sees(int exception, int bank) {
    if (exception == SECURE_FAULT) {
      return security && bank != 0;
    }
    return bank != 0 || ExceptionTable.banked(exception) || !table.targetsSecure(exception);
  }

  private int icsr(int bank) {
    int value = exceptions.ipsr();
    int highest = table.highestPending();
    boolean hidden = hidesSecurePending && bank == 0 && security && table.targetsSecure(highest);
    value |= (hidden && highest != 0 ? 1 : table.number(highest)) << 12;
    if (!v6m && exceptions.ipsr() != 0 && table.activeCount() <= 1) {
      value |= 1 << 11; // RETTOBASE
    }
    boolean interrupt = false;
    for (int i = 16; i < table.count() && !interrupt; i++) {
      interrupt = table.isPending(i);
    }
    value |= interrupt ? 1 << 22 : 0;
    value |= table.isPending(table.slot(SYS_TICK, bank)) ? 1 << 26 : 0;
    value |= table.isPending(table.slot(PEND_SV, bank)) ? 1 << 28 : 0;
    value |= table.isPending(NMI) && sees(NMI, bank) ? 1 << 31 : 0;
    return value;
  }

  private void storeIcsr(int value, int bank) {
    if (value < 0 && sees(NMI, bank)) {
      exceptions.pend(NMI, true);
    } else if (v8m && (value & 1 << 30) != 0 && sees(NMI, bank)) {
      exceptions.pend(NMI, false);
    }
    pendOrClear(PEND_SV, value >>> 27 & 3, bank);
    pendOrClear(SYS_TICK, value >>> 25 & 3, bank);
  }

  /** Bit 1 sets, bit 0 clears. */
  private void pendOrClear(int exception, int bits, int bank) {
    if (bits != 0) {
      exceptions.pend(table.slot(exception, bank), (bits & 2) != 0);
    }
  }

  private int loadPriorities(int offset, int bank) {
    int first = 4 + offset - SHPR1;
    int value = 0;
    for (int i = 0; i < 4; i++) {
      if (sees(first + i, bank)) {
        value |= table.priority(table.slot(first + i, bank)) << 8 * i;
      }
    }
    return value;
  }

  private void storePriorities(int offset, int value, int bank) {
    int first = 4 + offset - SHPR1;
    for (int i = 0; i < 4; i++) {
      int exception = first + i;
      boolean writable =
          switch (exception) {
            case SV_CALL, PEND_SV, SYS_TICK -> true;
            case MEM_MANAGE, BUS_FAULT, USAGE_FAULT, SECURE_FAULT, DEBUG_MONITOR -> !v6m;
            default -> false;
          };
      if (writable && (exception != SECURE_FAULT || security) && sees(exception, bank)) {
        exceptions.setPriority(table.slot(exception, bank), value >>> 8 * i & 0xFF);
      }
    }
  }

  private int loadShcsr(int bank) {
    int value = 0;
    if (v6m) {
      value = table.isPending(table.slot(SV_CALL, bank)) ? 1 << 15 : 0;
      return v8m ? value | hardFaultBits(bank) : value;
    }
    for (int[] row : ACTIVE) {
      value |= sees(row[1], bank) && table.isActive(table.slot(row[1], bank)) ? 1 << row[0] : 0;
    }
    for (int[] row : PENDING) {
      value |= sees(row[1], bank) && table.isPending(table.slot(row[1], bank)) ? 1 << row[0] : 0;
    }
    for (int[] row : ENABLE) {
      value |= sees(row[1], bank) && table.isEnabled(table.slot(row[1], bank)) ? 1 << row[0] : 0;
    }
    return v8m ? value | hardFaultBits(bank) : value;
  }

  private int hardFaultBits(int bank) {
    int slot = table.slot(HARD_FAULT, bank);
    return (table.isActive(slot) ? HARDFAULTACT : 0)
        | (table.isPending(slot) ? HARDFAULTPENDED : 0)
        | (sees(NMI, bank) && table.isActive(NMI) ? NMIACT : 0);
  }

  private void storeShcsr(int value, int bank) {
    if (v6m) {
      exceptions.pend(table.slot(SV_CALL, bank), (value & 1 << 15) != 0);
      return;
    }
    for (int[] row : ACTIVE) {
      if (sees(row[1], bank)) {
        exceptions.setActive(table.slot(row[1], bank), (value >>> row[0] & 1) != 0);
      }
    }
    for (int[] row : ENABLE) {
      if (sees(row[1], bank)) {
        exceptions.enable(table.slot(row[1], bank), (value >>> row[0] & 1) != 0);
      }
    }
    for (int[] row : PENDING) {
      if (sees(row[1], bank)) {
        exceptions.pend(table.slot(row[1], bank), (value >>> row[0] & 1) != 0);
      }
    }
    if (v8m) {
      exceptions.pend(table.slot(HARD_FAULT, bank), (value & HARDFAULTPENDED) != 0);
    }
    // The Secure state may end NMI and HardFault of the Non-secure state, through its alias.
    if (security && bank == 0 && exceptions.secure() && table.faultsNonSecure()) {
      if ((value & NMIACT) == 0) {
        exceptions.setActive(NMI, false);
      }
      if ((value & HARDFAULTACT) == 0) {
        exceptions.setActive(HARD_FAULT, false);
      }
    }
  }
}
