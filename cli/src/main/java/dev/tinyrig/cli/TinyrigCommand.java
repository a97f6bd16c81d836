package dev.tinyrig.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: help, version, or a usage error. */
@CommandLine.Command(
    name = "tinyrig",
    description =
        "Runs Arm Cortex-M firmware with TensorFlow Lite Micro and counts the cycles of every"
            + " operator.",
    version = "tinyrig " + Version.OF_TINYRIG,
    subcommands = {
      RunCommand.class,
      ProfileCommand.class,
      CompareCommand.class,
      DemoCommand.class,
      DisasmCommand.class,
      NpuCommand.class,
      BoardsCommand.class,
      CoresCommand.class,
      FirmwareCommand.class,
    },
    footer = {
      "",
      "Exit codes: 0 passed; 1 firmware failed, faulted or locked up; 2 a budget or comparison"
          + " failed; 3 bad input or usage, unwritable output, or stopped by --unmodelled=fail;"
          + " 4 limit or hang; 5 internal error."
    })
final class TinyrigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
