package dev.tinyrig.emulator.image;

/** A line of source code; {@code file} is the path as the compiler wrote it. */
public record SourceLine(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
