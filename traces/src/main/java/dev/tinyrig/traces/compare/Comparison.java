package dev.tinyrig.traces.compare;

import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportText;
import dev.tinyrig.traces.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The operators of the first Invoke of several runs, side by side. The first run is what the others
 * are held against: a ratio of 4 says that it needs four times the cycles.
 */
public final class Comparison {
  private final List<String> labels;
  private final List<Report> reports;

  private Comparison(List<String> labels, List<Report> reports) {
    this.labels = List.copyOf(labels);
    this.reports = List.copyOf(reports);
  }

  /** Compares two or more reports; {@code labels} name them. */
  public static Comparison of(List<String> labels, List<Report> reports) {
    if (reports.size() < 2 || labels.size() != reports.size()) {
      throw new IllegalArgumentException("a comparison needs two reports or more, and their names");
    }
    return new Comparison(labels, reports);
  }

  /** What is known of the outputs of two runs. */
  public enum Outputs {
    EQUAL,
    DIFFERENT,
    /** The output tensors of a run were not located. */
    UNKNOWN
  }

  /** Whether the output tensors of run {@code other} are those of the first run, byte by byte. */
  public Outputs outputs(int other) {
    List<String> first = crcs(reports.getFirst());
    List<String> second = crcs(reports.get(other));
    int common = Math.min(first.size(), second.size());
    if (common == 0
        || first.subList(0, common).stream().anyMatch(Objects::isNull)
        || second.subList(0, common).stream().anyMatch(Objects::isNull)) {
      return Outputs.UNKNOWN;
    }
    return first.subList(0, common).equals(second.subList(0, common))
        ? Outputs.EQUAL
        : Outputs.DIFFERENT;
  }

  private static List<String> crcs(Report report) {
    return report.invokes().stream().map(InvokeRow::outputCrc32).toList();
  }

  /** Cycles of the first Invoke of a run; 0 when it has none. */
  public long invokeCycles(int run) {
    List<InvokeRow> invokes = reports.get(run).invokes();
    return invokes.isEmpty() ? 0 : invokes.getFirst().cycles();
  }

  /** Cycles of the first run's Invoke over those of run {@code other}. */
  public double ratio(int other) {
    return (double) invokeCycles(0) / invokeCycles(other);
  }

  /**
   * The operators of the first Invokes, those of one kind and shape beside each other. Where a run
   * has an operator for the NPU, it is held against all those that it stands for.
   */
  public List<AlignedRow> rows() {
    List<LayerCycles> layers = reports.stream().map(LayerCycles::new).toList();
    return AlignedRows.of(
        reports.stream().map(r -> r.operatorsOf(0)).toList(),
        (run, layer) -> layers.get(run).of(layer));
  }

  /** One row for each operator, then the interpreter and the whole Invoke. */
  public Table table() {
    int runs = reports.size();
    boolean engines = reports.stream().anyMatch(Engines::hasNpu);
    List<String> heading = new ArrayList<>(List.of("#", "operator", "MACs"));
    StringBuilder alignment = new StringBuilder("rlr");
    for (int run = 0; run < runs; run++) {
      heading.add(labels.get(run));
      alignment.append('r');
      if (run > 0) {
        heading.add("ratio");
        alignment.append('r');
      }
    }
    if (engines) {
      heading.add("engine");
      alignment.append('l');
    }
    heading.add("why");
    Table table = new Table(alignment.append('l').toString(), heading.toArray(String[]::new));
    for (AlignedRow row : rows()) {
      table.row(cells(row, engines));
    }
    table.row(sum("interpreter", InvokeRow::interpreterCycles, engines));
    table.row(sum("interrupts", InvokeRow::interruptCycles, engines));
    table.row(sum("Invoke", InvokeRow::cycles, engines));
    return table;
  }

  private String[] cells(AlignedRow row, boolean engines) {
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(row.number()));
    cells.add(row.name());
    cells.add(number(row.macs()));
    AlignedRow.Cell first = row.cells().getFirst();
    for (int run = 0; run < row.cells().size(); run++) {
      AlignedRow.Cell cell = row.cells().get(run);
      cells.add(
          cell.hasCycles()
              ? number(cell.cycles())
              : cell.kind() == AlignedRow.Kind.ON_NPU ? OperatorRow.NPU : "-");
      if (run > 0) {
        cells.add(
            cell.hasCycles() && first.hasCycles() ? times(first.cycles(), cell.cycles()) : "-");
      }
    }
    if (engines) {
      cells.add(Engines.of(row, reports));
    }
    cells.add(why(row));
    return cells.toArray(String[]::new);
  }

  private static String why(AlignedRow row) {
    List<OperatorRow> there = row.operators();
    OperatorRow any = there.getFirst();
    if (any.isOnNpu()) {
      return Engines.why(any);
    }
    boolean everywhere =
        row.cells().stream().noneMatch(cell -> cell.kind() == AlignedRow.Kind.ABSENT);
    if (there.size() < 2) {
      return everywhere ? "" : "not in every run";
    }
    return Blame.why(any, there.get(1));
  }

  private interface Cycles {
    long of(InvokeRow invoke);
  }

  private String[] sum(String name, Cycles cycles, boolean engines) {
    List<String> cells = new ArrayList<>(List.of("", name, ""));
    for (int run = 0; run < reports.size(); run++) {
      List<InvokeRow> invokes = reports.get(run).invokes();
      cells.add(invokes.isEmpty() ? "-" : number(cycles.of(invokes.getFirst())));
      if (run > 0) {
        cells.add(
            invokes.isEmpty() || reports.getFirst().invokes().isEmpty()
                ? "-"
                : times(
                    cycles.of(reports.getFirst().invokes().getFirst()),
                    cycles.of(invokes.getFirst())));
      }
    }
    if (engines) {
      cells.add("");
    }
    cells.add("");
    return cells.toArray(String[]::new);
  }

  private static String times(long first, long other) {
    return other == 0 ? "-" : String.format(Locale.ROOT, "%.2fx", (double) first / other);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * One line for each run with an NPU: who does how much; then one for each further run: how much
   * faster, and whether it answers the same.
   */
  public List<String> verdicts() {
    List<String> lines = new ArrayList<>();
    for (int run = 0; run < reports.size(); run++) {
      if (Engines.hasNpu(reports.get(run))) {
        lines.add(Engines.sentence(labels.get(run), reports.get(run)));
      }
    }
    for (int run = 1; run < reports.size(); run++) {
      String equal =
          switch (outputs(run)) {
            case EQUAL -> "outputs equal, byte by byte";
            case DIFFERENT -> "OUTPUTS DIFFER";
            case UNKNOWN -> "outputs not located, so not compared";
          };
      lines.add(
          invokeCycles(0) == 0 || invokeCycles(run) == 0
              ? "no Invoke was seen in both of " + labels.getFirst() + " and " + labels.get(run)
              : String.format(
                  Locale.ROOT,
                  "%s needs %.2fx the cycles of %s; %s",
                  labels.getFirst(),
                  ratio(run),
                  labels.get(run),
                  equal));
    }
    return lines;
  }

  /** The comparison for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int run = 0; run < reports.size(); run++) {
      Report r = reports.get(run);
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %s on %s (%s), cycles %s\n",
              labels.get(run),
              r.image(),
              r.board(),
              r.core(),
              ReportText.cycleLabel(r)));
    }
    text.append('\n').append(table()).append('\n');
    verdicts().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
