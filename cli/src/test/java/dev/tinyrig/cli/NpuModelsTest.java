package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.weights.WeightStreamDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Models that Vela compiled answer on the NPU what TensorFlow Lite's reference kernels answer, to
 * the byte. The short run takes a sample of them; the full run all, on every configuration.
 */
final class NpuModelsTest {
  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");

  /** Models whose compiled form needs a core, and why. */
  private static final Map<String, String> NOT_ALONE =
      Map.of("ad by legacy", "STRIDED_SLICE, SHAPE and PACK stay on the core");

  private static final int LEAST_MODELS = FULL ? 1300 : 55;
  private static final int LEAST_WEIGHTS = FULL ? 400 : 100;

  private final NpuVectors vectors = Firmware.locate().npuVectors(FULL, message -> {});

  @Test
  void outputsEqualTheReferenceKernels() throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> findings = new TreeMap<>();
    int ran = 0;
    for (NpuVectors.Compiled compiled : vectors.compiled()) {
      if (NOT_ALONE.containsKey(compiled.model() + " by " + compiled.core())) {
        continue;
      }
      ran++;
      byte[] file = Files.readAllBytes(compiled.file());
      NpuConfig config = NpuConfig.find(compiled.config()).orElseThrow();
      for (int sample = 0; sample < 2; sample++) {
        NpuModelRun run = new NpuModelRun(file, config);
        run.allocate();
        int[] inputs = run.model().main().inputs();
        for (int i = 0; i < inputs.length; i++) {
          run.setInput(i, vectors.input(compiled.model(), sample, i));
        }
        run.invoke(
            new PipelineModel(config, SystemConfig.defaultOf(config.isU65())),
            CycleModel.Ports.SHARED_SRAM,
            (offset, text) -> findings.merge(text, 1, Integer::sum));
        for (NpuVectors.Answer answer : vectors.answers(compiled.model())) {
          if (answer.sample() == sample) {
            byte[] output = run.output(answer.output());
            if (output.length != answer.bytes() || crc32(output) != answer.crc32()) {
              wrong.add(compiled + ", sample " + sample + ", output " + answer.output());
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(Map.of(), findings, "no stream of Vela uses what is not public");
    assertTrue(ran >= LEAST_MODELS, "only " + ran + " models");
  }

  @Test
  void everyModelHasAnswers() {
    for (NpuVectors.Compiled compiled : vectors.compiled()) {
      assertTrue(!vectors.answers(compiled.model()).isEmpty(), compiled.toString());
    }
  }

  /** The full run computes the answers anew; the short one has them from the tree. */
  @Test
  void answersInTheTreeAreWhatTheReferenceKernelsCompute() throws Exception {
    Path computed = vectors.folder().resolve("npu-goldens.txt");
    assertEquals(FULL, Files.exists(computed));
    if (FULL) {
      List<String> lines =
          vectors.answers().stream()
              .map(
                  a ->
                      String.format(
                          "%s %d %d %d %08x",
                          a.model(), a.sample(), a.output(), a.bytes(), a.crc32()))
              .toList();
      assertEquals(Files.readAllLines(computed), lines);
    }
  }

  @Test
  void weightsDecodeAsVelasCodecDecodesThem() throws Exception {
    ByteBuffer all =
        ByteBuffer.wrap(Files.readAllBytes(vectors.folder().resolve("weights.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int streams = 0;
    while (all.hasRemaining()) {
      byte[] coded = new byte[all.getInt()];
      int[] expected = new int[all.getInt()];
      all.get(coded);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = all.getShort();
      }
      int[] decoded = WeightStreamDecoder.decode(coded, 0, coded.length, expected.length);
      int number = streams;
      assertTrue(Arrays.equals(expected, decoded), () -> "stream " + number);
      streams++;
    }
    assertEquals(LEAST_WEIGHTS, streams);
  }

  private static int crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
