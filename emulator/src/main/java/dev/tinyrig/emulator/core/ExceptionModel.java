package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.DEBUG_MONITOR;
import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SV_CALL;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.isa.Feature;
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
  public static final int CCR_BFHFNMIGN = 1 << 8;
  public static final int CCR_STKALIGN = 1 << 9;

  /** SCR bits (Arm ARM B3.2.7). */
  public static final int SCR_SLEEPONEXIT = 1 << 1;

  public static final int SCR_SEVONPEND = 1 << 4;

  /** FPCCR bits (Arm ARM B3.2.21). */
  public static final int FPCCR_LSPACT = 1;

  private static final int FPCCR_MMRDY = 1 << 5;
  private static final int FPCCR_BFRDY = 1 << 6;
  public static final int FPCCR_LSPEN = 1 << 30;
  public static final int FPCCR_ASPEN = 1 << 31;

  /** DEMCR.MON_EN: the DebugMonitor exception is enabled. */
  private static final int DEMCR_MON_EN = 1 << 16;

  private static final int CONTROL_NPRIV = 1;
  private static final int CONTROL_SPSEL = 2;
  private static final int CONTROL_FPCA = 4;

  private final CoreConfig config;
  private final boolean v6m;
  private final boolean hasFp;
  private final ExceptionTable table;
  private final FaultStatus status = new FaultStatus();
  private final Scheduler scheduler;
  private Core core;
  private MemoryAccess memory;
  private ExceptionListener listener = ExceptionListener.NONE;
  private BreakpointHandler breakpointHandler = (core, number) -> false;

  private int ipsr;

  /** Cycle of the boundary at which the last exception was taken. */
  private long takenAt;

  private int otherSp; // the stack pointer that is not in R13
  private int control;
  private int primask;
  private int faultmask;
  private int basepri;
  private boolean thumb;
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
  public int cpacr;
  public int fpccr;
  public int fpcar;
  public int fpdscr;
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
    this.hasFp = config.model().has(Feature.FP_SP);
    this.table = new ExceptionTable(config.interrupts(), config.priorityBits());
  }

  /** Ties the parts of a core together; done once by the machine. */
  public void connect(Core newCore, MemoryAccess newMemory) {
    core = newCore;
    memory = newMemory;
  }

  /** Pending, enabled and active exceptions; change them through this class only. */
  public ExceptionTable table() {
    return table;
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
    return ipsr;
  }

  // ---- reset ---------------------------------------------------------------------------------

  /**
   * Reset of the core: registers, stacks and the first instruction from the vector table (Arm ARM
   * B1.5.5).
   */
  public void reset() {
    table.reset();
    status.reset();
    ipsr = 0;
    control = 0;
    primask = 0;
    faultmask = 0;
    basepri = 0;
    otherSp = 0;
    eventRegister = false;
    sleeping = false;
    lockedUp = false;
    lastFault = null;
    scr = 0;
    ccr = v6m ? CCR_STKALIGN | CCR_UNALIGN_TRP : CCR_STKALIGN;
    vtor = config.initialVtor();
    cpacr = 0;
    fpccr = hasFp ? FPCCR_ASPEN | FPCCR_LSPEN : 0;
    fpcar = 0;
    fpdscr = 0;
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
    thumb = true;
    priorityChanged();
    try {
      core.r[13] = memory.load(vtor, 4, true) & ~3;
      int start = memory.load(vtor + 4, 4, true);
      thumb = (start & 1) != 0;
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
    return ipsr != 0;
  }

  @Override
  public boolean privileged() {
    return ipsr != 0 || (control & CONTROL_NPRIV) == 0;
  }

  @Override
  public void clearThumb() {
    thumb = false;
    core.clock.requestAttention();
  }

  /** Whether the core is in Thumb state; false makes the next instruction fault. */
  public boolean thumb() {
    return thumb;
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
    int priority = table.activePriority();
    if (basepri != 0) {
      priority = Math.min(priority, table.groupPriority(basepri));
    }
    if (primask != 0 && !ignorePrimask) {
      priority = Math.min(priority, 0);
    }
    if (faultmask != 0) {
      priority = Math.min(priority, -1);
    }
    return priority;
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

  private boolean usesPsp() {
    return (control & CONTROL_SPSEL) != 0 && ipsr == 0;
  }

  private void setStack(boolean psp, boolean wasPsp) {
    if (psp != wasPsp) {
      int active = core.r[13];
      core.r[13] = otherSp;
      otherSp = active;
    }
  }

  /** Main stack pointer. */
  public int msp() {
    return usesPsp() ? otherSp : core.r[13];
  }

  /** Process stack pointer. */
  public int psp() {
    return usesPsp() ? core.r[13] : otherSp;
  }

  // ---- special registers ---------------------------------------------------------------------

  @Override
  public int readSpecial(Core c, int sysm) {
    if (sysm < 8) {
      int value = 0;
      if ((sysm & 1) != 0) {
        value |= ipsr;
      }
      if ((sysm & 4) == 0) {
        value |= c.apsr() & (config.model().has(Feature.DSP) ? -1 : 0xF800_0000);
      }
      return value; // EPSR reads as 0
    }
    if (sysm == 20) {
      return control;
    }
    if (!privileged()) {
      return 0;
    }
    return switch (sysm) {
      case 8 -> msp();
      case 9 -> psp();
      case 16 -> primask;
      case 17, 18 -> v6m ? 0 : basepri;
      case 19 -> v6m ? 0 : faultmask;
      default -> 0;
    };
  }

  /** A mask register or CONTROL as a debugger sees it, by its SYSm number. */
  public int readMask(int sysm) {
    return switch (sysm) {
      case 16 -> primask;
      case 17 -> basepri;
      case 19 -> faultmask;
      default -> control;
    };
  }

  /** Sets a mask register or CONTROL as a debugger does, by its SYSm number. */
  public void writeMask(int sysm, int value) {
    switch (sysm) {
      case 16 -> primask = value & 1;
      case 17 -> basepri = value & table.priorityMask();
      case 19 -> faultmask = value & 1;
      default -> writeControl(value);
    }
    priorityChanged();
  }

  @Override
  public void writeSpecial(Core c, int sysm, int mask, int value) {
    if (sysm < 4) {
      if ((mask & 2) != 0) {
        c.setApsrFlags(v6m ? value & 0xF000_0000 : value);
      }
      if ((mask & 1) != 0 && config.model().has(Feature.DSP)) {
        c.ge = value >>> 16 & 0xF;
      }
      return;
    }
    if (!privileged()) {
      return;
    }
    switch (sysm) {
      case 8 -> setMsp(value & ~3);
      case 9 -> setPsp(value & ~3);
      case 16 -> primask = value & 1;
      case 17 -> basepri = v6m ? 0 : value & table.priorityMask();
      case 18 -> {
        int priority = value & table.priorityMask();
        if (!v6m && priority != 0 && (basepri == 0 || priority < basepri)) {
          basepri = priority;
        }
      }
      case 19 -> {
        if (!v6m && (executionPriority > -1 || (value & 1) == 0)) {
          faultmask = value & 1;
        }
      }
      case 20 -> writeControl(value);
      default -> {}
    }
    priorityChanged();
  }

  private void writeControl(int value) {
    boolean wasPsp = usesPsp();
    int writable = CONTROL_SPSEL | (hasFp ? CONTROL_FPCA : 0);
    if (!v6m || config.model() == CoreModel.CORTEX_M0PLUS) {
      writable |= CONTROL_NPRIV;
    }
    if (ipsr != 0) {
      writable &= ~CONTROL_SPSEL;
    }
    control = control & ~writable | value & writable;
    setStack(usesPsp(), wasPsp);
    core.fpReady = false;
  }

  /** Sets the main stack pointer. */
  public void setMsp(int value) {
    if (usesPsp()) {
      otherSp = value;
    } else {
      core.r[13] = value;
    }
  }

  /** Sets the process stack pointer. */
  public void setPsp(int value) {
    if (usesPsp()) {
      core.r[13] = value;
    } else {
      otherSp = value;
    }
  }

  @Override
  public void changeProcessorState(Core c, boolean disable, int effect) {
    if (!privileged()) {
      return;
    }
    int bit = disable ? 1 : 0;
    if ((effect & 2) != 0) {
      primask = bit;
    }
    if ((effect & 1) != 0 && !v6m && (executionPriority > -1 || !disable)) {
      faultmask = bit;
    }
    priorityChanged();
  }

  /** xPSR as it would be stacked now. */
  public int xpsr() {
    int it = core.it;
    return core.apsr() & (config.model().has(Feature.DSP) ? -1 : 0xF800_0000)
        | (it & 3) << 25
        | (it >>> 2) << 10
        | (thumb ? 1 << 24 : 0)
        | ipsr;
  }

  /** Sets xPSR as a debugger does: flags, IT and T; the mode does not change. */
  public void setXpsr(int value) {
    core.setApsrFlags(value);
    core.ge = value >>> 16 & 0xF;
    core.it = value >>> 25 & 3 | value >>> 8 & 0xFC;
    thumb = (value & 1 << 24) != 0;
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

  /**
   * Whether any enabled interrupt could still end the sleep without a scheduled event: never true
   * by itself.
   */
  public boolean sleepsForEvent() {
    return sleepingForEvent;
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
    if (fault.kind() == FaultKind.INVSTATE) {
      thumb = true; // the handler runs in Thumb state; the stacked xPSR keeps T clear
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
    registers[16] = xpsr();
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
    boolean extended = (control & CONTROL_FPCA) != 0;
    boolean lazy = extended && (fpccr & FPCCR_LSPEN) != 0;
    int excReturn =
        (ipsr != 0 ? 0xFFFF_FFF1 : usesPsp() ? 0xFFFF_FFFD : 0xFFFF_FFF9) & (extended ? ~0x10 : -1);
    pushFrame(returnAddress, extended, lazy);
    core.clock.cycles += core.timing.exceptionEntry(extended, lazy);
    scheduler
        .fireDue(); // what becomes pending while the frame is stacked arrives late and may be taken
    // first
    if (!lockedUp) {
      enter(table.highestPending(), excReturn, returnAddress);
    }
    return true;
  }

  private void enter(int exception, int excReturn, int returnAddress) {
    boolean wasPsp = usesPsp();
    core.r[14] = excReturn;
    ipsr = exception;
    setStack(false, wasPsp);
    control &= ~(CONTROL_FPCA | CONTROL_SPSEL);
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
      thumb = (vector & 1) != 0;
      core.pc = vector & ~1;
      if (!thumb) {
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
    int psr = xpsr() & (stackThumbClear ? ~(1 << 24) : -1) | padding;
    core.r[13] = frame;
    int[] words = {
      core.r[0], core.r[1], core.r[2], core.r[3], core.r[12], core.r[14], returnAddress, psr
    };
    try {
      for (int i = 0; i < words.length; i++) {
        memory.store(frame + 4 * i, 4, words[i], privileged);
      }
      if (extended && !lazy) {
        storeFpFrame(frame + 0x20, privileged);
      }
    } catch (GuestFault e) {
      derived(
          e.kind() == FaultKind.DACCVIOL ? FaultKind.MSTKERR : FaultKind.STKERR,
          e,
          "stacking an exception frame failed: ");
    }
    if (extended && lazy) {
      fpcar = frame + 0x20;
      int running = executionPriority;
      fpccr =
          fpccr & ~0x17F
              | FPCCR_LSPACT
              | (privileged ? 0 : 1 << 1)
              | (ipsr == 0 ? 1 << 3 : 0)
              | (running > -1 ? 1 << 4 : 0)
              | (readyFor(ExceptionNumbers.MEM_MANAGE, running) ? FPCCR_MMRDY : 0)
              | (readyFor(ExceptionNumbers.BUS_FAULT, running) ? FPCCR_BFRDY : 0)
              | ((demcr & DEMCR_MON_EN) != 0 && readyFor(DEBUG_MONITOR, running) ? 1 << 8 : 0);
    }
  }

  private boolean readyFor(int exception, int running) {
    return table.isEnabled(exception) && table.groupPriority(table.priority(exception)) < running;
  }

  private void storeFpFrame(int at, boolean privileged) {
    for (int i = 0; i < 16; i++) {
      memory.store(at + 4 * i, 4, core.s[i], privileged);
    }
    memory.store(at + 64, 4, core.fpscr, privileged);
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
    int returning = ipsr;
    boolean extended = hasFp && (excReturn & 0x10) == 0;
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
    if ((excReturn & 0x0FFF_FFE0) != 0x0FFF_FFE0 || (!hasFp && (excReturn & 0x10) == 0)) {
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
      faultmask = 0;
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
    int frame = toPsp ? psp() : core.r[13];
    boolean privileged = !toThread || (control & CONTROL_NPRIV) == 0;
    int[] words = new int[8];
    int[] fp = null;
    try {
      for (int i = 0; i < 8; i++) {
        words[i] = memory.load(frame + 4 * i, 4, privileged);
      }
      if (extended && (fpccr & FPCCR_LSPACT) == 0) {
        fp = new int[17];
        for (int i = 0; i < 17; i++) {
          fp[i] = memory.load(frame + 0x20 + 4 * i, 4, privileged);
        }
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
      if (fp != null) {
        System.arraycopy(fp, 0, core.s, 0, 16);
        core.fpscr = fp[16];
      }
      fpccr &= ~FPCCR_LSPACT;
    }
    int size = extended ? 0x68 : 0x20;
    boolean align8 = extended || (ccr & CCR_STKALIGN) != 0;
    int sp = frame + size | (align8 && (psr & 1 << 9) != 0 ? 4 : 0);
    if (toPsp) {
      otherSp = sp;
    } else {
      core.r[13] = sp;
    }
    ipsr = restored;
    control = control & ~(CONTROL_SPSEL | CONTROL_FPCA);
    if (toPsp) {
      control |= CONTROL_SPSEL;
    }
    if (extended) {
      control |= CONTROL_FPCA;
    }
    setStack(usesPsp(), false);
    System.arraycopy(words, 0, core.r, 0, 4);
    core.r[12] = words[4];
    core.r[14] = words[5];
    core.pc = words[6] & ~1;
    setXpsr(psr);
    core.exclusive = false;
    core.fpReady = false;
    eventRegister = true;
    core.clock.cycles += core.timing.exceptionReturn(fp != null); // a lazy frame left alone is free
    priorityChanged();
    if (!thumb) {
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
    int access = cpacr >>> 20 & 3;
    if (access == 0 || access == 2 || (access == 1 && !privileged())) {
      throw new GuestFault(
          FaultKind.NOCP,
          0,
          "a floating-point instruction while CPACR forbids it (CP10 access is " + access + ")");
    }
    if ((fpccr & FPCCR_LSPACT) != 0) {
      preserveLazily();
    }
    if ((control & CONTROL_FPCA) == 0 && (fpccr & FPCCR_ASPEN) != 0) {
      c.fpscr = fpdscr & 0x07C0_0000;
      control |= CONTROL_FPCA;
    }
    c.fpReady = true;
  }

  private void preserveLazily() {
    boolean privileged = (fpccr & 1 << 1) == 0;
    try {
      storeFpFrame(fpcar, privileged);
      core.clock.cycles += core.timing.lazyStacking();
    } catch (GuestFault e) {
      boolean protection = e.kind() == FaultKind.DACCVIOL;
      FaultKind kind = protection ? FaultKind.MLSPERR : FaultKind.LSPERR;
      int exception = FaultStatus.exceptionOf(kind);
      boolean readyAtEntry = (fpccr & (protection ? FPCCR_MMRDY : FPCCR_BFRDY)) != 0;
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
    fpccr &= ~FPCCR_LSPACT;
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
    for (int value :
        new int[] {
          ipsr, otherSp, control, primask, faultmask, basepri, ccr, scr, vtor, cpacr, fpccr, fpcar,
          fpdscr, demcr
        }) {
      out.writeInt(value);
    }
    for (boolean value :
        new boolean[] {
          thumb, eventRegister, sleeping, sleepingForEvent, lockedUp, stackThumbClear
        }) {
      out.writeBoolean(value);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    table.restore(in);
    status.restore(in);
    ipsr = in.readInt();
    otherSp = in.readInt();
    control = in.readInt();
    primask = in.readInt();
    faultmask = in.readInt();
    basepri = in.readInt();
    ccr = in.readInt();
    scr = in.readInt();
    vtor = in.readInt();
    cpacr = in.readInt();
    fpccr = in.readInt();
    fpcar = in.readInt();
    fpdscr = in.readInt();
    demcr = in.readInt();
    thumb = in.readBoolean();
    eventRegister = in.readBoolean();
    sleeping = in.readBoolean();
    sleepingForEvent = in.readBoolean();
    lockedUp = in.readBoolean();
    stackThumbClear = in.readBoolean();
    core.fpReady = false;
    lastFault = null;
    priorityChanged();
    memory.protectionChanged();
  }
}
