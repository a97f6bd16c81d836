package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.image.DwarfLines;
import dev.tinyrig.emulator.image.ImageException;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.traces.calls.CallTree;
import dev.tinyrig.traces.model.Subgraph;
import dev.tinyrig.traces.profile.InstructionSums;
import dev.tinyrig.traces.report.FunctionRow;
import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.LineRow;
import dev.tinyrig.traces.report.MixRow;
import dev.tinyrig.traces.report.ModelRow;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.tflm.GuestModel;
import dev.tinyrig.traces.tflm.InvokeRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns what was observed into a report, findings excepted. */
final class ReportBuilder {
  private static final int MAX_LINES = 200;

  private final Evidence evidence;
  private final RunOutcome outcome;

  ReportBuilder(Evidence evidence, RunOutcome outcome) {
    this.evidence = evidence;
    this.outcome = outcome;
  }

  Report build() {
    List<InvokeRow> invokes = evidence.invokes().invokes().stream().map(this::invoke).toList();
    OperatorRows operators = new OperatorRows(evidence);
    InstructionSums sums = InstructionSums.of(evidence.blocks());
    return new Report(
        Report.SCHEMA,
        fileName(evidence.image().file()),
        outcome.board(),
        outcome.core(),
        outcome.clockHz(),
        outcome.instructions(),
        outcome.cycles(),
        outcome.exit(),
        evidence.models().stream().map(ReportBuilder::model).toList(),
        invokes,
        operators.rows(),
        operators.npuOperations(),
        functions(sums),
        lines(sums),
        mix(),
        evidence.exceptions(),
        MemoryRows.of(evidence),
        List.of(),
        evidence.fault().orElse(null),
        outcome.labels(),
        new Report.Provenance(
            evidence.image().sha256(),
            evidence.image().compiler(),
            outcome.toolVersion(),
            outcome.boardFileSha256()));
  }

  private static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static ModelRow model(GuestModel m) {
    var main = m.model().main();
    return new ModelRow(
        m.index(),
        hex(m.address()),
        m.model().size(),
        m.model().operatorCount(),
        m.model().subgraphs().size(),
        main.macs(),
        shapes(main, main.inputs()),
        shapes(main, main.outputs()));
  }

  private static List<String> shapes(Subgraph graph, int[] tensors) {
    return IntStream.of(tensors)
        .mapToObj(graph::tensor)
        .flatMap(Optional::stream)
        .map(t -> t.shapeText())
        .toList();
  }

  static String hex(int value) {
    return "0x%08x".formatted(value);
  }

  private InvokeRow invoke(InvokeRun r) {
    return new InvokeRow(
        r.index(),
        r.interpreter(),
        r.model().map(GuestModel::index).orElse(-1),
        r.state().name().toLowerCase(Locale.ROOT),
        r.bounds().name().toLowerCase(Locale.ROOT),
        r.startCycle(),
        r.cycles(),
        r.instructions(),
        r.operatorCycles(),
        r.interpreterCycles(),
        r.interruptCycles(),
        r.outputCrc().isEmpty() ? null : r.outputCrc());
  }

  private List<FunctionRow> functions(InstructionSums sums) {
    Map<Integer, long[]> exclusive = new TreeMap<>(Integer::compareUnsigned);
    sums.forEach(
        (address, count, cycles) -> {
          long[] sum =
              exclusive.computeIfAbsent(evidence.functions().startOf(address), k -> new long[2]);
          sum[0] += cycles;
          sum[1] += count;
        });
    Map<Integer, CallTree.Total> totals = evidence.calls();
    List<FunctionRow> rows = new ArrayList<>();
    exclusive.forEach(
        (start, sum) -> {
          CallTree.Total t = totals.getOrDefault(start, new CallTree.Total(0, 0, 0));
          rows.add(
              new FunctionRow(
                  evidence.functions().name(start),
                  hex(start),
                  t.calls(),
                  Math.max(t.inclusive(), sum[0]),
                  sum[0],
                  sum[1]));
        });
    rows.sort(Comparator.comparingLong(FunctionRow::exclusive).reversed());
    return List.copyOf(rows);
  }

  private List<LineRow> lines(InstructionSums sums) {
    record Key(String file, int line) {}
    DwarfLines lines = new DwarfLines(evidence.image());
    Map<Key, long[]> byLine =
        new TreeMap<>(Comparator.comparing(Key::file).thenComparingInt(Key::line));
    try {
      sums.forEach(
          (address, count, cycles) ->
              lines
                  .at(address)
                  .map(l -> byLine.computeIfAbsent(new Key(l.file(), l.line()), k -> new long[2]))
                  .ifPresent(
                      sum -> {
                        sum[0] += cycles;
                        sum[1] += count;
                      }));
    } catch (ImageException e) {
      return List.of(); // damaged debug information: the report goes without lines
    }
    List<LineRow> rows = new ArrayList<>();
    byLine.forEach((key, sum) -> rows.add(new LineRow(key.file(), key.line(), sum[0], sum[1])));
    rows.sort(Comparator.comparingLong(LineRow::cycles).reversed());
    return List.copyOf(rows.subList(0, Math.min(rows.size(), MAX_LINES)));
  }

  private List<MixRow> mix() {
    long[] total = new long[OpKind.values().length];
    for (int set = 0; set < evidence.blocks().sets(); set++) {
      long[] part = evidence.blocks().mix(set);
      for (int i = 0; i < total.length; i++) {
        total[i] += part[i];
      }
    }
    List<MixRow> rows = new ArrayList<>();
    for (OpKind kind : OpKind.values()) {
      if (total[kind.ordinal()] != 0) {
        rows.add(new MixRow(kindName(kind), total[kind.ordinal()]));
      }
    }
    return List.copyOf(rows);
  }

  static String kindName(OpKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
