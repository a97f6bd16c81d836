package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.Numbers;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who does the work of a run: core or NPU, and what the core has to do because of the NPU. */
final class Engines {
  private static final String FALL_BACK = "CPU fall-back";

  private Engines() {}

  /** Whether an NPU does some of the first Invoke. */
  static boolean hasNpu(Report report) {
    return report.operatorsOf(0).stream().anyMatch(OperatorRow::isOnNpu);
  }

  /** The engines of a row, run by run; one word where they are the same. */
  static String of(AlignedRow row, List<Report> reports) {
    List<String> words = new ArrayList<>();
    for (int run = 0; run < reports.size(); run++) {
      words.add(word(row.cells().get(run), hasNpu(reports.get(run))));
    }
    return words.stream().distinct().count() == 1 ? words.getFirst() : String.join(" | ", words);
  }

  private static String word(AlignedRow.Cell cell, boolean npu) {
    return switch (cell.kind()) {
      case ON_NPU -> OperatorRow.NPU;
      case SUM -> OperatorRow.CPU;
      case ABSENT -> "-";
      case OWN -> {
        OperatorRow o = cell.operator().orElseThrow();
        yield npu && !o.isOnNpu() ? FALL_BACK : o.engine();
      }
    };
  }

  /** Why an NPU's operator takes what it takes. */
  static String why(OperatorRow npu) {
    return String.format(
        Locale.ROOT,
        "the core sleeps %s of the time; copies and driver: %s cycles",
        Numbers.percent(share(npu.asleepCycles(), npu.cycles())),
        Numbers.grouped(npu.cycles() - npu.asleepCycles()));
  }

  /** Where the first Invoke's cycles go, in one sentence; the run has an NPU. */
  static String sentence(String label, Report report) {
    InvokeRow invoke = report.invokes().getFirst();
    long asleep = 0;
    long around = 0;
    long fallBacks = 0;
    List<String> names = new ArrayList<>();
    for (OperatorRow o : report.operatorsOf(0)) {
      if (o.isOnNpu()) {
        asleep += o.asleepCycles();
        around += o.cycles() - o.asleepCycles();
      } else {
        fallBacks += o.cycles();
        names.add(o.op() + " " + Numbers.grouped(o.cycles()));
      }
    }
    long rest = invoke.cycles() - asleep - around - fallBacks;
    return String.format(
        Locale.ROOT,
        "%s: the NPU works %s, copies and driver take %s, CPU fall-backs %s%s, the rest %s",
        label,
        part(asleep, invoke),
        part(around, invoke),
        part(fallBacks, invoke),
        names.isEmpty() ? "" : " (" + String.join(", ", names) + ")",
        part(rest, invoke));
  }

  private static String part(long cycles, InvokeRow invoke) {
    return Numbers.grouped(cycles) + " = " + Numbers.percent(share(cycles, invoke.cycles()));
  }

  private static double share(long part, long whole) {
    return (double) part / Math.max(1, whole);
  }
}
