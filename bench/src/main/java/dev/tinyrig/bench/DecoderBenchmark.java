package dev.tinyrig.bench;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.image.Section;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.fixtures.Firmware;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to decode the whole text of a TFLM firmware once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class DecoderBenchmark {
  private final Decoder decoder = new Decoder(CoreModel.CORTEX_M4F.features());
  private byte[] text;
  private int base;

  /** Builds the firmware, if need be, and reads its text. */
  @Setup(Level.Trial)
  public void prepare() {
    Image image = ImageLoader.load(Firmware.locate().elf("m4f", "kws", "reference"));
    Section section = image.section(".text").orElseThrow();
    base = section.address();
    text = image.sectionBytes(".text").orElseThrow();
  }

  /** Decodes from the first to the last half-word; data among the text decodes too. */
  @Benchmark
  public int wholeText() {
    int sum = 0;
    for (int at = 0; at + 4 <= text.length; ) {
      Instruction i = decoder.decode(base + at, half(at), half(at + 2));
      sum += i.code;
      at += i.length;
    }
    return sum;
  }

  private int half(int at) {
    return text[at] & 0xFF | (text[at + 1] & 0xFF) << 8;
  }
}
