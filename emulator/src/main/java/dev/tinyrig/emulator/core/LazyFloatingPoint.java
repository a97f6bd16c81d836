package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.BUS_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.MEM_MANAGE;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SECURE_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.USAGE_FAULT;

import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * The first floating-point or vector instruction of a context: access check, the store that an
 * exception entry left out, the new context (Armv7-M Arm ARM B1.5.7; Armv8-M Arm ARM B3.24,
 * ExecuteFPCheck, PreserveFPState and UpdateFPCCR).
 */
final class LazyFloatingPoint {
  /** CONTROL.SFPA in FPCXT_S and FPCXT_NS. */
  private static final int CONTEXT_SFPA = 1 << 31;

  private final ExceptionModel model;
  private final ExceptionTable table;
  private final ProcessorState processor;
  private final FloatingPointContext fp;
  private final FaultStatus status;
  private final MemoryAccess memory;
  private final boolean v8m;
  private final boolean security;

  LazyFloatingPoint(ExceptionModel model, MemoryAccess memory) {
    this.model = model;
    this.table = model.table();
    this.processor = model.processor();
    this.fp = model.floatingPoint();
    this.status = model.status();
    this.memory = memory;
    v8m = model.config().model().isV8M();
    security = model.config().security();
  }

  /** Makes the unit the property of the code in execution; throws NOCP when it may not use it. */
  void prepare(Core c) {
    int bank = processor.bank();
    fp.checkAccess(bank, processor.privileged());
    if (fp.pending()) {
      preserve(c);
    }
    fp.setOwner(bank);
    if (fp.automatic(bank) && (!processor.fpca || (bank != 0 && !processor.sfpa))) {
      c.fpscr = fp.freshFpscr(bank);
      c.vpr = 0;
      processor.fpca = true;
      processor.sfpa |= bank != 0;
    }
    c.fpReady = true;
  }

  /** Whether the next instruction of the unit would find its registers as they are. */
  boolean active() {
    int bank = processor.bank();
    boolean fresh = fp.automatic(bank) && (!processor.fpca || (bank != 0 && !processor.sfpa));
    return fp.refusal(bank, processor.privileged()) == null && !fp.pending() && !fresh;
  }

  /** Whether FPCXT_NS finds no state: it reads as that of a new context, and writes are lost. */
  private boolean inactive(boolean nonSecure) {
    return nonSecure && fp.automatic(0) && !processor.fpca;
  }

  /**
   * FPCXT_S or FPCXT_NS (DDI 0553, FPCXT). FPCXT_S makes a context like every instruction of the
   * unit; the caller has done that. FPCXT_NS only saves one that is pending.
   */
  int readContext(Core c, boolean nonSecure) {
    if (inactive(nonSecure)) {
      return fp.freshFpscr(0);
    }
    if (nonSecure) {
      preservePending(c);
    }
    return c.fpscr & ~Fpscr.NZCV | (processor.sfpa ? CONTEXT_SFPA : 0);
  }

  /** After a read: FPSCR is as Non-secure code finds it, unless the state was Secure and stays. */
  void contextRead(Core c, boolean nonSecure) {
    if (inactive(nonSecure)) {
      return;
    }
    if (!nonSecure || !processor.sfpa) {
      c.fpscr = fp.freshFpscr(0);
    }
    if (!nonSecure) {
      processor.sfpa = false;
      c.fpReady = false;
    }
  }

  void writeContext(Core c, boolean nonSecure, int value) {
    if (inactive(nonSecure)) {
      return;
    }
    if (nonSecure) {
      preservePending(c);
    }
    processor.sfpa = (value & CONTEXT_SFPA) != 0;
    c.fpscr = value & ~Fpscr.NZCV;
    c.fpReady = false;
  }

  private void preservePending(Core c) {
    fp.checkAccess(processor.bank(), processor.privileged());
    if (fp.pending()) {
      preserve(c);
    }
  }

  /** Stores the state of the code that was interrupted where its frame has room for it. */
  private void preserve(Core c) {
    int bank = fp.owner();
    boolean privileged = !fp.noted(FloatingPointContext.USER, bank);
    boolean all = bank != 0 && fp.treatsAsSecure();
    try {
      if (v8m) {
        fp.checkAccess(bank, privileged);
      }
      if (!fp.noted(FloatingPointContext.SPLIMVIOL, bank)) {
        fp.store(c, memory.context(privileged, bank != 0), fp.fpcar[bank], all);
      }
      c.clock.cycles += c.timing.lazyStacking();
    } catch (GuestFault e) {
      failed(e, bank);
    }
    fp.stored(bank);
    if (all) {
      fp.clear(c, true);
    }
  }

  private void failed(GuestFault e, int bank) {
    FaultKind kind =
        switch (e.kind()) {
          case DACCVIOL -> FaultKind.MLSPERR;
          case AUVIOL -> FaultKind.SECURE_LSPERR;
          case NOCP -> FaultKind.NOCP;
          default -> FaultKind.LSPERR;
        };
    int owner = e.forcedSecure() ? 1 : bank;
    int slot = table.slot(FaultStatus.exceptionOf(kind), owner);
    int ready =
        switch (kind) {
          case MLSPERR -> FloatingPointContext.MMRDY;
          case SECURE_LSPERR -> FloatingPointContext.SFRDY;
          case NOCP -> FloatingPointContext.UFRDY;
          default -> FloatingPointContext.BFRDY;
        };
    String words = "lazy stacking of the floating-point state failed: " + e.getMessage();
    if (!fp.noted(ready, owner) || readyFor(slot)) {
      // The state stays to be stored: the instruction is executed again after the handler.
      throw e.forcedSecure()
          ? GuestFault.ofSecureState(kind, words)
          : new GuestFault(kind, e.address(), words);
    }
    // The fault belongs to the code that was interrupted, and waits until that may be served.
    status.record(kind, e.address(), owner);
    model.pend(slot, true);
  }

  private boolean readyFor(int slot) {
    return table.isEnabled(slot) && table.groupPriority(slot) < model.executionPriority();
  }

  /**
   * Leaves room for the state at {@code address} and notes what of the present moment a later fault
   * of the store needs.
   *
   * @param limit the stack limit that the address must respect, 0 for none
   */
  void reserve(int address, int limit) {
    int bank = processor.bank();
    int running = model.executionPriority();
    boolean monitor =
        (model.registers().demcr & ControlRegisters.DEMCR_MON_EN) != 0 && readyFor(DEBUG_MONITOR);
    int noted =
        (processor.privileged() ? 0 : FloatingPointContext.USER)
            | (processor.ipsr != 0 ? 0 : FloatingPointContext.THREAD)
            | (hardFaultReady(running) ? FloatingPointContext.HFRDY : 0)
            | (readyFor(table.slot(MEM_MANAGE, bank)) ? FloatingPointContext.MMRDY : 0)
            | (readyFor(BUS_FAULT) ? FloatingPointContext.BFRDY : 0)
            | (monitor ? FloatingPointContext.MONRDY : 0);
    if (v8m) {
      noted |= readyFor(table.slot(USAGE_FAULT, bank)) ? FloatingPointContext.UFRDY : 0;
      noted |= Integer.compareUnsigned(address, limit) < 0 ? FloatingPointContext.SPLIMVIOL : 0;
      if (security) {
        noted |= readyFor(SECURE_FAULT) ? FloatingPointContext.SFRDY : 0;
        boolean other = readyFor(table.slot(USAGE_FAULT, 1 - bank));
        if (bank != 0) {
          fp.noteNonSecureUsageFault(other);
        } else {
          fp.noteSecureUsageFault(other);
        }
      }
    }
    fp.reserve(bank, address, noted);
  }

  /** VLSTM: like the lazy stacking of an exception, at an address of the program's choice. */
  void storeLazily(Core c, int address) {
    if (!fp.present() || !processor.sfpa) {
      return; // the Secure state has nothing in the registers
    }
    fp.checkAccess(1, processor.privileged());
    if (fp.pending()) {
      throw new GuestFault(
          FaultKind.LSERR, 0, "VLSTM while floating-point state is still to be stored");
    }
    checkAligned(address);
    if (fp.lazy()) {
      reserve(address, 0);
    } else {
      boolean all = fp.treatsAsSecure();
      fp.store(c, memory.context(processor.privileged(), true), address, all);
      if (all) {
        fp.clear(c, true);
      }
    }
    processor.fpca = false;
    c.fpReady = false;
  }

  /** VLLDM: the state that VLSTM left in the registers, or stored, comes back. */
  void loadLazily(Core c, int address) {
    if (!fp.present() || !processor.sfpa) {
      return;
    }
    fp.checkAccess(1, processor.privileged());
    if (fp.pending(1)) {
      fp.stored(1);
    } else {
      checkAligned(address);
      MemoryAccess.Context from = memory.context(processor.privileged(), true);
      fp.unstack(c, fp.load(from, address, fp.treatsAsSecure()));
    }
    processor.fpca = true;
    c.fpReady = false;
  }

  private static void checkAligned(int address) {
    if ((address & 7) != 0) {
      throw new GuestFault(
          FaultKind.UNALIGNED,
          address,
          String.format("VLSTM and VLLDM need a multiple of 8, not 0x%08x", address));
    }
  }

  private boolean hardFaultReady(int running) {
    int slot = table.slot(HARD_FAULT, table.faultsNonSecure() ? 0 : 1);
    return running > table.groupPriority(slot);
  }
}
