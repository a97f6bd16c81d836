package dev.tinyrig.cli;

import dev.tinyrig.traces.compare.Comparison;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds runs against each other, operator by operator. */
@CommandLine.Command(
    name = "compare",
    description =
        "Compare two or more firmware images (they are run) or JSON reports, operator by operator."
            + " Ends with 2 when outputs differ or a budget is exceeded.")
final class CompareCommand extends Command {
  @Parameters(
      paramLabel = "A B",
      arity = "2..*",
      description = "Images, or reports written with --json. The first is what others are held to.")
  private List<Path> files;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--max-ratio",
      paramLabel = "R",
      description =
          "Budget: no Invoke may need more than R times the cycles of the first one's, for example"
              + " 1.05.")
  private Double maxRatio;

  @Option(names = "--html", paramLabel = "OUT", description = "Write a page with a chart too.")
  private Path html;

  @Override
  int execute() {
    options.requireCounts("compare");
    try (OutputFile page = html == null ? null : OutputFile.open(html)) {
      List<Report> reports = reports();
      List<String> labels = labels();
      Comparison comparison = Comparison.of(labels, reports);
      terminal().print(comparison.text());
      if (page != null) {
        page.write(
            ComparisonPage.html(
                String.join(" and ", labels),
                comparison,
                ComparisonChart.png("cycles by operator", labels, comparison)));
      }
      return verdict(comparison).status();
    }
  }

  private ExitCode verdict(Comparison comparison) {
    ExitCode code = ExitCode.PASSED;
    for (int run = 1; run < files.size(); run++) {
      if (comparison.outputs(run) == Comparison.Outputs.DIFFERENT) {
        terminal().say("the outputs of " + files.get(run) + " are not those of " + files.get(0));
        code = ExitCode.COMPARISON_FAILED;
      }
      if (comparison.invokeCycles(0) == 0 || comparison.invokeCycles(run) == 0) {
        terminal().say("no Invoke was seen in " + files.get(0) + " or " + files.get(run));
        code = ExitCode.COMPARISON_FAILED;
      } else if (maxRatio != null && 1 / comparison.ratio(run) > maxRatio) {
        terminal()
            .say(
                String.format(
                    Locale.ROOT,
                    "%s needs %.3f times the cycles of %s, the budget is %.3f",
                    files.get(run),
                    1 / comparison.ratio(run),
                    files.get(0),
                    maxRatio));
        code = ExitCode.COMPARISON_FAILED;
      }
    }
    return code;
  }

  private List<Report> reports() {
    List<Path> images = files.stream().filter(file -> !isReport(file)).toList();
    List<Profiler.Outcome> outcomes = new Profiler(terminal(), options).profile(images);
    List<Report> reports = new ArrayList<>();
    int next = 0;
    for (Path file : files) {
      if (isReport(file)) {
        reports.add(ReportJson.read(file.toString(), InputFile.read(file, "compare")));
      } else {
        Profiler.Outcome outcome = outcomes.get(next++);
        if (outcome.ending().exitCode() != ExitCode.PASSED) {
          throw new CommandFailure(
              outcome.ending().exitCode(), file + ": " + outcome.ending().text());
        }
        reports.add(outcome.report());
      }
    }
    return reports;
  }

  private static boolean isReport(Path file) {
    return file.toString().endsWith(".json");
  }

  /** File names without their ending, with their folder where they would be the same. */
  private List<String> labels() {
    List<String> names = files.stream().map(f -> stem(f.getFileName().toString())).toList();
    return names.stream().distinct().count() == names.size()
        ? names
        : files.stream().map(f -> stem(f.toString())).toList();
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
