package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which {@code run} can end, and the status that the shell sees. */
final class ExitCodeTest {
  private static final int SUCCESS = 0x2_0026;
  private static final int RUN_TIME_ERROR = 0x2_0023;
  private static final int[] SPIN = {0xE7FE};
  private static final int[] COUNT_FOR_EVER = {0x3001, 0xE7FD};
  private static final int[] UNDEFINED = {0xDE00};
  // movs r0, #0xe1; lsls r0, r0, #24; ldr r1, [r0]; b .: an address where no board has anything
  private static final int[] READ_NOWHERE = {0x20E1, 0x0600, 0x6801, 0xE7FE};

  @TempDir Path folder;

  record Case(int status, String says, int[] code, String... options) {}

  @Test
  void firmwareDecides() throws IOException {
    List<Case> cases =
        List.of(
            new Case(0, "ended with status 0", TinyImage.exit(SUCCESS)),
            new Case(1, "ended with status 1", TinyImage.exit(RUN_TIME_ERROR)),
            new Case(1, "the firmware faulted: ", UNDEFINED),
            new Case(1, "the firmware faulted: ", READ_NOWHERE),
            new Case(4, "the firmware hangs: it branches to itself at 0x00000040", SPIN),
            new Case(4, "the limit of 5,000 cycles", COUNT_FOR_EVER, "--max-cycles", "5k"),
            new Case(
                4,
                "the host's time is over",
                COUNT_FOR_EVER,
                "--timeout",
                "200ms",
                "--max-cycles",
                "1000000G"),
            new Case(0, "ended with status 0", TinyImage.exit(SUCCESS), "--pass-exit-status"),
            new Case(
                1, "ended with status 1", TinyImage.exit(RUN_TIME_ERROR), "--pass-exit-status"));
    int number = 0;
    for (Case each : cases) {
      Path image = TinyImage.write(folder, "image" + number++ + ".elf", each.code());
      Ran ran = run(image, each.options());
      assertEquals(each.status(), ran.status(), ran.err());
      String last = ran.errorLines().getLast();
      assertTrue(last.contains(each.says()), last);
      assertTrue(last.contains("exit " + each.status() + ": "), last);
      assertTrue(last.contains(" instructions, "), last);
      assertTrue(last.contains(" cycles ("), last);
      assertEquals("", ran.out());
    }
  }

  @Test
  void aLockedUpCoreIsAFailure() throws IOException {
    Path image = TinyImage.write(folder, "lockup.elf", 0, UNDEFINED);
    Ran ran = run(image);
    assertEquals(1, ran.status(), ran.err());
    assertTrue(ran.errorLines().getLast().contains("the core locked up"), ran.err());
  }

  @Test
  void aFaultIsExplained() throws IOException {
    Ran ran = run(TinyImage.write(folder, "udf.elf", UNDEFINED));
    assertTrue(ran.err().contains("HardFault at cycle"), ran.err());
    assertTrue(ran.err().contains("UNDEFINSTR"), ran.err());
    assertTrue(ran.err().contains("PC   0x00000040"), ran.err());
  }

  @Test
  void untilEndsARunThatGoesOn() throws IOException {
    // movs r0, #4; adr r1, text; bkpt 0xab; b behind; "hello\n"; nop; b .-2
    int[] code = {
      0x2004,
      0xA101,
      0xBEAB,
      0xE003,
      'h' | 'e' << 8,
      'l' | 'l' << 8,
      'o' | '\n' << 8,
      0x0000,
      0xBF00,
      0xE7FD
    };
    Path image = TinyImage.write(folder, "hello.elf", code);
    Ran ran = run(image, "--until", "llo", "--max-cycles", "1M");
    assertEquals(0, ran.status(), ran.err());
    assertEquals("hello\n", ran.out());
    assertTrue(ran.errorLines().getLast().contains("the console printed 'llo'"), ran.err());
    Ran other = run(image, "--until", "bye", "--max-cycles", "1M");
    assertEquals(4, other.status(), other.err());
  }

  @Test
  void unmodelledCanEndARun() throws IOException {
    // movw and movt r0, a window of the board that is not modelled; ldr r1, [r0]; b .
    int window = unmodelledWindow();
    int[] code = {movw(0, window & 0xFFFF), movt(0, window >>> 16), 0x6801, 0xE7FE};
    Path image = TinyImage.write(folder, "window.elf", code);
    Ran failed = run(image, "--board", "mps2-an386", "--unmodelled", "fail");
    assertEquals(3, failed.status(), failed.err());
    Ran warned = run(image, "--board", "mps2-an386", "--unmodelled", "warn");
    assertEquals(4, warned.status(), warned.err());
    assertTrue(warned.err().contains("unmodelled"), warned.err());
    Ran ignored = run(image, "--board", "mps2-an386", "--unmodelled", "ignore");
    assertEquals(4, ignored.status(), ignored.err());
    assertTrue(!ignored.err().contains("unmodelled"), ignored.err());
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path good = TinyImage.write(folder, "good.elf", TinyImage.exit(SUCCESS));
    Path empty = Files.createFile(folder.resolve("empty.elf"));
    Path text = Files.writeString(folder.resolve("text.elf"), "no image at all");
    Path cut = Files.write(folder.resolve("cut.elf"), head(Files.readAllBytes(good), 40));
    List<List<String>> mistakes =
        List.of(
            List.of("run", folder.resolve("none.elf").toString()),
            List.of("run", folder.toString()),
            List.of("run", empty.toString()),
            List.of("run", text.toString()),
            List.of("run", cut.toString()),
            List.of("run"),
            List.of("run", good.toString(), "--board", "mps2-an387"),
            List.of("run", good.toString(), "--bord", "mps2-an386"),
            List.of("run", good.toString(), "--max-cycles", "many"),
            List.of("run", good.toString(), "--timeout", "soon"),
            List.of("run", good.toString(), "--unmodelled", "maybe"),
            List.of("run", good.toString(), "--memory", "flash"),
            List.of("run", good.toString(), "--engine", "qemu"),
            List.of(
                "run", good.toString(), "--engine", "unicorn"), // not on the class path of tests
            List.of("run", good.toString(), "--engine", "unicorn", "--max-cycles", "1k"),
            List.of("profile", good.toString(), "--engine", "unicorn"),
            List.of("compare", good.toString(), good.toString(), "--engine", "unicorn"),
            List.of("run", good.toString(), "--input", folder.resolve("none.bin").toString()),
            List.of("run", good.toString(), "--json", folder.resolve("no/report.json").toString()),
            List.of("run", good.toString(), "--json", folder.toString()));
    for (List<String> arguments : mistakes) {
      Ran ran = Ran.tinyrig(arguments.toArray(String[]::new));
      assertEquals(3, ran.status(), arguments + ": " + ran.err());
      assertEquals("", ran.out(), arguments.toString());
      assertEquals(1, saysWhatIsWrong(ran).size(), arguments + ": " + ran.err());
    }
    assertEquals(List.of("cut.elf", "empty.elf", "good.elf", "text.elf"), names());
  }

  @Test
  void aFaultOfOurOwnIsSaidToBeOne() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new IllegalStateException("broken on purpose");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertEquals(5, new App(new Terminal(broken, errors)).run("cores"));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("internal error"),
        err.toString(StandardCharsets.UTF_8));
  }

  private static int unmodelledWindow() {
    return dev.tinyrig.peripherals.board.BoardCatalog.get("mps2-an386")
        .unmodelled()
        .getFirst()
        .base();
  }

  private static int movw(int register, int value) {
    return moveWide(0xF240_0000, register, value);
  }

  private static int movt(int register, int value) {
    return moveWide(0xF2C0_0000, register, value);
  }

  private static int moveWide(int bits, int register, int value) {
    return bits
        | (value >>> 12 & 0xF) << 16
        | (value >>> 11 & 1) << 26
        | (value >>> 8 & 7) << 12
        | register << 8
        | (value & 0xFF);
  }

  private static byte[] head(byte[] bytes, int length) {
    return java.util.Arrays.copyOf(bytes, length);
  }

  /** The lines of stderr but for those that say which choice was made. */
  private static List<String> saysWhatIsWrong(Ran ran) {
    return ran.errorLines().stream()
        .filter(line -> !line.startsWith("tinyrig: board ") && !line.contains("at the latest"))
        .toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Ran run(Path image, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", image.toString()));
    arguments.addAll(List.of(options));
    return Ran.tinyrig(arguments.toArray(String[]::new));
  }
}
