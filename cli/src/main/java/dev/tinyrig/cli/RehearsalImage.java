package dev.tinyrig.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the ELF file of the program that is listed in {@code rehearsal.txt}. */
final class RehearsalImage {
  private static final String LISTING = "rehearsal.txt";
  private static final int INITIAL_SP = 0x2000_8000;
  private static final int HEADER_SIZE = 52;
  private static final int PROGRAM_HEADER_SIZE = 32;
  private static final int SECTION_HEADER_SIZE = 40;
  private static final int SYMBOL_SIZE = 16;
  private static final int EM_ARM = 40;
  private static final int EABI_5_SOFT_FLOAT = 0x0500_0200;

  /** One line: where, what, and what the disassembler says of it. */
  record Line(int address, int[] halfwords, String text) {}

  private RehearsalImage() {}

  private static List<String> listing() {
    try (InputStream in = RehearsalImage.class.getResourceAsStream(LISTING)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCode(String line) {
    return !line.isBlank() && line.charAt(0) != '#' && !line.endsWith(":");
  }

  private static Line parse(String line) {
    String[] columns = line.split(" {2,}", 3);
    String[] digits = columns[1].split(" ");
    int[] halfwords = new int[digits.length];
    for (int k = 0; k < digits.length; k++) {
      halfwords[k] = Integer.parseInt(digits[k], 16);
    }
    return new Line(Integer.parseInt(columns[0], 16), halfwords, columns[2]);
  }

  /** The instructions and data words, in their order. */
  static List<Line> lines() {
    return listing().stream().filter(RehearsalImage::isCode).map(RehearsalImage::parse).toList();
  }

  private static Map<String, Integer> functions() {
    Map<String, Integer> functions = new LinkedHashMap<>();
    String label = null;
    for (String line : listing()) {
      if (line.endsWith(":")) {
        label = line.substring(0, line.length() - 1);
      } else if (label != null && isCode(line)) {
        functions.put(label, parse(line).address());
        label = null;
      }
    }
    return functions;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.rewind().get(bytes);
    return bytes;
  }

  /** The bytes from address 0 on: a vector table, zeroes, the code. */
  private static byte[] memory(int entry) {
    List<Line> lines = lines();
    Line last = lines.getLast();
    ByteBuffer memory = buffer(last.address() + 2 * last.halfwords().length);
    memory.putInt(INITIAL_SP).putInt(entry);
    for (Line line : lines) {
      memory.position(line.address());
      for (int halfword : line.halfwords()) {
        memory.putShort((short) halfword);
      }
    }
    return bytes(memory);
  }

  /** The file. */
  static byte[] elf() {
    Map<String, Integer> functions = functions();
    int entry = functions.values().iterator().next() | 1;
    byte[] code = memory(entry);
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    ByteBuffer symbols = buffer(SYMBOL_SIZE * (functions.size() + 1));
    symbols.position(SYMBOL_SIZE);
    functions.forEach(
        (name, address) -> {
          symbols.putInt(names.size()).putInt(address | 1).putInt(0);
          symbols.put((byte) 0x12).put((byte) 0).putShort((short) 1); // a global function
          names.writeBytes((name + "\0").getBytes(StandardCharsets.ISO_8859_1));
        });
    byte[] sectionNames = "\0.text\0.symtab\0.strtab\0.shstrtab\0".getBytes(StandardCharsets.UTF_8);
    byte[][] parts = {code, bytes(symbols), names.toByteArray(), sectionNames};
    int sectionsAt = HEADER_SIZE + PROGRAM_HEADER_SIZE;
    for (byte[] part : parts) {
      sectionsAt += part.length;
    }
    ByteBuffer file = buffer(sectionsAt + SECTION_HEADER_SIZE * (parts.length + 1));
    file.put("\u007fELF".getBytes(StandardCharsets.ISO_8859_1))
        .put(new byte[] {1, 1, 1})
        .position(16);
    file.putShort((short) 2).putShort((short) EM_ARM).putInt(1).putInt(entry);
    file.putInt(HEADER_SIZE).putInt(sectionsAt).putInt(EABI_5_SOFT_FLOAT);
    file.putShort((short) HEADER_SIZE).putShort((short) PROGRAM_HEADER_SIZE).putShort((short) 1);
    file.putShort((short) SECTION_HEADER_SIZE).putShort((short) (parts.length + 1));
    file.putShort((short) parts.length);
    int at = HEADER_SIZE + PROGRAM_HEADER_SIZE;
    file.putInt(1).putInt(at).putInt(0).putInt(0).putInt(code.length).putInt(code.length);
    file.putInt(5).putInt(4);
    for (byte[] part : parts) {
      file.put(part);
    }
    file.position(file.position() + SECTION_HEADER_SIZE); // the section that is none
    int[] names32 = {1, 7, 15, 23};
    int[] types = {1, 2, 3, 3};
    int[] flags = {6, 0, 0, 0};
    int[] links = {0, 3, 0, 0};
    for (int k = 0; k < parts.length; k++) {
      file.putInt(names32[k]).putInt(types[k]).putInt(flags[k]).putInt(0).putInt(at);
      file.putInt(parts[k].length).putInt(links[k]).putInt(0).putInt(4);
      file.putInt(types[k] == 2 ? SYMBOL_SIZE : 0);
      at += parts[k].length;
    }
    return bytes(file);
  }
}
