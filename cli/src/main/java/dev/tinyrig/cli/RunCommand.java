package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.traces.report.ReportJson;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a firmware: its console on stdout, everything else on stderr. */
@CommandLine.Command(
    name = "run",
    description = "Run a firmware. Its console goes to stdout; the last line of stderr sums up.")
final class RunCommand extends Command {
  @Parameters(paramLabel = "FILE", description = "The firmware: ELF or Intel HEX.")
  private Path file;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write a report as JSON (profiles the run).")
  private Path json;

  @Option(names = "--trace", description = "Print every executed instruction on stderr (slow).")
  private boolean trace;

  @Option(
      names = "--pass-exit-status",
      description = "When the firmware exits, end with its own status.")
  private boolean passExitStatus;

  @Override
  int execute() {
    options.checkEngine();
    if (json != null) {
      options.requireCounts("--json");
    }
    if (trace) {
      options.requireCounts("--trace");
    }
    if (trace && options.engine() == EngineChoice.LOCKSTEP) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "--trace has every instruction interpreted, so that --engine lockstep would compare the"
              + " interpreter with itself: leave one of them out");
    }
    Image image = ImageLoader.load(file);
    try (OutputFile report = json == null ? null : OutputFile.open(json);
        FirmwareRun run =
            new FirmwareRun(image, options, report != null, terminal(), terminal()::say)) {
      Ending ending;
      if (trace) {
        try (TraceProbe probe = new TraceProbe(image, run.core(), terminal().err())) {
          run.machine().attach(probe);
          ending = run.run();
        }
      } else {
        ending = run.run();
      }
      FaultText.of(image, run, ending).forEach(terminal()::say);
      run.divergence()
          .ifPresent(found -> DivergenceText.lines(image, found).forEach(terminal()::say));
      if (report != null) {
        report.write(ReportJson.write(run.report(ending)));
      }
      int status =
          passExitStatus && ending.status() != null
              ? ending.status() & 0xFF
              : ending.exitCode().status();
      terminal().say(run.summary(ending, status));
      return status;
    }
  }
}
