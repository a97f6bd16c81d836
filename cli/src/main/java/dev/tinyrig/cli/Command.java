package dev.tinyrig.cli;

import java.util.concurrent.Callable;

/** A subcommand: knows its terminal and ends with an {@link ExitCode}. */
abstract class Command implements Callable<Integer> {
  private Terminal terminal;

  /** Called once, before the command runs. */
  final void use(Terminal terminal) {
    this.terminal = terminal;
  }

  final Terminal terminal() {
    return terminal;
  }

  @Override
  public final Integer call() throws Exception {
    return execute();
  }

  /** Does the work and returns the process status. */
  abstract int execute() throws Exception;
}
