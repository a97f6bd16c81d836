package dev.tinyrig.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command writes to. Results and the firmware's console go to {@code out}, everything about
 * the run (choices, progress, errors, the summary) to {@code err}.
 */
record Terminal(OutputStream out, PrintStream err) {
  /** Writes text of ours to stdout. */
  void print(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes to stdout as they are. */
  void write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT, "cannot write to standard output: " + e.getMessage(), e);
    }
  }

  /** Says one line about the run on stderr. */
  void say(String line) {
    err.println("tinyrig: " + line);
  }
}
