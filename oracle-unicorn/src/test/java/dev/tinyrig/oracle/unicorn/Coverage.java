package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was executed, by row of the decode tables, over all cores. */
final class Coverage {
  private static final int CONDITIONS = (1 << 14) - 1;
  private static final int MODES = (1 << 16) - 1;

  private static final class Cells {
    long hits;
    long inIt;
    long equalRegisters;
    long differentRegisters;

    /** Conditions that held, and that did not hold, in an IT block around it. */
    int held;

    int failed;

    /** Combinations of rounding mode, FZ and DN. */
    int modes;
  }

  private final Map<Encoding, Cells> rows = new LinkedHashMap<>();
  private long instructions;

  Coverage(List<Encoding> all) {
    all.forEach(row -> rows.put(row, new Cells()));
  }

  /** Counts a trial that both sides have executed. */
  void count(Trial trial) {
    Instruction i = trial.subject();
    instructions += trial.program.size();
    Cells c = rows.get(trial.row);
    if (trial.condition >= 0) {
      c.inIt++;
      if (trial.conditionHolds) {
        c.held |= 1 << trial.condition;
      } else {
        c.failed |= 1 << trial.condition;
        return;
      }
    }
    c.hits++;
    c.modes |= 1 << (trial.start.fpscr >>> 22 & 15);
    if (i.d == i.n || i.d == i.m || i.n == i.m) {
      c.equalRegisters++;
    } else {
      c.differentRegisters++;
    }
  }

  /** Counts instructions of a sequence. */
  void countSequence(Trial trial) {
    instructions += trial.program.size();
  }

  long instructions() {
    return instructions;
  }

  /** Rows below {@code least} executions, and rows that lack conditions or rounding modes. */
  List<String> gaps(long least, ReviewedLists lists) {
    List<String> gaps = new ArrayList<>();
    rows.forEach(
        (row, c) -> {
          if (lists.excludes(row)) {
            return;
          }
          if (c.hits < least) {
            gaps.add(row.name() + ": " + c.hits + " executions instead of " + least);
            return;
          }
          if (TrialMaker.allowedInIt(row)) {
            addMissing(gaps, row, "conditions that hold", CONDITIONS & ~c.held);
            addMissing(gaps, row, "conditions that fail", CONDITIONS & ~c.failed);
          }
          if (row.op().kind().name().startsWith("FP_")) {
            addMissing(gaps, row, "rounding and flushing modes", MODES & ~c.modes);
          }
        });
    return gaps;
  }

  private static void addMissing(List<String> gaps, Encoding row, String what, int missing) {
    if (missing != 0) {
      gaps.add(row.name() + ": no " + what + " " + Integer.toBinaryString(missing));
    }
  }

  /** Rows without any execution, one name per line. */
  String zeroHits() {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (row, c) -> {
          if (c.hits == 0) {
            text.append("  ").append(row.name()).append('\n');
          }
        });
    return text.toString();
  }

  /** All figures as comma-separated values. */
  String table() {
    StringBuilder text =
        new StringBuilder("row,executions,in_it,conditions_held,conditions_failed,modes,")
            .append("equal_registers,different_registers\n");
    rows.forEach(
        (row, c) ->
            text.append('"')
                .append(row.name())
                .append('"')
                .append(',')
                .append(c.hits)
                .append(',')
                .append(c.inIt)
                .append(',')
                .append(Integer.bitCount(c.held))
                .append(',')
                .append(Integer.bitCount(c.failed))
                .append(',')
                .append(Integer.bitCount(c.modes))
                .append(',')
                .append(c.equalRegisters)
                .append(',')
                .append(c.differentRegisters)
                .append('\n'));
    return text.toString();
  }
}
