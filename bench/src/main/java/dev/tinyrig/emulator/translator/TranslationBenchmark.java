package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.timing.TimingModels;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.MachineBuilder;
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
 * Time to make bytecode, load and instantiate it, for all regions into which a TFLM firmware is
 * translated until it has run for a while; what HotSpot makes of it comes on top.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class TranslationBenchmark {
  /** Cycles until most of what is hot has been translated. */
  private static final long CYCLES = 30_000_000;

  /** What was made: counters that give the time for one of each. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Made {
    /** Regions. */
    public long regions;

    /** Guest instructions in them. */
    public long instructions;

    /** Bytes of their bytecode. */
    public long bytes;
  }

  @Param({"m4f/kws/reference", "m4f/kws/optimised", "m55/kws/optimised"})
  private String fixture;

  private TranslationCache cache;
  private List<Region> regions;

  /** Builds the firmware, if need be, and runs it on the translating engine. */
  @Setup(Level.Trial)
  public void prepare() {
    String[] id = fixture.split("/", -1);
    Image image = ImageLoader.load(Firmware.locate().elf(id[0], id[1], id[2]));
    BoardChooser.Choice choice = BoardChooser.choose(image);
    Machine machine =
        new MachineBuilder(choice.board(), image, TimingModels::of)
            .core(choice.core())
            .engine(EngineKind.AUTO)
            .build()
            .machine();
    machine.run(CYCLES);
    cache = machine.translator().orElseThrow().cache();
    regions = List.copyOf(cache.regions());
    if (regions.isEmpty()) {
      throw new IllegalStateException("nothing was translated of " + fixture);
    }
  }

  /** Translates every region again. */
  @Benchmark
  public int allRegions(Made made) {
    int size = 0;
    for (Region region : regions) {
      Region again = cache.apart(region.segments);
      size += again.size;
      made.regions++;
      made.bytes += again.size;
      made.instructions += again.segments.stream().mapToInt(Segment::length).sum();
    }
    return size;
  }
}
