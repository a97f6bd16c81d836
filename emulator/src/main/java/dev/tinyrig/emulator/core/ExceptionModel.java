package dev.tinyrig.emulator.core;

import static dev.tinyrig.emulator.core.ExceptionNumbers.HARD_FAULT;
import static dev.tinyrig.emulator.core.ExceptionNumbers.NMI;
import static dev.tinyrig.emulator.core.ExceptionNumbers.SV_CALL;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Scheduler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Exceptions and security states of Armv6-M, Armv7-M and Armv8-M (Armv7-M Arm ARM B1.5; Armv8-M Arm
 * ARM B3): the parts of the model and what they have in common.
 *
 * <p>One mechanism serves all: what the Security Extension banks is an array, of which a core
 * without the extension uses the first element. {@link ExceptionEntry} stacks and takes, {@link
 * ExceptionReturn} returns, {@link FaultHandling} escalates, {@link LazyFloatingPoint} saves
 * floating-point state late, {@link SecurityTransitions} changes the state on behalf of
 * instructions, {@link SleepState} sleeps.
 *
 * <p>The engine calls {@link #fault} when an instruction faults and {@link #takePending} at
 * instruction boundaries.
 */
public final class ExceptionModel implements ExceptionUnit, Stateful {
  private final CoreConfig config;
  private final boolean v8m;
  private final ProcessorState processor;
  private final FloatingPointContext fp;
  private final ExceptionTable table;
  private final ControlRegisters registers;
  private final SecurityAttribution attribution;
  private final FaultStatus status = new FaultStatus();
  private final Scheduler scheduler;
  private Core core;
  private MemoryAccess memory;
  private SpecialRegisters special;
  private FaultHandling faults;
  private SleepState sleep;
  private LazyFloatingPoint lazy;
  private ExceptionEntry entry;
  private ExceptionReturn returns;
  private SecurityTransitions transitions;
  private ExceptionListener listener = ExceptionListener.NONE;
  private BreakpointHandler breakpointHandler = (core, number) -> false;
  private Runnable attributionListener = () -> {};

  private int executionPriority = ExceptionTable.LOWEST;

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
    this.v8m = config.model().isV8M();
    this.processor = new ProcessorState(config);
    this.fp = new FloatingPointContext(config);
    this.table = new ExceptionTable(config);
    this.registers = new ControlRegisters(config);
    this.attribution = new SecurityAttribution(config);
  }

  /** Ties the parts of a core together; done once by the machine. */
  public void connect(Core newCore, MemoryAccess newMemory) {
    core = newCore;
    memory = newMemory;
    processor.connect(newCore);
    special = new SpecialRegisters(config, processor, table, fp, core);
    faults = new FaultHandling(this, table, processor, status, registers, core);
    sleep = new SleepState(table, processor, core);
    lazy = new LazyFloatingPoint(this, memory);
    entry = new ExceptionEntry(this, core, memory, scheduler);
    returns = new ExceptionReturn(this, entry, core, memory, scheduler);
    transitions = new SecurityTransitions(this, core, memory);
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

  /** CCR, SCR, VTOR and DEMCR. */
  public ControlRegisters registers() {
    return registers;
  }

  /** The security attribution unit. */
  public SecurityAttribution attribution() {
    return attribution;
  }

  FaultHandling faults() {
    return faults;
  }

  SleepState sleep() {
    return sleep;
  }

  LazyFloatingPoint lazyFloatingPoint() {
    return lazy;
  }

  ExceptionListener listener() {
    return listener;
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

  /** Sets who looks again when the security of addresses changed. */
  public void onAttributionChange(Runnable newListener) {
    attributionListener = newListener;
  }

  void attributionChanged() {
    attributionListener.run();
  }

  /** The last fault that was taken or that locked the core up. */
  public Optional<FaultReport> lastFault() {
    return Optional.ofNullable(faults.last());
  }

  public boolean lockedUp() {
    return faults.lockedUp();
  }

  public boolean sleeping() {
    return sleep.sleeping();
  }

  /** Number of the exception in execution, 0 in thread mode. */
  public int ipsr() {
    return processor.ipsr;
  }

  /** Whether the core is in the Secure state. */
  public boolean secure() {
    return core.secure;
  }

  // ---- reset ---------------------------------------------------------------------------------

  /**
   * Reset of the core: registers, stacks and the first instruction from the vector table (Arm ARM
   * B1.5.5; Armv8-M Arm ARM B3.26). With the Security Extension the core starts in the Secure
   * state.
   */
  public void reset() {
    table.reset();
    status.reset();
    processor.reset();
    fp.reset();
    registers.reset();
    attribution.reset();
    attribution.changed();
    sleep.reset();
    faults.reset();
    Arrays.fill(core.r, 0);
    Arrays.fill(core.s, 0);
    core.fpscr = fp.tailPredicateSize();
    core.vpr = 0;
    core.setApsrFlags(0);
    core.ge = 0;
    core.it = 0;
    core.eci = 0;
    core.taken = false;
    core.excReturn = 0;
    core.exclusive = false;
    core.r[14] = -1;
    priorityChanged();
    int vectors = registers.vtor[processor.bank()];
    try {
      core.r[13] = memory.loadVector(vectors, core.secure) & ~3;
      int start = memory.loadVector(vectors + 4, core.secure);
      processor.thumb = (start & 1) != 0;
      core.pc = start & ~1;
    } catch (GuestFault e) {
      faults.lockUp(
          new GuestFault(
              FaultKind.VECTTBL, vectors, "the reset vector cannot be read: " + e.getMessage()));
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

  private int ccr() {
    return registers.ccr[processor.bank()];
  }

  @Override
  public boolean trapsDivideByZero() {
    return (ccr() & ControlRegisters.CCR_DIV_0_TRP) != 0;
  }

  @Override
  public boolean trapsUnaligned() {
    return (ccr() & ControlRegisters.CCR_UNALIGN_TRP) != 0;
  }

  boolean userMaySetPending() {
    return (ccr() & ControlRegisters.CCR_USERSETMPEND) != 0;
  }

  /** Current execution priority (Arm ARM B1.5.4): active exceptions and masks. */
  public int executionPriority() {
    return executionPriority;
  }

  /**
   * Whether a state asked for a negative priority: its FAULTMASK is set, or its HardFault or NMI is
   * active. AIRCR.PRIS can keep the actual priority of a Non-secure FAULTMASK positive.
   */
  boolean negativePriority(boolean secure) {
    int bank = secure ? 1 : 0;
    return processor.faultmask[bank] != 0
        || table.isActive(table.slot(HARD_FAULT, bank))
        || (table.isActive(NMI) && table.targetsSecure(NMI) == secure);
  }

  /** To be called after any change of masks, priorities, enables or pending bits. */
  public void priorityChanged() {
    executionPriority = processor.masked(table.activePriority(), table, false);
    if (v8m) {
      limitsChanged();
      processor.landingPadsChanged();
    }
    if (sleep.sleeping() || canTake()) {
      core.clock.requestAttention();
    }
  }

  private void limitsChanged() {
    processor.ignoreLimits(
        (ccr() & ControlRegisters.CCR_STKOFHFNMIGN) != 0 && negativePriority(core.secure));
  }

  /** Whether an exception is pending that the present priority lets through. */
  public boolean canTake() {
    int slot = table.highestPending();
    return slot != 0 && table.groupPriority(slot) < executionPriority;
  }

  /** Changes the security state and what depends on it. */
  void switchState(boolean secure) {
    processor.setSecure(secure);
    core.fpReady = false;
    limitsChanged();
    processor.landingPadsChanged();
    memory.stateChanged();
  }

  // ---- special registers ---------------------------------------------------------------------

  @Override
  public int readSpecial(Core c, int sysm) {
    return special.read(sysm);
  }

  @Override
  public void writeSpecial(Core c, int sysm, int mask, int value) {
    special.write(sysm, mask, value, executionPriority);
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

  // ---- security states -----------------------------------------------------------------------

  @Override
  public boolean returnsFromException(int target) {
    return processor.ipsr != 0 && (v8m ? target >>> 24 == 0xFF : target >>> 28 == 0xF);
  }

  @Override
  public boolean returnsFromFunction(int target) {
    return transitions.returnsFromFunction(target);
  }

  @Override
  public void returnFromFunction(Core c) {
    transitions.returnFromFunction();
    priorityChanged();
  }

  @Override
  public void secureGateway(Core c, int address) {
    transitions.gateway(address);
  }

  @Override
  public void branchNonSecure(Core c, int target) {
    transitions.branch(target);
  }

  @Override
  public void callNonSecure(Core c, int target, int next) {
    transitions.call(target, next);
  }

  @Override
  public int testTarget(Core c, int address, boolean unprivileged, boolean alternate) {
    return transitions.test(address, unprivileged, alternate);
  }

  // ---- pending -------------------------------------------------------------------------------

  /** Sets or clears the pending bit of an exception, by its slot. */
  public void pend(int slot, boolean value) {
    boolean was = table.isPending(slot);
    table.setPending(slot, value);
    int scr = registers.scr[table.targetsSecure(slot) ? 1 : 0];
    if (value && !was && (scr & ControlRegisters.SCR_SEVONPEND) != 0) {
      sleep.setEvent();
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

  public void enable(int slot, boolean value) {
    table.setEnabled(slot, value);
    priorityChanged();
  }

  public void setPriority(int slot, int value) {
    table.setPriority(slot, value);
    priorityChanged();
  }

  public int priorityGroup(int bank) {
    return table.priorityGroup[bank];
  }

  public void setPriorityGroup(int bank, int group) {
    table.priorityGroup[bank] = group;
    priorityChanged();
  }

  /** AIRCR.PRIS and AIRCR.BFHFNMINS. */
  public void setSecurityOfPriorities(boolean prioritisesSecure, boolean faultsNonSecure) {
    table.setPrioritisesSecure(prioritisesSecure);
    table.setFaultsNonSecure(faultsNonSecure);
    priorityChanged();
  }

  /** Sets whether an interrupt targets the Non-secure state (NVIC_ITNS). */
  public void setNonSecureTarget(int interrupt, boolean value) {
    table.setNonSecureTarget(interrupt, value);
    priorityChanged();
  }

  /** Sets DEMCR, of which SDME decides who serves DebugMonitor. */
  public void setDemcr(int value) {
    registers.demcr = value;
    table.setMonitorSecure((value & ControlRegisters.DEMCR_SDME) != 0);
    priorityChanged();
  }

  /** Sets an active bit through SHCSR, as an operating system may. */
  public void setActive(int slot, boolean value) {
    table.setActive(slot, value);
    priorityChanged();
  }

  /** AIRCR.VECTCLRACTIVE. */
  public void clearActive(int bank) {
    table.clearActive(bank);
    priorityChanged();
  }

  // ---- sleep ---------------------------------------------------------------------------------

  @Override
  public void waitForInterrupt(Core c) {
    sleep.waitForInterrupt();
  }

  @Override
  public void waitForEvent(Core c) {
    sleep.waitForEvent();
  }

  @Override
  public void sendEvent(Core c) {
    sleep.setEvent();
  }

  /**
   * Whether an event or interrupt ends the sleep now; if so the core is awake afterwards (Arm ARM
   * B1.5.17, B1.5.19).
   */
  public boolean tryWake() {
    return sleep.tryWake();
  }

  // ---- synchronous exceptions ----------------------------------------------------------------

  @Override
  public void supervisorCall(Core c, int number) {
    int slot = table.slot(SV_CALL, processor.bank());
    if (table.groupPriority(slot) < executionPriority) {
      pend(slot, true);
    } else {
      faults.forbiddenCall();
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
    faults.fault(fault);
  }

  /**
   * Takes the highest pending exception when its priority allows it.
   *
   * @return whether an exception was entered
   */
  public boolean takePending() {
    if (!canTake()) {
      return false;
    }
    entry.take();
    return true;
  }

  /**
   * Completes an exception return that the last instruction asked for with {@code core.excReturn}.
   */
  public void completeReturn() {
    returns.complete();
  }

  @Override
  public void prepareFloatingPoint(Core c) {
    lazy.prepare(c);
  }

  @Override
  public void checkFloatingPoint() {
    fp.checkAccess(processor.bank(), processor.privileged());
  }

  @Override
  public boolean floatingPointActive() {
    return lazy.active();
  }

  @Override
  public boolean hasSecureFloatingPoint() {
    return !fp.automatic(1) || processor.sfpa;
  }

  @Override
  public int readFloatingPointContext(Core c, boolean nonSecure) {
    return lazy.readContext(c, nonSecure);
  }

  @Override
  public void floatingPointContextRead(Core c, boolean nonSecure) {
    lazy.contextRead(c, nonSecure);
  }

  @Override
  public void writeFloatingPointContext(Core c, boolean nonSecure, int value) {
    lazy.writeContext(c, nonSecure, value);
  }

  @Override
  public boolean authenticates() {
    return processor.authenticates();
  }

  @Override
  public int authenticationCode(int pointer, int modifier) {
    return processor.authenticationCode(pointer, modifier);
  }

  @Override
  public void storeLazily(Core c, int address) {
    lazy.storeLazily(c, address);
  }

  @Override
  public void loadLazily(Core c, int address) {
    lazy.loadLazily(c, address);
  }

  // ---- unprivileged accesses -----------------------------------------------------------------

  @Override
  public int loadUnprivileged(Core c, int address, int size) {
    return memory.load(address, size, false, core.secure);
  }

  @Override
  public void storeUnprivileged(Core c, int address, int size, int value) {
    memory.store(address, size, value, false, core.secure);
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
    registers.save(out);
    sleep.save(out);
    faults.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    table.restore(in);
    status.restore(in);
    processor.restore(in);
    fp.restore(in);
    registers.restore(in);
    sleep.restore(in);
    faults.restore(in);
    core.fpReady = false;
    priorityChanged();
    memory.protectionChanged();
  }
}
