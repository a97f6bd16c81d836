package dev.tinyrig.emulator.interpreter;

/**
 * Elements of vectors in the S registers. An element is addressed by the Q register, log2 of its
 * bytes (0 to 2) and its index, the lowest one being 0.
 */
final class Lanes {
  /** By four bits of a predicate: all bits of the bytes that they let through. */
  private static final int[] BYTES = bytes();

  private Lanes() {}

  private static int[] bytes() {
    int[] bytes = new int[16];
    for (int mask = 0; mask < 16; mask++) {
      for (int k = 0; k < 4; k++) {
        bytes[mask] |= (mask >>> k & 1) == 0 ? 0 : 0xFF << 8 * k;
      }
    }
    return bytes;
  }

  /** An element, zero-extended. */
  static int get(int[] s, int q, int size, int element) {
    int at = element << size;
    int word = s[4 * q + (at >>> 2)];
    return size == 2 ? word : word >>> 8 * (at & 3) & ones(size);
  }

  /** Writes an element; bits of {@code value} above it are ignored. */
  static void put(int[] s, int q, int size, int element, int value) {
    int at = element << size;
    int index = 4 * q + (at >>> 2);
    if (size == 2) {
      s[index] = value;
      return;
    }
    int shift = 8 * (at & 3);
    s[index] = s[index] & ~(ones(size) << shift) | (value & ones(size)) << shift;
  }

  /**
   * Writes the bytes of an element whose bits in {@code mask} are set; bit 0 is its lowest byte.
   */
  static void merge(int[] s, int q, int size, int element, int value, int mask) {
    int at = element << size;
    int index = 4 * q + (at >>> 2);
    int bytes = BYTES[mask] << 8 * (at & 3);
    s[index] = s[index] & ~bytes | value << 8 * (at & 3) & bytes;
  }

  /** An element's bits at the low end of a word. */
  static int ones(int size) {
    return size == 2 ? -1 : (1 << (8 << size)) - 1;
  }

  /** The low {@code 8 << size} bits of a value as a signed number. */
  static int signed(int value, int size) {
    int unused = 32 - (8 << size);
    return value << unused >> unused;
  }
}
