package dev.tinyrig.peripherals.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageException;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.Snapshot;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledAccess;
import dev.tinyrig.peripherals.UnmodelledException;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.semihosting.SemihostingOptions;
import dev.tinyrig.peripherals.uart.UartScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MachineBuilderTest {
  private static final Image PROGRAM = ImageLoader.raw("hi.bin", TestImages.program(), 0);
  private static final long LIMIT = 1_000_000;

  private final StringBuilder printed = new StringBuilder();

  private MachineBuilder builder(String board) {
    return new MachineBuilder(BoardCatalog.get(board), PROGRAM)
        .console(value -> printed.append((char) value));
  }

  @Test
  void theProgramPrintsOnEveryMps2Board() {
    for (String board : List.of("mps2-an385", "mps2-an386", "mps2-an500")) {
      printed.setLength(0);
      List<UnmodelledAccess> reports = new ArrayList<>();
      try (BoardMachine made = builder(board).unmodelled(Unmodelled.WARN, reports::add).build()) {
        assertEquals(
            new StopReason.Ended(0, "semihosting SYS_EXIT"), made.machine().run(LIMIT), board);
        assertEquals("Hi\n", printed.toString(), board);
        assertTrue(
            made.machine().cycles() > 3 * 160, "the third byte was sent before the program ended");
      }
      assertEquals(
          List.of("gpio0: read of unmodelled register at 0x40010000"),
          reports.stream().map(UnmodelledAccess::describe).toList());
    }
  }

  /** The image sets up USART1 at 0x40011000, writes 'k' to it and loops. */
  @Test
  void anyUartOfAPartIsItsConsole() {
    Image image =
        ImageLoader.raw(
            "stm32.bin",
            TestImages.words(
                0x2002_0000,
                0x0800_0009,
                0x2140_4804,
                0xF242_6081,
                0x60C1_0108,
                0x6041_216B,
                0x0000_E7FE,
                0x4001_1000),
            0x0800_0000);
    BoardMachine made =
        new MachineBuilder(BoardCatalog.get("stm32f407"), image)
            .console(value -> printed.append((char) value))
            .build();
    made.machine().run(10_000);
    assertEquals("k", printed.toString());
  }

  @Test
  void theSameRunTwiceTakesTheSameCycles() {
    Machine first = builder("mps2-an385").build().machine();
    Machine second = builder("mps2-an385").build().machine();
    first.run(LIMIT);
    second.run(LIMIT);
    assertEquals(first.cycles(), second.cycles());
    assertEquals(first.instructions(), second.instructions());
    assertEquals("Hi\nHi\n", printed.toString());
  }

  @Test
  void anImageForASmallerCoreRunsAsThatCore() {
    BoardMachine made = builder("mps2-an385").core(CoreModel.CORTEX_M0PLUS).build();
    assertEquals(CoreModel.CORTEX_M0PLUS, made.machine().config().model());
    assertInstanceOf(StopReason.Ended.class, made.machine().run(LIMIT));
    assertEquals("Hi\n", printed.toString());
  }

  @Test
  void aStrictPolicyStopsTheRun() {
    Machine machine =
        builder("mps2-an385")
            .unmodelled(Unmodelled.FAIL, UnmodelledListener.NONE)
            .build()
            .machine();
    UnmodelledException e = assertThrows(UnmodelledException.class, () -> machine.run(LIMIT));
    assertEquals("gpio0", e.access().device());
  }

  @Test
  void aRestoredMachineEqualsTheUninterruptedOne() throws Exception {
    Machine machine = builder("mps2-an385").build().machine();
    assertInstanceOf(StopReason.Limit.class, machine.run(200));
    byte[] state = Snapshot.save(machine);
    int soFar = printed.length();
    machine.run(LIMIT);
    String rest = printed.substring(soFar);
    assertTrue(soFar > 0 && !rest.isEmpty(), "the snapshot is from the middle of the text");

    Machine other = builder("mps2-an385").build().machine();
    Snapshot.restore(other, state);
    printed.setLength(0);
    assertInstanceOf(StopReason.Ended.class, other.run(LIMIT));
    assertEquals(rest, printed.toString());
    assertEquals(machine.cycles(), other.cycles());
    assertEquals(machine.instructions(), other.instructions());
  }

  @Test
  void withoutSemihostingTheBreakpointFaults() {
    StopReason stop = builder("mps2-an385").withoutSemihosting().build().machine().run(LIMIT);
    assertInstanceOf(StopReason.LockedUp.class, stop);
  }

  @Test
  void memoryAppearsAtItsAliases() {
    Machine machine = builder("mps2-an385").build().machine();
    byte[] word = {1, 2, 3, 4};
    assertEquals(4, machine.debug().write(0x2040_0010, word, 0, 4));
    byte[] back = new byte[4];
    assertEquals(4, machine.debug().read(0x2000_0010, back, 0, 4));
    assertEquals(4, back[3]);
    machine.bus().store32(0x2000_0010, 0x1234_5678);
    assertEquals(0x1234_5678, machine.bus().load32(0x2040_0010));
  }

  @Test
  void genericBoardsRunWithDerivedOrGivenMemories() {
    Image image = ImageLoader.raw("hi.bin", TestImages.words(0x2000_1000, 0x9, 0xE7FE_E7FE), 0);
    MachineBuilder derived = new MachineBuilder(BoardCatalog.get("generic-m3"), image);
    assertInstanceOf(StopReason.Hang.class, derived.build().machine().run(LIMIT));
    List<BoardMemory> given =
        List.of(BoardMemory.parse("flash=0,1K,rom"), BoardMemory.parse("ram=0x20000000,4K,ram"));
    BoardMachine made =
        new MachineBuilder(BoardCatalog.get("generic-m3"), image).memories(given).build();
    assertEquals(given, made.memories());
    assertInstanceOf(StopReason.Hang.class, made.machine().run(LIMIT));
  }

  @Test
  void whatDoesNotFitIsRefusedInWords() {
    Image highStack = ImageLoader.raw("s.bin", TestImages.words(0x3000_0000, 0x9, 0xE7FE_E7FE), 0);
    Image inFlash =
        ImageLoader.raw("f.bin", TestImages.words(STACK, 0x0800_0009, 0xE7FE_E7FE), 0x0800_0000);
    Image noTable = ImageLoader.raw("n.bin", new byte[64], 0);
    Board board = BoardCatalog.get("mps2-an385");
    record Case(Image image, String problem) {}
    for (Case c :
        List.of(
            new Case(highStack, "the initial stack pointer 0x30000000"),
            new Case(inFlash, "to be loaded at 0x08000000, where board mps2-an385 has no memory"),
            new Case(noTable, "no vector table"))) {
      ImageException e =
          assertThrows(ImageException.class, () -> new MachineBuilder(board, c.image).build());
      assertTrue(e.getMessage().contains(c.problem), e.getMessage());
    }
    for (String memory : List.of("b=0x20000800,4K", "b=0x40005000,1K", "b=0xe0000000,1K")) {
      List<BoardMemory> given =
          List.of(BoardMemory.parse("a=0x20000000,4K"), BoardMemory.parse(memory));
      BoardException e =
          assertThrows(
              BoardException.class, () -> builder("mps2-an385").memories(given).build(), memory);
      assertTrue(e.getMessage().contains("overlap"), e.getMessage());
    }
    BoardException uart =
        assertThrows(
            BoardException.class,
            () -> builder("mps2-an385").uartInput("uart9", UartScript.NONE).build());
    assertTrue(uart.getMessage().contains("there are uart0, uart1"), uart.getMessage());
    SemihostingOptions options =
        new SemihostingOptions(
            value -> {}, new byte[0], Optional.of(Path.of("no/such/folder")), "", text -> {});
    BoardException folder =
        assertThrows(
            BoardException.class, () -> builder("mps2-an385").semihosting(options).build());
    assertTrue(folder.getMessage().contains("is not a directory"), folder.getMessage());
  }

  private static final int STACK = TestImages.STACK;
}
