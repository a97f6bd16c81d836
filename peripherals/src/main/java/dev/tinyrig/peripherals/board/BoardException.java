package dev.tinyrig.peripherals.board;

/** A board that is unknown, wrong, or does not fit: says where and what to do. */
public final class BoardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The line of a problem that concerns no line of a file. */
  public static final int NO_LINE = 0;

  private final String file;
  private final int line;

  BoardException(String file, int line, String problem) {
    super(file + (line == NO_LINE ? "" : " line " + line) + ": " + problem);
    this.file = file;
    this.line = line;
  }

  BoardException(String message) {
    super(message);
    this.file = "";
    this.line = NO_LINE;
  }

  /** The board's file; empty when the problem is not in one. */
  public String file() {
    return file;
  }

  /** Line in the file, from 1; {@link #NO_LINE} when there is none. */
  public int line() {
    return line;
  }
}
