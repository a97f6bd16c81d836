package dev.tinyrig.emulator.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes ELF files byte by byte, right ones and wrong ones. */
final class ElfBuilder {
  private record Part(
      String name, int type, int flags, int address, byte[] bytes, int size, int link) {}

  private record Load(int physical, int virtual, byte[] bytes, int memorySize, int flags) {}

  private final List<Part> parts = new ArrayList<>();
  private final List<Load> loads = new ArrayList<>();
  private final ByteArrayOutputStream symbols = new ByteArrayOutputStream();
  private final ByteArrayOutputStream symbolNames = new ByteArrayOutputStream();
  private int entry;
  private boolean sectionHeaders = true;

  ElfBuilder() {
    parts.add(new Part("", 0, 0, 0, new byte[0], 0, 0));
    symbols.writeBytes(new byte[16]);
    symbolNames.write(0);
  }

  /** The smallest firmware: vector table, a loop at 0x08 and 4 bytes of data. */
  static ElfBuilder firmware() {
    byte[] text = words(0x2000_1000, 0x9, 0xE7FE_E7FE, 0x1234_5678);
    return new ElfBuilder()
        .entry(0x9)
        .section(".text", 0, text, true)
        .section(".comment", -1, "GCC: (test) 1.2\0".getBytes(StandardCharsets.UTF_8), false)
        .load(0, 0, text, text.length, 5)
        .load(0x10, 0x2000_0000, words(7), 0x20, 6)
        .symbol("Reset_Handler", 0x9, 4, 2, 1, 1)
        .symbol("$t", 0x8, 0, 0, 0, 1)
        .symbol("$d", 0xC, 0, 0, 0, 1);
  }

  ElfBuilder entry(int value) {
    entry = value;
    return this;
  }

  ElfBuilder withoutSections() {
    sectionHeaders = false;
    return this;
  }

  /** A section; {@code address} -1 for one that is not in memory. */
  ElfBuilder section(String name, int address, byte[] bytes, boolean code) {
    int flags = address == -1 ? 0 : code ? 6 : 3;
    parts.add(new Part(name, 1, flags, Math.max(address, 0), bytes, bytes.length, 0));
    return this;
  }

  ElfBuilder rawSection(String name, int type, int flags, byte[] bytes) {
    parts.add(new Part(name, type, flags, 0, bytes, bytes.length, 0));
    return this;
  }

  ElfBuilder load(int physical, int virtual, byte[] bytes, int memorySize, int flags) {
    loads.add(new Load(physical, virtual, bytes, memorySize, flags));
    return this;
  }

  ElfBuilder symbol(String name, int value, int size, int type, int binding, int section) {
    int at = symbolNames.size();
    symbolNames.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
    ByteBuffer b = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(at).putInt(value).putInt(size).put((byte) (binding << 4 | type)).put((byte) 0);
    b.putShort((short) section);
    symbols.writeBytes(b.array());
    return this;
  }

  static byte[] words(int... values) {
    ByteBuffer b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      b.putInt(value);
    }
    return b.array();
  }

  byte[] build() {
    List<Part> all = new ArrayList<>(parts);
    if (sectionHeaders) {
      int link = all.size() + 1;
      all.add(new Part(".symtab", 2, 0, 0, symbols.toByteArray(), symbols.size(), link));
      all.add(new Part(".strtab", 3, 0, 0, symbolNames.toByteArray(), symbolNames.size(), 0));
    }
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    int[] nameAt = new int[all.size() + 1];
    for (int i = 0; i < all.size(); i++) {
      nameAt[i] = names.size();
      names.writeBytes((all.get(i).name + "\0").getBytes(StandardCharsets.UTF_8));
    }
    nameAt[all.size()] = names.size();
    names.writeBytes(".shstrtab\0".getBytes(StandardCharsets.UTF_8));
    all.add(new Part(".shstrtab", 3, 0, 0, names.toByteArray(), names.size(), 0));

    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int bodyAt = 52 + 32 * loads.size();
    ByteBuffer programs = ByteBuffer.allocate(32 * loads.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (Load l : loads) {
      programs.putInt(1).putInt(bodyAt + body.size()).putInt(l.virtual).putInt(l.physical);
      programs.putInt(l.bytes.length).putInt(l.memorySize).putInt(l.flags).putInt(4);
      body.writeBytes(l.bytes);
    }
    ByteBuffer headers = ByteBuffer.allocate(40 * all.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < all.size(); i++) {
      Part p = all.get(i);
      headers.putInt(nameAt[i]).putInt(p.type).putInt(p.flags).putInt(p.address);
      headers.putInt(i == 0 ? 0 : bodyAt + body.size()).putInt(p.size).putInt(p.link).putInt(0);
      headers.putInt(4).putInt(p.type == 2 ? 16 : 0);
      body.writeBytes(p.bytes);
    }
    ByteBuffer header = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    header.putShort((short) 2).putShort((short) 40).putInt(1).putInt(entry).putInt(52);
    header.putInt(sectionHeaders ? bodyAt + body.size() : 0).putInt(0x0500_0200);
    header.putShort((short) 52).putShort((short) 32).putShort((short) loads.size());
    header.putShort((short) 40).putShort((short) (sectionHeaders ? all.size() : 0));
    header.putShort((short) (sectionHeaders ? all.size() - 1 : 0));

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.array());
    file.writeBytes(programs.array());
    file.writeBytes(body.toByteArray());
    if (sectionHeaders) {
      file.writeBytes(headers.array());
    }
    return file.toByteArray();
  }

  Image image() {
    return ImageLoader.parse("test.elf", build());
  }
}
