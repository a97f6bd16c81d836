package dev.tinyrig.emulator.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Intel HEX: records 00 to 05 with checksums; adjoining data becomes one segment. */
final class IntelHexReader {
  private static final int DATA = 0;
  private static final int END = 1;
  private static final int SEGMENT_ADDRESS = 2;
  private static final int START_SEGMENT = 3;
  private static final int LINEAR_ADDRESS = 4;
  private static final int START_LINEAR = 5;
  private static final String ADVICE = "write the file again with objcopy -O ihex";

  private final String file;
  private final byte[] bytes;

  /** Data records by address. */
  private final TreeMap<Long, byte[]> records = new TreeMap<>();

  private long base;
  private int entry;

  IntelHexReader(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static boolean looksLikeHex(byte[] bytes) {
    return bytes.length > 10
        && bytes[0] == ':'
        && Character.digit(bytes[1], 16) >= 0
        && Character.digit(bytes[2], 16) >= 0;
  }

  Image read() {
    int line = 0;
    int at = 0;
    boolean ended = false;
    while (at < bytes.length && !ended) {
      int start = at;
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      line++;
      String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1).strip();
      at++;
      if (!text.isEmpty()) {
        ended = record(start, line, text);
      }
    }
    if (!ended) {
      throw error(
          bytes.length, line, "there is no end record (:00000001FF): the file is truncated");
    }
    return new Image(
        file,
        Image.Format.INTEL_HEX,
        segments(),
        entry & ~1,
        new SymbolTable(List.of(), List.of(), List.of()),
        List.of(),
        Optional.empty(),
        "",
        bytes,
        name -> Optional.empty());
  }

  private ImageException error(int offset, int line, String problem) {
    return new ImageException(file, offset, "line " + line + ": " + problem, ADVICE);
  }

  /** Reads one record; true when it was the last. */
  private boolean record(int offset, int line, String text) {
    if (text.charAt(0) != ':') {
      throw error(offset, line, "a record begins with a colon");
    }
    byte[] record = new byte[(text.length() - 1) / 2];
    if (text.length() % 2 == 0 || record.length < 5) {
      throw error(offset, line, "the record is cut off");
    }
    int sum = 0;
    for (int i = 0; i < record.length; i++) {
      int high = Character.digit(text.charAt(1 + 2 * i), 16);
      int low = Character.digit(text.charAt(2 + 2 * i), 16);
      if (high < 0 || low < 0) {
        throw error(offset, line, "a digit is not hexadecimal");
      }
      record[i] = (byte) (high << 4 | low);
      sum += record[i];
    }
    int length = record[0] & 0xFF;
    if (record.length != length + 5) {
      throw error(offset, line, "the record's length does not fit its count of " + length);
    }
    if ((sum & 0xFF) != 0) {
      throw error(offset, line, "the checksum is wrong");
    }
    int address = (record[1] & 0xFF) << 8 | (record[2] & 0xFF);
    byte[] data = Arrays.copyOfRange(record, 4, 4 + length);
    switch (record[3] & 0xFF) {
      case DATA -> data(offset, line, base + address, data);
      case END -> {
        return true;
      }
      case SEGMENT_ADDRESS -> base = number(offset, line, data, 2) << 4;
      case LINEAR_ADDRESS -> base = number(offset, line, data, 2) << 16;
      case START_LINEAR -> entry = (int) number(offset, line, data, 4);
      case START_SEGMENT -> number(offset, line, data, 4);
      default ->
          throw error(offset, line, "records of type " + (record[3] & 0xFF) + " are unknown");
    }
    return false;
  }

  private long number(int offset, int line, byte[] data, int length) {
    if (data.length != length) {
      throw error(offset, line, "an address record must hold " + length + " bytes");
    }
    long value = 0;
    for (byte b : data) {
      value = value << 8 | (b & 0xFF);
    }
    return value;
  }

  private void data(int offset, int line, long address, byte[] data) {
    if (data.length == 0) {
      return;
    }
    if (address + data.length > 1L << 32) {
      throw error(offset, line, "the data reaches over the end of the address space");
    }
    Map.Entry<Long, byte[]> before = records.floorEntry(address + data.length - 1);
    if (before != null && before.getKey() + before.getValue().length > address) {
      throw error(
          offset, line, "the data at 0x" + Long.toHexString(address) + " was already given before");
    }
    records.put(address, data);
  }

  private List<Segment> segments() {
    if (records.isEmpty()) {
      throw error(0, 1, "there is no data in the file");
    }
    List<Segment> segments = new ArrayList<>();
    List<byte[]> run = new ArrayList<>();
    long start = records.firstKey();
    long next = start;
    for (Map.Entry<Long, byte[]> record : records.entrySet()) {
      if (record.getKey() != next) {
        segments.add(segment(start, next, run));
        run.clear();
        start = record.getKey();
      }
      run.add(record.getValue());
      next = record.getKey() + record.getValue().length;
    }
    segments.add(segment(start, next, run));
    return segments;
  }

  private static Segment segment(long start, long end, List<byte[]> parts) {
    byte[] joined = new byte[(int) (end - start)];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return new Segment((int) start, (int) start, joined, joined.length, false, true);
  }
}
