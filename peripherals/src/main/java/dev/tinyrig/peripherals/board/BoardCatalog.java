package dev.tinyrig.peripherals.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The boards that come with the program, and boards in the user's own files. */
public final class BoardCatalog {
  private static final String FOLDER = "/dev/tinyrig/peripherals/boards/";
  private static final String INDEX = "index.txt";

  private BoardCatalog() {}

  /** Every board that comes with the program, in the order in which they are offered. */
  public static List<Board> list() {
    return stream().toList();
  }

  /** The same, each read when it is taken. */
  static Stream<Board> stream() {
    return ids().stream().map(BoardCatalog::builtIn);
  }

  /**
   * A board by its id, or by the path of a {@code .yaml} file; throws {@link BoardException} with
   * the ids that are near when there is none.
   */
  public static Board get(String idOrPath) {
    if (idOrPath.endsWith(".yaml") || idOrPath.endsWith(".yml") || idOrPath.contains("/")) {
      return load(Path.of(idOrPath));
    }
    List<String> ids = ids();
    if (ids.contains(idOrPath)) {
      return builtIn(idOrPath);
    }
    String hint =
        nearest(idOrPath, ids)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("there are " + String.join(", ", ids));
    throw new BoardException(
        "there is no board '"
            + idOrPath
            + "'; "
            + hint
            + " (a board of your own: give its .yaml file)");
  }

  /** A board in a file of the user. */
  public static Board load(Path file) {
    try {
      return BoardReader.read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BoardException(file.toString(), BoardException.NO_LINE, "there is no such file");
    } catch (IOException e) {
      throw new BoardException(
          file.toString(), BoardException.NO_LINE, "cannot be read (" + e.getMessage() + ")");
    }
  }

  /** Ids of the boards that come with the program. */
  public static List<String> ids() {
    return new String(resource(INDEX), StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .collect(Collectors.toList());
  }

  private static Board builtIn(String id) {
    Board board = BoardReader.read(id + ".yaml", resource(id + ".yaml"));
    if (!board.id().equals(id)) {
      throw new BoardException(board.file(), 1, "id: '" + board.id() + "' does not fit the file");
    }
    return board;
  }

  private static byte[] resource(String name) {
    try (InputStream in = BoardCatalog.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new BoardException("the program lacks its file " + FOLDER + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new BoardException("the program's file " + FOLDER + name + " cannot be read: " + e);
    }
  }

  /** The id with the fewest letters to change, when it is not more than a third of them. */
  static Optional<String> nearest(String wanted, List<String> ids) {
    return ids.stream()
        .min(Comparator.comparingInt((String id) -> distance(wanted, id)))
        .filter(
            id ->
                distance(wanted, id) <= Math.max(2, wanted.length() / 3)
                    || id.contains(wanted)
                    || wanted.contains(id));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
