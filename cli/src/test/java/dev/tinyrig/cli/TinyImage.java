package dev.tinyrig.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the smallest ELF files that a machine starts from: a vector table at 0, code behind it, a
 * stack in the RAM at 0x2000_0000.
 */
final class TinyImage {
  /** Address of the first instruction. */
  static final int CODE = 0x40;

  private static final int HEADERS = 52 + 32;

  private TinyImage() {}

  /** An image whose reset handler is {@code code}; the HardFault handler branches to itself. */
  static Path write(Path folder, String name, int... code) throws IOException {
    return write(folder, name, CODE - 2 + 1, code);
  }

  /**
   * An image with another HardFault vector.
   *
   * @param code half-words; those above 16 bits are two, the first one in the high half
   */
  static Path write(Path folder, String name, int hardFault, int... code) throws IOException {
    ByteBuffer memory = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    memory.putInt(0x2000_8000).putInt(CODE + 1).putInt(CODE - 1).putInt(hardFault);
    memory.position(CODE - 2).putShort((short) 0xE7FE);
    for (int word : code) {
      if (word >>> 16 != 0) {
        memory.putShort((short) (word >>> 16));
      }
      memory.putShort((short) word);
    }
    int size = memory.position();
    ByteBuffer file = ByteBuffer.allocate(HEADERS + size).order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u007fELF".getBytes(StandardCharsets.ISO_8859_1)).put(new byte[] {1, 1, 1, 0});
    file.position(16);
    file.putShort((short) 2).putShort((short) 40).putInt(1).putInt(CODE + 1).putInt(52).putInt(0);
    file.putInt(0x0500_0200).putShort((short) 52).putShort((short) 32).putShort((short) 1);
    file.putShort((short) 40).putShort((short) 0).putShort((short) 0);
    file.putInt(1)
        .putInt(HEADERS)
        .putInt(0)
        .putInt(0)
        .putInt(size)
        .putInt(size)
        .putInt(5)
        .putInt(4);
    file.put(memory.array(), 0, size);
    return Files.write(folder.resolve(name), file.array());
  }

  /** Code that ends the run through semihosting (SYS_EXIT): 0x20026 is success, others are not. */
  static int[] exit(int reason) {
    // movs r0, #0x18; ldr r1, [pc, #4]; bkpt 0xab; b .; the literal
    return new int[] {0x2018, 0x4901, 0xBEAB, 0xE7FE, reason & 0xFFFF, reason >>> 16};
  }
}
