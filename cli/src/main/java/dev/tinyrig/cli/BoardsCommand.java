package dev.tinyrig.cli;

import dev.tinyrig.peripherals.board.Board;
import dev.tinyrig.peripherals.board.BoardCatalog;
import dev.tinyrig.peripherals.board.BoardMemory;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Lists the boards that come with the program. */
@CommandLine.Command(name = "boards", description = "List the boards that come with tinyrig.")
final class BoardsCommand extends Command {
  @Override
  int execute() {
    StringBuilder text = new StringBuilder();
    for (Board board : BoardCatalog.list()) {
      String memories =
          board.memoriesFromImage()
              ? "memories from --memory or the image"
              : board.memories().stream()
                  .map(BoardMemory::describe)
                  .collect(Collectors.joining(", "));
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %-14s %4d MHz  %s%n%-16s %s%n",
              board.id(),
              board.core().id(),
              board.clockHz() / 1_000_000,
              board.title(),
              "",
              memories));
    }
    terminal().print(text.toString());
    return ExitCode.PASSED.status();
  }
}
