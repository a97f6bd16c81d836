package dev.tinyrig.cli;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Lists the cores that can be simulated. */
@CommandLine.Command(name = "cores", description = "List the cores that can be simulated.")
final class CoresCommand extends Command {
  @Override
  int execute() {
    StringBuilder text = new StringBuilder();
    for (CoreModel core : CoreModel.values()) {
      String features =
          EnumSet.copyOf(core.features()).stream()
              .map(Feature::name)
              .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining(" "));
      text.append(
          String.format(Locale.ROOT, "%-16s %-34s %s%n", core.id(), core.title(), features));
    }
    terminal().print(text.toString());
    return ExitCode.PASSED.status();
  }
}
