package dev.tinyrig.emulator.image;

import java.util.Locale;

/**
 * A file that cannot be loaded, or an image that cannot run: names the file, the offset in it, what
 * is wrong and what to do about it.
 */
public final class ImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Offset of a problem that concerns no particular place of the file. */
  public static final long NO_OFFSET = -1;

  private final String file;
  private final long offset;
  private final String problem;
  private final String advice;

  /** A problem at {@code offset} (or {@link #NO_OFFSET}) and what the user can do about it. */
  public ImageException(String file, long offset, String problem, String advice) {
    super(
        file
            + (offset < 0 ? "" : String.format(Locale.ROOT, " at offset 0x%x", offset))
            + ": "
            + problem
            + (advice.isEmpty() ? "" : "; " + advice));
    this.file = file;
    this.offset = offset;
    this.problem = problem;
    this.advice = advice;
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** Byte offset in the file, or {@link #NO_OFFSET}. */
  public long offset() {
    return offset;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What to do; may be empty. */
  public String advice() {
    return advice;
  }
}
