package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionEntry.DCRS;
import static dev.tinyrig.emulator.core.ExceptionEntry.ES;
import static dev.tinyrig.emulator.core.ExceptionEntry.FTYPE;
import static dev.tinyrig.emulator.core.ExceptionEntry.MODE;
import static dev.tinyrig.emulator.core.ExceptionEntry.S;
import static dev.tinyrig.emulator.core.ExceptionEntry.SPSEL;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;

import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.time.Scheduler;

/**
 * Exception return: integrity checks, tail-chaining and unstacking (Armv7-M Arm ARM B1.5.8; Armv8-M
 * Arm ARM B3.22, ExceptionReturn, ValidateExceptionReturn and PopStack).
 */
final class ExceptionReturn {
  private static final int RES0_V8M = 1 << 1;
  private static final int ONES_V7M = 0x0FFF_FFE0;

  private final ExceptionModel model;
  private final ExceptionTable table;
  private final ProcessorState processor;
  private final FloatingPointContext fp;
  private final FaultHandling faults;
  private final ExceptionEntry entry;
  private final SleepState sleep;
  private final ControlRegisters registers;
  private final Core core;
  private final MemoryAccess memory;
  private final Scheduler scheduler;
  private final boolean v8m;
  private final boolean v81m;
  private final boolean security;

  ExceptionReturn(
      ExceptionModel model,
      ExceptionEntry entry,
      Core core,
      MemoryAccess memory,
      Scheduler scheduler) {
    this.model = model;
    this.table = model.table();
    this.processor = model.processor();
    this.fp = model.floatingPoint();
    this.faults = model.faults();
    this.entry = entry;
    this.sleep = model.sleep();
    this.registers = model.registers();
    this.core = core;
    this.memory = memory;
    this.scheduler = scheduler;
    v8m = model.config().model().isV8M();
    v81m = model.config().model().has(Feature.V81M);
    security = model.config().security();
  }

  /** Completes the return that the last instruction asked for with {@code core.excReturn}. */
  void complete() {
    int excReturn = core.excReturn;
    entry.returningAt(core.clock.cycles);
    core.excReturn = 0;
    int returning = processor.ipsr;
    if (v8m) {
      completeV8M(fp.present() ? excReturn : excReturn | FTYPE, returning);
    } else {
      completeV7M(excReturn, returning);
    }
  }

  private void completeV7M(int excReturn, int returning) {
    String invalid = checkV7M(excReturn, returning);
    if (returning != NMI) {
      processor.faultmask[0] = 0;
    }
    deactivate(returning);
    if (invalid != null) {
      int lr = 0xF000_0000 | excReturn & 0x0FFF_FFFF;
      core.r[14] = lr;
      refuse(FaultKind.INVPC, "exception return refused: " + invalid, 0, lr);
      return;
    }
    chainOrUnstack(excReturn, returning, 0);
  }

  private String checkV7M(int excReturn, int returning) {
    if (!table.isActive(returning)) {
      return ExceptionNumbers.name(returning) + " returns but is not active";
    }
    if ((excReturn & ONES_V7M) != ONES_V7M || (!fp.present() && (excReturn & FTYPE) == 0)) {
      return String.format("0x%08x is no EXC_RETURN value of this core", excReturn);
    }
    int nested = table.activeCount();
    return switch (excReturn & 0xF) {
      case 1 -> nested == 1 ? "return to handler mode with no other exception active" : null;
      case 9, 13 ->
          nested != 1 && (registers.ccr[0] & ControlRegisters.CCR_NONBASETHRDENA) == 0
              ? "return to thread mode while another exception is active"
              : null;
      default -> String.format("0x%08x is no EXC_RETURN value", excReturn);
    };
  }

  private void completeV8M(int value, int returning) {
    int excReturn = value;
    boolean wrongState =
        security && !core.secure && ((excReturn & ES) != 0 || (excReturn & DCRS) == 0);
    if (wrongState) {
      excReturn &= ~ES; // for all else the handler counts as Non-secure
    }
    int handler = security && (excReturn & ES) != 0 ? 1 : 0;
    int raw = table.activePriority();
    if (security ? raw >= 0 : returning != NMI) {
      processor.faultmask[handler] = 0;
    }
    String invalid = completeActive(returning, handler, raw);
    boolean states = (excReturn & (S | ES)) != 0 || (excReturn & DCRS) == 0;
    if (invalid == null && ((excReturn & RES0_V8M) != 0 || (!security && states))) {
      invalid = String.format("0x%08x is no EXC_RETURN value of this core", excReturn);
    }
    processor.selectProcessStack(handler, (excReturn & SPSEL) != 0);
    if (fp.clearsOnReturn() && processor.fpca && !clearFloatingPoint(excReturn, handler)) {
      return;
    }
    if (wrongState) {
      refuse(
          FaultKind.INVER,
          "a Non-secure exception returns with an EXC_RETURN of the Secure state",
          0,
          excReturn);
      return;
    }
    if (invalid != null) {
      refuse(FaultKind.INVPC, "exception return refused: " + invalid, processor.bank(), excReturn);
      return;
    }
    chainOrUnstack(excReturn, returning, handler);
  }

  /** Takes the active bit back; why the return is invalid, or null. */
  private String completeActive(int returning, int handler, int raw) {
    // A negative priority always ends with its exception, whatever IPSR says.
    int slot =
        switch (raw) {
          case -1 -> table.slot(ExceptionNumbers.HARD_FAULT, table.faultsNonSecure() ? 0 : 1);
          case -2 -> NMI;
          case -3 -> table.slot(ExceptionNumbers.HARD_FAULT, 1);
          default -> table.slot(returning, handler);
        };
    String invalid = null;
    if (!table.isActive(slot)) {
      invalid = ExceptionNumbers.name(returning) + " returns but is not active";
    } else if (!ExceptionTable.banked(returning)
        && table.targetsSecure(returning) != (handler != 0)) {
      invalid = ExceptionNumbers.name(returning) + " belongs to the other security state";
      if (raw >= 0) {
        return invalid; // and stays active (SetActive)
      }
    }
    deactivate(slot);
    return invalid;
  }

  private void deactivate(int slot) {
    table.setActive(slot, false);
    if (slot >= ExceptionNumbers.FIRST_INTERRUPT && table.lineHigh(slot)) {
      table.setPending(slot, true); // a level that is still asserted asks again
    }
    model.priorityChanged();
  }

  /** FPCCR.CLRONRET: nothing of a handler's floating-point state may remain; false on a fault. */
  private boolean clearFloatingPoint(int excReturn, int handler) {
    if (fp.pending(security ? 1 : 0)) {
      refuse(
          FaultKind.LSERR,
          "a return that clears floating-point registers whose state is still to be stored",
          processor.bank(),
          excReturn);
      return false;
    }
    GuestFault refusal = v81m ? fp.refusal(handler, true) : null;
    if (refusal != null) {
      faults.pend(refusal, handler);
      chain(excReturn);
      return false;
    }
    fp.clear(core, false);
    return true;
  }

  private void refuse(FaultKind kind, String reason, int bank, int lr) {
    faults.pend(new GuestFault(kind, 0, reason), bank);
    chain(lr);
  }

  private void chain(int lr) {
    if (!faults.lockedUp()) {
      entry.chain(lr);
    }
  }

  private void chainOrUnstack(int excReturn, int returning, int handler) {
    scheduler.fireDue();
    if (model.canTake()) {
      model.listener().returned(returning, core.pc);
      // The frame stays on its stack; only the mode of the interrupted code is remembered in LR.
      entry.chain(excReturn);
      return;
    }
    unstack(excReturn, returning, handler);
  }

  /** What is loaded from a frame before anything of it counts. */
  private static final class Frame {
    int[] callee;
    final int[] words = new int[8];
    int[] floats;
    int end;
  }

  private void unstack(int excReturn, int returning, int handler) {
    boolean toSecure = security && (excReturn & S) != 0;
    if (toSecure != core.secure) {
      model.switchState(toSecure);
    }
    int bank = processor.bank();
    boolean toThread = (excReturn & MODE) != 0;
    boolean toPsp =
        toThread
            && (v8m
                ? (processor.control[bank] & ProcessorState.CONTROL_SPSEL) != 0
                : (excReturn & SPSEL) != 0);
    boolean extended = fp.present() && (excReturn & FTYPE) == 0;
    boolean privileged = !toThread || (processor.control[bank] & ProcessorState.CONTROL_NPRIV) == 0;
    boolean all = extended && toSecure && fp.treatsAsSecure();
    MemoryAccess.Context from = memory.context(privileged, toSecure);
    Frame frame = new Frame();
    try {
      if (!load(frame, from, excReturn, processor.stackPointer(bank, toPsp))) {
        refuse(FaultKind.INVIS, "the integrity signature of a frame is wrong", bank, excReturn);
        return;
      }
      if (extended
          && !v8m // which checks the frame before the registers of the unit
          && !loadFloats(frame, from, bank, privileged, all, excReturn)) {
        return;
      }
      int restored = frame.words[7] & 0x1FF;
      if (toThread != (restored == 0)) {
        // The frame's IPSR contradicts EXC_RETURN: the exception is still on its stack and returns
        // again to the fault.
        core.r[14] = excReturn;
        refuse(
            FaultKind.INVPC,
            "exception return refused: the stacked IPSR is " + restored,
            bank,
            excReturn);
        return;
      }
      if (extended && v8m && !loadFloats(frame, from, bank, privileged, all, excReturn)) {
        return;
      }
    } catch (GuestFault e) {
      failed(e, bank, excReturn);
      return;
    }
    restore(frame, bank, toPsp, extended, all);
    core.clock.cycles +=
        core.timing.exceptionReturn(frame.floats != null); // a lazy frame left alone is free
    model.priorityChanged();
    if (!processor.thumb) {
      core.clock.requestAttention();
    }
    model.listener().returned(returning, core.pc);
    if (toThread && (registers.scr[handler] & ControlRegisters.SCR_SLEEPONEXIT) != 0) {
      sleep.waitForInterrupt();
    }
  }

  private boolean load(Frame frame, MemoryAccess.Context from, int excReturn, int sp) {
    int at = sp;
    if (security && core.secure && ((excReturn & ES) == 0 || (excReturn & DCRS) == 0)) {
      if (from.load(at) != entry.signature(excReturn)) {
        return false;
      }
      frame.callee = new int[8];
      for (int i = 0; i < 8; i++) {
        frame.callee[i] = from.load(at + 8 + 4 * i);
      }
      at += ExceptionEntry.CALLEE_FRAME;
    }
    for (int i = 0; i < 8; i++) {
      frame.words[i] = from.load(at + 4 * i);
    }
    frame.end = at + 0x20;
    return true;
  }

  private boolean loadFloats(
      Frame frame,
      MemoryAccess.Context from,
      int bank,
      boolean privileged,
      boolean all,
      int excReturn) {
    if (security && bank == 0 && fp.pending(1)) {
      refuse(
          FaultKind.LSERR,
          "a return to the Non-secure state while Secure floating-point state is to be stored",
          bank,
          excReturn);
      return false;
    }
    if (!fp.pending(bank)) {
      GuestFault refusal = v8m ? fp.refusal(bank, privileged) : null;
      if (refusal != null) {
        // What NSACR forbids makes the return itself invalid, for the Secure state.
        faults.pend(
            refusal.forcedSecure()
                ? GuestFault.ofSecureState(FaultKind.INVPC, refusal.getMessage())
                : refusal,
            bank);
        chain(excReturn);
        return false;
      }
      frame.floats = fp.load(from, frame.end, all);
    }
    return true;
  }

  private void failed(GuestFault e, int bank, int excReturn) {
    FaultKind kind =
        switch (e.kind()) {
          case DACCVIOL -> FaultKind.MUNSTKERR;
          case AUVIOL -> FaultKind.AUVIOL;
          default -> FaultKind.UNSTKERR;
        };
    faults.pend(
        new GuestFault(
            kind, e.address(), "unstacking an exception frame failed: " + e.getMessage()),
        bank);
    chain(excReturn);
  }

  private void restore(Frame frame, int bank, boolean toPsp, boolean extended, boolean all) {
    if (extended) {
      if (frame.floats != null) {
        fp.unstack(core, frame.floats);
      }
      fp.stored(bank);
    }
    int[] words = frame.words;
    int psr = words[7];
    boolean align8 = v8m || extended || (registers.ccr[bank] & ControlRegisters.CCR_STKALIGN) != 0;
    int end = frame.end + (extended ? all ? 0x88 : 0x48 : 0);
    int sp = end | (align8 && (psr & 1 << 9) != 0 ? 4 : 0);
    processor.setStackPointer(bank, toPsp, sp);
    processor.ipsr = psr & 0x1FF;
    processor.fpca = extended;
    if (security && bank != 0) {
      processor.sfpa = (psr & ExceptionEntry.XPSR_SFPA) != 0;
    }
    if (v8m) {
      processor.selectStack();
    } else {
      processor.selectProcessStack(0, toPsp);
    }
    if (frame.callee != null) {
      System.arraycopy(frame.callee, 0, core.r, 4, 8);
    }
    System.arraycopy(words, 0, core.r, 0, 4);
    core.r[12] = words[4];
    core.r[14] = words[5];
    core.pc = words[6] & ~1;
    processor.setXpsr(psr);
    core.exclusive = false;
    core.fpReady = false;
    sleep.setEvent();
  }
}
