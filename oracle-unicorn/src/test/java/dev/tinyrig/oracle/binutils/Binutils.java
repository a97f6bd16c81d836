package dev.tinyrig.oracle.binutils;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GNU as and objdump for Armv8.1-M with MVE and double precision. */
final class Binutils {
  private static final String ARCHITECTURE = "armv8.1-m.main";
  private static final Pattern LINE =
      Pattern.compile("^ *([0-9a-f]+):\t([0-9a-f]{4}(?: [0-9a-f]{4})?) *\t(.*)$");
  private static final Pattern ERROR = Pattern.compile("^[^:]+:(\\d+): Error: (.*)$");

  /** An assembled instruction: address, both half-words (or one, shifted up) and objdump's text. */
  record Line(int address, int halfword1, int halfword2, String text) {}

  /** What the assembler refused: index of the source line and its words. */
  record Refusal(int line, String words) {}

  private final Path folder;

  Binutils(Path folder) {
    this.folder = folder;
  }

  /** What the assembler says against the lines; empty when it takes them all. */
  List<Refusal> refusals(List<String> source) throws IOException, InterruptedException {
    List<Refusal> refusals = new ArrayList<>();
    for (String line : assemble(source).lines().toList()) {
      Matcher m = ERROR.matcher(line);
      if (m.matches()) {
        refusals.add(new Refusal(Integer.parseInt(m.group(1)) - 1, m.group(2)));
      }
    }
    return refusals;
  }

  /** Assembles lines that it takes, and disassembles them. */
  List<Line> roundTrip(List<String> source) throws IOException, InterruptedException {
    assertEquals(List.of(), refusals(source));
    String text =
        run("arm-none-eabi-objdump", "-d", "-m" + ARCHITECTURE, folder.resolve("a.o").toString());
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher m = LINE.matcher(line);
      if (m.matches()) {
        String[] halves = m.group(2).split(" ");
        lines.add(
            new Line(
                Integer.parseUnsignedInt(m.group(1), 16),
                Integer.parseInt(halves[0], 16),
                halves.length > 1 ? Integer.parseInt(halves[1], 16) : 0,
                plain(m.group(3))));
      }
    }
    return lines;
  }

  private String assemble(List<String> source) throws IOException, InterruptedException {
    Path file = folder.resolve("a.s");
    Files.write(file, source, StandardCharsets.UTF_8);
    return run(
        "arm-none-eabi-as",
        "-mthumb",
        "-march=" + ARCHITECTURE + "+mve.fp+fp.dp",
        "-o",
        folder.resolve("a.o").toString(),
        file.toString());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  /** Without symbols, comments and alignment. */
  private static String plain(String text) {
    return text.replaceAll("\\s*[@;].*$", "")
        .replaceAll("\\s*<[^<]*\\+?[^<]*>$", "")
        .replace('\t', ' ')
        .strip();
  }
}
