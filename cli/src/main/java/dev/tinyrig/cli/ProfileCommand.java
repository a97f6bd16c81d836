package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportCsv;
import dev.tinyrig.traces.report.ReportJson;
import dev.tinyrig.traces.report.ReportText;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a firmware and says where its cycles went. */
@CommandLine.Command(
    name = "profile",
    description =
        "Run a firmware and say where its cycles went: operators, functions, memory, findings. Ends"
            + " after the first Invoke when the firmware does not end by itself.")
final class ProfileCommand extends Command {
  @Parameters(paramLabel = "FILE", description = "The firmware: ELF or Intel HEX.")
  private Path file;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--json", paramLabel = "OUT", description = "Write the report as JSON too.")
  private Path json;

  @Option(
      names = "--csv",
      paramLabel = "OUT",
      description = "Write the operators as CSV, as MicroProfiler's per-tag output.")
  private Path csv;

  @Option(names = "--console", description = "Show the firmware's console on stderr.")
  private boolean showConsole;

  @Override
  int execute() {
    options.requireCounts("profile");
    Image image = ImageLoader.load(file);
    Terminal console =
        new Terminal(
            showConsole ? terminal().err() : OutputStream.nullOutputStream(), terminal().err());
    try (OutputFile jsonFile = json == null ? null : OutputFile.open(json);
        OutputFile csvFile = csv == null ? null : OutputFile.open(csv);
        FirmwareRun run = new FirmwareRun(image, options, true, console, terminal()::say)) {
      run.stopAfterFirstInvoke();
      Ending ending = run.run();
      Report report = run.report(ending);
      terminal().print(ReportText.write(report));
      run.divergence()
          .ifPresent(found -> DivergenceText.lines(image, found).forEach(terminal()::say));
      if (jsonFile != null) {
        jsonFile.write(ReportJson.write(report));
      }
      if (csvFile != null) {
        csvFile.write(ReportCsv.write(report).getBytes(StandardCharsets.UTF_8));
      }
      int status = ending.exitCode().status();
      terminal().say(run.summary(ending, status));
      return status;
    }
  }
}
