package dev.tinyrig.peripherals.ethosu.weights;

/** Bits of a stream, the lowest of each byte first. */
final class BitSource {
  private final byte[] bytes;
  private final long end;
  private long at;

  BitSource(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = 8L * offset;
    this.end = 8L * (offset + length);
  }

  /** The next {@code count} bits, at most 16. */
  int take(int count) {
    if (at + count > end) {
      throw new WeightFault("the weight stream ends within a slice");
    }
    int first = (int) (at >>> 3);
    int word = 0;
    for (int i = 0; i < 3 && first + i < bytes.length; i++) {
      word |= (bytes[first + i] & 0xFF) << 8 * i;
    }
    int value = word >>> (int) (at & 7) & ((1 << count) - 1);
    at += count;
    return value;
  }

  /** Goes on to the next whole byte. */
  void alignToByte() {
    at = at + 7 & ~7L;
  }

  /** Bits that are left. */
  long left() {
    return end - at;
  }
}
