package dev.tinyrig.peripherals.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.peripherals.sse.PortGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BoardReaderTest {
  private static final String GOOD =
      """
      id: my-board
      title: A board
      core: cortex-m3
      otherCores: [cortex-m0]
      clockHz: 8_000_000
      interrupts: 40
      priorityBits: 4
      bitBand: true
      vectorTable: 0x08000000
      memories:
        - {name: flash, base: 0x08000000, size: 64K, kind: rom, waits: {read: 2, fetch: 1}}
        - {name: sram, base: 0x20000000, size: 0x5000, kind: ram, aliases: [0x20010000]}
      devices:
        - {type: cmsdk-uart, name: com, base: 0x40004000, interrupts: {transmit: 39, receive: nmi}}
        - {type: mps2-scc, name: scc, base: 0x4002f000, parameters: {id: 0x41043850}}
      console: com
      unmodelled:
        - {name: gpio, base: 0x40010000, size: 4K}
      qemu: none-such
      source: a document
      """;

  private static Board read(String text) {
    return BoardReader.read("b.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsEveryKey() {
    Board board = read(GOOD);
    assertEquals("my-board", board.id());
    assertEquals(CoreModel.CORTEX_M3, board.core());
    assertTrue(board.runs(CoreModel.CORTEX_M0) && !board.runs(CoreModel.CORTEX_M4));
    assertEquals(8_000_000, board.clockHz());
    assertEquals(40, board.interrupts());
    assertEquals(4, board.priorityBits().getAsInt());
    assertTrue(board.bitBand());
    assertEquals(0x0800_0000, board.vectorTable());
    BoardMemory flash = board.memories().getFirst();
    assertEquals(
        new BoardMemory("flash", 0x0800_0000, 65536, BoardMemory.Kind.ROM, 2, 0, 1, List.of()),
        flash);
    assertEquals(List.of(0x2001_0000), board.memories().getLast().aliases());
    assertTrue(board.memories().getLast().contains(0x2001_4FFC, 4));
    BoardDevice uart = board.devices().getFirst();
    assertEquals(Map.of("transmit", 39, "receive", BoardDevice.NMI), uart.interrupts());
    assertEquals(0x4104_3850L, board.devices().getLast().parameter("id", 0));
    assertEquals("com", board.console().orElseThrow());
    assertEquals(
        new BoardWindow("gpio", 0x4001_0000, 4096, List.of(), Optional.empty()),
        board.unmodelled().getFirst());
    assertEquals("none-such", board.qemu().orElseThrow());
    assertEquals(64, board.sha256().length());
  }

  private static final String SECURE =
      """
      id: my-board
      title: A board with the Security Extension
      core: cortex-m33
      clockHz: 8_000_000
      interrupts: 40
      mpuRegions: 8
      security:
        sauRegions: 4
        vectorTable: 0x00200000
        idau: {secureBit: 28, callableCode: 0x10000000, callableData: 0x30000000}
      vectorTable: 0x10000000
      memories:
        - {name: sram, base: 0x00000000, size: 64K, kind: ram, aliases: [0x10000000]}
      devices:
        - {type: sse-sacfg, name: sacfg, base: 0x50080000}
        - {type: sse-mpc, name: mpc, base: 0x50083000, guards: [sram], parameters: {blockSize: 32}}
        - {type: cmsdk-timer, name: t, base: 0x40000000, aliases: [0x50000000],
           ppc: {controller: periph0, port: 3}, parameters: {clockHz: 32000}}
      unmodelled:
        - {name: gpio, base: 0x40100000, size: 4K, aliases: [0x50100000], ppc: {controller: mainexp0, port: 1}}
      source: a document
      """;

  @Test
  void readsWhatPartsWithTwoSecurityStatesHave() {
    Board board = read(SECURE);
    assertEquals(8, board.mpuRegions().getAsInt());
    assertEquals(
        new BoardSecurity(
            true, 4, 0x0020_0000, Optional.of(new BoardAttribution(28, 0x1000_0000, 0x3000_0000))),
        board.security());
    assertEquals(List.of("sram"), board.devices().get(1).guards());
    BoardDevice timer = board.devices().getLast();
    assertEquals(List.of(0x5000_0000), timer.aliases());
    assertEquals(Optional.of(new BoardPort(PortGroup.PERIPH0, 3)), timer.port());
    BoardWindow gpio = board.unmodelled().getFirst();
    assertEquals(List.of(0x5010_0000), gpio.aliases());
    assertEquals(Optional.of(new BoardPort(PortGroup.MAINEXP0, 1)), gpio.port());
    assertEquals(
        new BoardSecurity(true, 8, 0, Optional.empty()), read(withoutSecurity()).security());
    assertEquals(new BoardSecurity(false, 0, 0, Optional.empty()), read(GOOD).security());
  }

  private static String withoutSecurity() {
    int start = SECURE.indexOf("security:");
    return SECURE.substring(0, start) + SECURE.substring(SECURE.indexOf("vectorTable: 0x10"));
  }

  private record Wrong(String good, String bad, String problem) {}

  @Test
  void namesFileLineAndKeyOfWhatIsWrong() {
    for (Wrong wrong :
        List.of(
            new Wrong("title:", "titel:", "line 2: titel: is not a key of the board; there are "),
            new Wrong(
                "id: my-board", "id: My Board", "line 1: id: 'My Board' is not in kebab case"),
            new Wrong("cortex-m3", "cortex-m99", "line 3: core: there is no core 'cortex-m99'"),
            new Wrong("8_000_000", "fast", "line 5: clockHz: must be a number"),
            new Wrong("8_000_000", "[1]", "line 5: clockHz: must be a number"),
            new Wrong(
                "interrupts: 40", "interrupts: 481", "line 6: interrupts: 481 is not between"),
            new Wrong("bitBand: true", "bitBand: yes", "line 8: bitBand: must be true or false"),
            new Wrong("0x08000000\nm", "0x08000004\nm", "line 9: vectorTable: a vector table lies"),
            new Wrong("kind: rom", "kind: flash", "line 11: kind: must be rom or ram"),
            new Wrong("size: 64K", "size: 64KB", "line 11: size: must be a number"),
            new Wrong(
                "size: 64K, ", "", "line 11: an entry of memories: the key 'size' is missing"),
            new Wrong("fetch: 1", "fetsch: 1", "line 11: fetsch: is not a key of waits"),
            new Wrong("name: sram", "name: flash", "line 12: name: two parts of the board"),
            new Wrong("base: 0x20000000", "base: 0x08004000", "line 12: base: 'sram'"),
            new Wrong("[0x20010000]", "[0x20004000]", "line 12: base: 'alias of sram'"),
            new Wrong("[0x20010000]", "0x20010000", "line 12: aliases: must be a list"),
            new Wrong("cmsdk-uart", "uart", "line 14: type: there is no device type 'uart'"),
            new Wrong("transmit: 39", "transmit: 40", "line 14: transmit: 40 is not between"),
            new Wrong("transmit: 39", "tx: 39", "line 14: tx: is not a key of interrupts"),
            new Wrong("{id: 0x41043850}", "{ident: 1}", "line 15: ident: is not a key of param"),
            new Wrong("console: com", "console: scc", "line 16: console: 'scc' is not a UART"),
            new Wrong("base: 0x40010000", "base: 0x40004800", "line 18: base: 'gpio' (0x40004800)"),
            new Wrong("base: 0x40010000", "base: 0xfffff800", "over the end of the address space"),
            new Wrong("source: a document\n", "", "the key 'source' is missing"),
            new Wrong("qemu: none-such", "core: cortex-m0", "line 19"),
            new Wrong("title: A board", "title: [", "not valid YAML"),
            new Wrong("title: A board", "title: &a x\nqemu: *b", "not valid YAML"),
            new Wrong(GOOD, "- a\n- b\n", "line 1: the board: must be a mapping"),
            new Wrong(GOOD, "", "the file is empty"),
            new Wrong(GOOD, "a: b\n---\nc: d\n", "not valid YAML"))) {
      assertTrue(GOOD.contains(wrong.good), wrong.good);
      String text = GOOD.replace(wrong.good, wrong.bad);
      BoardException e = assertThrows(BoardException.class, () -> read(text), wrong.problem);
      assertTrue(e.getMessage().startsWith("b.yaml"), e.getMessage());
      assertTrue(e.getMessage().contains(wrong.problem), e.getMessage());
    }
  }

  @Test
  void namesWhatIsWrongAboutSecurity() {
    for (Wrong wrong :
        List.of(
            new Wrong("cortex-m33", "cortex-m4", "security: a Cortex-M4 has no Security Extension"),
            new Wrong("mpuRegions: 8", "mpuRegions: 7", "line 6: mpuRegions: must be 0, 4, 8"),
            new Wrong("sauRegions: 4", "sauRegions: 9", "line 8: sauRegions: 9 is not between"),
            new Wrong("secureBit: 28", "secureBit: 29", "secureBit: 29 is not between"),
            new Wrong("0x30000000", "0x20000000", "callableData: is not the start of a Secure"),
            new Wrong(
                "guards: [sram]", "guards: [ram]", "line 16: an entry of guards: there is no"),
            new Wrong(
                "guards: [sram], ", "", "line 16: an entry of devices: a device of type sse-"),
            new Wrong("sacfg, base", "sacfg, guards: [sram], base", "line 15: guards: a device of"),
            new Wrong("periph0", "periph9", "there is no controller 'periph9'; there are periph0"),
            new Wrong("port: 3", "port: 16", "line 18: port: 16 is not between"),
            new Wrong("[0x50000000]", "[0x50080000]", "line 17: base: 'alias of t'"),
            new Wrong("[0x50100000]", "[0x50000800]", "line 20: base: 'alias of gpio'"))) {
      assertTrue(SECURE.contains(wrong.good), wrong.good);
      String text = SECURE.replace(wrong.good, wrong.bad);
      BoardException e = assertThrows(BoardException.class, () -> read(text), wrong.problem);
      assertTrue(e.getMessage().contains(wrong.problem), e.getMessage());
    }
  }

  @Test
  void memoriesOfTheCommandLine() {
    assertEquals(
        new BoardMemory("flash", 0x0800_0000, 512 << 10, BoardMemory.Kind.ROM),
        BoardMemory.parse("flash=0x08000000,512K,rom"));
    assertEquals(
        new BoardMemory("ram", 0x2000_0000, 1 << 20, BoardMemory.Kind.RAM),
        BoardMemory.parse("ram = 0x20000000, 1M"));
    for (String bad :
        List.of("", "ram", "ram=1", "ram=x,1K", "ram=0,0", "ram=0,1K,x", "ram=0,9999M", "=0,1K")) {
      BoardException e = assertThrows(BoardException.class, () -> BoardMemory.parse(bad), bad);
      assertTrue(e.getMessage().contains("memory '" + bad + "'"), e.getMessage());
    }
  }
}
