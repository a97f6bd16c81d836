package dev.tinyrig.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands and hands them the terminal. */
final class Factory implements IFactory {
  private final Terminal terminal;

  Factory(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K made = CommandLine.defaultFactory().create(type);
    if (made instanceof Command command) {
      command.use(terminal);
    }
    return made;
  }
}
