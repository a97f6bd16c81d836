package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ProcessorState.BASEPRI;
import static dev.tinyrig.emulator.core.ProcessorState.BASEPRI_MAX;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL_FPCA;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL_SFPA;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL_SPSEL;
import static dev.tinyrig.emulator.core.ProcessorState.FAULTMASK;
import static dev.tinyrig.emulator.core.ProcessorState.MSP;
import static dev.tinyrig.emulator.core.ProcessorState.MSPLIM;
import static dev.tinyrig.emulator.core.ProcessorState.PRIMASK;
import static dev.tinyrig.emulator.core.ProcessorState.PSP;
import static dev.tinyrig.emulator.core.ProcessorState.PSPLIM;

import dev.tinyrig.emulator.isa.Feature;

/**
 * MRS and MSR: what the special registers show to code of a state and privilege, and what it may
 * write (Armv7-M Arm ARM B5.2.2; Armv8-M Arm ARM C2.4, MRS and MSR).
 */
final class SpecialRegisters {
  /** SYSm of a Non-secure register as the Secure state names it has this bit. */
  private static final int NON_SECURE = 0x80;

  private static final int SP_NS = 0x98;
  private static final int PAC_KEY_P_0 = 0x20;
  private static final int PAC_KEY_U_3 = 0x27;

  private final ProcessorState processor;
  private final ExceptionTable table;
  private final FloatingPointContext fp;
  private final Core core;
  private final boolean v6m;
  private final boolean v8m;
  private final boolean security;
  private final boolean dsp;
  private final boolean pac;

  SpecialRegisters(
      CoreConfig config,
      ProcessorState processor,
      ExceptionTable table,
      FloatingPointContext fp,
      Core core) {
    this.processor = processor;
    this.table = table;
    this.fp = fp;
    this.core = core;
    v6m = config.model().isV6M();
    v8m = config.model().isV8M();
    security = config.security();
    dsp = config.model().has(Feature.DSP);
    pac = config.model().has(Feature.PACBTI);
  }

  /** The bank that SYSm means, or -1 when this state may not name it. */
  private int bank(int sysm) {
    if ((sysm & NON_SECURE) == 0) {
      return processor.bank();
    }
    return security && core.secure ? 0 : -1;
  }

  /** What MRS reads; 0 where it may not look. */
  int read(int sysm) {
    if (sysm < 8) {
      // EPSR reads as 0
      return ((sysm & 1) != 0 ? processor.ipsr : 0) | ((sysm & 4) == 0 ? processor.apsr() : 0);
    }
    int bank = bank(sysm);
    if (bank < 0) {
      return 0;
    }
    if ((sysm & ~NON_SECURE) == CONTROL) {
      return processor.readControl(bank);
    }
    if (!processor.privileged()) {
      return 0;
    }
    if (sysm == SP_NS) {
      return processor.stackPointer(0, nonSecureUsesPsp());
    }
    int register = sysm & ~NON_SECURE;
    if (pac && register >= PAC_KEY_P_0 && register <= PAC_KEY_U_3) {
      return processor.pacKeys[8 * bank + register - PAC_KEY_P_0];
    }
    return switch (register) {
      case MSP -> processor.stackPointer(bank, false);
      case PSP -> processor.stackPointer(bank, true);
      case MSPLIM -> v8m ? processor.stackLimit(bank, false) : 0;
      case PSPLIM -> v8m ? processor.stackLimit(bank, true) : 0;
      case PRIMASK -> processor.primask[bank];
      case BASEPRI, BASEPRI_MAX -> v6m ? 0 : processor.basepri[bank];
      case FAULTMASK -> v6m ? 0 : processor.faultmask[bank];
      default -> 0;
    };
  }

  private boolean nonSecureUsesPsp() {
    return processor.ipsr == 0 && (processor.control[0] & CONTROL_SPSEL) != 0;
  }

  /** MSR: {@code executionPriority} decides whether FAULTMASK may be set. */
  void write(int sysm, int mask, int value, int executionPriority) {
    if (sysm < 4) {
      if ((mask & 2) != 0) {
        core.setApsrFlags(v6m ? value & 0xF000_0000 : value);
      }
      if ((mask & 1) != 0 && dsp) {
        core.ge = value >>> 16 & 0xF;
      }
      return;
    }
    int bank = bank(sysm);
    if (bank < 0) {
      return;
    }
    boolean privileged = processor.privileged();
    if (sysm == CONTROL && !privileged) {
      if (core.secure && processor.hasFloatingPoint()) {
        processor.sfpa = (value & CONTROL_SFPA) != 0; // the one bit that user code may write
        core.fpReady = false;
      }
      return;
    }
    if (!privileged) {
      return;
    }
    if (sysm == SP_NS) {
      writeNonSecureStackPointer(value & ~3);
      return;
    }
    int register = sysm & ~NON_SECURE;
    if (pac && register >= PAC_KEY_P_0 && register <= PAC_KEY_U_3) {
      processor.pacKeys[8 * bank + register - PAC_KEY_P_0] = value;
      return;
    }
    switch (register) {
      case MSP -> processor.setStackPointer(bank, false, value & ~3);
      case PSP -> processor.setStackPointer(bank, true, value & ~3);
      case MSPLIM -> setLimit(bank, false, value);
      case PSPLIM -> setLimit(bank, true, value);
      case CONTROL -> writeControl(bank, (sysm & NON_SECURE) != 0, value);
      default -> writeMask(bank, register, value, executionPriority);
    }
  }

  private void setLimit(int bank, boolean process, int value) {
    if (v8m) {
      processor.setStackLimit(bank, process, value);
    }
  }

  private void writeMask(int bank, int register, int value, int executionPriority) {
    int[] basepri = processor.basepri;
    switch (register) {
      case PRIMASK -> processor.primask[bank] = value & 1;
      case BASEPRI -> basepri[bank] = v6m ? 0 : value & table.priorityMask();
      case BASEPRI_MAX -> {
        int priority = value & table.priorityMask();
        if (!v6m && priority != 0 && (basepri[bank] == 0 || priority < basepri[bank])) {
          basepri[bank] = priority;
        }
      }
      case FAULTMASK -> {
        if (!v6m && (executionPriority > -1 || (value & 1) == 0)) {
          processor.faultmask[bank] = value & 1;
        }
      }
      default -> {}
    }
  }

  private void writeControl(int bank, boolean alias, int value) {
    if (processor.hasFloatingPoint()) {
      if (core.secure && !alias) {
        processor.sfpa = (value & CONTROL_SFPA) != 0;
      }
      if (!security || bank != 0 || fp.nonSecureMayUse()) {
        processor.fpca = (value & CONTROL_FPCA) != 0;
      }
    }
    // Armv8-M lets a handler choose the stack to which thread mode will come back.
    processor.writeControl(bank, value, !v8m && processor.ipsr != 0 ? ~CONTROL_SPSEL : -1);
  }

  private void writeNonSecureStackPointer(int value) {
    boolean process = nonSecureUsesPsp();
    if (Integer.compareUnsigned(value, processor.stackLimit(0, process)) < 0) {
      throw new GuestFault(
          FaultKind.STKOF,
          value,
          String.format("SP_NS = 0x%08x lies below the Non-secure stack limit", value));
    }
    processor.setStackPointer(0, process, value);
  }
}
