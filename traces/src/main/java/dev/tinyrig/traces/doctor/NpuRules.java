package dev.tinyrig.traces.doctor;

import dev.tinyrig.traces.report.FindingRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What deserves attention where an NPU does the work. */
final class NpuRules {
  /** Share of an Invoke from which fall-backs are worth a word. */
  private static final double SHARE = 0.2;

  private NpuRules() {}

  /** What the core does of the first Invoke although there is an NPU, when that is much. */
  static Optional<FindingRow> fallBacks(Report report) {
    List<OperatorRow> operators = report.operatorsOf(0);
    if (report.invokes().isEmpty() || operators.stream().noneMatch(OperatorRow::isOnNpu)) {
      return Optional.empty();
    }
    TreeMap<String, Long> fallBacks = new TreeMap<>();
    long asleep = 0;
    for (OperatorRow o : operators) {
      if (o.isOnNpu()) {
        asleep += o.asleepCycles();
      } else {
        fallBacks.merge(o.op(), o.cycles(), Long::sum);
      }
    }
    long cycles = fallBacks.values().stream().mapToLong(Long::longValue).sum();
    long invoke = report.invokes().getFirst().cycles();
    if (cycles < SHARE * invoke) {
      return Optional.empty();
    }
    return Optional.of(
        FindingCode.NPU_FALL_BACK.finding(
            "%s take %.1f %% of Invoke 0; the NPU works %d of its %d cycles"
                .formatted(
                    String.join(", ", fallBacks.keySet()),
                    100.0 * cycles / Math.max(1, invoke),
                    asleep,
                    invoke),
            cycles + " cycles in them"));
  }
}
