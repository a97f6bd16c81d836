package dev.tinyrig.cli;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Fixture;
import dev.tinyrig.fixtures.FixtureId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists and builds the firmware of the project's own tests and demo. */
@CommandLine.Command(
    name = "firmware",
    description =
        "List the firmware that can be built from package registries, or build one and print the"
            + " path of its ELF.")
final class FirmwareCommand extends Command {
  @Parameters(
      paramLabel = "TARGET MODEL VARIANT | TARGET PROGRAM",
      arity = "0..3",
      description = "What to build, for example m4f kws optimised. Without it: the list.")
  private List<String> name = new ArrayList<>();

  @Option(
      names = "--invokes",
      paramLabel = "N",
      description = "Make a copy that calls Invoke N times, to measure how fast it is simulated.")
  private Integer invokes;

  @Override
  int execute() {
    Firmware firmware = Firmware.locate();
    if (name.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (Fixture fixture : firmware.catalog().fixtures()) {
        FixtureId id = fixture.id();
        text.append(id.target()).append(' ').append(id.model()).append(' ').append(id.variant());
        text.append('\n');
      }
      terminal().print(text.toString());
      return ExitCode.PASSED.status();
    }
    if (name.size() == 2 && invokes == null) {
      terminal().print(firmware.program(name.get(0), name.get(1)) + "\n");
      return ExitCode.PASSED.status();
    }
    if (name.size() != 3) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          "firmware needs a target, a model and a variant, for example: m4f kws optimised; or a"
              + " target and a program: m4f branchy, which takes no --invokes");
    }
    if (invokes != null && invokes < 1) {
      throw new CommandFailure(ExitCode.BAD_INPUT, "--invokes must be 1 or more, not " + invokes);
    }
    FixtureId id = new FixtureId(name.get(0), name.get(1), name.get(2));
    firmware.build(List.of(id), terminal()::say);
    terminal().print((invokes == null ? firmware.elf(id) : firmware.repeated(id, invokes)) + "\n");
    return ExitCode.PASSED.status();
  }
}
