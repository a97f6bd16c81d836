package dev.tinyrig.cli;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.traces.compare.Comparison;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The main job on real input: one model on two builds of TFLM, compared operator by operator. */
@CommandLine.Command(
    name = "demo",
    description =
        "Build a TFLM firmware with reference and with optimised kernels, run both, and compare"
            + " their operators.")
final class DemoCommand extends Command {
  private static final List<String> VARIANTS = List.of("reference", "optimised");

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "Model of MLPerf Tiny: vww (default), kws, ic or ad.")
  private String model = "vww";

  @Option(
      names = "--target",
      paramLabel = "T",
      description = "Core that it is built for: m4f (default), m0plus, m3 or m7.")
  private String target = "m4f";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the chart and the JSON reports go (default: tinyrig-demo).")
  private Path folder = Path.of("tinyrig-demo");

  @Override
  int execute() throws IOException {
    Files.createDirectories(folder);
    Firmware firmware = Firmware.locate();
    List<FixtureId> ids =
        VARIANTS.stream().map(variant -> new FixtureId(target, model, variant)).toList();
    terminal().say("building the firmware (only what is missing; the first time fetches TFLM)");
    firmware.build(ids, terminal()::say);

    List<Profiler.Outcome> outcomes =
        new Profiler(terminal(), new RunOptions())
            .profile(ids.stream().map(firmware::elf).toList());
    for (Profiler.Outcome outcome : outcomes) {
      if (outcome.ending().exitCode() != ExitCode.PASSED) {
        throw new CommandFailure(
            outcome.ending().exitCode(), outcome.report().image() + ": " + outcome.ending().text());
      }
    }
    List<Report> reports = outcomes.stream().map(Profiler.Outcome::report).toList();
    Comparison comparison = Comparison.of(VARIANTS, reports);
    terminal().print(comparison.text());

    String name = model + "-" + target;
    for (int i = 0; i < VARIANTS.size(); i++) {
      write(name + "-" + VARIANTS.get(i) + ".json", ReportJson.write(reports.get(i)));
    }
    String title = model + " on " + reports.getFirst().core() + ": cycles by operator";
    byte[] png = ComparisonChart.png(title, VARIANTS, comparison);
    write(name + ".png", png);
    write(name + ".html", ComparisonPage.html(title, comparison, png));
    terminal()
        .print("chart: " + folder.resolve(name + ".html").toAbsolutePath().normalize() + "\n");
    return comparison.outputs(1) == Comparison.Outputs.EQUAL
        ? ExitCode.PASSED.status()
        : ExitCode.COMPARISON_FAILED.status();
  }

  private void write(String name, byte[] content) {
    try (OutputFile file = OutputFile.open(folder.resolve(name))) {
      file.write(content);
    }
  }
}
