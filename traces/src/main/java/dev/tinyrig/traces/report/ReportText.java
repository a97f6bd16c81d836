package dev.tinyrig.traces.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report for people. */
public final class ReportText {
  private static final int FUNCTIONS = 15;
  private static final int LINES = 10;

  private final Report report;
  private final Map<Integer, List<NpuOperationRow>> npuOperations;

  /** Positions of operators, by their Invoke. */
  private final Map<Integer, List<Integer>> operators;

  private final StringBuilder text = new StringBuilder();

  private ReportText(Report report) {
    this.report = report;
    this.npuOperations = report.npuOperationsByOperator();
    this.operators =
        IntStream.range(0, report.operators().size())
            .boxed()
            .collect(Collectors.groupingBy(i -> report.operators().get(i).invoke()));
  }

  /** The whole text. */
  public static String write(Report report) {
    return new ReportText(report).all();
  }

  private String all() {
    line(
        "%s on %s (%s, %.6g MHz)",
        report.image(), report.board(), report.core(), report.clockHz() / 1e6);
    line("%s", report.exit().text());
    line(
        "%,d instructions (%s), %,d cycles (%s)",
        report.instructions(), report.labels().instructions(), report.cycles(), cycleLabel(report));
    for (ModelRow m : report.models()) {
      line(
          "model %d at %s: %,d bytes, %d operators, %,d MACs, %s -> %s",
          m.index(),
          m.address(),
          m.bytes(),
          m.operators(),
          m.macs(),
          String.join(" ", m.inputs()),
          String.join(" ", m.outputs()));
    }
    report.invokes().forEach(this::invoke);
    functions();
    lines();
    mix();
    memory();
    exceptions();
    findings();
    return text.toString();
  }

  /** What the cycles are worth, in a few words. */
  public static String cycleLabel(Report report) {
    Double band = report.labels().errorBandPercent();
    return band == null
        ? report.labels().cycles()
        : String.format(Locale.ROOT, "%s, within %.0f %%", report.labels().cycles(), band);
  }

  private void invoke(InvokeRow invoke) {
    line("");
    line(
        "Invoke %d (%s): %,d cycles, %,d instructions%s",
        invoke.index(),
        invoke.state(),
        invoke.cycles(),
        invoke.instructions(),
        invoke.outputCrc32() == null ? "" : ", outputs crc32 " + invoke.outputCrc32());
    line(
        "  of them %,d in operators, %,d in the interpreter, %,d in interrupt handlers",
        invoke.operatorCycles(), invoke.interpreterCycles(), invoke.interruptCycles());
    Table table =
        new Table(
            "rlrrrrrlll",
            "#",
            "operator",
            "cycles",
            "share",
            "instructions",
            "MACs",
            "cycles/MAC",
            "path",
            "kernel",
            "shapes");
    List<Integer> positions = operators.getOrDefault(invoke.index(), List.of());
    for (int position : positions) {
      OperatorRow o = report.operators().get(position);
      table.row(
          (o.subgraph() == 0 ? "" : o.subgraph() + ".") + o.index(),
          o.op(),
          number(o.cycles()),
          String.format(Locale.ROOT, "%.1f %%", 100 * o.share()),
          number(o.instructions()),
          number(o.macs()),
          o.cyclesPerMac() == null ? "-" : String.format(Locale.ROOT, "%.2f", o.cyclesPerMac()),
          o.path(),
          shortKernel(o.kernel()),
          String.join(" ", o.shapes()));
    }
    text.append(table);
    for (int position : positions) {
      List<NpuOperationRow> npu = npuOperations.getOrDefault(position, List.of());
      if (!npu.isEmpty()) {
        OperatorRow o = report.operators().get(position);
        line("");
        line("Operations of the NPU in operator %d, %s", o.index(), o.op());
        text.append(NpuText.write(npu));
      }
    }
  }

  /** A kernel's name without the namespaces of TFLM. */
  public static String shortKernel(String kernel) {
    return kernel.replace("tflite::ops::micro::", "").replace("tflite::", "");
  }

  private void functions() {
    if (report.functions().isEmpty()) {
      return;
    }
    line("");
    line(
        "Functions by their own cycles (the first %d of %d)",
        Math.min(FUNCTIONS, report.functions().size()), report.functions().size());
    Table table = new Table("rrrrl", "own", "share", "with callees", "calls", "function");
    for (FunctionRow f : head(report.functions(), FUNCTIONS)) {
      table.row(
          number(f.exclusive()),
          String.format(
              Locale.ROOT, "%.1f %%", 100.0 * f.exclusive() / Math.max(1, report.cycles())),
          number(f.inclusive()),
          number(f.calls()),
          f.name());
    }
    text.append(table);
  }

  private void lines() {
    if (report.lines().isEmpty()) {
      return;
    }
    line("");
    line("Source lines by cycles (the first %d)", Math.min(LINES, report.lines().size()));
    Table table = new Table("rrl", "cycles", "instructions", "line");
    for (LineRow l : head(report.lines(), LINES)) {
      table.row(number(l.cycles()), number(l.instructions()), l.file() + ":" + l.line());
    }
    text.append(table);
  }

  private void mix() {
    long all = Math.max(1, report.mix().stream().mapToLong(MixRow::instructions).sum());
    StringBuilder words = new StringBuilder();
    for (MixRow row : report.mix()) {
      if (row.instructions() > 0) {
        words.append(
            String.format(
                Locale.ROOT, " %s %.1f %%", row.kind(), 100.0 * row.instructions() / all));
      }
    }
    line("");
    line("Instruction mix:%s", words);
  }

  private void memory() {
    MemoryRow m = report.memory();
    line("");
    line("Memory: flash %,d bytes, static RAM %,d bytes", m.flashBytes(), m.ramBytes());
    if (m.stackHighWaterBytes() != null) {
      line("  stack high water %,d bytes (%s)", m.stackHighWaterBytes(), m.stackMethod());
    }
    if (m.arenaUsedBytes() != null) {
      line(
          "  arena %,d%s bytes used (%s)",
          m.arenaUsedBytes(),
          m.arenaBytes() == null ? "" : String.format(Locale.ROOT, " of %,d", m.arenaBytes()),
          m.arenaMethod());
    }
    for (MemoryRow.SectionRow s : m.sections()) {
      line("  %-16s %s %,10d bytes  %s", s.name(), s.address(), s.bytes(), s.kind());
    }
  }

  private void exceptions() {
    if (report.exceptions().isEmpty()) {
      return;
    }
    line("");
    line("Exceptions");
    Table table = new Table("rlrr", "number", "name", "times", "cycles");
    for (ExceptionRow e : report.exceptions()) {
      table.row(String.valueOf(e.number()), e.name(), number(e.count()), number(e.cycles()));
    }
    text.append(table);
  }

  private void findings() {
    line("");
    if (report.findings().isEmpty()) {
      line("No findings.");
    }
    for (FindingRow f : report.findings()) {
      line("%s [%s] %s", f.severity(), f.code(), f.title());
      line("  seen: %s", f.evidence());
      if (!f.cost().isEmpty()) {
        line("  cost: %s", f.cost());
      }
      line("  cure: %s", f.cure());
    }
  }

  private static <T> List<T> head(List<T> list, int count) {
    return list.subList(0, Math.min(count, list.size()));
  }

  /** With commas between thousands: four times in each row, where a formatter would be felt. */
  private static String number(long value) {
    StringBuilder digits = new StringBuilder(Long.toString(value));
    for (int at = digits.length() - 3; at > (value < 0 ? 1 : 0); at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
