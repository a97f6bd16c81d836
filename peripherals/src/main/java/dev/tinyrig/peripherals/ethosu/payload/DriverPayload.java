package dev.tinyrig.peripherals.ethosu.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed payload: what a compiler put around a command stream.
 *
 * @param format which of the two formats
 * @param config the CONFIG word that it was compiled for
 * @param id the ID word that it was compiled for
 * @param io where the stream expects the operator's inputs and outputs
 * @param streamOffset of the command stream, in bytes from the start of the payload
 * @param streamLength in bytes
 */
public record DriverPayload(
    Format format, int config, int id, Io io, int streamOffset, int streamLength) {
  /** The two formats, named by their first four bytes. */
  public enum Format {
    COP1,
    COP2
  }

  /** Where a stream expects the operator's inputs and outputs. */
  public enum Io {
    /** In the arena (region 1 or 2), at the offsets of the memory plan. */
    ARENA,
    /**
     * All inputs in one memory, region {@link #INPUTS}, and all outputs in another one, region
     * {@link #OUTPUTS}; the memory plan gives offsets from the start of each.
     */
    REGIONS
  }

  /** Region of the inputs, with {@link Io#REGIONS}. */
  public static final int INPUTS = 3;

  /** Region of the outputs, with {@link Io#REGIONS}. */
  public static final int OUTPUTS = 4;

  /** Streams start at multiples of this, in bytes from the start of the payload. */
  static final int STREAM_ALIGNMENT = 16;

  /** Reads a payload; throws {@link PayloadException} with the offset of what is wrong. */
  public static DriverPayload parse(byte[] bytes, int offset, int length) {
    PayloadWords words = new PayloadWords(bytes, offset, length);
    if (words.startsWith(Cop1.MAGIC)) {
      return Cop1.parse(words);
    }
    if (words.startsWith(Cop2.MAGIC)) {
      return Cop2.parse(words);
    }
    throw new PayloadException(
        "the command stream tensor does not start with COP1 or COP2, or is no whole number of"
            + " words");
  }

  /**
   * The payloads in bytes that hold other things too, such as an image: those at a multiple of a
   * word that parse.
   */
  public static List<DriverPayload> find(byte[] bytes) {
    List<DriverPayload> found = new ArrayList<>();
    PayloadWords all = new PayloadWords(bytes, 0, bytes.length & -4);
    for (int at = 0; at < all.length(); at += 4) {
      int word = all.word(at);
      if (word != Cop1.MAGIC && word != Cop2.MAGIC) {
        continue;
      }
      int left = all.length() - at;
      int length = word == Cop1.MAGIC ? left : Cop2.length(new PayloadWords(bytes, at, left));
      parsed(bytes, at, Math.min(left, length)).ifPresent(found::add);
    }
    return found;
  }

  /** Empty for what only begins like a payload: the constant of a driver, for example. */
  private static Optional<DriverPayload> parsed(byte[] bytes, int offset, int length) {
    try {
      return Optional.of(parse(bytes, offset, length));
    } catch (PayloadException e) {
      return Optional.empty();
    }
  }
}
