package dev.tinyrig.peripherals.ethosu.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.peripherals.ethosu.payload.DriverPayload.Format;
import dev.tinyrig.peripherals.ethosu.payload.DriverPayload.Io;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DriverPayloadTest {
  private static final int STOP = 0xFFFF_0000;

  private static final int[] COP1 = {
    0x3150_4F43, 0x0010_0001, 0x1807, 0x1006_6001, 5, 5, 5, 0x0001_0002, STOP,
  };

  private static final int[] COP2 = {
    0x3250_4F43,
    1,
    0x34,
    0,
    1,
    0x2C,
    0x24,
    0x4D55_4556,
    1,
    0x14,
    0x1807,
    0x1006_6001,
    2,
    0,
    0,
    -1,
    STOP,
  };

  private static DriverPayload parse(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < words.length; i++) {
      bytes.putInt(8 + 4 * i, words[i]);
    }
    return DriverPayload.parse(bytes.array(), 8, 4 * words.length);
  }

  private static int[] with(int[] words, int at, int value) {
    int[] changed = words.clone();
    changed[at] = value;
    return changed;
  }

  @Test
  void readsBothFormats() {
    assertEquals(
        new DriverPayload(Format.COP1, 0x1807, 0x1006_6001, Io.ARENA, 0x20, 4), parse(COP1));
    assertEquals(
        new DriverPayload(Format.COP2, 0x1807, 0x1006_6001, Io.REGIONS, 0x40, 4), parse(COP2));
    assertEquals(Io.ARENA, parse(with(COP2, 12, 1)).io());
  }

  /**
   * Streams of more than 16 bits of words have their upper eight bits in the action's second byte.
   */
  @Test
  void lengthHasTwentyFourBits() {
    int[] words = new int[8 + 0x1_0003];
    System.arraycopy(COP1, 0, words, 0, 8);
    words[7] = 0x0003_0102;
    assertEquals(4 * 0x1_0003, parse(words).streamLength());
  }

  /** In an image stand other things too, some of which only begin like a payload. */
  @Test
  void findsPayloadsAmongOtherThings() {
    int[][] parts = {{7, COP1[0]}, COP2, {COP2[0], 9}, COP1, {-1, COP2[0]}};
    ByteBuffer bytes = ByteBuffer.allocate(4 * 64 + 3).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] part : parts) {
      for (int word : part) {
        bytes.putInt(word);
      }
    }
    assertEquals(
        List.of(Format.COP2, Format.COP1),
        DriverPayload.find(bytes.array()).stream().map(DriverPayload::format).toList());
    assertEquals(List.of(), DriverPayload.find(new byte[0]));
  }

  /** A payload that is refused, and what the message says. */
  record Bad(int[] words, String text) {}

  static List<Bad> bad() {
    return List.of(
        new Bad(new int[] {}, "does not start with COP1 or COP2"),
        new Bad(with(COP1, 0, 0x3350_4F43), "does not start with COP1 or COP2"),
        new Bad(with(COP1, 1, 3), "driver action 0x00000003 at payload offset 0x4"),
        new Bad(with(COP1, 1, 5), "driver action 0x00001807 at payload offset 0x8"),
        new Bad(new int[] {COP1[0], 1, 0}, "configuration action is cut off (payload offset 0x4)"),
        new Bad(with(COP1, 7, 0x0002_0002), "stream is cut off (payload offset 0x1c)"),
        new Bad(new int[] {COP1[0], 5, 5}, "has no command stream"),
        new Bad(new int[] {COP1[0], 2, STOP}, "before the configuration (payload offset 0x4)"),
        new Bad(new int[] {COP1[0], 1, 0, 0, 0x0001_0002, STOP}, "not aligned to 16 bytes"),
        new Bad(new int[] {COP2[0], 1, 0}, "header is cut off"),
        new Bad(with(COP2, 1, 2), "0x00000002, not 0x00000001 (payload offset 0x4)"),
        new Bad(with(COP2, 2, 0x30), "0x00000030, not 0x00000034 (payload offset 0x8)"),
        new Bad(with(COP2, 4, 2), "(payload offset 0x10)"),
        new Bad(with(COP2, 5, 0x28), "(payload offset 0x14)"),
        new Bad(with(COP2, 6, 0x28), "not aligned to 16 bytes (payload offset 0x18)"),
        new Bad(with(COP2, 6, 0x34), "stream is cut off (payload offset 0x18)"),
        new Bad(with(COP2, 6, -12), "stream is cut off (payload offset 0x18)"),
        new Bad(with(COP2, 7, 0), "(payload offset 0x1c)"),
        new Bad(with(COP2, 8, 0), "(payload offset 0x20)"),
        new Bad(with(COP2, 9, 8), "metadata is too short (payload offset 0x24)"),
        new Bad(with(COP2, 12, 3), "neither 1 nor 2 (payload offset 0x30)"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesWhatNoDriverWouldTake(Bad bad) {
    PayloadException refused = assertThrows(PayloadException.class, () -> parse(bad.words()));
    assertTrue(refused.getMessage().contains(bad.text()), refused.getMessage());
  }
}
