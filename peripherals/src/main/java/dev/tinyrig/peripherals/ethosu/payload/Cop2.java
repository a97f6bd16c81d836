package dev.tinyrig.peripherals.ethosu.payload;

import java.util.Locale;

/**
 * Format COP2, as Vela 5.2.0 writes it with {@code --cop-format COP2}: lengths within lengths, a
 * block of metadata and the stream. No document describes it; {@code docs/npu.md} says how each
 * word was found out.
 *
 * <pre>
 *   00 "COP2"            10 1                     1c "VEUM"       30 places of inputs and outputs
 *   04 1                 14 bytes from 18 on      20 1            34 bytes of working memory
 *   08 bytes from 10 on  18 bytes from 1c to the  24 bytes 28-3b  38 0
 *   0c 0                    stream                28 CONFIG       3c ffffffff
 *                                                 2c ID           40 stream
 * </pre>
 */
final class Cop2 {
  /** "COP2", little endian. */
  static final int MAGIC = 0x3250_4F43;

  /** "VEUM", little endian. */
  private static final int METADATA = 0x4D55_4556;

  private static final int SMALLEST = 0x40;

  private static final int AT_VERSION = 0x04;
  private static final int AT_LENGTH = 0x08;
  private static final int AT_KIND = 0x10;
  private static final int AT_PART_LENGTH = 0x14;
  private static final int AT_HEADER_LENGTH = 0x18;
  private static final int AT_METADATA = 0x1C;
  private static final int AT_METADATA_VERSION = 0x20;
  private static final int AT_METADATA_LENGTH = 0x24;
  private static final int AT_CONFIG = 0x28;
  private static final int AT_ID = 0x2C;
  private static final int AT_IO = 0x30;

  private static final int IO_IN_ARENA = 1;
  private static final int IO_IN_REGIONS = 2;
  private static final int LEAST_METADATA = 12;

  private Cop2() {}

  /** Bytes that a payload says it has, or 0 where its header is cut off. */
  static int length(PayloadWords words) {
    return words.length() < SMALLEST ? 0 : Math.max(0, words.word(AT_LENGTH) + AT_KIND) & -4;
  }

  static DriverPayload parse(PayloadWords words) {
    int length = words.length();
    PayloadWords.need(length >= SMALLEST, 0, "the header is cut off");
    expect(words, AT_VERSION, 1);
    expect(words, AT_LENGTH, length - AT_KIND);
    expect(words, AT_KIND, 1);
    expect(words, AT_PART_LENGTH, length - AT_HEADER_LENGTH);
    expect(words, AT_METADATA, METADATA);
    expect(words, AT_METADATA_VERSION, 1);
    PayloadWords.need(
        Integer.compareUnsigned(words.word(AT_METADATA_LENGTH), LEAST_METADATA) >= 0,
        AT_METADATA_LENGTH,
        "the metadata is too short");
    int header = words.word(AT_HEADER_LENGTH);
    PayloadWords.need(
        header >= AT_IO + 4 - AT_METADATA && header <= length - AT_METADATA,
        AT_HEADER_LENGTH,
        "the stream is cut off");
    int start = AT_METADATA + header;
    PayloadWords.need(
        start % DriverPayload.STREAM_ALIGNMENT == 0,
        AT_HEADER_LENGTH,
        "the stream is not aligned to 16 bytes");
    DriverPayload.Io io =
        switch (words.word(AT_IO)) {
          case IO_IN_ARENA -> DriverPayload.Io.ARENA;
          case IO_IN_REGIONS -> DriverPayload.Io.REGIONS;
          default ->
              throw new PayloadException(
                  String.format(
                      Locale.ROOT,
                      "the word for inputs and outputs is 0x%08x, neither 1 nor 2 (payload offset"
                          + " 0x%x)",
                      words.word(AT_IO),
                      AT_IO));
        };
    return new DriverPayload(
        DriverPayload.Format.COP2,
        words.word(AT_CONFIG),
        words.word(AT_ID),
        io,
        start,
        length - start);
  }

  private static void expect(PayloadWords words, int at, int value) {
    PayloadWords.need(
        words.word(at) == value,
        at,
        String.format(Locale.ROOT, "the word is 0x%08x, not 0x%08x", words.word(at), value));
  }
}
