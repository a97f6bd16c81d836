package dev.tinyrig.traces.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Cycles by operator name over all Invokes, laid out as the per-tag table of TFLM's MicroProfiler:
 * a heading, one line {@code TAG, ticks} for each name, the total.
 */
public final class ReportCsv {
  private ReportCsv() {}

  /** The table; a tick is a core cycle. */
  public static String write(Report report) {
    Map<String, Long> ticks = new TreeMap<>();
    long total = 0;
    for (OperatorRow row : report.operators()) {
      ticks.merge(row.op(), row.cycles(), Long::sum);
      total += row.cycles();
    }
    StringBuilder text =
        new StringBuilder("\"Unique Tag\",\"Total ticks across all events with that tag.\"\n");
    ticks.forEach((tag, sum) -> text.append(tag).append(", ").append(sum).append('\n'));
    return text.append("\"total number of ticks\", ").append(total).append('\n').toString();
  }
}
