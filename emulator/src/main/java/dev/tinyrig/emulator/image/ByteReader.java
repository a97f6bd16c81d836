package dev.tinyrig.emulator.image;

import java.nio.charset.StandardCharsets;

/**
 * A little-endian cursor over a part of a file that never leaves it: every read outside is an
 * {@link ImageException} naming the offset in the file.
 */
final class ByteReader {
  private final String file;
  private final byte[] bytes;
  private final int fileOffset;
  private final int end;
  private final String what;
  private int at;

  /**
   * Reads {@code bytes[start..end)}.
   *
   * @param fileOffset what to add to a position to get the offset in the file
   * @param what what is read, for messages
   */
  ByteReader(String file, byte[] bytes, int start, int end, int fileOffset, String what) {
    this.file = file;
    this.bytes = bytes;
    this.fileOffset = fileOffset;
    this.at = start;
    this.end = end;
    this.what = what;
  }

  int position() {
    return at;
  }

  int end() {
    return end;
  }

  boolean hasMore() {
    return at < end;
  }

  /** A reader of the next {@code length} bytes; this one moves behind them. */
  ByteReader slice(long length, String part) {
    need(length);
    ByteReader slice = new ByteReader(file, bytes, at, at + (int) length, fileOffset, part);
    at += (int) length;
    return slice;
  }

  void skip(long count) {
    need(count);
    at += (int) count;
  }

  void seek(long position) {
    if (position < 0 || position > end) {
      throw damaged("points behind its end");
    }
    at = (int) position;
  }

  private void need(long count) {
    if (count < 0 || count > end - at) {
      throw damaged("ends too early");
    }
  }

  ImageException damaged(String problem) {
    return new ImageException(
        file,
        (long) fileOffset + at,
        what + " " + problem,
        "the file is damaged or truncated: build or copy it again");
  }

  int u8() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int u16() {
    need(2);
    int value = (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    at += 2;
    return value;
  }

  int s32() {
    int low = u16();
    return low | u16() << 16;
  }

  long u32() {
    return Integer.toUnsignedLong(s32());
  }

  /** LEB128, unsigned; bits above 63 are lost. */
  long uleb() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int b = u8();
      if (shift < 64) {
        value |= (long) (b & 0x7F) << shift;
      }
      if ((b & 0x80) == 0) {
        return value;
      }
    }
  }

  /** LEB128, signed. */
  long sleb() {
    long value = 0;
    int shift = 0;
    while (true) {
      int b = u8();
      if (shift < 64) {
        value |= (long) (b & 0x7F) << shift;
      }
      shift += 7;
      if ((b & 0x80) == 0) {
        return (b & 0x40) != 0 && shift < 64 ? value | -1L << shift : value;
      }
    }
  }

  /** A zero-terminated string. */
  String text() {
    int start = at;
    while (u8() != 0) {
      // u8 fails at the end
    }
    return new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
  }

  /** A zero-terminated string of at most {@code limit} bytes, the rest cut off. */
  static String text(byte[] bytes, int start, int end, int limit) {
    int stop = start;
    int last = (int) Math.min(end, (long) start + limit);
    while (stop < last && bytes[stop] != 0) {
      stop++;
    }
    return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
  }
}
