package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Qemu;
import dev.tinyrig.peripherals.board.BoardCatalog;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Firmware of our own that exercises exceptions and floating point and tells it in a log without
 * times: the log here is QEMU's, byte by byte, but for the lines of {@link #FAULTS_OF_QEMU}.
 */
final class SuitesUnderQemuTest {
  private static final long LIMIT = 10_000_000_000L;
  private static final Duration HOST_LIMIT = Duration.ofMinutes(2);
  private static final String LAST_LINE = "a second fault locks up\n";
  private static final Set<String> ARMV7M = Set.of("m3", "m4f", "m7");
  private static final Set<String> ARMV6M = Set.of("m0");
  private static final Set<String> ARMV8M = Set.of("m33", "m55");
  private static final Set<String> M33 = Set.of("m33");

  /** A target of the fixtures and the board on which its suite runs here. */
  private record Place(String target, String board) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("m0", "generic-m0"),
          new Place("m3", "mps2-an385"),
          new Place("m4f", "mps2-an386"),
          new Place("m7", "mps2-an500"),
          new Place("m33", "mps2-an505"),
          new Place("m55", "mps3-an547"));

  /**
   * A line in which QEMU 7.2 departs from the manual.
   *
   * @param test title of the suite's test, behind which the line stands
   * @param manual the section that decides, in DDI 0403E (Armv7-M), DDI 0419E (Armv6-M) or DDI 0553
   *     (Armv8-M)
   */
  private record Difference(
      Set<String> targets, String test, String qemu, String right, String manual) {}

  private static final List<Difference> FAULTS_OF_QEMU =
      List.of(
          new Difference(
              ARMV6M,
              "special registers",
              "  apsr f8000000 0",
              "  apsr f0000000 0",
              "DDI 0419E B1.4.2: APSR has N Z C V and no Q"),
          new Difference(
              ARMV6M,
              "nvic registers",
              "  system priority c0000000 c0c000c0",
              "  system priority c0000000 c0c00000",
              "DDI 0419E B3.2 (SHPR3): the register holds SysTick and PendSV, the rest is reserved"),
          new Difference(
              ARMV6M,
              "nvic registers",
              "  scr 0",
              "  scr 16",
              "DDI 0419E B3.2 (SCR): SEVONPEND, SLEEPDEEP and SLEEPONEXIT can be written"),
          new Difference(
              ARMV7M,
              "nvic registers",
              "  scr fffffff3",
              "  scr 16",
              "DDI 0403E B3.2.7: bits 4, 2 and 1 exist, the rest is reserved"),
          new Difference(
              ARMV7M,
              "breakpoint without a debugger",
              "  status 0 40000000 70000",
              "  status 0 80000000 70000",
              "DDI 0403E B3.2.16: a BKPT that nobody serves sets HFSR.DEBUGEVT"),
          new Difference(
              ARMV7M,
              "return without the Thumb bit",
              "  refused 6 fffffff9 1000000 0 70008 806",
              "  refused 6 fffffff9 20000 0 70008 806",
              "DDI 0403E B1.4.2: EPSR.T = 0 is INVSTATE, wherever PC stands"),
          new Difference(
              M33,
              "reset",
              "  ictr shcsr cfsr hfsr 2 0 0 0",
              "  ictr shcsr cfsr hfsr 3 0 0 0",
              "DDI 0553 D1.2 (ICTR): 124 interrupts are in four groups of 32, not in three"),
          new Difference(
              ARMV8M,
              "nvic registers",
              "  scr fffffff3",
              "  scr 1e",
              "DDI 0553 D1.2 (SCR): bits 4 to 1 exist in the Secure state, the rest is reserved"),
          new Difference(
              ARMV8M,
              "breakpoint without a debugger",
              "  status 0 40000000 70004",
              "  status 0 80000000 70004",
              "DDI 0553 D1.2 (HFSR): a BKPT that nobody serves sets DEBUGEVT"),
          new Difference(
              ARMV8M,
              "return without the Thumb bit",
              "  refused 6 fffffff9 1000000 0 70008 806",
              "  refused 6 fffffff9 20000 0 70008 806",
              "DDI 0553 B3.5: EPSR.T = 0 is INVSTATE, before the instruction is looked at"),
          new Difference(
              Set.of("m55"),
              "a call while beats are missing",
              "  calls 1",
              "  calls 0",
              "DDI 0553 B5.5 (InstStateCheck): SVC has no beats; the fault comes before the call"),
          withoutLoopCache("reset", "icsr aircr scr ccr 0 fa050000 0 ", "201"),
          withoutLoopCache("unaligned, trapped", "ccr ", "209"),
          withoutLoopCache("divide by zero", "ccr ", "211"),
          withoutLoopCache("the same, allowed", "ccr ", "201"));

  /** CCR of a Cortex-M55 after the start-up code has set LOB; QEMU's has no cache of loops. */
  private static Difference withoutLoopCache(String test, String line, String ccr) {
    return new Difference(
        Set.of("m55"),
        test,
        "  " + line + ccr,
        "  " + line + "80" + ccr,
        "DDI 0553 D1.2 (CCR): LOB can be written where branches of loops are kept");
  }

  private static final List<Place> TWO_WORLDS =
      List.of(new Place("m33", "mps2-an505"), new Place("m55", "mps3-an547"));

  /** An access to Secure data, of which QEMU notes the kind but not the address. */
  private static Difference withoutAddress(String target, String address) {
    return new Difference(
        Set.of(target),
        "faults of non-secure code",
        "  secure status 8 0 0 0 f0010",
        "  secure status 48 " + address + " 0 0 f0010",
        "DDI 0553 D1.2 (SFSR): AUVIOL sets SFARVALID, and SFAR has the address");
  }

  private static final List<Difference> FAULTS_WITH_TWO_WORLDS =
      List.of(
          withoutAddress("m33", "38000000"),
          withoutAddress("m33", "38000000"),
          withoutAddress("m33", "f000000"),
          withoutAddress("m55", "30000000"),
          withoutAddress("m55", "30000000"),
          withoutAddress("m55", "f000000"));

  /** Where a suite is built and runs. */
  private static Stream<Place> places(String program) {
    return PLACES.stream().filter(p -> Firmware.locate().catalog().hasProgram(p.target, program));
  }

  @TestFactory
  Stream<DynamicTest> exceptions() {
    return places("exception-suite")
        .map(p -> DynamicTest.dynamicTest(p.target, () -> compareExceptions(p)));
  }

  private static void compareExceptions(Place place) {
    Firmware firmware = Firmware.locate();
    Path elf = firmware.program(place.target, "exception-suite");
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    StopReason stop = run(elf, place.board, console);
    String here = console.toString(StandardCharsets.UTF_8);
    assertInstanceOf(StopReason.LockedUp.class, stop, here);
    String machine = firmware.catalog().qemuMachine(place.target).orElseThrow();
    String there = Qemu.run(elf, machine, HOST_LIMIT).console();
    // QEMU aborts at a lockup and describes its state behind the suite's last line.
    int end = there.indexOf(LAST_LINE);
    assertTrue(end > 0, there);
    assertEquals(
        corrected(FAULTS_OF_QEMU, place.target, there.substring(0, end) + LAST_LINE), here);
  }

  /** QEMU's log with the lines of the reviewed list as the manual has them; each must occur. */
  private static String corrected(List<Difference> differences, String target, String log) {
    String text = "\n" + log; // so that every title stands between line ends
    for (Difference d : differences) {
      if (d.targets.contains(target)) {
        int title = text.indexOf("\n" + d.test + "\n");
        int line = text.indexOf("\n" + d.qemu + "\n", title);
        assertTrue(title >= 0 && line >= 0, "QEMU no longer prints: " + d);
        int behind = line + 1 + d.qemu.length();
        text = text.substring(0, line + 1) + d.right + text.substring(behind);
      }
    }
    return text.substring(1);
  }

  /** Two images, Secure and Non-secure, that call, interrupt and attack each other. */
  @TestFactory
  Stream<DynamicTest> security() {
    return TWO_WORLDS.stream().map(p -> DynamicTest.dynamicTest(p.target, () -> compareWorlds(p)));
  }

  private static void compareWorlds(Place place) {
    Firmware firmware = Firmware.locate();
    Path elf = firmware.program(place.target, "security-suite");
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    StopReason stop = run(elf, place.board, console);
    String here = console.toString(StandardCharsets.UTF_8);
    assertEquals(0, assertInstanceOf(StopReason.Ended.class, stop, here).status(), here);
    String machine = firmware.catalog().qemuMachine(place.target).orElseThrow();
    String there = Qemu.run(elf, machine, HOST_LIMIT).console();
    assertEquals(corrected(FAULTS_WITH_TWO_WORLDS, place.target, there), here);
  }

  @TestFactory
  Stream<DynamicTest> floatingPoint() {
    return places("floating-point-suite")
        .map(p -> DynamicTest.dynamicTest(p.target, () -> compareFloatingPoint(p)));
  }

  private static void compareFloatingPoint(Place place) {
    Firmware firmware = Firmware.locate();
    Path elf = firmware.program(place.target, "floating-point-suite");
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    StopReason stop = run(elf, place.board, console);
    String here = console.toString(StandardCharsets.UTF_8);
    assertEquals(0, assertInstanceOf(StopReason.Ended.class, stop, here).status(), here);
    String machine = firmware.catalog().qemuMachine(place.target).orElseThrow();
    assertEquals(Qemu.run(elf, machine, HOST_LIMIT).console(), here);
  }

  private static StopReason run(Path elf, String board, ByteArrayOutputStream console) {
    try (BoardMachine made =
        new MachineBuilder(BoardCatalog.get(board), ImageLoader.load(elf))
            .console(console::write)
            .build()) {
      return made.machine().run(LIMIT);
    }
  }
}
