package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.model.Subgraph;
import dev.tinyrig.traces.model.Tensor;
import dev.tinyrig.traces.npu.NpuLog;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.report.NpuOperationRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.tflm.InvokeRun;
import dev.tinyrig.traces.tflm.OperatorRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of operators: names, shapes, kernels, and which kind of kernel it was. */
final class OperatorRows {
  /** Share of DSP instructions from which an operator counts as optimised. */
  private static final double DSP_SHARE = 0.02;

  /**
   * Share of vector instructions from which an operator counts as optimised: more than compilers
   * make of the reference kernels by themselves.
   */
  private static final double VECTOR_SHARE = 0.1;

  /** How the functions of Arm's kernel library are named, and those that stand in for them. */
  private static final String LIBRARY_PREFIX = "arm_";

  /** Share of an operator's cycles from which the function below the kernel is named. */
  private static final double HOT_SHARE = 0.2;

  private final Evidence evidence;
  private final FunctionTable functions;
  private final Map<Integer, Long> invokeCycles = new HashMap<>();
  private final List<NpuOperationRow> npuOperations;

  /** Name of the custom operator that compilers put in place of what an NPU does. */
  private static final String NPU_OPERATOR = "ethos-u";

  /** What is the same for all runs of one operator, by counter set. */
  private record Executed(
      Map<String, Long> mix,
      long cycles,
      double dspShare,
      double vectorShare,
      int hottest,
      Optional<String> libraryFunction) {}

  private final Map<Integer, Integer> runs = new HashMap<>();

  private final Map<Integer, Executed> executed = new HashMap<>();

  OperatorRows(Evidence evidence) {
    this.evidence = evidence;
    this.functions = evidence.functions();
    for (InvokeRun r : evidence.invokes().invokes()) {
      invokeCycles.put(r.index(), r.cycles());
    }
    for (OperatorRun r : evidence.invokes().operators()) {
      runs.merge(r.counters(), 1, Integer::sum);
    }
    npuOperations = evidence.npu().rows(spans());
  }

  List<OperatorRow> rows() {
    return evidence.invokes().operators().stream().map(this::row).toList();
  }

  /** What an NPU did, by operators. */
  List<NpuOperationRow> npuOperations() {
    return npuOperations;
  }

  private List<NpuLog.Span> spans() {
    List<NpuLog.Span> spans = new ArrayList<>();
    for (OperatorRun run : evidence.invokes().operators()) {
      int stream = run.operator().isEmpty() ? 0 : stream(run);
      spans.add(new NpuLog.Span(spans.size(), stream, run.startCycle(), run.endCycle()));
    }
    return spans;
  }

  /** How many custom operators of the same name stand in front of this one in its subgraph. */
  private static int stream(OperatorRun run) {
    Operator operator = run.operator().orElseThrow();
    int before = 0;
    for (Operator other : run.subgraph().orElseThrow().operators()) {
      if (other.index() < operator.index() && other.name().equals(operator.name())) {
        before++;
      }
    }
    return before;
  }

  private OperatorRow row(OperatorRun r) {
    Executed e = executed.computeIfAbsent(r.counters(), this::executed);
    long macs = r.operator().isPresent() ? r.subgraph().orElseThrow().macs(r.operator().get()) : 0;
    String kernel = kernel(r, e);
    String name = r.operator().map(Operator::name).orElse("?");
    boolean npu = name.equals(NPU_OPERATOR);
    Path path = npu ? new Path("-", "the NPU does it") : path(r, e, kernel, macs);
    return new OperatorRow(
        r.invoke(),
        r.index(),
        r.subgraph().map(Subgraph::index).orElse(0),
        r.parent(),
        name,
        kernel,
        npu ? OperatorRow.NPU : OperatorRow.CPU,
        path.word(),
        path.evidence(),
        shapes(r),
        macs,
        r.instructions(),
        r.cycles(),
        asleep(r, e),
        macs == 0 ? null : round((double) r.cycles() / macs, 1000),
        round(
            (double) r.cycles() / Math.max(1, invokeCycles.getOrDefault(r.invoke(), 1L)), 100_000),
        r.returned() ? r.status() : null,
        r.stackBytes(),
        e.mix());
  }

  /** What passed while no instruction was executed, where instructions were counted. */
  private long asleep(OperatorRun r, Executed e) {
    return e.mix().isEmpty() ? 0 : Math.max(0, r.cycles() - e.cycles() / runs.get(r.counters()));
  }

  /** Rounded so that the same run gives the same digits everywhere. */
  private static double round(double value, int steps) {
    return (double) Math.round(value * steps) / steps;
  }

  private Executed executed(int set) {
    if (set < 0) {
      return new Executed(Map.of(), 0, 0, 0, 0, Optional.empty());
    }
    long[] mix = evidence.blocks().mix(set);
    Map<String, Long> named = new LinkedHashMap<>();
    long total = 0;
    long vector = 0;
    for (OpKind kind : OpKind.values()) {
      long n = mix[kind.ordinal()];
      total += n;
      vector += kind.isVector() ? n : 0;
      if (n > 0) {
        named.put(ReportBuilder.kindName(kind), n);
      }
    }
    Map<Integer, Long> byFunction = new TreeMap<>(Integer::compareUnsigned);
    evidence
        .blocks()
        .forEach(
            set,
            (in, count, cycles) ->
                byFunction.merge(functions.startOf(in.address), cycles, Long::sum));
    int hottest = 0;
    long most = -1;
    long all = 0;
    Optional<String> library = Optional.empty();
    for (Map.Entry<Integer, Long> f : byFunction.entrySet()) {
      all += f.getValue();
      String name = functions.name(f.getKey());
      if (library.isEmpty() && name.startsWith(LIBRARY_PREFIX)) {
        library = Optional.of(name);
      }
      if (f.getValue() > most) {
        most = f.getValue();
        hottest = f.getKey();
      }
    }
    double whole = Math.max(1, total);
    return new Executed(
        named,
        all,
        mix[OpKind.DSP.ordinal()] / whole,
        vector / whole,
        most < all * HOT_SHARE ? 0 : hottest,
        library);
  }

  private String kernel(OperatorRun r, Executed e) {
    String registered = functions.name(r.target());
    return e.hottest() == 0 || e.hottest() == functions.startOf(r.target())
        ? registered
        : registered + " > " + functions.name(e.hottest());
  }

  private record Path(String word, String evidence) {}

  private static Path path(OperatorRun r, Executed e, String kernel, long macs) {
    if (e.vectorShare() >= VECTOR_SHARE) {
      return new Path("optimised", "%.1f %% MVE instructions".formatted(100 * e.vectorShare()));
    }
    if (e.dspShare() >= DSP_SHARE) {
      return new Path("optimised", "%.1f %% DSP instructions".formatted(100 * e.dspShare()));
    }
    if (e.libraryFunction().isPresent()) {
      return new Path("optimised", "kernel " + e.libraryFunction().get());
    }
    if (macs == 0) {
      return new Path("-", "no multiply-accumulates");
    }
    if (kernel.contains("reference")) {
      return new Path("reference", "kernel " + kernel);
    }
    double perMac = (double) r.instructions() / macs;
    return new Path(
        perMac >= 4 ? "reference" : "-",
        "no DSP or MVE instructions, %.1f instructions per multiply-accumulate".formatted(perMac));
  }

  private static List<String> shapes(OperatorRun r) {
    List<String> shapes = new ArrayList<>();
    if (r.operator().isPresent()) {
      Subgraph g = r.subgraph().orElseThrow();
      for (int t : r.operator().get().inputs()) {
        Optional<Tensor> tensor = g.tensor(t);
        tensor.ifPresent(value -> shapes.add(value.shapeText()));
      }
      shapes.add("->");
      for (int t : r.operator().get().outputs()) {
        g.tensor(t).ifPresent(value -> shapes.add(value.shapeText()));
      }
    }
    return List.copyOf(shapes);
  }
}
