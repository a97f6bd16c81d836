package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.board.Board;
import dev.tinyrig.peripherals.board.BoardMemory;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.traces.npu.VelaDebug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that run firmware: the machine, what it is given, and when it ends. */
final class RunOptions {
  /** The limit when none is given: a minute or two of the host. */
  static final long DEFAULT_MAX_CYCLES = 10_000_000_000L;

  /** What {@code --npu} says for the NPU of the image. */
  private static final String AUTO_NPU = "auto";

  @Option(
      names = "--board",
      paramLabel = "B",
      description =
          "Board to run on: an id ('tinyrig boards' lists them) or a .yaml file. Chosen from the"
              + " image when not given.")
  private String board;

  @Option(
      names = "--npu",
      paramLabel = "C",
      description =
          "Configuration of the board's NPU in place of its own, for example ethos-u55-256; or auto:"
              + " the one that the image's model was compiled for.")
  private String npu;

  @Option(
      names = "--npu-system",
      paramLabel = "S",
      description =
          "Memories around the NPU: a system configuration of vela.ini (default: Vela's default of"
              + " the NPU).")
  private String npuSystem;

  @Option(
      names = "--memory",
      paramLabel = "NAME=BASE,SIZE,KIND",
      description =
          "A memory in place of the board's, for example flash=0x08000000,512K,rom. May be"
              + " repeated. Generic boards derive theirs from the image when none is given.")
  private List<String> memories = new ArrayList<>();

  @Option(
      names = "--until",
      paramLabel = "TEXT",
      description = "End when the console has printed TEXT.")
  private String until = "";

  @Option(
      names = "--invokes",
      paramLabel = "N",
      converter = CycleCount.class,
      description = "End after N invocations of the model.")
  private Long invokes;

  @Option(
      names = "--max-cycles",
      paramLabel = "N",
      converter = CycleCount.class,
      description = "End after N cycles of the core, for example 250M (default: 10G).")
  private Long maxCycles;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      converter = HostTime.class,
      description = "End after this time of the host, for example 30s.")
  private Duration timeout;

  @Option(
      names = "--unmodelled",
      paramLabel = "P",
      description =
          "What an access to something that is not modelled does: ignore, warn or fail (default:"
              + " warn).")
  private Unmodelled unmodelled = Unmodelled.WARN;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "Bytes for the model's input tensor, put there whenever Invoke begins. A file of several"
              + " inputs gives one to each Invoke.")
  private Path input;

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description = "The only folder in which the firmware may use files (semihosting).")
  private Path directory;

  @Option(
      names = "--arguments",
      paramLabel = "TEXT",
      description = "The firmware's command line (semihosting).")
  private String arguments = "";

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description = "What the firmware reads from its console (semihosting).")
  private Path stdin;

  @Mixin private VelaDebugOption velaDebug = new VelaDebugOption();

  @Option(
      names = "--engine",
      paramLabel = "E",
      description =
          "What executes: auto (interprets, and translates what is hot), translator (translates"
              + " almost at once) or interpreter; the results are the same (default: auto). lockstep"
              + " runs translator and interpreter side by side and stops at the first difference."
              + " unicorn (run only) is another implementation, which counts no cycles.")
  private EngineChoice engine = EngineChoice.AUTO;

  @Option(
      names = "--no-translation-profile",
      description =
          "Neither use nor keep what runs of this firmware have shown of it, which makes later runs"
              + " faster (in $XDG_CACHE_HOME/tinyrig/profiles or ~/.cache/tinyrig/profiles).")
  private boolean noTranslationProfile;

  /** Where translation profiles are kept, if they are to be used: the launcher says so. */
  Optional<Path> translationProfiles() {
    return noTranslationProfile || engine != EngineChoice.AUTO
        ? Optional.empty()
        : Optional.ofNullable(System.getProperty("tinyrig.profiles")).map(Path::of);
  }

  EngineChoice engine() {
    return engine;
  }

  /** Refuses an engine that counts nothing for what needs cycles or observers of the run. */
  void requireCounts(String what) {
    if (engine.countsNothing()) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "--engine unicorn counts no cycles and lets nobody look on, which "
              + what
              + " needs: use --engine auto");
    }
  }

  /** Refuses options that an engine which counts nothing cannot heed. */
  void checkEngine() {
    if (maxCycles != null) {
      requireCounts("--max-cycles");
    }
    if (invokes != null) {
      requireCounts("--invokes");
    }
    if (input != null) {
      requireCounts("--input");
    }
  }

  Optional<String> board() {
    return Optional.ofNullable(board);
  }

  /** Options as they are when none is given, with the debug database of a compiler. */
  static RunOptions withVelaDebug(Path file) {
    RunOptions options = new RunOptions();
    options.velaDebug = new VelaDebugOption(file);
    return options;
  }

  /** The board with the NPU that was asked for. */
  Board withNpu(Board chosen, Image image) {
    if (npu == null) {
      return chosen;
    }
    return npu.equals(AUTO_NPU)
        ? NpuFit.wanted(image).stream().findFirst().map(chosen::withNpu).orElse(chosen)
        : chosen.withNpu(NpuOption.parse("--npu", npu));
  }

  /** The memories around the NPU, if they were named. */
  Optional<SystemConfig> npuSystem() {
    return Optional.ofNullable(npuSystem).map(name -> NpuOption.system("--npu-system", name));
  }

  List<BoardMemory> memories() {
    return memories.stream().map(BoardMemory::parse).toList();
  }

  String until() {
    return until;
  }

  OptionalLong invokes() {
    return invokes == null ? OptionalLong.empty() : OptionalLong.of(invokes);
  }

  OptionalLong maxCycles() {
    return maxCycles == null ? OptionalLong.empty() : OptionalLong.of(maxCycles);
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  Unmodelled unmodelled() {
    return unmodelled;
  }

  Optional<byte[]> input() {
    return Optional.ofNullable(input).map(file -> InputFile.read(file, "--input"));
  }

  Optional<VelaDebug> velaDebug() {
    return velaDebug.read();
  }

  Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  String arguments() {
    return arguments;
  }

  byte[] stdin() {
    return stdin == null ? new byte[0] : InputFile.read(stdin, "--stdin");
  }
}
