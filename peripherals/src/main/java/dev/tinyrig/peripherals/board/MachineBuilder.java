package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageException;
import dev.tinyrig.emulator.image.Segment;
import dev.tinyrig.emulator.image.VectorTable;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.timing.TimingModel;
import dev.tinyrig.emulator.timing.TimingModels;
import dev.tinyrig.peripherals.ConsoleSink;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledAccess;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.UnmodelledReporter;
import dev.tinyrig.peripherals.ethosu.NpuListener;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.semihosting.HeapInfo;
import dev.tinyrig.peripherals.semihosting.SemihostingHost;
import dev.tinyrig.peripherals.semihosting.SemihostingOptions;
import dev.tinyrig.peripherals.uart.UartScript;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts an image on a board: {@link #build} gives a machine that is loaded, reset and ready to run.
 *
 * <p>Each call of {@code build} makes a new machine; machines share nothing.
 */
public final class MachineBuilder {
  private final Board board;
  private final Image image;
  private final Function<CoreModel, TimingModel> timing;
  private CoreModel core;
  private List<BoardMemory> memories = List.of();
  private long clockHz;
  private Unmodelled policy = Unmodelled.WARN;
  private UnmodelledListener listener = UnmodelledListener.NONE;
  private ConsoleSink console = ConsoleSink.NONE;
  private NpuListener npuListener = NpuListener.NONE;
  private Optional<SystemConfig> npuSystem = Optional.empty();
  private Optional<SemihostingOptions> semihosting = Optional.empty();
  private boolean semihostingOff;
  private EngineKind engine = EngineKind.INTERPRETER;
  private final Map<String, ConsoleSink> sinks = new HashMap<>();
  private final Map<String, UartScript> scripts = new TreeMap<>();

  /** Starts with what the board's file says and the timing model of its core. */
  public MachineBuilder(Board board, Image image) {
    this(board, image, TimingModels::of);
  }

  /** As above, with a timing model that {@code timing} makes for the core. */
  public MachineBuilder(Board board, Image image, Function<CoreModel, TimingModel> timing) {
    this.board = board;
    this.image = image;
    this.timing = timing;
    this.core = board.core();
    this.clockHz = board.clockHz();
  }

  /** Another core than the board's: what is measured then is not that board. */
  public MachineBuilder core(CoreModel model) {
    core = model;
    return this;
  }

  /** Another core clock, in hertz. */
  public MachineBuilder clockHz(long hertz) {
    clockHz = hertz;
    return this;
  }

  /** Memories in place of the board's, for boards whose memories are not fixed. */
  public MachineBuilder memories(List<BoardMemory> given) {
    memories = List.copyOf(given);
    return this;
  }

  /** What happens on accesses to what is not modelled, and who hears of it. */
  public MachineBuilder unmodelled(Unmodelled newPolicy, UnmodelledListener newListener) {
    policy = newPolicy;
    listener = newListener;
    return this;
  }

  /** Who hears of every operation of the board's NPU. */
  public MachineBuilder npuOperations(NpuListener newListener) {
    npuListener = newListener;
    return this;
  }

  /** The memories around the board's NPU, in place of those that Vela takes when none is named. */
  public MachineBuilder npuSystem(SystemConfig system) {
    npuSystem = Optional.of(system);
    return this;
  }

  /** Where the console UART and the semihosting console print. */
  public MachineBuilder console(ConsoleSink sink) {
    console = sink;
    return this;
  }

  /** Where another UART prints. */
  public MachineBuilder uartOutput(String uart, ConsoleSink sink) {
    sinks.put(uart, sink);
    return this;
  }

  /** What a UART receives. */
  public MachineBuilder uartInput(String uart, UartScript script) {
    scripts.put(uart, script);
    return this;
  }

  /** Semihosting other than a console without files. */
  public MachineBuilder semihosting(SemihostingOptions options) {
    semihosting = Optional.of(options);
    return this;
  }

  /** Which engine executes. */
  public MachineBuilder engine(EngineKind kind) {
    engine = kind;
    return this;
  }

  /** No semihosting: BKPT faults as without a debugger. */
  public MachineBuilder withoutSemihosting() {
    semihostingOff = true;
    return this;
  }

  /**
   * The machine, loaded and reset. Throws {@link ImageException} when the image cannot run on the
   * board and {@link BoardException} when the options do not fit it.
   */
  public BoardMachine build() {
    VectorTable table = image.requireVectorTable();
    List<BoardMemory> all = memoriesOfThisMachine();
    check(table, all);
    Machine.Builder builder =
        Machine.builder(coreConfig(table, all), timing.apply(core)).engine(engine);
    UnmodelledReporter reporter = new UnmodelledReporter(policy, listener, builder.scheduler());
    Assembly assembly = new Assembly(board, builder, clockHz, reporter, npuListener, npuSystem);
    assembly.addMemories(all);
    board.security().attribution().ifPresent(assembly::attribute);
    checkUarts();
    assembly.addDevices(this::sink, scripts);
    builder.unmodelled(
        (what, address, store) ->
            reporter.report(
                what,
                0,
                address,
                store ? UnmodelledAccess.Kind.WRITE : UnmodelledAccess.Kind.READ,
                "",
                0));
    builder.stateful(reporter);
    Optional<SemihostingHost> host = Optional.empty();
    if (!semihostingOff) {
      SemihostingHost made =
          new SemihostingHost(
              semihostingOptions(),
              heapInfo(table, all),
              clockHz,
              builder.scheduler()::now,
              reporter);
      builder.stateful(made);
      host = Optional.of(made);
    }
    Machine machine = builder.build();
    assembly.built(machine);
    host.ifPresent(machine::setBreakpointHandler);
    load(machine);
    machine.reset();
    return new BoardMachine(machine, board, core, all, host);
  }

  private CoreConfig coreConfig(VectorTable table, List<BoardMemory> all) {
    BoardSecurity has = board.security();
    boolean security = has.extension() && core.has(Feature.SECURITY);
    boolean usual = MemoryMap.samePlace(all, table.address(), board.vectorTable());
    return new CoreConfig(
        core,
        board.interrupts(),
        core.isV6M() ? core.priorityBits() : board.priorityBits().orElse(core.priorityBits()),
        board.mpuRegions().orElse(core.mpuRegions()),
        board.bitBand() && !core.isV6M(),
        usual ? board.vectorTable() : table.address(),
        clockHz,
        0,
        security,
        security ? has.sauRegions() : 0,
        has.nonSecureVectorTable());
  }

  private SemihostingOptions semihostingOptions() {
    SemihostingOptions options = semihosting.orElseGet(() -> SemihostingOptions.console(console));
    options
        .directory()
        .filter(directory -> !Files.isDirectory(directory))
        .ifPresent(
            directory -> {
              throw new BoardException(
                  "the directory for the firmware's files, " + directory + ", is not a directory");
            });
    return options;
  }

  private List<BoardMemory> memoriesOfThisMachine() {
    if (!memories.isEmpty()) {
      GivenMemories.check(memories, board);
      return memories;
    }
    return board.memoriesFromImage() ? MemoryLayout.derive(image) : board.memories();
  }

  private void check(VectorTable table, List<BoardMemory> all) {
    for (Segment s : image.segments()) {
      int length = s.bytes().length;
      if (!MemoryMap.covers(all, s.loadAddress(), length)) {
        throw new ImageException(
            image.file(),
            ImageException.NO_OFFSET,
            String.format(
                Locale.ROOT,
                "%d bytes are to be loaded at 0x%08x, where board %s has no memory (it has %s)",
                length,
                s.loadAddress(),
                board.id(),
                describe(all)),
            "choose another board, or correct the linker script");
      }
    }
    if (!MemoryMap.holdsStack(all, table.initialSp())) {
      throw new ImageException(
          image.file(),
          ImageException.NO_OFFSET,
          String.format(
              Locale.ROOT,
              "the initial stack pointer 0x%08x (vector table at 0x%08x, %s) lies outside of the RAM"
                  + " of board %s (it has %s)",
              table.initialSp(),
              table.address(),
              table.evidence(),
              board.id(),
              describe(all)),
          "choose another board, or correct the linker script");
    }
  }

  private static String describe(List<BoardMemory> all) {
    return all.stream().map(BoardMemory::describe).collect(Collectors.joining(", "));
  }

  private ConsoleSink sink(String uart) {
    ConsoleSink given = sinks.get(uart);
    if (given != null) {
      return given;
    }
    boolean isConsole =
        board
            .console()
            .filter(name -> name.equals(uart) || name.equals(Board.ANY_UART))
            .isPresent();
    return isConsole ? console : ConsoleSink.NONE;
  }

  private void checkUarts() {
    List<String> uarts =
        board.devices().stream().filter(d -> d.type().isUart()).map(BoardDevice::name).toList();
    List<String> asked = new ArrayList<>(scripts.keySet());
    asked.addAll(sinks.keySet());
    for (String name : asked) {
      if (!uarts.contains(name)) {
        throw new BoardException(
            "board "
                + board.id()
                + " has no UART '"
                + name
                + "'; "
                + (uarts.isEmpty() ? "it has none" : "there are " + String.join(", ", uarts)));
      }
    }
  }

  /** Heap from the end of the image's data to the end of that RAM, stack down from its top. */
  private HeapInfo heapInfo(VectorTable table, List<BoardMemory> all) {
    for (BoardMemory m : all) {
      if (m.kind() != BoardMemory.Kind.RAM || !m.contains(table.initialSp() - 4, 4)) {
        continue;
      }
      int last = table.initialSp() - 4;
      long start = 0;
      for (Segment s : image.segments()) {
        if (m.contains(s.runAddress(), Math.max(1, s.memorySize()))) {
          start = Math.max(start, m.offset(s.runAddress()) + s.memorySize());
        }
      }
      int view = last - (int) m.offset(last); // the address at which the firmware uses this memory
      int base = view + (int) ((start + 7) & ~7L);
      int top = view + m.size();
      return new HeapInfo(base, top, top, base);
    }
    return new HeapInfo(0, 0, 0, 0);
  }

  private void load(Machine machine) {
    for (Segment s : image.segments()) {
      byte[] bytes = s.bytes();
      int done = machine.debug().write(s.loadAddress(), bytes, 0, bytes.length);
      if (done != bytes.length) {
        throw new IllegalStateException(
            "a segment that fits a memory was loaded only up to byte " + done);
      }
    }
  }
}
