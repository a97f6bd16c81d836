package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreState;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.core.Idau;
import dev.tinyrig.emulator.core.InterruptLine;
import dev.tinyrig.emulator.core.MemoryAccess;
import dev.tinyrig.emulator.core.SecurityAttribution;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.debug.DebugPort;
import dev.tinyrig.emulator.engine.Engine;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.interpreter.Interpreter;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Device;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.memory.Transaction;
import dev.tinyrig.emulator.memory.UnmodelledAccess;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import dev.tinyrig.emulator.scs.Retirement;
import dev.tinyrig.emulator.scs.SystemControlSpace;
import dev.tinyrig.emulator.state.Stateful;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.emulator.timing.TimingModel;
import dev.tinyrig.emulator.translator.TranslatingEngine;
import dev.tinyrig.emulator.translator.TranslationCounters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One core with its memories and devices.
 *
 * <p>Build it with {@link #builder}, put an image into memory through {@link #debug()}, call {@link
 * #reset()} and {@link #run}. A machine belongs to one thread; only {@link DebugPort#halt()} may
 * come from another.
 */
public final class Machine {
  /**
   * Cycles after which a run looks up even when nothing is scheduled, so that a halt from another
   * thread is seen.
   */
  private static final long QUANTUM = 4_000_000;

  /** What engines are called among the parts of a machine. */
  static final String ENGINE = "engine";

  private final CoreConfig config;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Bus bus;
  private final Core core;
  private final ExceptionModel exceptions;
  private final MemoryAccess memory;
  private final SystemControlSpace scs;
  private final Engine engine;
  private final Probes probes;
  private final MachineDebug debug;
  private final List<Stateful> parts = new ArrayList<>();

  private StopReason pendingStop;
  private boolean comparesInstructions;
  private MemoryAccess.Watcher observer;

  private Machine(Builder b) {
    config = b.config;
    clock = b.clock;
    scheduler = b.scheduler;
    bus = b.bus;
    exceptions = b.exceptions;
    memory = new MemoryAccess(bus, config);
    core = new Core(config.model(), clock, bus, b.timing, exceptions);
    probes = new Probes();
    Interpreter interpreter =
        new Interpreter(core, exceptions, memory, scheduler, probes, new Decoder(features(config)));
    engine =
        b.engine == EngineKind.INTERPRETER
            ? interpreter
            : new TranslatingEngine(core, interpreter, probes, b.translationThreshold);
    scs =
        new SystemControlSpace(
            exceptions, clock, scheduler, this::resetRequested, this::flowChanged, b.unmodelled);
    scs.connect(new EngineRetirement());
    scs.map(bus);
    memory.connect(core, exceptions, scs.protection(0), scs.protection(1));
    memory.onCodeChange(engine::codeChanged);
    exceptions.connect(core, memory);
    exceptions.setListener(new ExceptionProbe());
    exceptions.attribution().setIdau(b.idau);
    exceptions.onAttributionChange(this::flowChanged);
    debug = new MachineDebug(this, core, exceptions, bus);
    scs.onComparatorsChanged(this::watchersChanged);
    parts.add(scheduler);
    parts.addAll(bus.regions());
    parts.add(core);
    parts.add(exceptions);
    parts.addAll(scs.stateful());
    parts.add(core.timing);
    for (Bus.Mapping mapping : bus.devices()) {
      if (mapping.device() != scs && !parts.contains(mapping.device())) {
        parts.add(mapping.device());
      }
    }
    parts.addAll(b.others);
    parts.add(engine); // last: it decodes from the memory restored before
  }

  /** A core that is configured without the Security Extension has none of its instructions. */
  private static Set<Feature> features(CoreConfig config) {
    Set<Feature> features = EnumSet.copyOf(config.model().features());
    if (!config.security()) {
      features.remove(Feature.SECURITY);
    }
    return features;
  }

  /** Starts a machine with this core. */
  public static Builder builder(CoreConfig config, TimingModel timing) {
    return new Builder(config, timing);
  }

  /** Collects the parts of a machine. */
  public static final class Builder {
    private final CoreConfig config;
    private final TimingModel timing;
    private final Clock clock = new Clock();
    private final Scheduler scheduler = new Scheduler(clock);
    private final Bus bus = new Bus(clock);
    private final ExceptionModel exceptions;
    private final List<Stateful> others = new ArrayList<>();
    private UnmodelledAccess unmodelled = UnmodelledAccess.IGNORED;
    private Idau idau = Idau.NONE;
    private EngineKind engine = EngineKind.INTERPRETER;
    private int translationThreshold = engine.threshold();

    private Builder(CoreConfig config, TimingModel timing) {
      this.config = config;
      this.timing = timing;
      this.exceptions = new ExceptionModel(config, scheduler);
    }

    /** Adds a memory. */
    public Builder memory(Region region) {
      bus.map(region);
      return this;
    }

    /** Adds a device. */
    public Builder device(String name, int base, int size, Device device) {
      bus.map(name, base, size, device);
      return this;
    }

    /** Adds a part that is on no bus but has state to save, for example the host of semihosting. */
    public Builder stateful(Stateful part) {
      others.add(part);
      return this;
    }

    /** The memories of this machine, for devices that are bus masters. */
    public Bus bus() {
      return bus;
    }

    /** The events of this machine, for devices. */
    public Scheduler scheduler() {
      return scheduler;
    }

    /** Interrupt input {@code number}; throws when the core has fewer. */
    public InterruptLine interrupt(int number) {
      if (number < 0 || number >= config.interrupts()) {
        throw new IllegalArgumentException(
            "interrupt " + number + " of a core with " + config.interrupts());
      }
      return level -> exceptions.setLine(number, level);
    }

    /** Who makes the access that a device serves. */
    public Transaction transaction() {
      return bus.transaction();
    }

    /** The non-maskable interrupt; a rising level makes it pending. */
    public InterruptLine nonMaskableInterrupt() {
      return level -> {
        if (level) {
          exceptions.pend(dev.tinyrig.emulator.core.ExceptionNumbers.NMI, true);
        }
      };
    }

    /** What the part says about the security of its address map. */
    public Builder idau(Idau unit) {
      idau = unit;
      return this;
    }

    /** The core's security attribution, for boards whose own registers are part of it. */
    public SecurityAttribution attribution() {
      return exceptions.attribution();
    }

    /** Who is told about system registers that are not modelled. */
    public Builder unmodelled(UnmodelledAccess listener) {
      unmodelled = listener;
      return this;
    }

    /** Which engine executes. */
    public Builder engine(EngineKind kind) {
      engine = kind;
      translationThreshold = kind.threshold();
      return this;
    }

    /** How often a line is interpreted before it is translated, other than the engine's own. */
    public Builder translationThreshold(int entries) {
      translationThreshold = entries;
      return this;
    }

    /** Builds the machine; it still has to be loaded and reset. */
    public Machine build() {
      return new Machine(this);
    }
  }

  /** Resets the core: registers from the vector table. Memory and devices keep their contents. */
  public void reset() {
    exceptions.reset();
    engine.flowBroken();
    permissionsChanged();
    pendingStop = null;
  }

  /** The core's configuration. */
  public CoreConfig config() {
    return config;
  }

  /** What its cycles are worth, and how they are counted. */
  public TimingModel timing() {
    return core.timing;
  }

  /** The door for debuggers, tests and inputs. */
  public DebugPort debug() {
    return debug;
  }

  /** The address map. */
  public Bus bus() {
    return bus;
  }

  /** The events of this machine. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** Cycles since reset. */
  public long cycles() {
    return clock.cycles;
  }

  /** Instructions retired since reset. */
  public long instructions() {
    return core.instructions;
  }

  /** What has been translated; empty for the interpreter. */
  public Optional<TranslationCounters> translations() {
    return engine instanceof TranslatingEngine translating
        ? Optional.of(translating.counters())
        : Optional.empty();
  }

  /** The translating engine, if it is that one. */
  public Optional<TranslatingEngine> translator() {
    return engine instanceof TranslatingEngine translating
        ? Optional.of(translating)
        : Optional.empty();
  }

  /** What a program can see of the core, between two instructions. */
  public CoreState coreState() {
    return CoreState.of(core);
  }

  /**
   * The instruction in memory at an address, as this core decodes it; empty where there is none.
   */
  public Optional<Instruction> instructionAt(int address) {
    byte[] bytes = new byte[4];
    if (bus.peek(address, bytes, 0, 4) < 2) {
      return Optional.empty();
    }
    int first = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    int second = bytes[2] & 0xFF | (bytes[3] & 0xFF) << 8;
    return Optional.of(new Decoder(features(config)).decode(address, first, second));
  }

  /**
   * Tells somebody, or nobody when null, of every data access before it is made. As each is looked
   * at then, nothing is translated.
   */
  public void onAccess(MemoryAccess.Watcher watcher) {
    observer = watcher;
    watchersChanged();
  }

  /** Attaches an observer. */
  public void attach(Probe probe) {
    engine.settle();
    probes.attach(probe, debug);
  }

  /** Who observes, and what for. */
  Probes probes() {
    return probes;
  }

  /** Tells observers what has been counted for them. */
  void settle() {
    engine.settle();
  }

  /** Takes an observer away. */
  public void detach(Probe probe) {
    engine.settle();
    probes.detach(probe);
  }

  /**
   * Sets who answers BKPT (semihosting); without one, BKPT faults as on a part without debugger.
   */
  public void setBreakpointHandler(BreakpointHandler handler) {
    exceptions.setBreakpointHandler(
        (c, number) -> {
          BreakpointHandler.Outcome outcome = handler.breakpoint(number, debug);
          if (outcome instanceof BreakpointHandler.End end) {
            stop(new StopReason.Ended(end.status(), end.reason()));
          }
          return !(outcome instanceof BreakpointHandler.NotHandled);
        });
  }

  /**
   * Ends the run at the next instruction boundary, as a device or observer that met an end
   * condition asks for.
   */
  public void stop(StopReason reason) {
    if (pendingStop == null) {
      pendingStop = reason;
    }
    clock.requestAttention();
  }

  /**
   * Lets time pass in which nothing executes, for who executes with something else than an engine
   * of this machine.
   */
  public void passTime(long cycles) {
    clock.cycles += cycles;
    scheduler.fireDue();
  }

  /** Whether an exception would be taken now. */
  public boolean interruptIsDue() {
    return exceptions.canTake();
  }

  /** Whether {@link DebugPort#halt} was asked for and not heeded yet; for any thread. */
  public boolean haltRequested() {
    return debug.haltRequested();
  }

  /** Takes away what {@link #stop} or {@link DebugPort#halt} asked for. */
  public Optional<StopReason> takeStop() {
    if (debug.takeHalt()) {
      stop(new StopReason.Halted());
    }
    Optional<StopReason> stop = Optional.ofNullable(pendingStop);
    pendingStop = null;
    return stop;
  }

  /** Runs until something stops the machine or its clock reaches {@code untilCycle}. */
  public StopReason run(long untilCycle) {
    boolean first = true;
    while (true) {
      StopReason stop = atBoundary(untilCycle, first);
      if (stop != null) {
        engine.settle();
        return stop;
      }
      first = false;
    }
  }

  /** One round: deliver what is due, then execute up to the next point of interest. */
  private StopReason atBoundary(long untilCycle, boolean first) {
    StopReason stop = stopReason(untilCycle);
    if (stop != null) {
      return stop;
    }
    if (deliver()) {
      return null;
    }
    if (exceptions.sleeping()) {
      return sleep(untilCycle);
    }
    if (!first && debug.hasBreakpoint(core.pc)) {
      return new StopReason.Breakpoint(core.pc);
    }
    clock.deadline = Math.min(Math.min(scheduler.nextDue(), untilCycle), clock.cycles + QUANTUM);
    if (comparesInstructions) {
      scs.executes(core.pc);
    }
    if (comparesInstructions || debug.hasBreakpoints()) {
      engine.step();
    } else {
      engine.run();
    }
    if (engine.hangAddress() >= 0 && pendingStop == null && !exceptions.lockedUp()) {
      return new StopReason.Hang((int) engine.hangAddress(), false, clock.cycles);
    }
    return null;
  }

  private StopReason stopReason(long untilCycle) {
    if (pendingStop != null) {
      StopReason stop = pendingStop;
      pendingStop = null;
      return stop;
    }
    scheduler.fireDue();
    if (exceptions.lockedUp()) {
      return new StopReason.LockedUp(exceptions.lastFault().orElseThrow());
    }
    if (debug.takeHalt()) {
      return new StopReason.Halted();
    }
    return clock.cycles >= untilCycle ? new StopReason.Limit() : null;
  }

  /** Takes what is due at this boundary; whether the flow changed. */
  private boolean deliver() {
    if (core.excReturn != 0) {
      engine.flowBroken();
      exceptions.completeReturn();
      return true;
    }
    if (!exceptions.sleeping() && !exceptions.thumb()) {
      engine.flowBroken();
      exceptions.fault(
          new GuestFault(
              FaultKind.INVSTATE,
              0,
              String.format(
                  "execution at 0x%08x without the Thumb bit: a function pointer or vector is even",
                  core.pc)));
    }
    if (!exceptions.sleeping() && exceptions.takePending()) {
      engine.flowBroken();
      return true;
    }
    return exceptions.lockedUp();
  }

  private StopReason sleep(long untilCycle) {
    if (exceptions.tryWake()) {
      return null;
    }
    long next = scheduler.nextDue();
    if (next == Scheduler.NEVER) {
      return new StopReason.Hang(core.pc, true, clock.cycles);
    }
    clock.cycles = Math.max(clock.cycles, Math.min(next, untilCycle));
    return null;
  }

  /** Executes one instruction, or takes one exception, whatever breakpoints say. */
  void step() {
    StopReason stop = stopReason(Scheduler.NEVER);
    if (stop != null || deliver()) {
      return;
    }
    if (exceptions.sleeping()) {
      sleep(Scheduler.NEVER);
      return;
    }
    clock.deadline = clock.cycles + 1;
    engine.step();
    scheduler.fireDue();
    if (core.excReturn != 0) {
      deliver();
    }
  }

  void pcChanged() {
    engine.flowBroken();
  }

  private void resetRequested() {
    stop(new StopReason.ResetRequested(core.currentPc()));
  }

  private void flowChanged() {
    core.fpReady = false;
    permissionsChanged();
  }

  /**
   * Looks again at who may access what; to be called by a device of the part that decides about it.
   */
  public void permissionsChanged() {
    memory.protectionChanged();
    engine.checkFetches(memory.protects());
    engine.permissionsChanged();
    clock.requestAttention();
  }

  void watchersChanged() {
    comparesInstructions = scs.watchesInstructions();
    clock.requestAttention();
    boolean data = scs.watchesData();
    if (!data && !debug.hasWatchpoints()) {
      memory.onAccess(observer);
      return;
    }
    memory.onAccess(
        (address, size, store) -> {
          if (observer != null) {
            observer.accessed(address, size, store);
          }
          scs.accessed(address, size, store);
          debug.accessed(address, size, store);
        });
  }

  /** Parts with state, in the order in which they are saved. */
  List<Stateful> parts() {
    return parts;
  }

  private final class ExceptionProbe implements ExceptionModel.ExceptionListener {
    @Override
    public void entered(int exception, int returnAddress, long since) {
      for (Probe probe : probes.exceptions) {
        probe.exceptionEntry(exception, returnAddress, since);
      }
    }

    @Override
    public void returned(int exception, int target) {
      for (Probe probe : probes.exceptions) {
        probe.exceptionReturn(exception, target);
      }
    }
  }

  private final class EngineRetirement implements Retirement {
    @Override
    public void listen(Probe probe, boolean on) {
      if (on) {
        probes.attach(probe, debug);
      } else {
        probes.detach(probe);
      }
    }

    @Override
    public void unannounced(Probe probe) {
      engine.unannounced(probe);
    }
  }
}
