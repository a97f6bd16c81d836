package dev.tinyrig.traces.fault;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches a stack for return addresses: odd words behind a BL or BLX instruction of the image.
 * Left-overs of earlier calls are found too, so what it finds is plausible, not certain.
 */
final class StackScanner {
  private static final int BYTES = 4096;
  private static final int MOST = 32;

  private final Image image;

  StackScanner(Image image) {
    this.image = image;
  }

  List<Integer> scan(int sp, MemoryReader memory) {
    List<Integer> found = new ArrayList<>();
    byte[] word = new byte[4];
    for (int at = sp & ~3; at - sp < BYTES && found.size() < MOST; at += 4) {
      if (!memory.read(at, word, 0, 4)) {
        break;
      }
      int value =
          word[0] & 0xFF | (word[1] & 0xFF) << 8 | (word[2] & 0xFF) << 16 | (word[3] & 0xFF) << 24;
      if (isReturnAddress(value)) {
        found.add(value & ~1);
      }
    }
    return found;
  }

  boolean isReturnAddress(int value) {
    if ((value & 1) == 0) {
      return false;
    }
    int at = value & ~1;
    int before = half(at - 2);
    if ((before & 0xFF87) == 0x4780) {
      return true;
    }
    int first = half(at - 4);
    return first >= 0 && (first & 0xF800) == 0xF000 && (before & 0xD000) == 0xD000;
  }

  private int half(int address) {
    for (Segment s : image.segments()) {
      if (s.executable() && s.containsRun(address, 2)) {
        int at = address - s.runAddress();
        byte[] b = s.bytes();
        return at + 1 < b.length ? b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 : -1;
      }
    }
    return -1;
  }
}
