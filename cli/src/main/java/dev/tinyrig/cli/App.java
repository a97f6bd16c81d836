package dev.tinyrig.cli;

import dev.tinyrig.emulator.image.ImageException;
import dev.tinyrig.fixtures.FixtureException;
import dev.tinyrig.peripherals.UnmodelledException;
import dev.tinyrig.peripherals.board.BoardException;
import dev.tinyrig.peripherals.uart.UartScriptException;
import dev.tinyrig.traces.model.ModelException;
import dev.tinyrig.traces.report.ReportException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments into a command, and every way it can end into one {@link ExitCode}. */
final class App {
  private final Terminal terminal;

  App(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs one command and returns the process status; never exits and never throws. */
  int run(String... arguments) {
    CommandLine line = new CommandLine(new TinyrigCommand(), new Factory(terminal));
    TinyrigCommand.of(arguments).forEach(line::addSubcommand);
    // What is set here is set for the subcommands, too.
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::usageError)
        .setExecutionExceptionHandler((error, command, parsed) -> failure(error));
    CommandSpec top = line.getCommandSpec();
    top.addOption(help());
    top.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version.")
            .build());
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().addOption(help()));
    int status;
    try {
      status = line.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
      status = failure(e);
    }
    terminal.err().flush();
    return status;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help.")
        .build();
  }

  private int usageError(ParameterException error, String[] arguments) {
    CommandSpec command = error.getCommandLine().getCommandSpec();
    String name = command.qualifiedName();
    StringBuilder text = new StringBuilder(oneLine(error.getMessage()));
    if (error instanceof UnmatchedArgumentException unmatched) {
      Suggestion.of(unmatched.getUnmatched().getFirst(), command)
          .ifPresent(known -> text.append("; did you mean ").append(known).append('?'));
    }
    terminal.err().println(name + ": " + text + " (" + name + " --help lists what there is)");
    return ExitCode.BAD_INPUT.status();
  }

  private int failure(Throwable error) {
    if (error instanceof CommandFailure failure) {
      terminal.say(failure.getMessage());
      return failure.exitCode().status();
    }
    if (isTheUsersToMend(error)) {
      terminal.say(oneLine(error.getMessage()));
      return ExitCode.BAD_INPUT.status();
    }
    terminal.say(
        "internal error: " + error + ". This is a fault of tinyrig; the stack below says where.");
    error.printStackTrace(terminal.err());
    return ExitCode.INTERNAL_ERROR.status();
  }

  /** The typed errors of the libraries whose message names what is wrong and what to do. */
  private static boolean isTheUsersToMend(Throwable error) {
    return error instanceof ImageException
        || error instanceof BoardException
        || error instanceof UnmodelledException
        || error instanceof UartScriptException
        || error instanceof FixtureException
        || error instanceof ReportException
        || error instanceof ModelException;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
