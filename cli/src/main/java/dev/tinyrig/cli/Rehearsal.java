package dev.tinyrig.cli;

import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.peripherals.board.BoardCatalog;
import dev.tinyrig.traces.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Does once what most commands do, silently: the launcher runs it after a build, and the JVM keeps
 * what it has loaded, linked and learnt about methods (JEP 483, 514 and 515) for later starts.
 */
final class Rehearsal {
  private final App app =
      new App(
          new Terminal(
              OutputStream.nullOutputStream(),
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));

  private Rehearsal() {}

  /** The process status is 0 when everything worked. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("tinyrig-rehearsal");
    try {
      new Rehearsal().commands(folder);
    } finally {
      for (String name : List.of("rehearsal.elf", "report.json", "report.csv")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
    for (Class<?> one : List.of(Main.class, Report.class, BoardCatalog.class, Machine.class)) {
      loadNeighbours(one);
    }
  }

  private void commands(Path folder) throws IOException {
    String image = Files.write(folder.resolve("rehearsal.elf"), RehearsalImage.elf()).toString();
    command("boards");
    command("cores");
    command("run", image);
    command(
        "profile",
        image,
        "--json",
        folder.resolve("report.json").toString(),
        "--csv",
        folder.resolve("report.csv").toString());
  }

  private void command(String... arguments) {
    int status = app.run(arguments);
    if (status != ExitCode.PASSED.status()) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + status);
    }
  }

  /** Loads the classes of a jar: what the commands above did not need, other runs may. */
  private static void loadNeighbours(Class<?> one) throws Exception {
    try (JarFile jar = new JarFile(jarOf(one).toFile())) {
      for (String name : jar.stream().map(entry -> entry.getName()).toList()) {
        if (name.startsWith("dev/tinyrig/") && name.endsWith(".class")) {
          String binary = name.substring(0, name.length() - 6).replace('/', '.');
          Class.forName(binary, false, one.getClassLoader());
        }
      }
    }
  }

  private static Path jarOf(Class<?> one) throws URISyntaxException {
    return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
