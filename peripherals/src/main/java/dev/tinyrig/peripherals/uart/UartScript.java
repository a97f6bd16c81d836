package dev.tinyrig.peripherals.uart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person would type: bytes sent to a UART, each step after a time or after the firmware has
 * printed something.
 *
 * <p>As text, one step in a line; {@code #} begins a comment; in quotes {@code \n}, {@code \r},
 * {@code \t}, {@code \\}, {@code \"} and {@code \x41} are understood:
 *
 * <pre>
 * at 1000000 send "start\n"
 * after "ready>" send "run\r\n"
 * </pre>
 *
 * @param steps taken one after the other
 */
public record UartScript(List<Step> steps) {
  /** No input. */
  public static final UartScript NONE = new UartScript(List.of());

  /**
   * One step.
   *
   * @param cycle earliest cycle at which the first byte arrives
   * @param text what the firmware must have printed on this UART since the step before; empty for
   *     nothing
   * @param bytes what is sent, at the UART's own speed
   */
  public record Step(long cycle, String text, byte[] bytes) {}

  public UartScript {
    steps = List.copyOf(steps);
  }

  /** Sends these bytes as soon as the firmware receives. */
  public static UartScript of(byte[] bytes) {
    return new UartScript(List.of(new Step(0, "", bytes.clone())));
  }

  /** Reads a script; {@code file} names it in {@link UartScriptException}. */
  public static UartScript parse(String file, String script) {
    List<Step> steps = new ArrayList<>();
    int number = 0;
    for (String raw : script.lines().toList()) {
      number++;
      String line = raw.strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        steps.add(new Parser(file, number, line).step());
      }
    }
    return new UartScript(steps);
  }

  private static final class Parser {
    private final String file;
    private final int number;
    private final String line;
    private int at;

    Parser(String file, int number, String line) {
      this.file = file;
      this.number = number;
      this.line = line;
    }

    Step step() {
      String when = word();
      long cycle = 0;
      String text = "";
      switch (when) {
        case "at" -> {
          String digits = word();
          try {
            cycle = Long.parseLong(digits);
          } catch (NumberFormatException e) {
            throw error("'" + digits + "' is not a number of cycles");
          }
        }
        case "after" -> text = quoted();
        default -> throw error("a step begins with 'at' or 'after', not '" + when + "'");
      }
      if (!word().equals("send")) {
        throw error("'send' is missing");
      }
      byte[] bytes = quoted().getBytes(StandardCharsets.ISO_8859_1);
      skipSpace();
      if (at < line.length() && line.charAt(at) != '#') {
        throw error("'" + line.substring(at) + "' is too much");
      }
      return new Step(cycle, text, bytes);
    }

    private UartScriptException error(String problem) {
      return new UartScriptException(file, number, problem);
    }

    private void skipSpace() {
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
    }

    private String word() {
      skipSpace();
      int start = at;
      while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return line.substring(start, at);
    }

    private String quoted() {
      skipSpace();
      if (at >= line.length() || line.charAt(at) != '"') {
        throw error("text in double quotes is missing");
      }
      at++;
      StringBuilder text = new StringBuilder();
      while (at < line.length() && line.charAt(at) != '"') {
        char c = line.charAt(at++);
        text.append(c == '\\' ? escaped() : c);
      }
      if (at >= line.length()) {
        throw error("the closing quote is missing");
      }
      at++;
      return text.toString();
    }

    private char escaped() {
      char c = at < line.length() ? line.charAt(at++) : ' ';
      return switch (c) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case '\\', '"' -> c;
        case 'x' -> {
          String digits = line.substring(at, Math.min(at + 2, line.length()));
          at += digits.length();
          try {
            yield (char) Integer.parseInt(digits, 16);
          } catch (NumberFormatException e) {
            throw error("\\x" + digits + " is not a byte");
          }
        }
        default -> throw error("\\" + c + " is unknown");
      };
    }
  }
}
