package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.debug.FaultReport;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.traces.calls.CallTree;
import dev.tinyrig.traces.calls.Frames;
import dev.tinyrig.traces.calls.FunctionStarts;
import dev.tinyrig.traces.doctor.Doctor;
import dev.tinyrig.traces.fault.FaultDecoder;
import dev.tinyrig.traces.npu.NpuLog;
import dev.tinyrig.traces.npu.VelaDebug;
import dev.tinyrig.traces.profile.FunctionTable;
import dev.tinyrig.traces.report.NpuRun;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.tflm.GuestModel;
import dev.tinyrig.traces.tflm.GuestModels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Observes one run of one image and writes its report.
 *
 * <pre>{@code
 * ProfileSession session = ProfileSession.of(image);
 * machine.reset();
 * machine.attach(session.probe());       // after reset: the initial stack pointer is in place
 * // ... run; hand the console's bytes to session.console(...) as they come
 * Report report = session.finish(outcome);
 * }</pre>
 *
 * <p>A session belongs to one run and one thread.
 */
public final class ProfileSession {
  /** Console text that is kept for findings. */
  private static final int MAX_CONSOLE = 1 << 20;

  private final Image image;
  private final FunctionTable functions;
  private final GuestModels models = new GuestModels();
  private final Recorder recorder;
  private final NpuLog npu = new NpuLog();
  private final StringBuilder console = new StringBuilder();

  private ProfileSession(Image image) {
    this.image = image;
    FunctionStarts starts = new FunctionStarts();
    functions = new FunctionTable(image, starts);
    models.addFrom(image);
    recorder = new Recorder(starts, models, image.vectorTable().map(v -> v.initialSp()));
  }

  /** A session for a run of this image. */
  public static ProfileSession of(Image image) {
    return new ProfileSession(image);
  }

  /** What to attach to the machine, after its reset. */
  public Probe probe() {
    return recorder;
  }

  /** Who is told about Invokes while the guest runs. */
  public ProfileSession listener(InvokeListener listener) {
    recorder.setListener(listener);
    return this;
  }

  /**
   * Takes what an NPU did, for the operator that was in execution when it ended. To be called while
   * the machine runs, by whoever listens to the device.
   */
  public void npuOperation(NpuRun run) {
    npu.ended(run);
  }

  /** Names the layers from which the compiler made an NPU's operations. */
  public void velaDebug(VelaDebug debug) {
    npu.debug(debug);
  }

  /** Takes what the firmware wrote to its console: findings are drawn from it. */
  public void console(byte[] bytes, int offset, int length) {
    int room = Math.min(length, MAX_CONSOLE - console.length());
    if (room > 0) {
      console.append(new String(bytes, offset, room, StandardCharsets.ISO_8859_1));
    }
  }

  /** Takes one byte of the console, 0 to 255. */
  public void console(int value) {
    if (console.length() < MAX_CONSOLE) {
      console.append((char) (value & 0xFF));
    }
  }

  /** Models found so far: those of the image at once, others as the guest uses them. */
  public List<GuestModel> models() {
    return models.all();
  }

  /** Top-level Invokes that have ended so far. */
  public int invokesEnded() {
    return recorder.finder.invokesEnded();
  }

  /**
   * Callers of the code that an exception interrupted, innermost first: addresses at which they
   * will go on. Exact, because every call was seen. Without such an exception in execution: callers
   * of the code in execution.
   */
  public List<Integer> callers(int exception) {
    Frames frames = recorder.stack.current();
    int top = frames.size;
    for (int d = frames.size - 1; d >= 0; d--) {
      if (exception > 0 && frames.at(d).exception == exception) {
        top = d;
        break;
      }
    }
    List<Integer> list = new ArrayList<>();
    for (int d = top - 1; d >= 0; d--) {
      list.add(frames.at(d).returnAddress);
    }
    return list;
  }

  /** Chains of callers with their cycles, readable: the input of flame graphs. */
  public List<FoldedStack> foldedStacks() {
    List<FoldedStack> list = new ArrayList<>();
    for (CallTree.Path path : recorder.stack.tree().paths()) {
      List<String> names = new ArrayList<>();
      for (int f : path.functions()) {
        names.add(functions.name(f));
      }
      list.add(new FoldedStack(List.copyOf(names), path.cycles()));
    }
    return list;
  }

  /** One chain of callers, outermost first, and the cycles in its last function. */
  public record FoldedStack(List<String> functions, long cycles) {}

  /**
   * The report of the run, findings included. The machine must have stopped; it may go on
   * afterwards, and a later report then covers all of it.
   */
  public Report finish(RunOutcome outcome) {
    return reportUpToNow(outcome).get();
  }

  /**
   * The same report, which is made when it is asked for: it covers the run up to now, though the
   * machine goes on.
   */
  public Supplier<Report> reportUpToNow(RunOutcome outcome) {
    Evidence evidence = evidence(outcome);
    Doctor.Circumstances circumstances =
        new Doctor.Circumstances(
            console.toString(),
            outcome.hasDsp(),
            outcome.hasFpu(),
            evidence.invokes().notes(),
            evidence.invokes().failures().stream()
                .map(
                    f ->
                        "%s (operator %d) refused to be prepared with status %d"
                            .formatted(f.operator(), f.index(), f.status()))
                .toList(),
            models.rejected(),
            evidence.linkedKernels(),
            evidence.models().stream().anyMatch(m -> m.model().computesInFloat()),
            recorder.inputs());
    return () -> {
      Report report = new ReportBuilder(evidence, outcome).build();
      return report.withFindings(Doctor.examine(report, circumstances));
    };
  }

  private Evidence evidence(RunOutcome outcome) {
    List<Integer> callers = callers(outcome.fault().map(FaultReport::exception).orElse(0));
    return new Evidence(
        image,
        functions,
        models.all(),
        recorder.finder.finish(functions::name),
        recorder.finder.arena(),
        recorder.counters.sums(),
        recorder.stack.tree().totals(),
        ExceptionRows.of(recorder.stack.exceptionTimes()),
        recorder.stackTracker.mainStackBytes(),
        recorder.stackTracker.stacks(),
        outcome
            .fault()
            .map(f -> new FaultDecoder(image, functions).decode(f, callers, recorder::read)),
        npu.copy());
  }
}
