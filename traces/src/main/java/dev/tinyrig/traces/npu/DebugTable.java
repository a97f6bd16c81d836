package dev.tinyrig.traces.npu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of comma-separated values whose first line names the columns; texts stand in quotes. */
final class DebugTable {
  private DebugTable() {}

  /** The rows, by the names of their columns. */
  static List<Map<String, String>> parse(String text) {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> heads = null;
    for (String line : text.strip().split("\n")) {
      List<String> cells = cells(line.strip());
      if (heads == null) {
        heads = cells;
        continue;
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < Math.min(heads.size(), cells.size()); i++) {
        row.put(heads.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
