package dev.tinyrig.emulator.oracle;

/** A program needs something that a {@link FunctionalEngine} has not. */
public final class UnsupportedProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what the program did, where, and what to do
   */
  public UnsupportedProgramException(String message) {
    super(message);
  }
}
