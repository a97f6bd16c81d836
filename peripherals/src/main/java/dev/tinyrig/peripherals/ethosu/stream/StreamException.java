package dev.tinyrig.peripherals.ethosu.stream;

import java.util.Locale;

/** The stream holds what this NPU cannot take: STATUS.cmd_parse_error. */
public final class StreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final int word;

  /**
   * @param offset bytes from the start of the stream
   * @param word what stands there
   * @param what what is wrong with it
   */
  public StreamException(int offset, int word, String what) {
    super(
        String.format(
            Locale.ROOT, "command word 0x%08x at stream offset 0x%x: %s", word, offset, what));
    this.offset = offset;
    this.word = word;
  }

  /** Bytes from the start of the stream. */
  public int offset() {
    return offset;
  }

  /** The offending word. */
  public int word() {
    return word;
  }
}
