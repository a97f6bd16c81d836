package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.OperationRun;
import dev.tinyrig.peripherals.ethosu.StreamRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.LegacyEstimate;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.payload.PayloadException;
import dev.tinyrig.peripherals.ethosu.stream.StreamException;
import dev.tinyrig.peripherals.ethosu.weights.WeightFault;
import dev.tinyrig.traces.model.ModelException;
import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.model.Tensor;
import dev.tinyrig.traces.npu.VelaDebug;
import dev.tinyrig.traces.report.NpuOperationRow;
import dev.tinyrig.traces.report.NpuText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a model that Vela compiled, on the NPU alone. */
@CommandLine.Command(
    name = "npu",
    description =
        "Run a model that Arm's compiler Vela has compiled for an Ethos-U55 or Ethos-U65, without"
            + " firmware: its outputs, and the cycles of every operation.")
final class NpuCommand extends Command {
  private static final int SHOWN = 16;

  /** Which memories the three kinds of tensors lie in: the modes of {@code vela.ini}. */
  enum MemoryMode {
    SHARED_SRAM,
    DEDICATED_SRAM,
    SRAM_ONLY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Who counts the cycles. */
  enum Counting {
    PIPELINE,
    VELA_LEGACY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(paramLabel = "FILE.tflite", description = "What Vela wrote.")
  private Path file;

  @Option(
      names = "--config",
      paramLabel = "C",
      description = "NPU, for example ethos-u55-128 (default: the one it was compiled for).")
  private String config;

  @Option(
      names = "--system",
      paramLabel = "S",
      description = "System configuration of vela.ini (default: Vela's default of the NPU).")
  private String system;

  @Option(
      names = "--memory-mode",
      paramLabel = "M",
      description =
          "shared-sram (default of the U55), dedicated-sram (default of the U65) or sram-only.")
  private MemoryMode memoryMode;

  @Option(
      names = "--cycles",
      paramLabel = "MODEL",
      description =
          "pipeline (default), or vela-legacy: the estimate of Vela's older core for each"
              + " operation.")
  private Counting counting = Counting.PIPELINE;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Raw bytes of an input; give it once for each input.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of random inputs, when none are given (default 1).")
  private long seed = 1;

  @Mixin private VelaDebugOption velaDebug = new VelaDebugOption();

  private VelaDebug debug;

  @Option(names = "--listing", description = "Print the command stream, and run nothing.")
  private boolean listing;

  @Override
  int execute() {
    byte[] bytes = InputFile.read(file, "FILE.tflite");
    debug = velaDebug.read().orElse(null);
    try {
      NpuModelRun probe = new NpuModelRun(bytes, NpuConfig.U55_128);
      probe.allocate();
      NpuConfig npu = choose(probe);
      NpuModelRun run = new NpuModelRun(bytes, npu);
      run.allocate();
      if (listing) {
        terminal().print(run.listing());
        return ExitCode.PASSED.status();
      }
      fill(run);
      run(run, npu);
      return ExitCode.PASSED.status();
    } catch (ModelException | PayloadException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, file + ": " + e.getMessage(), e);
    } catch (StreamException | BusFault | WeightFault e) {
      throw new CommandFailure(ExitCode.FIRMWARE_FAILED, file + ": " + e.getMessage(), e);
    }
  }

  /** The NPU, which must be the one that the stream was made for. */
  private NpuConfig choose(NpuModelRun model) {
    int word = 0;
    for (Operator o : model.operators()) {
      if (NpuModelRun.isNpu(o)) {
        word = model.payload(o).config();
      }
    }
    if (word == 0) {
      throw NpuModelRun.bad("it has no ethos-u operator");
    }
    String number = String.format(Locale.ROOT, "0x%08x", word);
    NpuConfig made =
        NpuConfig.ofConfigWord(word)
            .orElseThrow(() -> NpuModelRun.bad("no NPU has the CONFIG word " + number));
    if (config == null) {
      return made;
    }
    NpuConfig asked = NpuOption.parse("--config", config);
    if (asked != made) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          file
              + " was compiled for "
              + made.id()
              + " (CONFIG "
              + number
              + ") and cannot run on "
              + asked.id()
              + "; compile it with --accelerator-config "
              + asked.id());
    }
    return asked;
  }

  private void fill(NpuModelRun run) {
    int[] numbers = run.model().main().inputs();
    if (!inputs.isEmpty()) {
      if (inputs.size() != numbers.length) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            "--input: the model has " + numbers.length + " inputs, given were " + inputs.size());
      }
      for (int i = 0; i < numbers.length; i++) {
        run.setInput(i, InputFile.read(inputs.get(i), "--input"));
      }
      return;
    }
    Random random = new Random(seed);
    for (int i = 0; i < numbers.length; i++) {
      Tensor tensor = run.tensor(numbers[i]);
      byte[] bytes = new byte[(int) tensor.bytes()];
      random.nextBytes(bytes);
      if (tensor.type().isFloat()) {
        for (int at = 3; at < bytes.length; at += 4) {
          bytes[at] = (byte) (bytes[at] & 0x80 | 0x40); // between 2 and 32 in size
        }
      }
      run.setInput(i, bytes);
    }
  }

  private void run(NpuModelRun run, NpuConfig npu) {
    SystemConfig chosen = system(npu);
    CycleModel model =
        counting == Counting.PIPELINE
            ? new PipelineModel(npu, chosen)
            : new LegacyEstimate(npu, chosen);
    List<String> findings = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    text.append(npu.id()).append(", ").append(chosen.id()).append(", ");
    text.append(
        counting == Counting.PIPELINE
            ? "cycles are modelled (docs/npu.md)\n"
            : "cycles are Vela's legacy estimate\n");
    List<StreamRun.Result> results =
        run.invoke(
            model, ports(npu), (offset, what) -> findings.add("offset " + offset + ": " + what));
    for (int stream = 0; stream < results.size(); stream++) {
      text.append(table(npu, stream, results.get(stream)));
    }
    findings.forEach(finding -> text.append("finding: ").append(finding).append('\n'));
    int[] outputs = run.model().main().outputs();
    for (int i = 0; i < outputs.length; i++) {
      text.append(outputText(run.tensor(outputs[i]), run.output(i)));
    }
    terminal().print(text.toString());
  }

  private String table(NpuConfig npu, int stream, StreamRun.Result result) {
    List<NpuOperationRow> rows = new ArrayList<>();
    for (OperationRun run : result.rows()) {
      NpuOperationRow.Layer layer =
          debug == null ? null : debug.layer(stream, run.operation().offset()).orElse(null);
      rows.add(new NpuOperationRow(-1, layer, NpuRuns.of(npu.id(), npu, run)));
    }
    return NpuText.write(rows)
        + String.format(Locale.ROOT, "%d cycles from start to stop%n", result.cycles());
  }

  private static String outputText(Tensor tensor, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    byte[] shown = Arrays.copyOf(bytes, Math.min(SHOWN, bytes.length));
    return String.format(
        Locale.ROOT,
        "output %s %s: %d bytes, crc32 %08x, first %s%n",
        tensor.name(),
        tensor.shapeText(),
        bytes.length,
        crc.getValue(),
        Arrays.toString(shown));
  }

  private SystemConfig system(NpuConfig npu) {
    if (system == null) {
      return SystemConfig.defaultOf(npu.isU65());
    }
    return NpuOption.system("--system", system);
  }

  private CycleModel.Ports ports(NpuConfig npu) {
    MemoryMode mode = memoryMode;
    if (mode == null) {
      mode = npu.isU65() ? MemoryMode.DEDICATED_SRAM : MemoryMode.SHARED_SRAM;
    }
    return switch (mode) {
      case SHARED_SRAM -> CycleModel.Ports.SHARED_SRAM;
      case DEDICATED_SRAM -> CycleModel.Ports.DEDICATED_SRAM;
      case SRAM_ONLY -> CycleModel.Ports.SRAM_ONLY;
    };
  }
}
