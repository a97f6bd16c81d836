package dev.tinyrig.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    footer = {
      "",
      "Exit codes: 0 passed; 1 firmware failed, faulted or locked up; 2 a budget or comparison"
          + " failed; 3 bad input or usage, unwritable output, or stopped by --unmodelled=fail;"
          + " 4 limit or hang; 5 internal error."
    })
final class TinyrigCommand implements Runnable {
  /** The subcommands by name, in the order of the help. */
  private static final Map<String, Class<? extends Command>> SUBCOMMANDS = subcommands();

  @Spec private CommandSpec spec;

  private static Map<String, Class<? extends Command>> subcommands() {
    Map<String, Class<? extends Command>> all = new LinkedHashMap<>();
    all.put("run", RunCommand.class);
    all.put("profile", ProfileCommand.class);
    all.put("compare", CompareCommand.class);
    all.put("demo", DemoCommand.class);
    all.put("disasm", DisasmCommand.class);
    all.put("npu", NpuCommand.class);
    all.put("boards", BoardsCommand.class);
    all.put("cores", CoresCommand.class);
    all.put("firmware", FirmwareCommand.class);
    return all;
  }

  /**
   * The subcommands that a command line may be about: the one that it begins with, or all. To
   * describe all of them to picocli takes a tenth of a second.
   */
  static Collection<Class<? extends Command>> of(String... arguments) {
    Class<? extends Command> named = arguments.length == 0 ? null : SUBCOMMANDS.get(arguments[0]);
    return named == null ? SUBCOMMANDS.values() : List.of(named);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
