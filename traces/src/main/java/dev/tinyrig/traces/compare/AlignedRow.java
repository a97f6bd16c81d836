package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.report.OperatorRow;
import java.util.List;
import java.util.Optional;

/**
 * An operator of several runs.
 *
 * @param number from 0
 * @param name of the operator; where an NPU does the work of several others, their numbers too
 * @param macs multiply-accumulates, of all that it stands for
 * @param cells one for each run
 */
public record AlignedRow(int number, String name, long macs, List<Cell> cells) {
  /** What a run has in this row. */
  public enum Kind {
    /** The operator. */
    OWN,
    /** Nothing: an NPU does it, as part of the operator in another row. */
    ON_NPU,
    /** The sum of those operators that the NPU of another run does at once. */
    SUM,
    /** Nothing. */
    ABSENT
  }

  /**
   * One run's part.
   *
   * @param operator what the run has itself
   * @param cycles its own, or the sum, or those of the NPU's operations that were made from it,
   *     where that is known
   */
  public record Cell(Kind kind, Optional<OperatorRow> operator, long cycles) {
    /** Whether cycles stand here. */
    public boolean hasCycles() {
      return kind == Kind.OWN || kind == Kind.SUM || cycles > 0;
    }
  }

  public AlignedRow {
    cells = List.copyOf(cells);
  }

  /** The operators that runs have themselves. */
  List<OperatorRow> operators() {
    return cells.stream().flatMap(cell -> cell.operator().stream()).toList();
  }
}
