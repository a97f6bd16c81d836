package dev.tinyrig.peripherals.uart;

/** A UART script that cannot be understood: names the file and line. */
public final class UartScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UartScriptException(String file, int line, String problem) {
    super(
        file
            + " line "
            + line
            + ": "
            + problem
            + "; a line reads: at CYCLE send \"TEXT\", or: after \"TEXT\" send \"TEXT\"");
  }
}
