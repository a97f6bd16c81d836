package dev.tinyrig.cli;

import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** Finds what a mistyped option or command was meant to be. */
final class Suggestion {
  private Suggestion() {}

  /** The known word nearest to {@code typed}, if it is near enough to be meant. */
  static Optional<String> of(String typed, CommandSpec command) {
    TreeSet<String> known = new TreeSet<>(command.optionsMap().keySet());
    known.addAll(command.subcommands().keySet());
    String name = typed.replaceFirst("=.*", "");
    int best = Math.max(2, name.length() / 3);
    String nearest = null;
    for (String word : known) {
      int distance = distance(name, word);
      if (distance < best || (distance == best && nearest == null)) {
        best = distance;
        nearest = word;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Insertions, deletions and replacements that turn one word into the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
