package dev.tinyrig.emulator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class IntelHexReaderTest {
  private static final String END = ":00000001FF\n";

  private static Image read(String text) {
    return ImageLoader.parse("a.hex", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A record with its checksum. */
  private static String record(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i += 2) {
      sum += Integer.parseInt(body.substring(i, i + 2), 16);
    }
    return ":" + body + String.format(Locale.ROOT, "%02X", -sum & 0xFF) + "\r\n";
  }

  @Test
  void joinsAdjoiningRecordsAndKeepsGaps() {
    Image image =
        read(
            record("020000040800F2".substring(0, 12))
                + record("080000000010002009000008")
                + record("04000800FEE7FEE7")
                + record("0400100001020304")
                + record("0400000508000009")
                + END);
    assertEquals(Image.Format.INTEL_HEX, image.format());
    assertEquals(2, image.segments().size());
    assertEquals(0x0800_0000, image.segments().getFirst().loadAddress());
    assertEquals(12, image.segments().getFirst().bytes().length);
    assertEquals(0x0800_0010, image.segments().getLast().loadAddress());
    assertEquals(0x0800_0008, image.entry());
    assertEquals(0x2000_1000, image.requireVectorTable().initialSp());
  }

  @Test
  void understandsSegmentAddresses() {
    Image image =
        read(record("020000021000") + record("08000000001000200900 0100".replace(" ", "")) + END);
    assertEquals(0x1_0000, image.segments().getFirst().loadAddress());
  }

  private record Case(String text, String problem) {}

  @Test
  void namesTheLineOfWhatIsWrong() {
    String good = record("0400000001020304");
    List<Case> cases =
        List.of(
            new Case(good, "truncated"),
            new Case(good + ":0400\n" + END, "line 2: the record is cut off"),
            new Case(good + ":04001000010203040\n" + END, "line 2: the record is cut off"),
            new Case(good + ":0400100001020304FF\n" + END, "line 2: the checksum is wrong"),
            new Case(good + ":04001000010203ZZFF\n" + END, "not hexadecimal"),
            new Case(good + "hello\n" + END, "begins with a colon"),
            new Case(good + record("0500100001020304") + END, "does not fit its count"),
            new Case(good + record("0400020001020304") + END, "already given"),
            new Case(good + record("0400001101020304") + END, "type 17"),
            new Case(good + record("0100000401") + END, "must hold 2 bytes"),
            new Case(record("02000004FFFF") + record("04FFFE0001020304") + END, "address space"),
            new Case(END + "         ", "no data"));
    for (Case c : cases) {
      ImageException e = assertThrows(ImageException.class, () -> read(c.text), c.text);
      assertTrue(e.getMessage().contains(c.problem), e.getMessage());
    }
  }
}
