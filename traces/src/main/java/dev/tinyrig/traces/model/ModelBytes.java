package dev.tinyrig.traces.model;

/** Where a model's bytes come from. */
@FunctionalInterface
public interface ModelBytes {
  /**
   * Copies {@code length} bytes from {@code offset} behind the model's start to {@code into[at..]};
   * false when any of them does not exist.
   */
  boolean read(long offset, byte[] into, int at, int length);

  /** The bytes of a file. */
  static ModelBytes of(byte[] file) {
    return (offset, into, at, length) -> {
      if (offset < 0 || offset + length > file.length) {
        return false;
      }
      System.arraycopy(file, (int) offset, into, at, length);
      return true;
    };
  }
}
