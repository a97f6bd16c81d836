package dev.tinyrig.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process starts and the only place where it ends. */
public final class Main {
  private Main() {}

  /** Runs one command; the process status is one of {@link ExitCode}. */
  public static void main(String[] arguments) {
    // The firmware's console must reach stdout byte for byte, so System.out's own encoding is not
    // used.
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(new App(new Terminal(out, err)).run(arguments));
  }
}
