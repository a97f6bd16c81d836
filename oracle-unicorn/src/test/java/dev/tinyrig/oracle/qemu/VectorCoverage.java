package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.isa.Encoding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What both sides have executed, by row and circumstance. */
final class VectorCoverage {
  private static final class Cells {
    long hits;
    long faults;
    final Map<Trial.Mode, Long> modes = new EnumMap<>(Trial.Mode.class);
  }

  private final Map<Encoding, Cells> rows = new LinkedHashMap<>();
  private long instructions;
  private long vectorInstructions;

  VectorCoverage(List<Encoding> all) {
    all.forEach(row -> rows.put(row, new Cells()));
  }

  /** Counts the instructions of a trial that were executed. */
  void count(Trial trial, int executed) {
    for (int k = 0; k < executed; k++) {
      Encoding row = trial.program.get(k).encoding;
      Cells c = rows.computeIfAbsent(row, r -> new Cells()); // loops are no drawn rows
      c.hits++;
      boolean special = k == 0 && trial.mode != Trial.Mode.FAULTING;
      c.modes.merge(special ? trial.mode : Trial.Mode.PLAIN, 1L, Long::sum);
      vectorInstructions += row.op().kind().isVector() ? 1 : 0;
    }
    instructions += executed;
    if (executed < trial.program.size()) {
      Encoding row = trial.program.get(executed).encoding;
      Cells c = rows.computeIfAbsent(row, r -> new Cells());
      c.faults++;
      if (trial.mode == Trial.Mode.FAULTING) {
        c.modes.merge(trial.mode, 1L, Long::sum);
      }
    }
  }

  long instructions() {
    return instructions;
  }

  long vectorInstructions() {
    return vectorInstructions;
  }

  /**
   * Rows below {@code least} executions, and vector rows that have fewer in one of the modes;
   * faults of their later elements are required of loads and stores.
   */
  List<String> gaps(long least) {
    List<String> gaps = new ArrayList<>();
    rows.forEach(
        (row, c) -> {
          if (c.hits < least) {
            gaps.add(row.name() + ": " + c.hits + " executions instead of " + least);
          } else if (row.op().kind().isVector()) {
            for (Trial.Mode mode : Trial.Mode.values()) {
              long times = c.modes.getOrDefault(mode, 0L);
              boolean required = mode != Trial.Mode.FAULTING || TrialMaker.isMemory(row);
              if (required && times < least) {
                gaps.add(row.name() + ": " + mode + " " + times + " times instead of " + least);
              }
            }
          }
        });
    return gaps;
  }

  /** All figures as comma-separated values. */
  String table() {
    StringBuilder text =
        new StringBuilder("row,executions,faults,plain,predicated,tail,resumed,faulting\n");
    rows.forEach(
        (row, c) -> {
          text.append('"').append(row.name()).append("\",").append(c.hits).append(',');
          text.append(c.faults);
          for (Trial.Mode mode : Trial.Mode.values()) {
            text.append(',').append(c.modes.getOrDefault(mode, 0L));
          }
          text.append('\n');
        });
    return text.toString();
  }
}
