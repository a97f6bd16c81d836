package dev.tinyrig.emulator.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageLoaderTest {
  @Test
  void readsWhatAnExecutableSays() {
    Image image = ElfBuilder.firmware().image();
    assertEquals(Image.Format.ELF, image.format());
    assertEquals(0x8, image.entry());
    assertEquals("GCC: (test) 1.2", image.compiler());
    assertEquals(2, image.segments().size());
    Segment data = image.segments().get(1);
    assertEquals(0x10, data.loadAddress());
    assertEquals(0x2000_0000, data.runAddress());
    assertEquals(0x20, data.memorySize());
    assertTrue(data.writable());
    assertFalse(data.executable());
    assertArrayEquals(ElfBuilder.words(7), data.bytes());
    assertEquals(7, image.loadedWord(0x10).orElseThrow());
    assertTrue(image.loadedWord(0x11).isEmpty());
    Section text = image.section(".text").orElseThrow();
    assertTrue(text.allocated() && text.executable() && !text.writable());
    assertEquals(16, text.size());
  }

  @Test
  void findsTheVectorTableAtTheFirstSegment() {
    VectorTable table = ElfBuilder.firmware().image().requireVectorTable();
    assertEquals(0, table.address());
    assertEquals(0x2000_1000, table.initialSp());
    assertEquals(0x9, table.reset());
  }

  @Test
  void findsTheVectorTableByItsName() {
    byte[] text = ElfBuilder.words(0x2000_0400, 0x9, 0, 0, 0x2000_1000, 0x19, 0xE7FE_E7FE, 0);
    Image image =
        new ElfBuilder()
            .load(0, 0, text, text.length, 5)
            .section(".text", 0, text, true)
            .symbol("__Vectors", 0x10, 16, 1, 1, 1)
            .image();
    assertEquals(0x10, image.requireVectorTable().address());
    assertEquals("symbol __Vectors", image.requireVectorTable().evidence());
  }

  @Test
  void findsTheVectorTableByTheEntryPoint() {
    int[] words = new int[80];
    words[0] = 0x1111_1111;
    words[64] = 0x2000_1000;
    words[65] = 0x121;
    byte[] text = ElfBuilder.words(words);
    Image image = new ElfBuilder().entry(0x121).load(0, 0, text, text.length, 5).image();
    assertEquals(0x100, image.requireVectorTable().address());
  }

  @Test
  void saysWhenThereIsNoVectorTable() {
    byte[] text = ElfBuilder.words(0, 0, 0, 0);
    Image image = new ElfBuilder().load(0, 0, text, text.length, 5).image();
    ImageException e = assertThrows(ImageException.class, image::requireVectorTable);
    assertTrue(e.getMessage().contains("no vector table"), e.getMessage());
    assertEquals("test.elf", e.file());
  }

  @Test
  void namesFunctionsWithoutTheirThumbBit() {
    Image image =
        ElfBuilder.firmware()
            .symbol("alias", 0x9, 4, 2, 0, 1)
            .symbol("weak", 0x9, 4, 2, 2, 1)
            .symbol("label", 0xC, 0, 2, 1, 1)
            .symbol("_estack", 0x2000_1000, 0, 0, 1, 0xFFF1)
            .symbol("table", 0x2000_0000, 4, 1, 1, 1)
            .image();
    SymbolTable symbols = image.symbols();
    assertEquals(
        List.of("Reset_Handler", "weak", "alias", "label"),
        symbols.functions().stream().map(Symbol::name).toList());
    assertEquals(8, symbols.find("alias").orElseThrow().address());
    assertEquals("Reset_Handler", symbols.functionAt(0xA).orElseThrow().name());
    assertEquals("label", symbols.functionAt(0xE).orElseThrow().name());
    assertTrue(symbols.functionAt(0x10).isEmpty());
    assertTrue(symbols.functionAt(0).isEmpty());
    assertEquals(List.of("table"), symbols.objects().stream().map(Symbol::name).toList());
    assertEquals(Symbol.Kind.LABEL, symbols.find("_estack").orElseThrow().kind());
    assertEquals("Reset_Handler+0x2", symbols.describe(0xB));
    assertEquals("0x20000000", symbols.describe(0x2000_0000));
    assertEquals(
        List.of(
            new MappingSymbol(8, MappingSymbol.Content.THUMB),
            new MappingSymbol(12, MappingSymbol.Content.DATA)),
        symbols.mapping());
    assertTrue(symbols.find("$t").isEmpty());
  }

  @Test
  void strippedFilesLoadWithoutNames() {
    Image image = ElfBuilder.firmware().withoutSections().image();
    assertTrue(image.symbols().all().isEmpty());
    assertTrue(image.sections().isEmpty());
    assertEquals(0, image.requireVectorTable().address());
  }

  /** GNU ld puts the ELF header into the first segment when the file is laid out in pages. */
  @Test
  void leavesTheFilesOwnHeadersOut() {
    byte[] file = ElfBuilder.firmware().build();
    int textAt = 52 + 2 * 32;
    byte[] changed = file.clone();
    put(changed, 52 + 4, 0);
    put(changed, 52 + 8, 0x1000 - textAt);
    put(changed, 52 + 12, 0x1000 - textAt);
    put(changed, 52 + 16, textAt + 16);
    put(changed, 52 + 20, textAt + 16);
    // the copy that the section has lies behind the segments, so the section is moved too
    int sectionHeaders = get(changed, 32);
    put(changed, sectionHeaders + 40 + 16, textAt);
    Segment first = ImageLoader.parse("pages.elf", changed).segments().get(1);
    assertEquals(0x1000, first.loadAddress());
    assertEquals(16, first.bytes().length);
  }

  @Test
  void readsCompressedSections() {
    byte[] plain = "0123456789".repeat(100).getBytes(StandardCharsets.UTF_8);
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[2000];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    section.writeBytes(ElfBuilder.words(1, plain.length, 1));
    section.write(packed, 0, length);
    Image image =
        ElfBuilder.firmware().rawSection(".debug_str", 1, 0x800, section.toByteArray()).image();
    assertArrayEquals(plain, image.sectionBytes(".debug_str").orElseThrow());
    assertTrue(image.sectionBytes(".nothing").isEmpty());
  }

  @Test
  void hashesTheWholeFile() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ImageLoader.sha256("abc".getBytes(StandardCharsets.UTF_8)));
  }

  private record Refused(String name, byte[] file, String problem) {}

  private static byte[] changed(int offset, int... values) {
    byte[] file = ElfBuilder.firmware().build();
    for (int i = 0; i < values.length; i++) {
      file[offset + i] = (byte) values[i];
    }
    return file;
  }

  @Test
  void refusesWhatIsNoFirmwareInWords() {
    byte[] text = ElfBuilder.words(0x2000_1000, 9, 0, 0);
    List<Refused> cases =
        List.of(
            new Refused("empty", new byte[0], "empty"),
            new Refused("text", "hello world\n".getBytes(StandardCharsets.UTF_8), "neither an ELF"),
            new Refused("x86-64", changed(18, 62, 0), "x86-64"),
            new Refused("AArch64", changed(18, 183, 0), "AArch64"),
            new Refused("RISC-V", changed(18, 243, 0), "RISC-V"),
            new Refused("big-endian RISC", bigEndian(8), "MIPS"),
            new Refused("ELF64", changed(4, 2), "ELF64"),
            new Refused("class", changed(4, 7), "class 7"),
            new Refused("big-endian Arm", bigEndian(40), "big-endian"),
            new Refused("object", changed(16, 1), "relocatable object"),
            new Refused("shared", changed(16, 3), "shared object"),
            new Refused("core dump", changed(16, 4), "not an executable"),
            new Refused("no segments", new ElfBuilder().build(), "no loadable segments"),
            new Refused(
                "overlap",
                new ElfBuilder().load(0, 0, text, 16, 5).load(8, 8, text, 16, 5).build(),
                "overlap"),
            new Refused(
                "over the end",
                new ElfBuilder().load(0, 0, text, 16, 5).load(-8, -8, text, 16, 5).build(),
                "end of the address space"),
            new Refused(
                "more bytes than memory",
                new ElfBuilder().load(0, 0, text, 8, 5).build(),
                "more bytes than memory"),
            new Refused("truncated", truncated(), "outside of the file"));
    for (Refused c : cases) {
      ImageException e =
          assertThrows(ImageException.class, () -> ImageLoader.parse("bad", c.file), c.name);
      assertTrue(e.getMessage().contains(c.problem), c.name + ": " + e.getMessage());
      assertTrue(e.getMessage().startsWith("bad"), e.getMessage());
      assertFalse(e.advice().isEmpty(), c.name);
    }
  }

  private static byte[] bigEndian(int machine) {
    byte[] file = changed(5, 2);
    file[18] = 0;
    file[19] = (byte) machine;
    return file;
  }

  private static byte[] truncated() {
    byte[] file = ElfBuilder.firmware().build();
    return java.util.Arrays.copyOf(file, file.length - 100);
  }

  @Test
  void filesAreReadOrRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.bin");
    Files.write(file, ElfBuilder.words(0x2000_1000, 0x0800_0009, 0xE7FE_E7FE));
    Image image = ImageLoader.load(file, 0x0800_0000);
    assertEquals(Image.Format.RAW, image.format());
    assertEquals(0x0800_0000, image.requireVectorTable().address());
    assertThrows(ImageException.class, () -> ImageLoader.load(file));
    assertThrows(ImageException.class, () -> ImageLoader.load(file, -4));
    assertThrows(ImageException.class, () -> ImageLoader.load(folder));
    ImageException e =
        assertThrows(ImageException.class, () -> ImageLoader.load(folder.resolve("absent.elf")));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
    Path elf = folder.resolve("a.elf");
    Files.write(elf, ElfBuilder.firmware().build());
    assertEquals(Image.Format.ELF, ImageLoader.load(elf, 0x0800_0000).format());
  }

  static void put(byte[] file, int at, int value) {
    for (int i = 0; i < 4; i++) {
      file[at + i] = (byte) (value >>> 8 * i);
    }
  }

  static int get(byte[] file, int at) {
    return (file[at] & 0xFF) | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16;
  }
}
