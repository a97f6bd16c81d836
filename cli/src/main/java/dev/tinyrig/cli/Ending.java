package dev.tinyrig.cli;

/**
 * How a run ended.
 *
 * @param kind as in a report: {@code exited}, {@code until}, {@code invokes}, {@code fault}, {@code
 *     lockup}, {@code reset}, {@code max-cycles}, {@code timeout}, {@code hang}, {@code unmodelled}
 *     or {@code divergence}
 * @param status the firmware's own exit status, null when it gave none
 * @param text words for people
 * @param exitCode what the command ends with
 */
record Ending(String kind, Integer status, String text, ExitCode exitCode) {
  /** The same, with what probably is behind it. */
  Ending because(String reason) {
    return new Ending(kind, status, text + "; " + reason, exitCode);
  }
}
