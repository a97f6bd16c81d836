package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.CoreConfig;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Region;
import dev.tinyrig.emulator.timing.TimingModels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one aligned access to plain memory: through the window that translated code uses where it
 * has foreseen the memory, through all memories where it has not, and through the bus as the
 * interpreter does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class MemoryBenchmark {
  private static final int FLASH = 0;
  private static final int RAM = 0x2000_0000;
  private static final int SIZE = 1 << 16;
  private static final int ACCESSES = 4096;

  private Bus bus;
  private FlatMemory memory;
  private Window window;

  /** Two memories, the RAM first. */
  @Setup(Level.Trial)
  public void prepare() {
    Region flash = new Region("flash", FLASH, SIZE, false);
    Region ram = new Region("ram", RAM, SIZE, true);
    CoreModel core = CoreModel.CORTEX_M4F;
    bus =
        Machine.builder(CoreConfig.of(core, 0, 1_000_000), TimingModels.of(core))
            .memory(flash)
            .memory(ram)
            .build()
            .bus();
    flash.touch();
    ram.touch();
    FlatMemory.Area area = area(ram);
    memory =
        new FlatMemory(area, area(flash), FlatMemory.Area.NONE, FlatMemory.Area.NONE, new Bail());
    window = Window.of(List.of(area));
  }

  private static FlatMemory.Area area(Region region) {
    return new FlatMemory.Area(
        region.bytes,
        region.codeMarks,
        region.base,
        region.size,
        region.writable ? region.size : 0,
        0,
        0,
        false);
  }

  /** Loads of a word whose memory was foreseen. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public int windowLoad() {
    int sum = 0;
    for (int k = 0; k < ACCESSES; k++) {
      int offset = RAM + 4 * k - window.base();
      if ((offset & window.outside(4)) == 0) {
        sum += LittleEndian.word(window.bytes(), offset & window.inside(4));
      }
    }
    return sum;
  }

  /** Stores of a word whose memory was foreseen. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void windowStore() {
    for (int k = 0; k < ACCESSES; k++) {
      int offset = RAM + 4 * k - window.base();
      if ((offset & window.outside(4)) == 0) {
        LittleEndian.setWord(window.bytes(), offset & window.inside(4), k);
      }
    }
  }

  /** Loads of a word from the memory that is asked first. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public int flatLoad() {
    int sum = 0;
    for (int k = 0; k < ACCESSES; k++) {
      sum += memory.load32(RAM + 4 * k, 0);
    }
    return sum;
  }

  /** Stores of a word, which look for decoded code. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void flatStore() {
    for (int k = 0; k < ACCESSES; k++) {
      memory.store32(RAM + 4 * k, k, 0);
    }
  }

  /** Loads of a word by the interpreter. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public int busLoad() {
    int sum = 0;
    for (int k = 0; k < ACCESSES; k++) {
      sum += bus.load32(RAM + 4 * k);
    }
    return sum;
  }

  /** Stores of a word by the interpreter. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void busStore() {
    for (int k = 0; k < ACCESSES; k++) {
      bus.store32(RAM + 4 * k, k);
    }
  }
}
