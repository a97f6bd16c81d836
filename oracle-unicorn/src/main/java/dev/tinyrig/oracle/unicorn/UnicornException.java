package dev.tinyrig.oracle.unicorn;

/** Unicorn could not be loaded or refused a call. */
public final class UnicornException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnicornException(String message) {
    super(message);
  }

  UnicornException(String message, Throwable cause) {
    super(message, cause);
  }
}
