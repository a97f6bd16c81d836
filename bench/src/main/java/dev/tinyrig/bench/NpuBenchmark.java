package dev.tinyrig.bench;

import dev.tinyrig.cli.NpuModelRun;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.OperationRun;
import dev.tinyrig.peripherals.ethosu.StreamRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Multiply-accumulates a second of an Ethos-U55-256 that runs whole networks, with its cycles. On a
 * machine that has other work too, {@code macs / cpuNanoseconds} is what one core does: thousands
 * of millions a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 6, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
@State(Scope.Thread)
public class NpuBenchmark {
  /** What was computed: the counter that gives multiply-accumulates a second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    /** Multiply-accumulates of convolutions. */
    public long macs;

    /** Time of the thread's core. */
    public long cpuNanoseconds;
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Param({"vww", "ic", "kws"})
  private String model;

  private NpuModelRun run;
  private CycleModel cycles;

  /** Compiles the model, if need be. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NpuConfig config = NpuConfig.U55_256;
    NpuVectors.Compiled compiled =
        Firmware.locate().npuVectors(false, message -> {}).compiled().stream()
            .filter(each -> each.model().equals(model) && each.config().equals(config.id()))
            .filter(each -> each.core().equals("regor"))
            .findFirst()
            .orElseThrow();
    run = new NpuModelRun(Files.readAllBytes(compiled.file()), config);
    run.allocate();
    cycles = new PipelineModel(config, SystemConfig.defaultOf(false));
  }

  /** One inference. */
  @Benchmark
  public long inference(Work work) {
    long start = THREADS.getCurrentThreadCpuTime();
    List<StreamRun.Result> results =
        run.invoke(cycles, CycleModel.Ports.SHARED_SRAM, Findings.NONE);
    long total = 0;
    for (StreamRun.Result result : results) {
      total += result.cycles();
      for (OperationRun row : result.rows()) {
        if (row.operation() instanceof BlockOperation op && op.kind().hasWeights()) {
          work.macs += op.macs();
        }
      }
    }
    work.cpuNanoseconds += THREADS.getCurrentThreadCpuTime() - start;
    return total;
  }
}
