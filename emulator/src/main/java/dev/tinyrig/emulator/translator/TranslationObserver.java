package dev.tinyrig.emulator.translator;

/**
 * Looks at the core whenever translated code is entered and left. It may go back in time with the
 * machine only when it ends the run with an exception.
 */
public interface TranslationObserver {
  /** Translated code is entered: the core stands at the start of a line. */
  void entering();

  /** Translated code was left; the core stands where the flow goes on, maybe inside a line. */
  void left(Execution execution);
}
