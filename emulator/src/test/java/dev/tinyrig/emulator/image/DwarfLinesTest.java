package dev.tinyrig.emulator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DwarfLinesTest {
  /** Two instructions of line 10 at 0x8, one of line 12 of the second file at 0xC, end at 0xE. */
  static final int[] PROGRAM = {
    0, 5, 2, 8, 0, 0, 0, // set address 8
    3, 9, 1, // line 10
    4, 2, // file 2 (its row comes next)
    2, 2, 3, 2, 1, // two instructions further: 0xC, line 12
    2, 1, 0, 1, 1, // 0xE: end
  };

  /** A function that the linker dropped: it stays at address 0. */
  private static final int[] DROPPED = {0, 5, 2, 0, 0, 0, 0, 3, 98, 1, 2, 20, 0, 1, 1};

  private static void bytes(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value);
    }
  }

  static byte[] unit(int version, byte[] tables, int... program) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    bytes(header, 2);
    if (version >= 4) {
      bytes(header, 1);
    }
    bytes(header, 1, 0xFB, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1);
    header.writeBytes(tables);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    bytes(body, version, 0);
    if (version >= 5) {
      bytes(body, 4, 0);
    }
    body.writeBytes(ElfBuilder.words(header.size()));
    body.writeBytes(header.toByteArray());
    bytes(body, program);
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    unit.writeBytes(ElfBuilder.words(body.size()));
    unit.writeBytes(body.toByteArray());
    return unit.toByteArray();
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.ISO_8859_1);
  }

  static final byte[] OLD_TABLES = text("inc\0\0main.c\0\0\0\0util.h\0\1\0\0\0");

  /** Directories and files as strings in .debug_line_str; file 0 repeats file 1. */
  private static byte[] newTables() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bytes(out, 1, 1, 0x1f, 2);
    out.writeBytes(ElfBuilder.words(0, 6));
    bytes(out, 2, 1, 0x1f, 2, 0x0b, 3);
    out.writeBytes(ElfBuilder.words(10));
    bytes(out, 0);
    out.writeBytes(ElfBuilder.words(10));
    bytes(out, 0);
    out.writeBytes(ElfBuilder.words(17));
    bytes(out, 1);
    return out.toByteArray();
  }

  private static DwarfLines lines(byte[] section) {
    return new DwarfLines(
        ElfBuilder.firmware()
            .section(".debug_line", -1, section, false)
            .section(".debug_line_str", -1, text("/home\0inc\0main.c\0util.h\0"), false)
            .image());
  }

  private static void check(DwarfLines lines) {
    assertEquals("main.c:10", lines.at(0x8).orElseThrow().toString());
    assertEquals("main.c:10", lines.at(0xB).orElseThrow().toString());
    assertEquals(new SourceLine("inc/util.h", 12), lines.at(0xC).orElseThrow());
    assertTrue(lines.at(0xE).isEmpty());
    assertTrue(lines.at(0x4).isEmpty());
    assertTrue(lines.at(0x2000_0000).isEmpty());
  }

  @Test
  void readsVersions2To5() {
    for (int version = 2; version <= 4; version++) {
      check(lines(unit(version, OLD_TABLES, PROGRAM)));
    }
    check(lines(unit(5, newTables(), PROGRAM)));
  }

  @Test
  void leavesDroppedFunctionsOut() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unit(4, OLD_TABLES, DROPPED));
    all.writeBytes(unit(3, OLD_TABLES, PROGRAM));
    check(lines(all.toByteArray()));
  }

  @Test
  void specialOpcodesAdvanceAddressAndLine() {
    // 13 is opcode base, line base -5, range 14: opcode 13 + 5 + 2 is line + 2; + 14 one unit on.
    DwarfLines lines =
        lines(unit(4, OLD_TABLES, 0, 5, 2, 8, 0, 0, 0, 13 + 5 + 2, 13 + 5 + 14 + 1, 2, 1, 0, 1, 1));
    assertEquals(3, lines.at(0x8).orElseThrow().line());
    assertEquals(4, lines.at(0xA).orElseThrow().line());
    assertTrue(lines.at(0xC).isEmpty());
  }

  @Test
  void imagesWithoutDebugInformationHaveNoLines() {
    assertTrue(new DwarfLines(ElfBuilder.firmware().image()).at(8).isEmpty());
  }

  @Test
  void damageIsNamed() {
    byte[] section = unit(4, OLD_TABLES, PROGRAM);
    section[4] = 9;
    DwarfLines lines = lines(section);
    ImageException e = assertThrows(ImageException.class, () -> lines.at(8));
    assertTrue(e.getMessage().contains("version 9"), e.getMessage());
  }
}
