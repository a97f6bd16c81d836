package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ConsoleSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The firmware's console: passes bytes on to stdout, line by line, and watches for the text that
 * ends a run.
 */
final class ConsoleOutput implements ConsoleSink {
  private static final int FLUSH_AT = 4096;

  private final Terminal terminal;
  private final byte[] until;
  private final int[] fallback;
  private final Runnable found;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int matched;

  /**
   * @param until text to watch for; empty watches for nothing
   * @param found called once for each time the text was printed
   */
  ConsoleOutput(Terminal terminal, String until, Runnable found) {
    this.terminal = terminal;
    this.until = until.getBytes(StandardCharsets.UTF_8);
    this.fallback = fallback(this.until);
    this.found = found;
  }

  @Override
  public void write(int value) {
    line.write(value);
    if (value == '\n' || line.size() >= FLUSH_AT) {
      flush();
    }
    if (until.length > 0) {
      match((byte) value);
    }
  }

  /** Writes out an unfinished line. */
  void flush() {
    if (line.size() > 0) {
      terminal.write(line.toByteArray());
      line.reset();
    }
  }

  private void match(byte value) {
    while (matched > 0 && until[matched] != value) {
      matched = fallback[matched - 1];
    }
    if (until[matched] == value) {
      matched++;
    }
    if (matched == until.length) {
      matched = fallback[matched - 1];
      found.run();
    }
  }

  /** For each prefix, the length of its longest proper prefix that is also its end. */
  private static int[] fallback(byte[] text) {
    int[] table = new int[text.length];
    int length = 0;
    for (int i = 1; i < text.length; i++) {
      while (length > 0 && text[length] != text[i]) {
        length = table[length - 1];
      }
      if (text[length] == text[i]) {
        length++;
      }
      table[i] = length;
    }
    return table;
  }
}
