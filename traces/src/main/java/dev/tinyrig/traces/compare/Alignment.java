package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.report.OperatorRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligns the operators of several runs: the longest common sequence of operators with the same name
 * and the same dimensions. What only one run has gets a row of its own.
 */
final class Alignment {
  /** Inputs of an NPU's operator that are no tensors of the model: stream, constants, scratch. */
  private static final int OF_THE_NPU = 4;

  private Alignment() {}

  /** Rows with one operator, or null, for each run. */
  static List<OperatorRow[]> align(List<List<OperatorRow>> runs) {
    List<OperatorRow[]> rows = new ArrayList<>();
    for (OperatorRow o : runs.getFirst()) {
      OperatorRow[] row = new OperatorRow[runs.size()];
      row[0] = o;
      rows.add(row);
    }
    for (int r = 1; r < runs.size(); r++) {
      rows = merge(rows, runs.get(r), r, runs.size());
    }
    return rows;
  }

  private static List<OperatorRow[]> merge(
      List<OperatorRow[]> rows, List<OperatorRow> run, int number, int runs) {
    int n = rows.size();
    int m = run.size();
    int[][] longest = new int[n + 1][m + 1];
    for (int i = n - 1; i >= 0; i--) {
      for (int j = m - 1; j >= 0; j--) {
        longest[i][j] =
            same(rows.get(i), run.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    List<OperatorRow[]> merged = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < n || j < m) {
      if (i < n && j < m && same(rows.get(i), run.get(j))) {
        rows.get(i)[number] = run.get(j++);
        merged.add(rows.get(i++));
      } else if (j == m || (i < n && longest[i + 1][j] >= longest[i][j + 1])) {
        merged.add(rows.get(i++));
      } else {
        OperatorRow[] row = new OperatorRow[runs];
        row[number] = run.get(j++);
        merged.add(row);
      }
    }
    return merged;
  }

  private static boolean same(OperatorRow[] row, OperatorRow other) {
    for (OperatorRow o : row) {
      if (o != null) {
        return o.op().equals(other.op()) && dimensions(o).equals(dimensions(other));
      }
    }
    return false;
  }

  /**
   * Shapes without element types, so that a float model aligns with its quantised twin; of an NPU's
   * operator those of the model's tensors, because stream, constants and scratch differ with the
   * NPU that they are compiled for.
   */
  private static String dimensions(OperatorRow o) {
    StringBuilder text = new StringBuilder();
    for (String shape : o.shapes().subList(firstOfModel(o), o.shapes().size())) {
      int bracket = shape.indexOf('[');
      text.append(bracket < 0 ? shape : shape.substring(bracket));
    }
    return text.toString();
  }

  private static int firstOfModel(OperatorRow o) {
    return o.isOnNpu() && o.shapes().size() > OF_THE_NPU ? OF_THE_NPU : 0;
  }
}
