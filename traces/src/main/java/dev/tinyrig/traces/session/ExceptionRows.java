package dev.tinyrig.traces.session;

import dev.tinyrig.traces.calls.ExceptionTimes;
import dev.tinyrig.traces.report.ExceptionRow;
import java.util.ArrayList;
import java.util.List;

/** Handlers that were executed, with Arm's names of their exceptions. */
final class ExceptionRows {
  private ExceptionRows() {}

  static List<ExceptionRow> of(ExceptionTimes times) {
    List<ExceptionRow> rows = new ArrayList<>();
    for (int n = 1; n < times.numbers(); n++) {
      if (times.count(n) > 0) {
        rows.add(new ExceptionRow(n, name(n), times.count(n), times.cycles(n)));
      }
    }
    return List.copyOf(rows);
  }

  private static String name(int number) {
    return switch (number) {
      case 2 -> "NMI";
      case 3 -> "HardFault";
      case 4 -> "MemManage";
      case 5 -> "BusFault";
      case 6 -> "UsageFault";
      case 11 -> "SVCall";
      case 12 -> "DebugMonitor";
      case 14 -> "PendSV";
      case 15 -> "SysTick";
      default -> number >= 16 ? "IRQ " + (number - 16) : "exception " + number;
    };
  }
}
