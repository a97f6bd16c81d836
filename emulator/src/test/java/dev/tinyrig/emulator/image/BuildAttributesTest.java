package dev.tinyrig.emulator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuildAttributesTest {
  private static byte[] section(byte[] attributes) {
    byte[] vendor = "aeabi\0".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('A');
    out.writeBytes(ElfBuilder.words(4 + vendor.length + 5 + attributes.length));
    out.writeBytes(vendor);
    out.write(1);
    out.writeBytes(ElfBuilder.words(5 + attributes.length));
    out.writeBytes(attributes);
    return out.toByteArray();
  }

  private static byte[] tags(String cpuName, int... pairs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(5);
    out.writeBytes((cpuName + "\0").getBytes(StandardCharsets.UTF_8));
    for (int value : pairs) {
      out.write(value);
    }
    return out.toByteArray();
  }

  private static BuildAttributes read(byte[] tags) {
    return ElfBuilder.firmware()
        .rawSection(".ARM.attributes", 0x7000_0003, 0, section(tags))
        .image()
        .attributes()
        .orElseThrow();
  }

  private record Case(byte[] tags, String text, boolean microcontroller) {}

  /** Tag values as GNU as writes them for -mcpu of these cores. */
  @Test
  void saysWhatTheFirmwareWasBuiltFor() {
    List<Case> cases =
        List.of(
            new Case(tags("6S-M", 6, 12, 7, 'M'), "Armv6-M", true),
            new Case(tags("7-M", 6, 10, 7, 'M'), "Armv7-M", true),
            new Case(tags("7-A", 6, 10, 7, 'A'), "Armv7-A", false),
            new Case(tags("7E-M", 6, 13, 7, 'M'), "Armv7E-M", true),
            new Case(
                tags("7E-M", 6, 13, 7, 'M', 10, 6, 27, 1, 28, 1),
                "Armv7E-M with FPv4 (single precision)",
                true),
            new Case(tags("7E-M", 6, 13, 7, 'M', 10, 8), "Armv7E-M with FPv5", true),
            new Case(
                tags("cortex-m55", 6, 21, 7, 'M', 10, 8, 46, 1, 48, 2),
                "Armv8.1-M mainline with FPv5 and MVE with floating point",
                true),
            new Case(tags("x", 6, 99), "another architecture", false));
    for (Case c : cases) {
      BuildAttributes attributes = read(c.tags);
      assertEquals(c.text, attributes.describe());
      assertEquals(c.microcontroller, attributes.isMicrocontroller(), c.text);
    }
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    byte[] tags = {65, 'x', 0, 32, 1, 'g', 0, 66, 3, 6, 13, 7, 'M', 28, 1, 4, 'r', 0};
    BuildAttributes attributes = read(tags);
    assertEquals(BuildAttributes.Arch.V7E_M, attributes.arch());
    assertTrue(attributes.hardFloatCalls());
    assertFalse(attributes.dsp());
    assertEquals("", attributes.cpuName());
  }

  @Test
  void refusesDamage() {
    byte[] bytes = section(tags("7E-M", 6, 13));
    bytes[1] = 99;
    ElfBuilder elf = ElfBuilder.firmware().rawSection(".ARM.attributes", 0x7000_0003, 0, bytes);
    ImageException e = assertThrows(ImageException.class, elf::image);
    assertTrue(e.getMessage().contains(".ARM.attributes"), e.getMessage());
  }
}
