package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.core.ControlRegisters;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.ExceptionTable;
import dev.tinyrig.emulator.core.FaultStatus;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.state.Stateful;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The system control block (Armv7-M Arm ARM B3.2; Armv6-M Arm ARM B3.2; Armv8-M Arm ARM D1.2) but
 * for exceptions' states and priorities, which {@link SystemHandlers} has.
 */
final class SystemControlBlock implements RegisterBlock, Stateful {
  private static final int ACTLR = 0x008;
  private static final int CPPWR = 0x00C;
  private static final int CPUID = 0xD00;
  private static final int VTOR = 0xD08;
  private static final int AIRCR = 0xD0C;
  private static final int SCR = 0xD10;
  private static final int CCR = 0xD14;
  private static final int CFSR = 0xD28;
  private static final int HFSR = 0xD2C;
  private static final int DFSR = 0xD30;
  private static final int MMFAR = 0xD34;
  private static final int BFAR = 0xD38;
  private static final int AFSR = 0xD3C;
  private static final int RFSR = 0xF04;
  private static final int DEMCR = 0xDFC;
  private static final int VECTKEY = 0x05FA;
  private static final int VECTKEYSTAT = 0xFA05;
  private static final int PRIS = 1 << 14;
  private static final int BFHFNMINS = 1 << 13;
  private static final int SYSRESETREQS = 1 << 3;
  private static final int CCR_V7M = 0x7_031B;
  private static final int CCR_ONES_V8M = 0x201;
  private static final int SECURE_DEMCR = ControlRegisters.DEMCR_SDME;
  private static final int SHARED_SCR =
      ControlRegisters.SCR_SLEEPDEEP | ControlRegisters.SCR_SLEEPDEEPS;

  private final ExceptionModel exceptions;
  private final ExceptionTable table;
  private final FaultStatus status;
  private final ControlRegisters registers;
  private final CoreModel model;
  private final boolean v6m;
  private final boolean v8m;
  private final boolean v81m;
  private final boolean security;
  private final Runnable resetRequest;

  /** AIRCR.SYSRESETREQS: only the Secure state may ask for a reset. */
  private boolean resetSecure;

  private int coprocessorPower;

  SystemControlBlock(ExceptionModel exceptions, Runnable resetRequest) {
    this.exceptions = exceptions;
    this.table = exceptions.table();
    this.status = exceptions.status();
    this.registers = exceptions.registers();
    this.model = exceptions.config().model();
    this.v6m = model.isV6M();
    this.v8m = model.isV8M();
    this.v81m = model.has(Feature.V81M);
    this.security = exceptions.config().security();
    this.resetRequest = resetRequest;
  }

  @Override
  public boolean owns(int offset) {
    if (v6m) {
      return switch (offset) {
        case ACTLR, CPUID, VTOR, AIRCR, SCR, CCR, DFSR, DEMCR -> true;
        default -> false;
      };
    }
    return offset == ACTLR
        || (offset >= CPUID && offset <= AFSR)
        || offset == DEMCR
        || (v8m && (offset == CPPWR || offset == RFSR));
  }

  @Override
  public int load(int offset, int bank) {
    return switch (offset) {
      case CPUID -> model.cpuid();
      case VTOR -> model.hasVtor() ? registers.vtor[bank] : 0;
      case AIRCR -> aircr(bank);
      case SCR -> scr(bank);
      case CCR -> ccr(bank);
      case CFSR -> status.cfsr(bank) & (seesShared(bank) ? -1 : ~FaultStatus.busFaultBits());
      case HFSR -> seesShared(bank) ? status.hfsr : 0;
      case DFSR -> status.dfsr;
      case MMFAR -> status.mmfar[bank];
      case BFAR -> seesShared(bank) ? status.bfar : 0;
      case DEMCR -> bank != 0 || !security ? registers.demcr : registers.demcr & ~SECURE_DEMCR;
      case CPPWR -> coprocessorPower;
      default -> 0;
    };
  }

  /** BusFault, HardFault and NMI are the Secure state's affair unless AIRCR.BFHFNMINS is set. */
  private boolean seesShared(int bank) {
    return bank != 0 || table.faultsNonSecure();
  }

  @Override
  public void store(int offset, int value, int bank) {
    switch (offset) {
      case VTOR -> {
        if (model.hasVtor()) {
          registers.vtor[bank] = value & ~(v6m && !v8m ? 0xFF : 0x7F);
        }
      }
      case AIRCR -> storeAircr(value, bank);
      case SCR -> storeScr(value, bank);
      case CCR -> storeCcr(value, bank);
      case CFSR ->
          status.clear(bank, value & (seesShared(bank) ? -1 : ~FaultStatus.busFaultBits()));
      case HFSR -> status.hfsr &= seesShared(bank) ? ~value : -1;
      case DFSR -> status.dfsr &= ~value;
      case MMFAR -> status.mmfar[bank] = value;
      case BFAR -> status.bfar = seesShared(bank) ? value : status.bfar;
      case CPPWR -> coprocessorPower = value & 0x00F0_FFFF;
      default -> {}
    }
  }

  private int aircr(int bank) {
    int value = VECTKEYSTAT << 16 | exceptions.priorityGroup(bank) << 8;
    if (v8m) {
      value |= table.faultsNonSecure() ? BFHFNMINS : 0;
    }
    if (bank != 0) {
      value |= (table.prioritisesSecure() ? PRIS : 0) | (resetSecure ? SYSRESETREQS : 0);
    }
    return value;
  }

  private void storeAircr(int value, int bank) {
    if (value >>> 16 != VECTKEY) {
      return;
    }
    if (!v6m) {
      exceptions.setPriorityGroup(bank, value >>> 8 & 7);
    }
    boolean reset = (value & 4) != 0 && (bank != 0 || !resetSecure);
    if (bank != 0) {
      resetSecure = (value & SYSRESETREQS) != 0;
      exceptions.setSecurityOfPriorities((value & PRIS) != 0, (value & BFHFNMINS) != 0);
    }
    if ((value & 2) != 0) {
      exceptions.clearActive(bank);
    }
    if (reset || (!v6m && !v8m && (value & 1) != 0)) {
      resetRequest.run();
    }
  }

  /** SLEEPDEEP is shared and SLEEPDEEPS belongs to the Secure state. */
  private int scr(int bank) {
    int value = registers.scr[bank];
    if (bank == 0 && security) {
      int shared = registers.scr[1];
      boolean hidden = (shared & ControlRegisters.SCR_SLEEPDEEPS) != 0;
      value |= hidden ? 0 : shared & ControlRegisters.SCR_SLEEPDEEP;
    }
    return value;
  }

  private void storeScr(int value, int bank) {
    if (!security) {
      registers.scr[0] = value & 0x16;
    } else if (bank != 0) {
      registers.scr[1] = value & 0x1E;
    } else {
      registers.scr[0] = value & 0x12;
      if ((registers.scr[1] & ControlRegisters.SCR_SLEEPDEEPS) == 0) {
        int deep = value & ControlRegisters.SCR_SLEEPDEEP;
        registers.scr[1] = registers.scr[1] & ~SHARED_SCR | deep;
      }
    }
  }

  /** BFHFNMIGN is shared, and hidden like BusFault. */
  private int ccr(int bank) {
    int value = registers.ccr[bank];
    if (security && bank == 0) {
      int ignores = registers.ccr[1] & ControlRegisters.CCR_BFHFNMIGN;
      value |= seesShared(0) ? ignores : 0;
    }
    return value;
  }

  private void storeCcr(int value, int bank) {
    if (v6m) {
      return;
    }
    if (!v8m) {
      registers.ccr[0] = value & CCR_V7M;
      return;
    }
    int bits =
        ControlRegisters.CCR_USERSETMPEND
            | ControlRegisters.CCR_UNALIGN_TRP
            | ControlRegisters.CCR_DIV_0_TRP
            | ControlRegisters.CCR_STKOFHFNMIGN;
    if (v81m) {
      bits |= 0xF_0000 | (bank != 0 ? ControlRegisters.CCR_TRD : 0); // DC, IC, BP, LOB
    }
    int ignores = value & ControlRegisters.CCR_BFHFNMIGN;
    if (security && bank == 0) {
      if (seesShared(0)) {
        registers.ccr[1] = registers.ccr[1] & ~ControlRegisters.CCR_BFHFNMIGN | ignores;
      }
      ignores = 0;
    }
    registers.ccr[bank] = value & bits | ignores | CCR_ONES_V8M;
    exceptions.priorityChanged();
  }

  @Override
  public String stateId() {
    return "scb";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeBoolean(resetSecure);
    out.writeInt(coprocessorPower);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    resetSecure = in.readBoolean();
    coprocessorPower = in.readInt();
  }
}
