package dev.tinyrig.emulator.image;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged files give an image or a typed error, never anything else, and always an end. */
final class ImageFuzzTest {
  private static byte[] rich() {
    ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    attributes.writeBytes(new byte[] {'A', 24, 0, 0, 0, 'a', 'e', 'a', 'b', 'i', 0, 1});
    attributes.writeBytes(new byte[] {14, 0, 0, 0, 5, '7', 0, 6, 13, 7, 'M', 10, 6});
    byte[] lines = DwarfLinesTest.unit(4, DwarfLinesTest.OLD_TABLES, DwarfLinesTest.PROGRAM);
    return ElfBuilder.firmware()
        .rawSection(".ARM.attributes", 0x7000_0003, 0, attributes.toByteArray())
        .section(".debug_line", -1, lines, false)
        .symbol("_ZN6tflite16MicroInterpreter6InvokeEv", 0xD, 2, 2, 1, 1)
        .build();
  }

  /** What came of it: 1 when it loaded. */
  private static int attempt(byte[] bytes) {
    try {
      Image image = ImageLoader.parse("fuzz", bytes);
      image.symbols().describe(8);
      DwarfLines lines = new DwarfLines(image);
      for (int address = 0; address < 32; address += 2) {
        lines.at(address);
      }
      return 1;
    } catch (ImageException e) {
      assertTrue(e.getMessage().startsWith("fuzz"), e.getMessage());
      return 0;
    }
  }

  @Test
  void theWholeFileLoads() {
    Image image = ImageLoader.parse("rich", rich());
    assertTrue(image.attributes().isPresent());
    assertTrue(new DwarfLines(image).at(8).isPresent());
  }

  @Test
  void truncationAtEveryOffset() {
    byte[] file = rich();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int length = 0; length < file.length; length++) {
            attempt(Arrays.copyOf(file, length));
          }
        });
  }

  @Test
  void everyByteChanged() {
    byte[] file = rich();
    int[] loaded = new int[1];
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int at = 0; at < file.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, file[at] ^ 0x10}) {
              byte[] changed = file.clone();
              changed[at] = (byte) value;
              loaded[0] += attempt(changed);
            }
          }
        });
    assertTrue(loaded[0] > file.length, "most single changes leave a loadable file");
  }

  @Test
  void randomDamage() {
    byte[] file = rich();
    Random random = new Random(1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < 20_000; round++) {
            byte[] changed = file.clone();
            int flips = 1 + random.nextInt(12);
            for (int i = 0; i < flips; i++) {
              changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            attempt(changed);
          }
        });
  }

  @Test
  void randomBytesAndHexText() {
    Random random = new Random(2);
    byte[] hex =
        ":020000040800F2\n:0400000001020304F2\n:00000001FF\n".getBytes(StandardCharsets.UTF_8);
    assertTrue(attempt(hex) == 1, "the undamaged text loads");
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      attempt(noise);
      byte[] magic = {0x7F, 'E', 'L', 'F', 1, 1, 1};
      System.arraycopy(magic, 0, noise, 0, Math.min(magic.length, noise.length));
      attempt(noise);
      byte[] text = hex.clone();
      text[random.nextInt(text.length)] = (byte) random.nextInt(128);
      attempt(Arrays.copyOf(text, 1 + random.nextInt(text.length)));
    }
  }
}
