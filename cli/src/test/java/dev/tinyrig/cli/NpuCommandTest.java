package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpuCommandTest {
  private final NpuVectors vectors = Firmware.locate().npuVectors(false, message -> {});

  private String compiled(String model, String config) {
    return vectors.compiled().stream()
        .filter(each -> each.model().equals(model) && each.config().equals(config))
        .findFirst()
        .orElseThrow()
        .file()
        .toString();
  }

  @Test
  void answersForGivenInputs(@TempDir Path folder) throws Exception {
    Path input = folder.resolve("input.bin");
    Files.write(input, vectors.input("vww", 0, 0));
    Ran ran = Ran.tinyrig("npu", compiled("vww", "ethos-u55-256"), "--input", input.toString());
    assertEquals(0, ran.status(), ran.err());
    int crc = vectors.answers("vww").getFirst().crc32();
    assertTrue(ran.out().contains(String.format("crc32 %08x", crc)), ran.out());
    assertTrue(ran.out().contains("7489664 MACs"), ran.out());
  }

  @Test
  void seedDecidesTheInputsAndNothingElseDoes() {
    String file = compiled("kws", "ethos-u65-512");
    Ran first = Ran.tinyrig("npu", file, "--seed", "3");
    assertEquals(0, first.status(), first.err());
    assertEquals(first.out(), Ran.tinyrig("npu", file, "--seed", "3").out());
    Ran estimate = Ran.tinyrig("npu", file, "--seed", "3", "--cycles", "vela-legacy");
    assertEquals(0, estimate.status(), estimate.err());
    assertEquals(output(first.out()), output(estimate.out()));
    Ran sram =
        Ran.tinyrig("npu", file, "--memory-mode", "sram-only", "--system", "ethos_u65_embedded");
    assertEquals(0, sram.status(), sram.err());
  }

  private static String output(String text) {
    return text.substring(text.lastIndexOf("output "));
  }

  @Test
  void operationsAreShownWithTheLayersThatTheyWereMadeFrom() {
    for (String core : new String[] {"ethos-u55-256-regor", "ethos-u55-128-legacy"}) {
      Path folder = vectors.folder().resolve("kws").resolve(core);
      String file = folder.resolve("model_vela.tflite").toString();
      String debug = folder.resolve("model_debug.xml").toString();
      Ran ran = Ran.tinyrig("npu", file, "--vela-debug", debug);
      assertEquals(0, ran.status(), ran.err());
      assertTrue(ran.out().matches("(?s).* 12  CONV +1x1x12 int8 .* FullyConnected.*"), ran.out());
      assertTrue(ran.out().matches("(?s).* 13  SHR +1x1x12 int8 .* Softmax.*"), ran.out());
    }
    Ran wrong = Ran.tinyrig("npu", compiled("kws", "ethos-u65-512"), "--vela-debug", "pom.xml");
    assertEquals(3, wrong.status());
    assertTrue(wrong.err().contains("no debug database of Vela"), wrong.err());
  }

  @Test
  void listingNamesEveryCommand() {
    Ran ran = Ran.tinyrig("npu", compiled("conv_3x3_i8", "ethos-u55-128"), "--listing");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("OP_CONV"), ran.out());
    assertTrue(ran.out().stripTrailing().endsWith("ffff0000           OP_STOP          65535"));
  }

  @Test
  void streamForAnotherMachineIsOneClearError() {
    Ran ran = Ran.tinyrig("npu", compiled("vww", "ethos-u55-256"), "--config", "ethos-u55-128");
    assertEquals(3, ran.status());
    assertTrue(ran.err().contains("was compiled for ethos-u55-256"), ran.err());
    assertEquals(1, ran.err().strip().lines().count(), ran.err());
  }

  @Test
  void whatIsNoCompiledModelIsRefused() {
    String plain = vectors.folder().resolve("kws").resolve("model.tflite").toString();
    Ran ran = Ran.tinyrig("npu", plain);
    assertEquals(3, ran.status());
    assertTrue(ran.err().contains("was it compiled by Vela"), ran.err());
    Ran unknown = Ran.tinyrig("npu", compiled("vww", "ethos-u55-256"), "--config", "ethos-u56");
    assertEquals(3, unknown.status());
  }
}
