package dev.tinyrig.peripherals.ethosu.payload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * The little-endian words of a payload; offsets are in bytes from its start.
 *
 * @param bytes hold the payload
 * @param start of it
 * @param length of it, in bytes
 */
record PayloadWords(byte[] bytes, int start, int length) {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  boolean startsWith(int magic) {
    return length >= 4 && length % 4 == 0 && word(0) == magic;
  }

  int word(int offset) {
    return (int) INT.get(bytes, start + offset);
  }

  /** Throws with {@code otherwise} and the offset unless {@code holds}. */
  static void need(boolean holds, int offset, String otherwise) {
    if (!holds) {
      throw new PayloadException(
          String.format(Locale.ROOT, "%s (payload offset 0x%x)", otherwise, offset));
    }
  }
}
