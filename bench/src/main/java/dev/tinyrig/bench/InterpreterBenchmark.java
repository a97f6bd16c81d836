package dev.tinyrig.bench;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.timing.TimingModels;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.MachineBuilder;
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

/** Guest instructions a second of the interpreter on TFLM firmware, timing model of the core on. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class InterpreterBenchmark {
  /** Cycles of the guest in one call. */
  private static final long SLICE = 5_000_000;

  /** What ran: the counter that gives instructions a second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Guest {
    /** Guest instructions retired. */
    public long instructions;
  }

  @Param({"m4f/kws/reference", "m4f/kws/optimised", "m4f/image_float32/reference"})
  private String fixture;

  private Image image;
  private BoardChooser.Choice choice;
  private Machine machine;

  /** Builds the firmware, if need be, and a machine for it. */
  @Setup(Level.Trial)
  public void prepare() {
    String[] id = fixture.split("/", -1);
    image = ImageLoader.load(Firmware.locate().elf(id[0], id[1], id[2]));
    choice = BoardChooser.choose(image);
    boot();
  }

  private void boot() {
    machine =
        new MachineBuilder(choice.board(), image, TimingModels::of)
            .core(choice.core())
            .build()
            .machine();
  }

  /** One slice; the firmware starts again when it has ended. */
  @Benchmark
  public long slice(Guest guest) {
    long before = machine.instructions();
    StopReason stop = machine.run(machine.cycles() + SLICE);
    guest.instructions += machine.instructions() - before;
    if (!(stop instanceof StopReason.Limit)) {
      boot();
    }
    return machine.cycles();
  }
}
