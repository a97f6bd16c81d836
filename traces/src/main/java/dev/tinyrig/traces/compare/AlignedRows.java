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
 * of the model. It is what the other runs have before it and the run itself has not, back to the
 * NPU's operator before; where nothing is there, what they have behind it. (The run may have some
 * of its own in between: what does not depend on each other may change places.)
 */
final class AlignedRows {
  private static final int NONE = -1;

  private final List<OperatorRow[]> rows;
  private final int runs;

  /** By run and row: the row of the NPU's operator that stands for it. */
  private final int[][] owners;

  /**
   * Cycles of the NPU's operations, by run and position of the operator that they are made from.
   */
  private final NpuCycles layers;

  /** Cycles of an operator on the NPU of a run. */
  interface NpuCycles {
    long of(int run, int layer);
  }

  private AlignedRows(List<List<OperatorRow>> operators, NpuCycles layers) {
    this.layers = layers;
    rows = Alignment.align(operators);
    runs = operators.size();
    owners = new int[runs][rows.size()];
    for (int run = 0; run < runs; run++) {
      own(run);
    }
  }

  /** The rows of runs that may have an NPU. */
  static List<AlignedRow> of(List<List<OperatorRow>> operators, NpuCycles layers) {
    AlignedRows all = new AlignedRows(operators, layers);
    List<AlignedRow> made = new ArrayList<>();
    for (int row = 0; row < all.rows.size(); row++) {
      made.add(all.row(row));
    }
    return made;
  }

  private void own(int run) {
    Arrays.fill(owners[run], NONE);
    int before = NONE;
    for (int row = 0; row < rows.size(); row++) {
      if (isOnNpu(row, run)) {
        if (!give(run, before + 1, row, row)) {
          int end = row + 1;
          while (end < rows.size() && !isOnNpu(end, run)) {
            end++;
          }
          give(run, row + 1, end, row);
        }
        before = row;
      }
    }
  }

  private boolean isOnNpu(int row, int run) {
    OperatorRow o = rows.get(row)[run];
    return o != null && o.isOnNpu();
  }

  /**
   * Gives the rows of a range that the run has not, and that nobody owns; whether there are any.
   */
  private boolean give(int run, int from, int to, int owner) {
    boolean any = false;
    for (int row = from; row < to; row++) {
      if (rows.get(row)[run] == null && owners[run][row] == NONE) {
        owners[run][row] = owner;
        any = true;
      }
    }
    return any;
  }

  private AlignedRow row(int number) {
    OperatorRow any = first(number);
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
      macs += first(row).macs();
    }
    String name = any.op() + " (" + covered.getFirst() + " to " + covered.getLast() + ")";
    return new AlignedRow(number, name, macs, cells);
  }

  /** The operator of the first run that has one in this row. */
  private OperatorRow first(int row) {
    return Arrays.stream(rows.get(row)).filter(Objects::nonNull).findFirst().orElseThrow();
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
      return new Cell(Kind.ON_NPU, Optional.empty(), layers.of(run, first(number).index()));
    }
    boolean all = covered.stream().allMatch(row -> rows.get(row)[run] != null);
    if (covered.isEmpty() || !all) {
      return new Cell(Kind.ABSENT, Optional.empty(), 0);
    }
    long sum = covered.stream().mapToLong(row -> rows.get(row)[run].cycles()).sum();
    return new Cell(Kind.SUM, Optional.empty(), sum);
  }
}
