package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.traces.report.Report;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Profiles several images side by side; what they print to their consoles is not shown. */
final class Profiler {
  /** A report, and how its run ended. */
  record Outcome(Report report, Ending ending) {}

  private final Terminal terminal;
  private final RunOptions options;

  Profiler(Terminal terminal, RunOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /** One outcome for each image, in their order; progress is said as it comes. */
  List<Outcome> profile(List<Path> images) {
    int workers = Math.clamp(images.size(), 1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (Path image : images) {
        pending.add(pool.submit(() -> profile(image)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> each : pending) {
        outcomes.add(each.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CommandFailure(
          ExitCode.INTERNAL_ERROR, "a run failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.LIMIT_OR_HANG, "interrupted", e);
    }
  }

  private Outcome profile(Path file) {
    Image image = ImageLoader.load(file);
    Terminal quiet = new Terminal(OutputStream.nullOutputStream(), terminal.err());
    try (FirmwareRun run = new FirmwareRun(image, options, true, quiet, line -> {})) {
      terminal.say("running " + file + " on " + run.core().title());
      run.stopAfterFirstInvoke();
      Ending ending = run.run();
      terminal.say(
          String.format(
              Locale.ROOT,
              "ran %s: %s",
              file.getFileName(),
              run.summary(ending, ending.exitCode().status())));
      return new Outcome(run.report(ending), ending);
    }
  }
}
