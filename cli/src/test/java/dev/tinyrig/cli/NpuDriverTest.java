package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.FixtureId;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What does not fit ends in the driver's error path, with its reason on the console: another NPU,
 * and payloads that were spoilt in memory before the core started.
 */
final class NpuDriverTest {
  private static final FixtureId IC = new FixtureId("m55", "ic", "ethos-u55-128");

  /** Where words of the payload are. */
  private static final int FILLER = 16;

  private static final int LAST_FILLER = 24;
  private static final int ACTION = 28;
  private static final int STREAM = 32;

  private static final int NOTHING = 5;
  private static final int READ_REGISTERS = 3;
  private static final int KERNEL_WAIT = 0x0012;
  private static final int IFM_BASE0 = 0x4000;
  private static final int UNKNOWN_COMMAND = 0x03FF;

  private final Firmware firmware = Firmware.locate();

  /**
   * A mistake.
   *
   * @param spoil changes the payload at an address
   * @param says a line of the driver
   * @param finding words of what the board says, or none where the NPU is never started
   */
  record Mistake(
      String name, BiConsumer<NpuImage, Integer> spoil, List<String> says, String finding) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Mistake> mistakes() {
    return List.of(
        new Mistake(
            "no OP_STOP",
            (image, at) -> image.setWord(lastWord(image, at), KERNEL_WAIT),
            List.of("the stream failed, STATUS 0x00000012", "at QREAD 0x"),
            "OP_STOP"),
        new Mistake(
            "truncated stream",
            (image, at) -> image.setWord(at + ACTION, image.word(at + ACTION) - (100 << 16)),
            List.of("the stream failed, STATUS 0x00000012", "at QREAD 0x"),
            ""),
        new Mistake(
            "unknown command",
            (image, at) -> image.setWord(at + STREAM, UNKNOWN_COMMAND),
            List.of("the stream failed, STATUS 0x00000012", "at QREAD 0x00000000"),
            "000003ff"),
        new Mistake(
            "no memory at the input",
            (image, at) -> image.setWord(at + find(image, at, IFM_BASE0) + 4, 0x3000_0000),
            List.of("the stream failed, STATUS 0x00001006", "at QREAD 0x"),
            "0x51"),
        new Mistake(
            "stream that is not aligned",
            (image, at) -> {
              image.setWord(at + LAST_FILLER, image.word(at + ACTION));
              image.setWord(at + ACTION, image.word(at + STREAM));
            },
            List.of("the stream is not aligned to 16 bytes, address 0x01"),
            ""),
        new Mistake(
            "action that no driver does",
            (image, at) -> image.setWord(at + FILLER, READ_REGISTERS),
            List.of("the payload makes no sense at byte 0x00000010"),
            ""),
        new Mistake(
            "no payload",
            (image, at) -> image.setWord(at, NOTHING),
            List.of("this is no payload for a driver"),
            ""));
  }

  private static int lastWord(NpuImage image, int payload) {
    int action = image.word(payload + ACTION);
    return payload + STREAM + 4 * ((action >>> 16 | (action & 0xFF00) << 8) - 1);
  }

  /** Offset of the first command with this word. */
  private static int find(NpuImage image, int payload, int word) {
    int at = STREAM;
    while (image.word(payload + at) != word) {
      at += 4;
    }
    return at;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsSaid(Mistake mistake) {
    try (NpuImage image = NpuImage.of(firmware, IC, "ethos-u55-128")) {
      mistake.spoil().accept(image, image.payload());
      assertEquals(1, image.run(), image.console());
      for (String line : mistake.says()) {
        assertTrue(image.console().contains("ethos-u: " + line), image.console());
      }
      assertTrue(image.console().contains("Node ethos-u (number 0) failed to invoke"));
      assertTrue(image.console().endsWith("failed: Invoke of ic\n"), image.console());
      String findings = String.join("\n", image.findings());
      assertEquals(mistake.says().size() == 1, findings.isEmpty(), findings);
      assertTrue(findings.contains(mistake.finding()), findings);
    }
  }

  @Test
  void streamForAnotherNpuIsRefused() {
    try (NpuImage image = NpuImage.of(firmware, IC, "ethos-u55-256")) {
      assertEquals(1, image.run(), image.console());
      assertTrue(
          image
              .console()
              .contains(
                  """
                  ethos-u: CONFIG of the stream 0x00001807
                  ethos-u: CONFIG of the hardware 0x00003008
                  ethos-u: the stream was compiled for another NPU
                  """),
          image.console());
    }
  }

  @Test
  void driverForAnotherProductIsRefused() {
    try (NpuImage image = NpuImage.of(firmware, IC, "ethos-u65-256")) {
      assertEquals(1, image.run(), image.console());
      assertTrue(
          image
              .console()
              .contains("is another product than the driver is built for, CONFIG 0x10003008"),
          image.console());
      assertTrue(image.console().endsWith("failed: AllocateTensors of ic\n"), image.console());
    }
  }
}
