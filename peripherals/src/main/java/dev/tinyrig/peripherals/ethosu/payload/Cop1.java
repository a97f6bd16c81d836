package dev.tinyrig.peripherals.ethosu.payload;

import java.util.Locale;

/**
 * Format COP1, as Arm's core driver 1.0.0 walks it: words of actions, of which one gives the
 * configuration that the stream was compiled for, and one the stream.
 */
final class Cop1 {
  /** "COP1", little endian. */
  static final int MAGIC = 0x3150_4F43;

  private static final int ACTION_OPTIMIZER_CONFIG = 1;
  private static final int ACTION_COMMAND_STREAM = 2;
  private static final int ACTION_NOP = 5;

  private Cop1() {}

  static DriverPayload parse(PayloadWords words) {
    int config = 0;
    int id = 0;
    boolean configured = false;
    int at = 4;
    while (at < words.length()) {
      int action = words.word(at);
      switch (action & 0xFF) {
        case ACTION_OPTIMIZER_CONFIG -> {
          PayloadWords.need(at + 12 <= words.length(), at, "the configuration action is cut off");
          config = words.word(at + 4);
          id = words.word(at + 8);
          configured = true;
          at += 12;
        }
        case ACTION_COMMAND_STREAM -> {
          int size = (action >>> 8 & 0xFF) << 16 | action >>> 16;
          int start = at + 4;
          PayloadWords.need(configured, at, "the stream comes before the configuration");
          PayloadWords.need(
              start % DriverPayload.STREAM_ALIGNMENT == 0,
              at,
              "the stream is not aligned to 16 bytes");
          PayloadWords.need(
              (long) start + 4L * size <= words.length(), at, "the stream is cut off");
          return new DriverPayload(
              DriverPayload.Format.COP1, config, id, DriverPayload.Io.ARENA, start, 4 * size);
        }
        case ACTION_NOP -> at += 4;
        default ->
            throw new PayloadException(
                String.format(
                    Locale.ROOT, "driver action 0x%08x at payload offset 0x%x", action, at));
      }
    }
    throw new PayloadException("the payload has no command stream");
  }
}
