package dev.tinyrig.cli;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.FixtureException;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.traces.compare.Comparison;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The main job on real input: one model on several builds of TFLM, compared by operators. */
@CommandLine.Command(
    name = "demo",
    description =
        "Build a TFLM firmware with reference kernels, with optimised ones and for the NPU, run"
            + " them, and compare their operators.")
final class DemoCommand extends Command {
  private static final List<String> VARIANTS = List.of("reference", "optimised");

  /** Only the board with an M55 has an NPU, which is this one. */
  private static final String NPU_VARIANT = "ethos-u55-128";

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "Model of MLPerf Tiny: vww (default), kws, ic or ad.")
  private String model = "vww";

  @Option(
      names = "--target",
      paramLabel = "T",
      description =
          "Core that it is built for: m55 (default), which has an NPU beside it, m4f, m0plus, m3 or"
              + " m7.")
  private String target = "m55";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the chart and the JSON reports go (default: tinyrig-demo).")
  private Path folder = Path.of("tinyrig-demo");

  @Override
  int execute() throws IOException {
    Files.createDirectories(folder);
    Firmware firmware = Firmware.locate();
    terminal().say("building the firmware (only what is missing; the first time fetches TFLM)");
    List<FixtureId> ids = new ArrayList<>();
    VARIANTS.forEach(variant -> ids.add(new FixtureId(target, model, variant)));
    firmware.build(ids, terminal()::say);
    addNpu(firmware, ids);

    List<Profiler.Outcome> outcomes =
        new Profiler(terminal(), options(firmware, ids.getLast()))
            .profile(ids.stream().map(firmware::elf).toList());
    for (Profiler.Outcome outcome : outcomes) {
      if (outcome.ending().exitCode() != ExitCode.PASSED) {
        throw new CommandFailure(
            outcome.ending().exitCode(), outcome.report().image() + ": " + outcome.ending().text());
      }
    }
    List<Report> reports = outcomes.stream().map(Profiler.Outcome::report).toList();
    List<String> variants = ids.stream().map(FixtureId::variant).toList();
    Comparison comparison = Comparison.of(variants, reports);
    terminal().print(comparison.text());

    String name = model + "-" + target;
    for (int i = 0; i < variants.size(); i++) {
      write(name + "-" + variants.get(i) + ".json", ReportJson.write(reports.get(i)));
    }
    String title = model + " on " + reports.getFirst().core() + ": cycles by operator";
    byte[] png = ComparisonChart.png(title, variants, comparison);
    write(name + ".png", png);
    write(name + ".html", ComparisonPage.html(title, comparison, png));
    terminal()
        .print("chart: " + folder.resolve(name + ".html").toAbsolutePath().normalize() + "\n");
    boolean equal =
        IntStream.range(1, variants.size())
            .allMatch(run -> comparison.outputs(run) == Comparison.Outputs.EQUAL);
    return (equal ? ExitCode.PASSED : ExitCode.COMPARISON_FAILED).status();
  }

  /** With what tells from which layers the NPU's operations were made. */
  private static RunOptions options(Firmware firmware, FixtureId last) {
    return firmware
        .catalog()
        .fixture(last)
        .npu()
        .map(model -> RunOptions.withVelaDebug(firmware.npuDebug(model)))
        .orElseGet(RunOptions::new);
  }

  /** The third column, where there is one: the model's compiler is a package that not all have. */
  private void addNpu(Firmware firmware, List<FixtureId> ids) {
    FixtureId id = new FixtureId(target, model, NPU_VARIANT);
    if (firmware.catalog().fixtures().stream().noneMatch(each -> each.id().equals(id))) {
      return;
    }
    try {
      firmware.build(List.of(id), terminal()::say);
      ids.add(id);
    } catch (FixtureException e) {
      terminal().say("without the NPU: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private void write(String name, byte[] content) {
    try (OutputFile file = OutputFile.open(folder.resolve(name))) {
      file.write(content);
    }
  }
}
