package dev.tinyrig.traces.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text: the first row is the heading, numbers stand to the right. */
public final class Table {
  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param alignment one letter for each column: {@code l} or {@code r}
   * @param heading as many words
   */
  public Table(String alignment, String... heading) {
    right = new boolean[alignment.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = alignment.charAt(i) == 'r';
    }
    rows.add(heading);
  }

  /** Adds a row with as many cells as the heading. */
  public Table row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
    }
    rows.add(cells);
    return this;
  }

  /** The rows, heading first. */
  public List<List<String>> rows() {
    return rows.stream().map(List::of).toList();
  }

  /** The lines, without spaces at their ends. */
  @Override
  public String toString() {
    int[] width = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < width.length; i++) {
        width[i] = Math.max(width[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < width.length; i++) {
        String space = " ".repeat(width[i] - row[i].length());
        line.append(i == 0 ? "" : "  ").append(right[i] ? space + row[i] : row[i] + space);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
