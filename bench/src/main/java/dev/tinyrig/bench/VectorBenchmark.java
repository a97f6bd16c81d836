package dev.tinyrig.bench;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.core.ExceptionModel;
import dev.tinyrig.emulator.interpreter.Step;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.time.Clock;
import dev.tinyrig.emulator.time.Scheduler;
import dev.tinyrig.emulator.timing.TimingModels;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one MVE instruction on all its lanes, as both engines execute it that have no bytecode of
 * its own for it: plain, and with every other lane switched off by a VPT block.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class VectorBenchmark {
  private static final int TIMES = 1024;

  /** Predicate of every other byte, for a block that goes on. */
  private static final int HALF = 0x0088_5555;

  /** The operations: their first encoding with lanes of 8 bits and registers Q0 and R0. */
  @Param({"VADD_Q", "VQADD_Q", "VMUL_Q", "VQRDMULH_Q", "VMLADAV_Q", "VMLALDAV_Q"})
  private String operation;

  private Core core;
  private Step step;

  /** A core with registers full of random bits. */
  @Setup(Level.Trial)
  public void prepare() {
    CoreConfig config = CoreConfig.of(CoreModel.CORTEX_M55, 0, 1_000_000);
    Clock clock = new Clock();
    core =
        new Core(
            config.model(),
            clock,
            new Bus(clock),
            TimingModels.of(config.model()),
            new ExceptionModel(config, new Scheduler(clock)));
    core.fpReady = true;
    Random random = new Random(1);
    for (int k = 0; k < core.s.length; k++) {
      core.s[k] = random.nextInt();
    }
    step = Step.of(instruction(Op.valueOf(operation)));
  }

  private static Instruction instruction(Op op) {
    Decoder decoder = new Decoder(CoreModel.CORTEX_M55.features());
    for (Encoding row : Decoder.encodings()) {
      if (row.op() == op) {
        int bits =
            Integer.parseUnsignedInt(row.pattern().replaceAll("[^1o]", "0").replace('o', '1'), 2);
        Instruction i = decoder.decode(0, bits >>> 16, bits & 0xFFFF);
        if (i.op == op) {
          return i;
        }
      }
    }
    throw new IllegalStateException("no encoding of " + op + " decodes with fields of zero");
  }

  /** All lanes. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int plain() {
    for (int k = 0; k < TIMES; k++) {
      step.compute(core);
    }
    return core.s[0];
  }

  /** Every other lane. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int predicated() {
    for (int k = 0; k < TIMES; k++) {
      core.vpr = HALF;
      step.compute(core);
    }
    core.vpr = 0;
    return core.s[0];
  }
}
