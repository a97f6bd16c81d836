package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Images made in memory: a small program, and ELF files with chosen addresses and attributes. */
final class TestImages {
  static final int STACK = 0x2000_1000;

  private TestImages() {}

  /**
   * Prints "Hi" and a line feed on the UART at 0x40004000, waiting for TXFULL; reads the FPGA's
   * counter and a GPIO register; exits through semihosting. Assembled for Armv6-M at address 0.
   */
  static byte[] program() {
    return words(
        STACK,
        0x11,
        0,
        0,
        0x2110_480C,
        0x2101_6101,
        0xA209_6081,
        0x2B00_7813,
        0x7003_D005,
        0x6841_3201,
        0xD4FC_07C9,
        0x4806_E7F6,
        0x4806_6980,
        0x2018_6801,
        0xBEAB_4905,
        0x46C0_E7FE,
        0x000A_6948,
        0x4000_4000,
        0x4002_8000,
        0x4001_0000,
        0x0002_0026);
  }

  static byte[] words(int... values) {
    ByteBuffer b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      b.putInt(value);
    }
    return b.array();
  }

  /** A segment of a test ELF. */
  record Load(int physical, int virtual, byte[] bytes, int memorySize, int flags) {}

  static Load code(int address, byte[] bytes) {
    return new Load(address, address, bytes, bytes.length, 5);
  }

  static Load data(int load, int run, int size) {
    return new Load(load, run, new byte[size], size, 6);
  }

  /** Build attributes: pairs of tag and value, as ULEB128 bytes. */
  static Image elf(int[] attributes, Load... loads) {
    byte[] section = attributeSection(attributes);
    byte[] names = "\0.ARM.attributes\0".getBytes(StandardCharsets.UTF_8);
    int body = 52 + 32 * loads.length;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream programs = new ByteArrayOutputStream();
    for (Load l : loads) {
      int at = body + data.size();
      programs.writeBytes(
          words(1, at, l.virtual, l.physical, l.bytes.length, l.memorySize, l.flags, 4));
      data.writeBytes(l.bytes);
    }
    int attributesAt = body + data.size();
    data.writeBytes(section);
    int namesAt = body + data.size();
    data.writeBytes(names);
    int sections = body + data.size();
    boolean tagged = attributes.length > 0;
    ByteBuffer header = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    header.putShort((short) 2).putShort((short) 40).putInt(1).putInt(0x11).putInt(52);
    header.putInt(tagged ? sections : 0).putInt(0x0500_0200);
    header.putShort((short) 52).putShort((short) 32).putShort((short) loads.length);
    header
        .putShort((short) 40)
        .putShort((short) (tagged ? 3 : 0))
        .putShort((short) (tagged ? 2 : 0));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.array());
    file.writeBytes(programs.toByteArray());
    file.writeBytes(data.toByteArray());
    file.writeBytes(new byte[40]);
    file.writeBytes(words(1, 0x7000_0003, 0, 0, attributesAt, section.length, 0, 0, 1, 0));
    file.writeBytes(words(0, 3, 0, 0, namesAt, names.length, 0, 0, 1, 0));
    return ImageLoader.parse("test.elf", file.toByteArray());
  }

  private static byte[] attributeSection(int[] pairs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('A');
    out.writeBytes(words(15 + pairs.length));
    out.writeBytes("aeabi\0".getBytes(StandardCharsets.UTF_8));
    out.write(1);
    out.writeBytes(words(5 + pairs.length));
    for (int value : pairs) {
      out.write(value);
    }
    return out.toByteArray();
  }
}
