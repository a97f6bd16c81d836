package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.compare.AlignedRow.Cell;
import dev.tinyrig.traces.compare.AlignedRow.Kind;
import dev.tinyrig.traces.report.OperatorRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out which operators an NPU's operator stands for: compilers put one in place of a stretch
 * of the model. It is what the other runs have before it, back to the last operator that the run
 * has itself; where nothing is there, what they have behind it.
 */
final class AlignedRows {
  private static final int NONE = -1;

  private final List<OperatorRow[]> rows;
  private final int runs;

  /** By run and row: the row of the NPU's operator that stands for it. */
  private final int[][] owners;

  private AlignedRows(List<List<OperatorRow>> operators) {
    rows = Alignment.align(operators);
    runs = operators.size();
    owners = new int[runs][rows.size()];
    for (int run = 0; run < runs; run++) {
      own(run);
    }
  }

  /** The rows of runs that may have an NPU. */
  static List<AlignedRow> of(List<List<OperatorRow>> operators) {
    AlignedRows all = new AlignedRows(operators);
    List<AlignedRow> made = new ArrayList<>();
    for (int row = 0; row < all.rows.size(); row++) {
      made.add(all.row(row));
    }
    return made;
  }

  private void own(int run) {
    Arrays.fill(owners[run], NONE);
    int free = 0;
    for (int row = 0; row < rows.size(); row++) {
      OperatorRow o = rows.get(row)[run];
      if (o == null) {
        continue;
      }
      if (o.isOnNpu()) {
        int end = row;
        if (free == row) {
          free = row + 1;
          end = free;
          while (end < rows.size() && rows.get(end)[run] == null) {
            end++;
          }
        }
        Arrays.fill(owners[run], free, end, row);
      }
      free = row + 1;
    }
  }

  private AlignedRow row(int number) {
    OperatorRow[] there = rows.get(number);
    OperatorRow any = Arrays.stream(there).filter(Objects::nonNull).findFirst().orElseThrow();
    List<Integer> covered = covered(number);
    List<Cell> cells = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      cells.add(cell(number, run, covered));
    }
    if (covered.isEmpty()) {
      return new AlignedRow(number, any.op(), any.macs(), cells);
    }
    long macs = 0;
    for (int row : covered) {
      macs += Arrays.stream(rows.get(row)).filter(Objects::nonNull).findFirst().get().macs();
    }
    String name = any.op() + " (" + covered.getFirst() + " to " + covered.getLast() + ")";
    return new AlignedRow(number, name, macs, cells);
  }

  /** The rows that the operator of this row stands for. */
  private List<Integer> covered(int number) {
    for (int[] owner : owners) {
      List<Integer> covered = new ArrayList<>();
      for (int row = 0; row < owner.length; row++) {
        if (owner[row] == number) {
          covered.add(row);
        }
      }
      if (!covered.isEmpty()) {
        return covered;
      }
    }
    return List.of();
  }

  private Cell cell(int number, int run, List<Integer> covered) {
    OperatorRow o = rows.get(number)[run];
    if (o != null) {
      return new Cell(Kind.OWN, Optional.of(o), o.cycles());
    }
    if (owners[run][number] != NONE) {
      return new Cell(Kind.ON_NPU, Optional.empty(), 0);
    }
    boolean all = covered.stream().allMatch(row -> rows.get(row)[run] != null);
    if (covered.isEmpty() || !all) {
      return new Cell(Kind.ABSENT, Optional.empty(), 0);
    }
    long sum = covered.stream().mapToLong(row -> rows.get(row)[run].cycles()).sum();
    return new Cell(Kind.SUM, Optional.empty(), sum);
  }
}
