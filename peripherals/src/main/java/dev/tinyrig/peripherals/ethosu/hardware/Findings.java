package dev.tinyrig.peripherals.ethosu.hardware;

/** Hears when a stream uses something whose behaviour is not public or not modelled. */
@FunctionalInterface
public interface Findings {
  /** Nobody listens. */
  Findings NONE = (offset, text) -> {};

  /**
   * A use of the unknown.
   *
   * @param offset of the command, in bytes from the start of the stream
   * @param text what it is and what the model does instead
   */
  void finding(int offset, String text);
}
