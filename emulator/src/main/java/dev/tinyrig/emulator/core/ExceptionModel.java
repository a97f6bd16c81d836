package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SV_CALL;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL_FPCA;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL_NPRIV;
import static dev.tinyrig.emulator.core.ProcessorState.CONTROL_SPSEL;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Exceptions of Armv6-M and Armv7-M: modes, stacks, masks, entry, return, tail-chaining, late
 * arrival, lazy floating-point stacking, escalation and lockup (Armv7-M Arm ARM B1.5).
 *
 * <p>The engine calls {@link #fault} when an instruction faults and {@link #takePending} at
 * instruction boundaries.
 */
public final class ExceptionModel implements ExceptionUnit, Stateful {
  /** CCR bits (Arm ARM B3.2.8). */
  public static final int CCR_NONBASETHRDENA = 1;

  public static final int CCR_USERSETMPEND = 1 << 1;
  public static final int CCR_UNALIGN_TRP = 1 << 3;
  public static final int CCR_DIV_0_TRP = 1 << 4;
  public static final int CCR_STKALIGN = 1 << 9;

  /** SCR bits (Arm ARM B3.2.7). */
  public static final int SCR_SLEEPONEXIT = 1 << 1;

  public static final int SCR_SEVONPEND = 1 << 4;

  /** DEMCR.MON_EN: the DebugMonitor exception is enabled. */
  private static final int DEMCR_MON_EN = 1 << 16;

  private final CoreConfig config;
  private final boolean v6m;
  private final ProcessorState processor;
  private final FloatingPointContext fp;
  private final ExceptionTable table;
  private final FaultStatus status = new FaultStatus();
  private final Scheduler scheduler;
  private Core core;
  private MemoryAccess memory;
  private ExceptionListener listener = ExceptionListener.NONE;
  private BreakpointHandler breakpointHandler = (core, number) -> false;

  /** Cycle of the boundary at which the last exception was taken. */
  private long takenAt;

  private boolean eventRegister;
  private boolean sleeping;
  private boolean sleepingForEvent;
  private boolean lockedUp;
  private int executionPriority = ExceptionTable.LOWEST;
  private FaultReport lastFault;

  /**
   * Registers of the system control block that instructions and entry look at; the SCS reads and
   * writes them.
   */
  public int ccr;

  public int scr;
  public int vtor;
  public int demcr;

  /** Told about entries and returns, for probes. */
  public interface ExceptionListener {
    ExceptionListener NONE = new ExceptionListener() {};

    default void entered(int exception, int returnAddress, long since) {}

    default void returned(int exception, int target) {}
  }

  /** Serves BKPT: semihosting or a debugger. */
  @FunctionalInterface
  public interface BreakpointHandler {
    /** Whether the breakpoint was served; if not, the core faults as the architecture says. */
    boolean breakpoint(Core core, int number);
  }

  public ExceptionModel(CoreConfig config, Scheduler scheduler) {
    this.config = config;
    this.scheduler = scheduler;
    this.v6m = config.model().isV6M();
    this.processor = new ProcessorState(config);
    this.fp = new FloatingPointContext(config);
    this.table = new ExceptionTable(config.interrupts(), config.priorityBits());
  }

  /** Ties the parts of a core together; done once by the machine. */
  public void connect(Core newCore, MemoryAccess newMemory) {
    core = newCore;
    memory = newMemory;
    processor.connect(newCore);
  }

  /** Pending, enabled and active exceptions; change them through this class only. */
  public ExceptionTable table() {
    return table;
  }

  /** Mode, masks and stack pointers. */
  public ProcessorState processor() {
    return processor;
  }

  /** Access to the floating-point unit and its part of frames. */
  public FloatingPointContext floatingPoint() {
    return fp;
  }

  /** Fault status registers. */
  public FaultStatus status() {
    return status;
  }

  public CoreConfig config() {
    return config;
  }

  public void setListener(ExceptionListener newListener) {
    listener = newListener;
  }

  public void setBreakpointHandler(BreakpointHandler handler) {
    breakpointHandler = handler;
  }

  /** The last fault that was taken or that locked the core up. */
  public Optional<FaultReport> lastFault() {
    return Optional.ofNullable(lastFault);
  }

  public boolean lockedUp() {
    return lockedUp;
  }

  public boolean sleeping() {
    return sleeping;
  }

  /** Number of the exception in execution, 0 in thread mode. */
  public int ipsr() {
    return processor.ipsr;
  }

  // ---- reset ---------------------------------------------------------------------------------

  /**
   * Reset of the core: registers, stacks and the first instruction from the vector table (Arm ARM
   * B1.5.5).
   */
  public void reset() {
    table.reset();
    status.reset();
    processor.reset();
    fp.reset();
    eventRegister = false;
    sleeping = false;
    lockedUp = false;
    lastFault = null;
    scr = 0;
    ccr = v6m ? CCR_STKALIGN | CCR_UNALIGN_TRP : CCR_STKALIGN;
    vtor = config.initialVtor();
    demcr = 0;
    Arrays.fill(core.r, 0);
    Arrays.fill(core.s, 0);
    core.fpscr = 0;
    core.setApsrFlags(0);
    core.ge = 0;
    core.it = 0;
    core.taken = false;
    core.excReturn = 0;
    core.exclusive = false;
    core.r[14] = -1;
    priorityChanged();
    try {
      core.r[13] = memory.load(vtor, 4, true) & ~3;
      int start = memory.load(vtor + 4, 4, true);
      processor.thumb = (start & 1) != 0;
      core.pc = start & ~1;
    } catch (GuestFault e) {
      lockUp(
          new GuestFault(
              FaultKind.VECTTBL, vtor, "the reset vector cannot be read: " + e.getMessage()));
    }
  }

  // ---- modes and masks -----------------------------------------------------------------------

  @Override
  public boolean handlerMode() {
    return processor.ipsr != 0;
  }

  @Override
  public boolean privileged() {
    return processor.privileged();
  }

  @Override
  public void clearThumb() {
    processor.thumb = false;
    core.clock.requestAttention();
  }

  /** Whether the core is in Thumb state; false makes the next instruction fault. */
  public boolean thumb() {
    return processor.thumb;
  }

  @Override
  public boolean trapsDivideByZero() {
    return (ccr & CCR_DIV_0_TRP) != 0;
  }

  boolean trapsUnaligned() {
    return (ccr & CCR_UNALIGN_TRP) != 0;
  }

  boolean userMaySetPending() {
    return (ccr & CCR_USERSETMPEND) != 0;
  }

  /** Current execution priority (Arm ARM B1.5.4): active exceptions and masks. */
  public int executionPriority() {
    return executionPriority;
  }

  private int computePriority(boolean ignorePrimask) {
    return processor.masked(table.activePriority(), table, ignorePrimask);
  }

  /** To be called after any change of masks, priorities, enables or pending bits. */
  public void priorityChanged() {
    executionPriority = computePriority(false);
    if (sleeping || canTake()) {
      core.clock.requestAttention();
    }
  }

  private boolean canTake() {
    int exception = table.highestPending();
    return exception != 0 && table.groupPriority(table.priority(exception)) < executionPriority;
  }

  // ---- special registers ---------------------------------------------------------------------

  @Override
  public int readSpecial(Core c, int sysm) {
    return processor.readSpecial(sysm);
  }

  @Override
  public void writeSpecial(Core c, int sysm, int mask, int value) {
    processor.writeSpecial(sysm, mask, value, table, executionPriority);
    priorityChanged();
  }

  @Override
  public void changeProcessorState(Core c, boolean disable, int effect) {
    if (privileged()) {
      processor.changeMasks(disable, effect, executionPriority);
      priorityChanged();
    }
  }

  /** Sets a mask register or CONTROL as a debugger does, by its SYSm number. */
  public void writeMask(int sysm, int value) {
    processor.writeMask(sysm, value, table);
    priorityChanged();
  }

  // ---- pending -------------------------------------------------------------------------------

  /** Sets or clears the pending bit of an exception. */
  public void pend(int exception, boolean value) {
    boolean was = table.isPending(exception);
    table.setPending(exception, value);
    if (value && !was && (scr & SCR_SEVONPEND) != 0) {
      eventRegister = true;
    }
    priorityChanged();
  }

  /**
   * Drives interrupt input {@code line}; a rising or asserted level makes the interrupt pending.
   */
  public void setLine(int line, boolean level) {
    int exception = ExceptionNumbers.FIRST_INTERRUPT + line;
    boolean was = table.lineHigh(exception);
    table.setLine(exception, level);
    if (level && !was) {
      pend(exception, true);
    }
  }

  public void enable(int exception, boolean value) {
    table.setEnabled(exception, value);
    priorityChanged();
  }

  public void setPriority(int exception, int value) {
    table.setPriority(exception, value);
    priorityChanged();
  }

  public int priorityGroup() {
    return table.priorityGroup;
  }

  public void setPriorityGroup(int group) {
    table.priorityGroup = group;
    priorityChanged();
  }

  /** Sets an active bit through SHCSR, as an operating system may. */
  public void setActive(int exception, boolean value) {
    table.setActive(exception, value);
    priorityChanged();
  }

  /** AIRCR.VECTCLRACTIVE. */
  public void clearActive() {
    table.clearActive();
    priorityChanged();
  }

  // ---- sleep ---------------------------------------------------------------------------------

  @Override
  public void waitForInterrupt(Core c) {
    sleeping = true;
    sleepingForEvent = false;
    c.clock.requestAttention();
  }

  @Override
  public void waitForEvent(Core c) {
    if (eventRegister) {
      eventRegister = false;
      return;
    }
    sleeping = true;
    sleepingForEvent = true;
    c.clock.requestAttention();
  }

  @Override
  public void sendEvent(Core c) {
    eventRegister = true;
  }

  /**
   * Whether an event or interrupt ends the sleep now; if so the core is awake afterwards (Arm ARM
   * B1.5.17, B1.5.19).
   */
  public boolean tryWake() {
    int exception = table.highestPending();
    boolean wakes =
        exception != 0
            && table.groupPriority(table.priority(exception)) < computePriority(!sleepingForEvent);
    if (sleepingForEvent && eventRegister) {
      eventRegister = false;
      wakes = true;
    }
    if (wakes) {
      sleeping = false;
      core.clock.cycles += core.timing.wakeUp();
    }
    return wakes;
  }

  // ---- synchronous exceptions ----------------------------------------------------------------

  @Override
  public void supervisorCall(Core c, int number) {
    if (table.groupPriority(table.priority(SV_CALL)) < executionPriority) {
      pend(SV_CALL, true);
    } else {
      escalate(new GuestFault(FaultKind.UNDEFINSTR, 0, "SVC where its priority does not allow it"));
    }
  }

  @Override
  public void breakpoint(Core c, int number) {
    if (breakpointHandler.breakpoint(c, number)) {
      return;
    }
    status.dfsr |= 1 << 1;
    throw new GuestFault(
        FaultKind.BREAKPOINT,
        0,
        "BKPT #" + number + " and nobody (semihosting, debugger) serves it");
  }

  /**
   * The instruction at {@code core.pc} faulted: records why and pends or escalates (Arm ARM
   * B1.5.6).
   */
  public void fault(GuestFault fault) {
    if (fault.kind() == FaultKind.BREAKPOINT
        && (demcr & DEMCR_MON_EN) != 0
        && table.groupPriority(table.priority(DEBUG_MONITOR)) < executionPriority) {
      pend(DEBUG_MONITOR, true);
      return;
    }
    if (fault.kind() == FaultKind.INVSTATE && !processor.thumb) {
      processor.thumb = true; // the handler runs in Thumb state; the stacked xPSR keeps T clear
      pendFault(fault, true);
      return;
    }
    pendFault(fault, false);
  }

  private boolean stackThumbClear;

  private void pendFault(GuestFault fault, boolean thumbClear) {
    stackThumbClear = thumbClear;
    if (!v6m) {
      status.record(fault.kind(), fault.address());
    }
    int exception = v6m ? HARD_FAULT : FaultStatus.exceptionOf(fault.kind());
    boolean takes =
        exception != HARD_FAULT
            && table.isEnabled(exception)
            && table.groupPriority(table.priority(exception)) < executionPriority;
    if (takes) {
      table.setPending(exception, true);
      report(fault, exception);
      priorityChanged();
    } else {
      escalate(fault);
    }
  }

  private void escalate(GuestFault fault) {
    if (executionPriority <= -1) {
      lockUp(fault);
      return;
    }
    if (!v6m) {
      status.hfsr |=
          switch (fault.kind()) {
            case BREAKPOINT -> FaultStatus.HFSR_DEBUGEVT;
            case VECTTBL -> FaultStatus.HFSR_VECTTBL;
            default -> FaultStatus.HFSR_FORCED;
          };
    }
    table.setPending(HARD_FAULT, true);
    report(fault, HARD_FAULT);
    priorityChanged();
  }

  private void lockUp(GuestFault fault) {
    lockedUp = true;
    report(fault, -1);
    core.clock.requestAttention();
  }

  private void report(GuestFault fault, int exception) {
    int[] registers = Arrays.copyOf(core.r, 17);
    registers[15] = core.pc;
    registers[16] = processor.xpsr();
    lastFault =
        new FaultReport(
            fault.kind(),
            fault.getMessage(),
            exception,
            core.pc,
            fault.address(),
            registers,
            status.cfsr,
            status.hfsr,
            status.mmfar,
            status.bfar,
            core.clock.cycles);
  }

  // ---- entry ---------------------------------------------------------------------------------

  /**
   * Takes the highest pending exception when its priority allows it.
   *
   * @return whether an exception was entered
   */
  public boolean takePending() {
    if (!canTake()) {
      return false;
    }
    int returnAddress = core.pc;
    takenAt = core.clock.cycles;
    boolean extended = (processor.control & CONTROL_FPCA) != 0;
    boolean lazy = extended && fp.lazy();
    int excReturn =
        (handlerMode() ? 0xFFFF_FFF1 : processor.usesPsp() ? 0xFFFF_FFFD : 0xFFFF_FFF9)
            & (extended ? ~0x10 : -1);
    pushFrame(returnAddress, extended, lazy);
    core.clock.cycles += core.timing.exceptionEntry(extended, lazy);
    // What becomes pending while the frame is stacked arrives late and may be taken first.
    scheduler.fireDue();
    if (!lockedUp) {
      enter(table.highestPending(), excReturn, returnAddress);
    }
    return true;
  }

  private void enter(int exception, int excReturn, int returnAddress) {
    boolean wasPsp = processor.usesPsp();
    core.r[14] = excReturn;
    processor.ipsr = exception;
    processor.control &= ~(CONTROL_FPCA | CONTROL_SPSEL);
    processor.stackSelected(wasPsp);
    table.setPending(exception, false);
    table.setActive(exception, true);
    core.it = 0;
    core.exclusive = false;
    core.fpReady = false;
    sleeping = false;
    eventRegister = true;
    stackThumbClear = false;
    priorityChanged();
    try {
      int vector = memory.load(vtor + 4 * exception, 4, true);
      processor.thumb = (vector & 1) != 0;
      core.pc = vector & ~1;
      if (!processor.thumb) {
        core.clock.requestAttention();
      }
    } catch (GuestFault e) {
      core.pc = 0;
      escalate(
          new GuestFault(
              FaultKind.VECTTBL,
              vtor + 4 * exception,
              "the vector of " + ExceptionNumbers.name(exception) + " cannot be read"));
    }
    listener.entered(exception, returnAddress, takenAt);
  }

  private void pushFrame(int returnAddress, boolean extended, boolean lazy) {
    int size = extended ? 0x68 : 0x20;
    boolean align8 = extended || (ccr & CCR_STKALIGN) != 0;
    int sp = core.r[13];
    int frame = sp - size & (align8 ? ~7 : ~3);
    int padding = align8 && (sp & 4) != 0 ? 1 << 9 : 0;
    boolean privileged = privileged();
    int psr = processor.xpsr() & (stackThumbClear ? ~(1 << 24) : -1) | padding;
    core.r[13] = frame;
    int[] words = {
      core.r[0], core.r[1], core.r[2], core.r[3], core.r[12], core.r[14], returnAddress, psr
    };
    try {
      for (int i = 0; i < words.length; i++) {
        memory.store(frame + 4 * i, 4, words[i], privileged);
      }
      if (extended && !lazy) {
        FloatingPointContext.store(core, memory, frame + 0x20, privileged);
      }
    } catch (GuestFault e) {
      derived(
          e.kind() == FaultKind.DACCVIOL ? FaultKind.MSTKERR : FaultKind.STKERR,
          e,
          "stacking an exception frame failed: ");
    }
    if (extended && lazy) {
      fp.reserve(frame + 0x20, circumstances(privileged));
    }
  }

  /** What FPCCR remembers of the moment of entry, for a fault of the store that comes later. */
  private int circumstances(boolean privileged) {
    int running = executionPriority;
    boolean monitor = (demcr & DEMCR_MON_EN) != 0 && readyFor(DEBUG_MONITOR, running);
    return (privileged ? 0 : FloatingPointContext.USER)
        | (handlerMode() ? 0 : FloatingPointContext.THREAD)
        | (running > -1 ? FloatingPointContext.HFRDY : 0)
        | (readyFor(ExceptionNumbers.MEM_MANAGE, running) ? FloatingPointContext.MMRDY : 0)
        | (readyFor(ExceptionNumbers.BUS_FAULT, running) ? FloatingPointContext.BFRDY : 0)
        | (monitor ? FloatingPointContext.MONRDY : 0);
  }

  private boolean readyFor(int exception, int running) {
    return table.isEnabled(exception) && table.groupPriority(table.priority(exception)) < running;
  }

  /**
   * A fault of stacking, unstacking or lazy stacking: pended or escalated on top of what is being
   * done.
   */
  private void derived(FaultKind kind, GuestFault cause, String words) {
    pendFault(new GuestFault(kind, cause.address(), words + cause.getMessage()), stackThumbClear);
  }

  // ---- return --------------------------------------------------------------------------------

  /**
   * Completes an exception return that the last instruction asked for with {@code core.excReturn}.
   */
  public void completeReturn() {
    int excReturn = core.excReturn;
    takenAt = core.clock.cycles;
    core.excReturn = 0;
    int returning = processor.ipsr;
    boolean extended = fp.present() && (excReturn & 0x10) == 0;
    String invalid = checkReturn(excReturn, returning);
    deactivate(returning);
    if (invalid != null) {
      core.r[14] = 0xF000_0000 | excReturn & 0x0FFF_FFFF;
      invalidReturn(invalid, 0xF000_0000 | excReturn & 0x0FFF_FFFF);
      return;
    }
    boolean toThread = (excReturn & 8) != 0;
    boolean toPsp = (excReturn & 4) != 0;
    scheduler.fireDue();
    int next = table.highestPending();
    int resumed = computePriority(false);
    if (next != 0 && table.groupPriority(table.priority(next)) < resumed) {
      core.clock.cycles += core.timing.tailChain();
      listener.returned(returning, core.pc);
      // The frame stays on its stack; only the mode of the interrupted code is remembered in LR.
      enter(table.highestPending(), excReturn, core.pc);
      return;
    }
    unstack(excReturn, returning, toThread, toPsp, extended);
  }

  private String checkReturn(int excReturn, int returning) {
    if (!table.isActive(returning)) {
      return ExceptionNumbers.name(returning) + " returns but is not active";
    }
    if ((excReturn & 0x0FFF_FFE0) != 0x0FFF_FFE0 || (!fp.present() && (excReturn & 0x10) == 0)) {
      return String.format("0x%08x is no EXC_RETURN value of this core", excReturn);
    }
    int nested = table.activeCount();
    return switch (excReturn & 0xF) {
      case 1 -> nested == 1 ? "return to handler mode with no other exception active" : null;
      case 9, 13 ->
          nested != 1 && (ccr & CCR_NONBASETHRDENA) == 0
              ? "return to thread mode while another exception is active"
              : null;
      default -> String.format("0x%08x is no EXC_RETURN value", excReturn);
    };
  }

  private void deactivate(int exception) {
    table.setActive(exception, false);
    if (exception != NMI) {
      processor.faultmask = 0;
    }
    if (exception >= ExceptionNumbers.FIRST_INTERRUPT && table.lineHigh(exception)) {
      table.setPending(exception, true); // a level that is still asserted asks again
    }
    priorityChanged();
  }

  private void invalidReturn(String reason, int lr) {
    GuestFault fault = new GuestFault(FaultKind.INVPC, 0, "exception return refused: " + reason);
    pendFault(fault, false);
    if (!lockedUp) {
      core.clock.cycles += core.timing.tailChain();
      enter(table.highestPending(), lr, core.pc);
    }
  }

  private void unstack(
      int excReturn, int returning, boolean toThread, boolean toPsp, boolean extended) {
    int frame = toPsp ? processor.psp() : core.r[13];
    boolean privileged = !toThread || (processor.control & CONTROL_NPRIV) == 0;
    int[] words = new int[8];
    int[] fpWords = null;
    try {
      for (int i = 0; i < 8; i++) {
        words[i] = memory.load(frame + 4 * i, 4, privileged);
      }
      if (extended && !fp.pending()) {
        fpWords = FloatingPointContext.load(memory, frame + 0x20, privileged);
      }
    } catch (GuestFault e) {
      unstackingFailed(excReturn, e);
      return;
    }
    int psr = words[7];
    int restored = psr & 0x1FF;
    if (toThread != (restored == 0)) {
      // The frame's IPSR contradicts EXC_RETURN: the exception is still on its stack and returns
      // again to the fault.
      core.r[14] = 0xF000_0000 | excReturn & 0x0FFF_FFFF;
      invalidReturn("the stacked IPSR is " + restored, 0xF000_0000 | excReturn & 0x0FFF_FFFF);
      return;
    }
    if (extended) {
      if (fpWords != null) {
        FloatingPointContext.unstack(core, fpWords);
      }
      fp.stored();
    }
    int size = extended ? 0x68 : 0x20;
    boolean align8 = extended || (ccr & CCR_STKALIGN) != 0;
    int sp = frame + size | (align8 && (psr & 1 << 9) != 0 ? 4 : 0);
    if (toPsp) {
      processor.setPsp(sp);
    } else {
      core.r[13] = sp;
    }
    processor.ipsr = restored;
    processor.control =
        processor.control & ~(CONTROL_SPSEL | CONTROL_FPCA)
            | (toPsp ? CONTROL_SPSEL : 0)
            | (extended ? CONTROL_FPCA : 0);
    processor.stackSelected(false);
    System.arraycopy(words, 0, core.r, 0, 4);
    core.r[12] = words[4];
    core.r[14] = words[5];
    core.pc = words[6] & ~1;
    processor.setXpsr(psr);
    core.exclusive = false;
    core.fpReady = false;
    eventRegister = true;
    core.clock.cycles +=
        core.timing.exceptionReturn(fpWords != null); // a lazy frame left alone is free
    priorityChanged();
    if (!processor.thumb) {
      core.clock.requestAttention();
    }
    listener.returned(returning, core.pc);
    if (toThread && (scr & SCR_SLEEPONEXIT) != 0) {
      waitForInterrupt(core);
    }
  }

  private void unstackingFailed(int excReturn, GuestFault e) {
    GuestFault fault =
        new GuestFault(
            e.kind() == FaultKind.DACCVIOL ? FaultKind.MUNSTKERR : FaultKind.UNSTKERR,
            e.address(),
            "unstacking an exception frame failed: " + e.getMessage());
    pendFault(fault, false);
    if (!lockedUp) {
      core.clock.cycles += core.timing.tailChain();
      enter(table.highestPending(), excReturn, core.pc);
    }
  }

  // ---- floating point ------------------------------------------------------------------------

  @Override
  public void prepareFloatingPoint(Core c) {
    fp.checkAccess(privileged());
    if (fp.pending()) {
      preserveLazily();
    }
    if ((processor.control & CONTROL_FPCA) == 0 && fp.automatic()) {
      c.fpscr = fp.fpdscr & 0x07C0_0000;
      processor.control |= CONTROL_FPCA;
    }
    c.fpReady = true;
  }

  private void preserveLazily() {
    boolean privileged = (fp.fpccr & FloatingPointContext.USER) == 0;
    try {
      FloatingPointContext.store(core, memory, fp.fpcar, privileged);
      core.clock.cycles += core.timing.lazyStacking();
    } catch (GuestFault e) {
      boolean protection = e.kind() == FaultKind.DACCVIOL;
      FaultKind kind = protection ? FaultKind.MLSPERR : FaultKind.LSPERR;
      int exception = FaultStatus.exceptionOf(kind);
      int ready = protection ? FloatingPointContext.MMRDY : FloatingPointContext.BFRDY;
      boolean readyAtEntry = (fp.fpccr & ready) != 0;
      if (!readyAtEntry || readyFor(exception, executionPriority)) {
        // The state stays to be stored: the instruction is executed again after the handler.
        throw new GuestFault(
            kind,
            e.address(),
            "lazy stacking of the floating-point state failed: " + e.getMessage());
      }
      // The fault belongs to the code that was interrupted, and waits until that may be served.
      status.record(kind, e.address());
      pend(exception, true);
    }
    fp.stored();
  }

  // ---- unprivileged accesses -----------------------------------------------------------------

  @Override
  public int loadUnprivileged(Core c, int address, int size) {
    return memory.load(address, size, false);
  }

  @Override
  public void storeUnprivileged(Core c, int address, int size, int value) {
    memory.store(address, size, value, false);
  }

  // ---- snapshots -----------------------------------------------------------------------------

  @Override
  public String stateId() {
    return "exceptions";
  }

  @Override
  public void save(DataOutput out) throws IOException {
    table.save(out);
    status.save(out);
    processor.save(out);
    fp.save(out);
    for (int value : new int[] {ccr, scr, vtor, demcr}) {
      out.writeInt(value);
    }
    for (boolean value :
        new boolean[] {eventRegister, sleeping, sleepingForEvent, lockedUp, stackThumbClear}) {
      out.writeBoolean(value);
    }
    out.writeBoolean(lastFault != null);
    if (lastFault != null) {
      lastFault.save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    table.restore(in);
    status.restore(in);
    processor.restore(in);
    fp.restore(in);
    ccr = in.readInt();
    scr = in.readInt();
    vtor = in.readInt();
    demcr = in.readInt();
    eventRegister = in.readBoolean();
    sleeping = in.readBoolean();
    sleepingForEvent = in.readBoolean();
    lockedUp = in.readBoolean();
    stackThumbClear = in.readBoolean();
    lastFault = in.readBoolean() ? FaultReport.restore(in) : null;
    core.fpReady = false;
    priorityChanged();
    memory.protectionChanged();
  }
}
