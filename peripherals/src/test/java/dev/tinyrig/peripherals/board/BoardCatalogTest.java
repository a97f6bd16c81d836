package dev.tinyrig.peripherals.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoardCatalogTest {
  private static final Path FILES = Path.of("src/main/resources/dev/tinyrig/peripherals/boards");

  /** Reading a board checks its keys, types and overlaps. */
  @Test
  void everyBoardOfTheProgramReadsAndIsListed() throws Exception {
    List<String> files;
    try (Stream<Path> paths = Files.list(FILES)) {
      files =
          paths
              .map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted()
              .toList();
    }
    List<Board> boards = BoardCatalog.list();
    assertEquals(files, boards.stream().map(Board::id).sorted().toList());
    for (Board board : boards) {
      assertEquals(board, BoardCatalog.get(board.id()));
    }
  }

  @Test
  void unknownIdsGetAHint() {
    record Case(String id, String hint) {}
    for (Case c :
        List.of(
            new Case("mps2-an358", "did you mean 'mps2-an385'?"),
            new Case("an500", "did you mean 'mps2-an500'?"),
            new Case("generic-m4fp", "did you mean 'generic-m4f'?"),
            new Case("zzzzzzzzzzzz", "there are mps2-an385, "))) {
      BoardException e = assertThrows(BoardException.class, () -> BoardCatalog.get(c.id));
      assertTrue(e.getMessage().contains(c.hint), e.getMessage());
    }
  }

  @Test
  void boardsOfTheUserAreFiles(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file, Files.readString(FILES.resolve("generic-m3.yaml")).replace("generic-m3", "mine"));
    assertEquals("mine", BoardCatalog.get(file.toString()).id());
    BoardException e =
        assertThrows(BoardException.class, () -> BoardCatalog.get(folder + "/absent.yaml"));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
  }
}
