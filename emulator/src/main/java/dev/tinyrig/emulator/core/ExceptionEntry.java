package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.time.Scheduler;
import java.util.Arrays;

/**
 * Exception entry: stacking, the switch of state, the vector, late arrival and tail-chaining
 * (Armv7-M Arm ARM B1.5.6, B1.5.11, B1.5.12; Armv8-M Arm ARM B3.19 to B3.21).
 */
final class ExceptionEntry {
  /** EXC_RETURN bits (Armv8-M Arm ARM D1.2, EXC_RETURN). */
  static final int ES = 1;

  static final int SPSEL = 1 << 2;
  static final int MODE = 1 << 3;
  static final int FTYPE = 1 << 4;
  static final int DCRS = 1 << 5;
  static final int S = 1 << 6;
  private static final int ONES_V8M = 0xFFFF_FF80;

  /** The first word of a frame of callee registers, its low bit being EXC_RETURN.FType. */
  static final int INTEGRITY_SIGNATURE = 0xFEFA_125A;

  static final int CALLEE_FRAME = 0x28;
  private static final int XPSR_SPREALIGN = 1 << 9;
  static final int XPSR_SFPA = 1 << 20;

  private final ExceptionModel model;
  private final ExceptionTable table;
  private final ProcessorState processor;
  private final FloatingPointContext fp;
  private final FaultHandling faults;
  private final LazyFloatingPoint lazy;
  private final SleepState sleep;
  private final ControlRegisters registers;
  private final SecurityAttribution attribution;
  private final Core core;
  private final MemoryAccess memory;
  private final Scheduler scheduler;
  private final boolean v8m;
  private final boolean security;
  private final boolean clearsAlways;

  /** Cycle of the boundary at which the last exception was taken. */
  private long takenAt;

  ExceptionEntry(ExceptionModel model, Core core, MemoryAccess memory, Scheduler scheduler) {
    this.model = model;
    this.table = model.table();
    this.processor = model.processor();
    this.fp = model.floatingPoint();
    this.faults = model.faults();
    this.lazy = model.lazyFloatingPoint();
    this.sleep = model.sleep();
    this.registers = model.registers();
    this.attribution = model.attribution();
    this.core = core;
    this.memory = memory;
    this.scheduler = scheduler;
    v8m = model.config().model().isV8M();
    security = model.config().security();
    clearsAlways = model.config().model().has(Feature.V81M);
  }

  /** A return begins at this cycle; what it chains to was taken then. */
  void returningAt(long cycle) {
    takenAt = cycle;
  }

  /** Stacks a frame and takes the pending exception that is the most urgent afterwards. */
  void take() {
    int returnAddress = core.pc;
    takenAt = core.clock.cycles;
    boolean extended = processor.fpca;
    boolean lazily = extended && fp.lazy();
    int excReturn =
        (v8m
                ? ONES_V8M | DCRS | (core.secure ? S : 0)
                : ONES_V8M | S | DCRS | ES | (processor.usesPsp() ? SPSEL : 0))
            | (processor.ipsr != 0 ? 0 : MODE)
            | (extended ? 0 : FTYPE);
    boolean stacked = pushFrame(returnAddress, extended, lazily);
    core.clock.cycles += core.timing.exceptionEntry(extended, lazily);
    // What becomes pending while the frame is stacked arrives late and may be taken first.
    scheduler.fireDue();
    if (!faults.lockedUp()) {
      enter(excReturn, returnAddress, false, !stacked);
    }
  }

  /** Takes the most urgent pending exception on the frame that is on its stack already. */
  void chain(int excReturn) {
    core.clock.cycles += core.timing.tailChain();
    enter(excReturn, core.pc, true, false);
  }

  private void enter(int excReturn, int returnAddress, boolean chained, boolean broken) {
    int lr = excReturn;
    boolean tail = chained;
    boolean ignoreFaults = broken;
    while (!faults.lockedUp()) {
      int slot = table.highestPending();
      boolean toSecure = table.targetsSecure(slot);
      if (v8m) {
        int failures = 0;
        if (security && (lr & S) != 0) {
          if (toSecure) {
            if (tail && (lr & ES) == 0) {
              lr &= ~DCRS; // the registers are stacked already: the return brings them back
            }
          } else {
            if ((lr & DCRS) != 0 && !(tail && (lr & ES) == 0)) {
              failures = pushCallee(lr, tail, ignoreFaults) ? 0 : 1;
            }
            lr |= DCRS;
          }
        }
        int target = toSecure ? 1 : 0;
        lr = lr & ~(ES | SPSEL) | (toSecure ? ES : 0);
        lr |= (processor.control[target] & ProcessorState.CONTROL_SPSEL) != 0 ? SPSEL : 0;
        if (security && (!toSecure || clearsAlways)) {
          clearRegisters(!toSecure && (lr & S) != 0);
        }
        if (failures != 0 && !ignoreFaults) {
          tail = true;
          ignoreFaults = true;
          continue; // the fault of stacking may be taken first, in another state
        }
      }
      int vector;
      try {
        vector = loadVector(slot, toSecure);
      } catch (GuestFault e) {
        faults.vectorUnreadable(e, slot, e.kind() == FaultKind.AUVIOL);
        tail = true;
        ignoreFaults = true;
        continue;
      }
      activate(slot, toSecure, lr, vector);
      model.listener().entered(table.number(slot), returnAddress, takenAt);
      return;
    }
  }

  private void activate(int slot, boolean toSecure, int lr, int vector) {
    if (toSecure != core.secure) {
      model.switchState(toSecure);
    }
    core.r[14] = lr;
    processor.ipsr = table.number(slot);
    processor.fpca = false;
    processor.sfpa = false;
    processor.selectProcessStack(toSecure ? 1 : 0, false);
    table.setPending(slot, false);
    table.setActive(slot, true);
    core.it = 0;
    core.eci = 0;
    core.landingPad = false;
    core.exclusive = false;
    core.fpReady = false;
    sleep.awake();
    sleep.setEvent();
    faults.frameStacked();
    model.priorityChanged();
    processor.thumb = (vector & 1) != 0;
    core.pc = vector & ~1;
    if (!processor.thumb) {
      core.clock.requestAttention();
    }
  }

  /** Vectors are read with the default memory map; only their security is looked at. */
  private int loadVector(int slot, boolean toSecure) {
    int address = registers.vtor[toSecure ? 1 : 0] + 4 * table.number(slot);
    String name = ExceptionNumbers.name(table.number(slot));
    if (security && !toSecure && !attribution.of(address, false, false).nonSecure()) {
      throw new GuestFault(
          FaultKind.AUVIOL, address, "the Non-secure vector of " + name + " lies in Secure memory");
    }
    try {
      return memory.loadVector(address, toSecure);
    } catch (GuestFault e) {
      throw new GuestFault(FaultKind.VECTTBL, address, "the vector of " + name + " cannot be read");
    }
  }

  private void clearRegisters(boolean callee) {
    Arrays.fill(core.r, 0, 4, 0);
    core.r[12] = 0;
    if (callee) {
      Arrays.fill(core.r, 4, 12, 0);
    }
    core.setApsrFlags(0);
    core.ge = 0;
  }

  /** The basic frame and its floating-point part; false when something of it failed. */
  private boolean pushFrame(int returnAddress, boolean extended, boolean lazily) {
    int bank = processor.bank();
    boolean reserves = extended && (core.secure || fp.nonSecureMayUse());
    boolean all = reserves && core.secure && fp.treatsAsSecure();
    int size = all ? 0xA8 : reserves ? 0x68 : 0x20;
    boolean align8 = v8m || extended || (registers.ccr[bank] & ControlRegisters.CCR_STKALIGN) != 0;
    int sp = core.r[13];
    int frame = sp - size & (align8 ? ~7 : ~3);
    int padding = align8 && (sp & 4) != 0 ? XPSR_SPREALIGN : 0;
    int sfpa = core.secure && processor.sfpa ? XPSR_SFPA : 0;
    int psr =
        processor.xpsr() & (faults.stackThumbClear() ? ~(1 << 24) : -1) & (v8m ? ~XPSR_SFPA : -1)
            | padding
            | sfpa;
    int limit = core.spLimit;
    boolean overflows = Integer.compareUnsigned(frame, limit) < 0;
    boolean stacked = true;
    MemoryAccess.Context to = memory.context(processor.privileged(), core.secure);
    if (overflows) {
      core.r[13] = limit;
      faults.pend(
          new GuestFault(
              FaultKind.STKOF,
              frame,
              String.format(
                  "an exception frame at 0x%08x would pass the stack limit 0x%08x", frame, limit)),
          bank);
      stacked = false;
    } else {
      core.r[13] = frame;
      stacked = pushWords(to, frame, returnAddress, psr, bank);
    }
    if (extended) {
      stacked = pushFloatingPoint(to, frame + 0x20, stacked, all, lazily, limit) && stacked;
    }
    return stacked;
  }

  private boolean pushWords(
      MemoryAccess.Context to, int frame, int returnAddress, int psr, int bank) {
    int[] words = {
      core.r[0], core.r[1], core.r[2], core.r[3], core.r[12], core.r[14], returnAddress, psr
    };
    try {
      for (int i = 0; i < words.length; i++) {
        to.store(frame + 4 * i, words[i]);
      }
      return true;
    } catch (GuestFault e) {
      derived(e, bank, "stacking an exception frame failed: ");
      return false;
    }
  }

  private boolean pushFloatingPoint(
      MemoryAccess.Context to, int at, boolean stacked, boolean all, boolean lazily, int limit) {
    int bank = processor.bank();
    if (security && fp.pending()) {
      faults.pend(
          new GuestFault(
              FaultKind.LSERR, 0, "an exception while floating-point state is active and unsaved"),
          bank);
      return false;
    }
    if (!core.secure && !fp.nonSecureMayUse()) {
      faults.pend(
          GuestFault.ofSecureState(
              FaultKind.NOCP, "NSACR forbids to stack the Non-secure floating-point state"),
          bank);
      return false;
    }
    if (lazily) {
      lazy.reserve(at, limit);
      return true;
    }
    GuestFault refusal = v8m ? fp.refusal(bank, processor.privileged()) : null;
    if (refusal != null) {
      if (stacked) {
        faults.pend(refusal, bank);
      }
      return false;
    }
    if (stacked) {
      try {
        fp.store(core, to, at, all);
      } catch (GuestFault e) {
        derived(e, bank, "stacking an exception frame failed: ");
        return false;
      }
    }
    if (v8m) {
      fp.clear(core, all); // S0 to S15 are UNKNOWN without FPCCR.TS; QEMU clears them too
    }
    return stacked;
  }

  /** The registers that a Non-secure handler must not see; false when stacking them failed. */
  private boolean pushCallee(int lr, boolean tail, boolean ignoreFaults) {
    boolean process = processor.usesPsp();
    boolean privileged = processor.privileged();
    if (tail) {
      process = (lr & MODE) != 0 && (lr & SPSEL) != 0;
      privileged = (lr & MODE) == 0 || (processor.control[1] & ProcessorState.CONTROL_NPRIV) == 0;
    }
    int frame = processor.stackPointer(1, process) - CALLEE_FRAME;
    int limit = tail ? processor.stackLimit(1, process) : core.spLimit;
    if (Integer.compareUnsigned(frame, limit) < 0) {
      processor.setStackPointer(1, process, limit);
      if (!ignoreFaults) {
        faults.pend(
            new GuestFault(
                FaultKind.STKOF, frame, "the callee registers would pass the Secure stack limit"),
            1);
      }
      return false;
    }
    processor.setStackPointer(1, process, frame);
    try {
      MemoryAccess.Context to = memory.context(privileged, true);
      to.store(frame, signature(lr));
      for (int i = 4; i < 12; i++) {
        to.store(frame + 8 + 4 * (i - 4), core.r[i]);
      }
      return true;
    } catch (GuestFault e) {
      if (!ignoreFaults) {
        derived(e, 1, "stacking the callee registers failed: ");
      }
      return false;
    }
  }

  /** The integrity signature that goes with an EXC_RETURN value. */
  int signature(int excReturn) {
    return INTEGRITY_SIGNATURE | (!fp.present() || (excReturn & FTYPE) != 0 ? 1 : 0);
  }

  /** A fault of stacking: pended or escalated on top of what is being done. */
  private void derived(GuestFault cause, int bank, String words) {
    FaultKind kind =
        switch (cause.kind()) {
          case DACCVIOL -> FaultKind.MSTKERR;
          case AUVIOL -> FaultKind.AUVIOL;
          default -> FaultKind.STKERR;
        };
    faults.pend(new GuestFault(kind, cause.address(), words + cause.getMessage()), bank);
  }
}
