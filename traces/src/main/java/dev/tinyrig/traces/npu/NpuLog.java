package dev.tinyrig.traces.npu;

import dev.tinyrig.traces.report.NpuOperationRow;
import dev.tinyrig.traces.report.NpuRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what an NPU did, in the order in which its operations ended. */
public final class NpuLog {
  /** Operations that are kept: far more than a report can show. */
  private static final int MOST = 1 << 18;

  private final List<NpuRun> runs = new ArrayList<>();
  private VelaDebug debug;

  /** An operation has ended. */
  public void ended(NpuRun run) {
    if (runs.size() < MOST) {
      runs.add(run);
    }
  }

  /** What has been collected up to now. */
  public NpuLog copy() {
    NpuLog copy = new NpuLog();
    copy.runs.addAll(runs);
    copy.debug = debug;
    return copy;
  }

  /** Names the layers from which operations were made. */
  public void debug(VelaDebug database) {
    debug = database;
  }

  /**
   * A span of time in which an operator of the report was in execution.
   *
   * @param row its position in the report
   * @param stream number of its command stream among those of its model
   */
  public record Span(int row, int stream, long startCycle, long endCycle) {}

  /** Every operation, with the last of the spans that hold its end; spans are in order. */
  public List<NpuOperationRow> rows(List<Span> spans) {
    return runs.stream().map(run -> row(run, spans)).toList();
  }

  private NpuOperationRow row(NpuRun run, List<Span> spans) {
    Span around = around(run.endCycle(), spans);
    int stream = around == null ? 0 : around.stream();
    return new NpuOperationRow(
        around == null ? -1 : around.row(), layer(stream, run.streamOffset()).orElse(null), run);
  }

  /** Spans stand in the order of their starts; one inside of another is the later of the two. */
  private static Span around(long cycle, List<Span> spans) {
    int from = 0;
    int to = spans.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (spans.get(middle).startCycle() <= cycle) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    for (int i = from - 1; i >= 0; i--) {
      if (cycle <= spans.get(i).endCycle()) {
        return spans.get(i);
      }
    }
    return null;
  }

  private Optional<NpuOperationRow.Layer> layer(int stream, int offset) {
    return debug == null ? Optional.empty() : debug.layer(stream, offset);
  }
}
