package dev.tinyrig.cli;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.debug.BreakpointHandler;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.lockstep.Divergence;
import dev.tinyrig.emulator.lockstep.DivergenceException;
import dev.tinyrig.emulator.lockstep.Lockstep;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.timing.TimingModel;
import dev.tinyrig.emulator.timing.TimingModels;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.UnmodelledException;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.board.Board;
import dev.tinyrig.peripherals.board.BoardCatalog;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import dev.tinyrig.peripherals.semihosting.SemihostingOptions;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.session.InvokeListener;
import dev.tinyrig.traces.session.ProfileSession;
import dev.tinyrig.traces.session.RunOutcome;
import dev.tinyrig.traces.tflm.TensorPlace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One image on one machine, from reset to the end of the run. */
final class FirmwareRun implements AutoCloseable {
  /**
   * How many times the cycles up to the end of its first Invoke a firmware may go on before it
   * counts as one that does not end by itself.
   */
  private static final int PATIENCE = 4;

  private final Image image;
  private final RunOptions options;
  private final ConsoleOutput console;
  private final BoardMachine rig;

  /** The other machine of a run on both engines. */
  private final Optional<BoardMachine> shadow;

  private final Optional<Lockstep> lockstep;
  private final Optional<ProfileSession> session;
  private final Optional<ModelInput> input;
  private final long maxCycles;
  private final Optional<TranslationProfiles> profiles;
  private final Optional<ShortRunNote> shortRun;
  private Optional<String> npuProblem = Optional.empty();
  private Ending asked;
  private int inputInvoke;
  private List<TensorPlace> inputPlaces;
  private boolean firstInvokeOver;
  private boolean stopAfterFirst;
  private Supplier<Report> afterFirst;
  private Divergence divergence;

  /**
   * Loads the image on its board.
   *
   * @param observed whether the run is to be profiled
   * @param console where the firmware prints
   * @param say gets one line on each choice made
   */
  FirmwareRun(
      Image image, RunOptions options, boolean observed, Terminal console, Consumer<String> say) {
    this.image = image;
    this.options = options;
    this.input = options.input().map(ModelInput::new);
    this.console = new ConsoleOutput(console, options.until(), this::untilSeen);
    this.session =
        observed || input.isPresent() || options.invokes().isPresent()
            ? Optional.of(ProfileSession.of(image))
            : Optional.empty();
    this.maxCycles = options.maxCycles().orElse(RunOptions.DEFAULT_MAX_CYCLES);
    MachineBuilder builder = builder(say);
    this.shadow =
        options.engine() == EngineChoice.LOCKSTEP
            ? Optional.of(silent(builder).build())
            : Optional.empty();
    this.rig = audible(builder, say).build();
    this.lockstep = shadow.map(s -> new Lockstep(rig.machine(), s.machine(), host()));
    this.profiles =
        options
            .translationProfiles()
            .map(
                folder ->
                    TranslationProfiles.of(folder, image, rig.board().id(), session.isPresent()));
    profiles.ifPresent(p -> p.tell(rig.machine()));
    this.shortRun = profiles.flatMap(p -> ShortRunNote.of(System.getProperty("tinyrig.short")));
    session.ifPresent(
        s -> {
          s.listener(new Invokes());
          options.velaDebug().ifPresent(s::velaDebug);
          rig.machine().attach(s.probe());
        });
  }

  private MachineBuilder builder(Consumer<String> say) {
    Board board;
    CoreModel core;
    if (options.board().isPresent()) {
      board = BoardCatalog.get(options.board().get());
      CoreModel least = BoardChooser.core(image);
      core = board.otherCores().contains(least) ? least : board.core();
    } else {
      BoardChooser.Choice choice = BoardChooser.choose(image);
      board = choice.board();
      core = choice.core();
      say.accept("board " + board.id() + ": " + choice.why());
    }
    board = options.withNpu(board, image);
    npuProblem = NpuFit.problem(image, board);
    if (options.maxCycles().isEmpty() && !options.engine().countsNothing()) {
      say.accept(String.format(Locale.ROOT, "the run ends at %,d cycles at the latest", maxCycles));
    }
    MachineBuilder builder = new MachineBuilder(board, image, TimingModels::of);
    options.npuSystem().ifPresent(builder::npuSystem);
    return builder
        .core(core)
        .memories(options.memories())
        .semihosting(
            new SemihostingOptions(
                this::print, options.stdin(), options.directory(), options.arguments(), say));
  }

  /** The machine of which the user hears. */
  private MachineBuilder audible(MachineBuilder builder, Consumer<String> say) {
    return builder
        .engine(options.engine().kind())
        .unmodelled(
            options.unmodelled(),
            access -> {
              if (!repeating()) {
                say.accept(access.describe());
              }
            })
        .console(this::print)
        .npuOperations(
            (device, config, run) ->
                session.ifPresent(s -> s.npuOperation(NpuRuns.of(device, config, run))));
  }

  /** The machine that executes the same and of which nobody hears. */
  private MachineBuilder silent(MachineBuilder builder) {
    return builder
        .engine(EngineKind.INTERPRETER)
        .unmodelled(options.unmodelled(), UnmodelledListener.NONE)
        .console(ConsoleSink.NONE);
  }

  private BreakpointHandler host() {
    return rig.semihosting().orElseThrow();
  }

  private void print(int value) {
    if (!repeating()) {
      console.write(value);
      session.ifPresent(s -> s.console(value));
    }
  }

  /** Whether both engines go through something again, to find where they differ. */
  private boolean repeating() {
    return lockstep != null && lockstep.map(Lockstep::repeating).orElse(false);
  }

  /** In what the engines differ, when that has ended the run. */
  Optional<Divergence> divergence() {
    return Optional.ofNullable(divergence);
  }

  /** The machine, for probes and the debug port. */
  Machine machine() {
    return rig.machine();
  }

  CoreModel core() {
    return rig.core();
  }

  /** Makes a profile end with the first Invoke when the firmware does not end by itself. */
  void stopAfterFirstInvoke() {
    stopAfterFirst = options.invokes().isEmpty() && options.until().isEmpty();
  }

  /** Runs to the end. */
  Ending run() {
    try (HostTimeout timeout =
        options.timeout().map(limit -> new HostTimeout(limit, machine().debug())).orElse(null)) {
      return run(timeout);
    } catch (UnmodelledException e) {
      return new Ending("unmodelled", null, e.getMessage(), ExitCode.BAD_INPUT);
    } catch (DivergenceException e) {
      divergence = e.divergence();
      return new Ending(
          "divergence", null, DivergenceText.summary(image, divergence), ExitCode.INTERNAL_ERROR);
    } finally {
      console.flush();
    }
  }

  private Ending run(HostTimeout timeout) {
    Ending ending = runOn(timeout);
    return ending.exitCode() == ExitCode.PASSED
        ? ending
        : npuProblem.map(problem -> ending.because(problem)).orElse(ending);
  }

  private Ending runOn(HostTimeout timeout) {
    Endings endings = new Endings(image, machine());
    if (options.engine().countsNothing()) {
      StopReason stop = ForeignRun.execute(rig, host());
      if (asked != null) {
        return asked;
      }
      return timeout != null && timeout.expired() ? timedOut() : endings.of(stop, maxCycles);
    }
    long limit = maxCycles;
    while (true) {
      StopReason stop = execute(limit);
      if (asked != null) {
        return asked;
      }
      if (inputPlaces != null) {
        place(input.orElseThrow());
        inputPlaces = null;
      } else if (firstInvokeOver && afterFirst == null) {
        // What there is to report now is kept, in case that the firmware never ends.
        afterFirst = session.orElseThrow().reportUpToNow(outcome(invokeEnding()));
        limit = Math.min(maxCycles, machine().cycles() * (1 + PATIENCE));
      } else if (timeout != null && timeout.expired()) {
        return timedOut();
      } else if (afterFirst != null && neverEnds(stop)) {
        return invokeEnding();
      } else {
        afterFirst = null;
        return endings.of(stop, maxCycles);
      }
    }
  }

  private static Ending timedOut() {
    return new Ending(
        "timeout", null, "the host's time is over (--timeout)", ExitCode.LIMIT_OR_HANG);
  }

  private StopReason execute(long limit) {
    return lockstep.isPresent() ? lockstep.get().run(limit) : machine().run(limit);
  }

  private void place(ModelInput bytes) {
    if (lockstep.isPresent()) {
      lockstep.get().change(port -> bytes.place(inputInvoke, inputPlaces, port));
    } else {
      bytes.place(inputInvoke, inputPlaces, machine().debug());
    }
  }

  private static boolean neverEnds(StopReason stop) {
    return stop instanceof StopReason.Limit || stop instanceof StopReason.Hang;
  }

  private static Ending invokeEnding() {
    return new Ending(
        "invokes",
        null,
        "the first Invoke was over and the firmware does not end by itself",
        ExitCode.PASSED);
  }

  private void untilSeen() {
    asked =
        new Ending("until", null, "the console printed '" + options.until() + "'", ExitCode.PASSED);
    machine().stop(new StopReason.Halted());
  }

  /** What was observed; only for a run that is. */
  Report report(Ending ending) {
    if (afterFirst != null && ending.kind().equals("invokes")) {
      return afterFirst.get();
    }
    return session.orElseThrow().finish(outcome(ending));
  }

  private RunOutcome outcome(Ending ending) {
    TimingModel timing = machine().timing();
    double band = timing.errorBandPercent();
    boolean faulted = ending.kind().equals("fault") || ending.kind().equals("lockup");
    return new RunOutcome(
        rig.board().id() + options.npuSystem().map(system -> "+" + system.id()).orElse(""),
        core().id(),
        machine().config().clockHz(),
        core().has(Feature.DSP),
        core().has(Feature.FP_SP),
        machine().instructions(),
        machine().cycles(),
        new Report.Exit(ending.kind(), ending.status(), ending.text()),
        faulted ? machine().debug().lastFault() : Optional.empty(),
        new Report.Labels(
            "exact",
            timing.label().name().toLowerCase(Locale.ROOT),
            Double.isNaN(band) ? null : Double.valueOf(band),
            timing.calibratedAgainst()),
        Version.OF_TINYRIG,
        rig.board().sha256());
  }

  /** The last line of stderr: what was executed and how it ended. */
  String summary(Ending ending, int status) {
    if (options.engine().countsNothing()) {
      return String.format(
          Locale.ROOT,
          "no instructions or cycles counted (unicorn: functional only), exit %d: %s",
          status,
          ending.text());
    }
    return String.format(
        Locale.ROOT,
        "%,d instructions, %,d cycles (%s), exit %d: %s",
        machine().instructions(),
        machine().cycles(),
        machine().timing().label().name().toLowerCase(Locale.ROOT),
        status,
        ending.text());
  }

  @Override
  public void close() {
    profiles.ifPresent(p -> p.learn(rig.machine()));
    shortRun.ifPresent(note -> note.write(machine().instructions()));
    rig.close();
    shadow.ifPresent(BoardMachine::close);
  }

  /** Called between two instructions; what changes the machine waits until it has stopped. */
  private final class Invokes implements InvokeListener {
    @Override
    public void invokeStarts(int invoke, List<TensorPlace> inputs) {
      if (input.isPresent()) {
        inputInvoke = invoke;
        inputPlaces = inputs;
        machine().stop(new StopReason.Halted());
      }
    }

    @Override
    public void invokeEnded(int invoke, List<TensorPlace> outputs) {
      OptionalLong wanted = options.invokes();
      if (wanted.isPresent() && invoke + 1 == wanted.getAsLong()) {
        asked =
            new Ending("invokes", null, wanted.getAsLong() + " Invokes are over", ExitCode.PASSED);
        machine().stop(new StopReason.Halted());
      } else if (stopAfterFirst && invoke == 0) {
        firstInvokeOver = true;
        machine().stop(new StopReason.Halted());
      }
    }
  }
}
