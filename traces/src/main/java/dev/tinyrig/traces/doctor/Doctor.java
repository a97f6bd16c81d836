package dev.tinyrig.traces.doctor;

import dev.tinyrig.traces.report.FindingRow;
import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a report and at the circumstances of the run, and says what deserves attention. */
public final class Doctor {
  /** Share of an Invoke's cycles from which interrupts are worth a word. */
  private static final double INTERRUPT_SHARE = 0.02;

  /** An arena this many times larger than what is used is worth a word. */
  private static final int OVERSIZED = 2;

  /** Linked kernels that are never too many. */
  private static final int FEW_KERNELS = 20;

  /**
   * What the report itself does not say.
   *
   * @param console the firmware's console text
   * @param hasDsp whether the core has the DSP extension
   * @param hasFpu whether the core has a floating-point unit
   * @param notes what could not be told about Invokes
   * @param prepareFailures kernels that refused to be prepared
   * @param rejectedModels what looked like a model and is of another schema version
   * @param linkedKernels kernels in the image, 0 when unknown
   * @param floatModel whether a model multiplies and accumulates floating-point numbers
   * @param inputs what was seen of the inputs of the first Invoke
   */
  public record Circumstances(
      String console,
      boolean hasDsp,
      boolean hasFpu,
      List<String> notes,
      List<String> prepareFailures,
      List<String> rejectedModels,
      int linkedKernels,
      boolean floatModel,
      List<InputSample> inputs) {}

  private final Report report;
  private final Circumstances around;
  private final List<FindingRow> findings = new ArrayList<>();

  private Doctor(Report report, Circumstances around) {
    this.report = report;
    this.around = around;
  }

  /** The findings of a run, in the order of the registry. */
  public static List<FindingRow> examine(Report report, Circumstances around) {
    Doctor d = new Doctor(report, around);
    d.end();
    ConsoleRules.apply(around.console(), d.findings);
    d.kernels();
    NpuRules.fallBacks(report).ifPresent(d.findings::add);
    d.model();
    d.memory();
    d.invokes();
    d.findings.sort(FindingOrder.COMPARATOR);
    return List.copyOf(d.findings);
  }

  private void add(FindingCode code, String evidence, String cost) {
    findings.add(code.finding(evidence, cost));
  }

  private void end() {
    if (report.fault() != null) {
      boolean lockup = report.exit().kind().equals("lockup");
      add(
          lockup ? FindingCode.GUEST_LOCKUP : FindingCode.GUEST_FAULT,
          report.fault().exception()
              + " at "
              + report.fault().where()
              + (report.fault().line() == null ? "" : " (" + report.fault().line() + ")")
              + ": "
              + report.fault().reason(),
          "");
    }
    if (report.exit().kind().equals("hang")) {
      add(FindingCode.GUEST_HANG, report.exit().text(), "");
    }
  }

  private void kernels() {
    for (String failure : around.prepareFailures()) {
      if (findings.stream()
          .noneMatch(f -> f.code().equals(FindingCode.OPERATOR_PREPARE_FAILED.code()))) {
        add(FindingCode.OPERATOR_PREPARE_FAILED, failure, "");
      }
    }
    for (OperatorRow o : report.operators()) {
      if (o.status() != null && o.status() != 0) {
        add(
            FindingCode.OPERATOR_INVOKE_FAILED,
            "operator %d, %s, returned status %d in Invoke %d"
                .formatted(o.index(), o.op(), o.status(), o.invoke()),
            "");
        break;
      }
    }
    if (around.hasDsp()) {
      referenceKernels();
    }
  }

  private void referenceKernels() {
    long cycles = 0;
    long macs = 0;
    Set<String> names = new TreeSet<>();
    int count = 0;
    for (OperatorRow o : report.operators()) {
      if (o.invoke() == 0 && o.path().equals("reference") && !isFloat(o)) {
        cycles += o.cycles();
        macs += o.macs();
        names.add(o.op());
        count++;
      }
    }
    if (count > 0) {
      add(
          FindingCode.KERNEL_REFERENCE,
          "%d operators (%s) of Invoke 0 ran reference kernels, %.1f cycles per multiply-accumulate"
              .formatted(count, String.join(", ", names), (double) cycles / Math.max(1, macs)),
          cycles + " cycles in them");
    }
  }

  private static boolean isFloat(OperatorRow o) {
    return !o.shapes().isEmpty() && o.shapes().getFirst().startsWith("f32");
  }

  private void model() {
    for (String text : around.rejectedModels()) {
      add(FindingCode.MODEL_SCHEMA, text, "");
    }
    if (around.floatModel()) {
      long cycles = 0;
      for (OperatorRow o : report.operators()) {
        if (o.invoke() == 0 && o.macs() > 0 && isFloat(o)) {
          cycles += o.cycles();
        }
      }
      add(
          FindingCode.MODEL_FLOAT,
          "the model's multiply-accumulates are in float32"
              + (around.hasFpu() ? "" : " and the core has no floating-point unit"),
          cycles == 0 ? "" : cycles + " cycles in them");
    }
    for (InputSample sample : around.inputs()) {
      sample.doubt().ifPresent(text -> add(FindingCode.INPUT_NOT_QUANTISED, text, ""));
    }
    Set<String> used = new TreeSet<>();
    report.operators().forEach(o -> used.add(o.op()));
    if (!used.isEmpty()
        && around.linkedKernels() > FEW_KERNELS
        && around.linkedKernels() > 3 * used.size()) {
      add(
          FindingCode.RESOLVER_ALL_OPS,
          "%d kernels are linked, %d are in use".formatted(around.linkedKernels(), used.size()),
          neverExecuted());
    }
  }

  private String neverExecuted() {
    long code = 0;
    for (var s : report.memory().sections()) {
      if (s.kind().equals("code")) {
        code += s.bytes();
      }
    }
    return code == 0 ? "" : "part of " + code + " bytes of code";
  }

  private void memory() {
    Long size = report.memory().arenaBytes();
    Long used = report.memory().arenaUsedBytes();
    if (size != null && used != null && used > 0 && size > OVERSIZED * used) {
      add(
          FindingCode.ARENA_OVERSIZED,
          "%d of %d bytes are used".formatted(used, size),
          (size - used) + " bytes of RAM");
    }
  }

  private void invokes() {
    for (String note : around.notes()) {
      add(FindingCode.INVOKE_UNCERTAIN, note, "");
    }
    if (report.invokes().isEmpty()) {
      if (!report.models().isEmpty() || !around.notes().isEmpty()) {
        add(
            FindingCode.INVOKE_NOT_SEEN,
            report.models().size() + " model(s) in memory; the run ended: " + report.exit().text(),
            "");
      }
      return;
    }
    long interrupts = 0;
    long cycles = 0;
    for (InvokeRow i : report.invokes()) {
      interrupts += i.interruptCycles();
      cycles += i.cycles();
    }
    if (interrupts > cycles * INTERRUPT_SHARE) {
      add(
          FindingCode.INVOKE_INTERRUPTED,
          "%.1f %% of the cycles of all Invokes".formatted(100.0 * interrupts / cycles),
          interrupts + " cycles");
    }
  }
}
