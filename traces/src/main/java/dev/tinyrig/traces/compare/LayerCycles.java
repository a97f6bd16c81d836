package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.report.NpuOperationRow;
import dev.tinyrig.traces.report.Report;
import java.util.HashMap;
import java.util.Map;

/**
 * Cycles of an NPU by the layers that its operations were made from, in the first Invoke of a run;
 * nothing where the compiler's debug database was not given. Operations overlap, so that the layers
 * add up to more than the time for which the NPU works.
 */
final class LayerCycles {
  private final Map<Integer, Long> byLayer = new HashMap<>();

  LayerCycles(Report report) {
    if (report.npuOperations() == null) {
      return; // a report of an older form
    }
    for (NpuOperationRow each : report.npuOperations()) {
      if (each.layer() != null
          && each.operator() >= 0
          && report.operators().get(each.operator()).invoke() == 0) {
        byLayer.merge(each.layer().index(), each.run().cycles(), Long::sum);
      }
    }
  }

  /** Cycles of what was made from the operator at this position of the model; 0 when unknown. */
  long of(int layer) {
    return byLayer.getOrDefault(layer, 0L);
  }
}
