package dev.tinyrig.peripherals.ethosu.payload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * A parsed payload of format COP1, as Arm's core driver 1.0.0 walks it: words of actions, of which
 * one gives the configuration that the stream was compiled for, and one the stream.
 *
 * @param config the CONFIG word that it was compiled for
 * @param id the ID word that it was compiled for
 * @param streamOffset of the command stream, in bytes from the start of the payload
 * @param streamLength in bytes
 */
public record DriverPayload(int config, int id, int streamOffset, int streamLength) {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** "COP1", little endian. */
  private static final int COP1 = 0x3150_4F43;

  private static final int ACTION_OPTIMIZER_CONFIG = 1;
  private static final int ACTION_COMMAND_STREAM = 2;
  private static final int ACTION_NOP = 5;

  /** Reads a payload; throws {@link PayloadException} with the offset of what is wrong. */
  public static DriverPayload parse(byte[] bytes, int offset, int length) {
    if (length < 4 || length % 4 != 0 || word(bytes, offset) != COP1) {
      throw new PayloadException(
          "the command stream tensor does not start with COP1, or is no whole number of words");
    }
    int config = 0;
    int id = 0;
    boolean configured = false;
    int at = 4;
    while (at < length) {
      int action = word(bytes, offset + at);
      switch (action & 0xFF) {
        case ACTION_OPTIMIZER_CONFIG -> {
          need(at + 12 <= length, at, "the configuration action is cut off");
          config = word(bytes, offset + at + 4);
          id = word(bytes, offset + at + 8);
          configured = true;
          at += 12;
        }
        case ACTION_COMMAND_STREAM -> {
          int words = (action >>> 8 & 0xFF) << 16 | action >>> 16;
          int start = at + 4;
          need(configured, at, "the stream comes before the configuration");
          need(start % 16 == 0, at, "the stream is not aligned to 16 bytes");
          need((long) start + 4L * words <= length, at, "the stream is cut off");
          return new DriverPayload(config, id, start, 4 * words);
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

  private static void need(boolean holds, int at, String otherwise) {
    if (!holds) {
      throw new PayloadException(
          String.format(Locale.ROOT, "%s (payload offset 0x%x)", otherwise, at));
    }
  }

  private static int word(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }
}
