package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our text is the toolchain's text. */
class DisassemblerTest {
  private static final Decoder ALL = new Decoder(EnumSet.allOf(Feature.class));

  private static List<String> objdump() throws IOException {
    try (InputStream in = DisassemblerTest.class.getResourceAsStream("objdump.txt")) {
      assertNotNull(in, "objdump.txt");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static Instruction decode(String address, String code) {
    int bits = Integer.parseUnsignedInt(code, 16);
    int at = Integer.parseUnsignedInt(address, 16);
    return code.length() == 8
        ? ALL.decode(at, bits >>> 16, bits & 0xFFFF)
        : ALL.decode(at, bits, 0);
  }

  @Test
  void printsWhatObjdumpPrints() throws IOException {
    List<String> differences = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : objdump()) {
      String[] column = line.split("\t");
      Instruction i = decode(column[0], column[2]);
      seen.add(i.encoding.name());
      String text = Disassembler.text(i, Integer.parseInt(column[1], 16));
      if (!text.equals(column[3])) {
        differences.add(line + " but was " + text);
      }
    }
    assertEquals(List.of(), differences);
    // What objdump cannot print alike: coprocessors, unallocated hints, special registers of
    // M-profile (it takes a raw file for A-profile code), DSB (it knows newer aliases), and forms
    // of Armv8.1-M that are newer than it.
    List<String> unseen =
        Decoder.encodings().stream().map(Encoding::name).filter(n -> !seen.contains(n)).toList();
    assertTrue(
        unseen.stream()
            .allMatch(n -> n.matches("(Coproc|Unalloc|NOP .unalloc|MRS|MSR|DSB|VL(STM|LDM) T2).*")),
        unseen.toString());
  }

  private record Case(String code, int itState, String text) {}

  @Test
  void printsWhatTheListLeavesOut() {
    List<Case> cases =
        List.of(
            new Case("f3ef8010", 0, "mrs r0, PRIMASK"),
            new Case("f3ef8309", 0, "mrs r3, PSP"),
            new Case("f3808814", 0, "msr CONTROL, r0"),
            new Case("f3808800", 0, "msr CPSR_f, r0"),
            new Case("f3ef808a", 0, "mrs r0, MSPLIM_NS"),
            new Case("f3818898", 0, "msr SP_NS, r1"),
            new Case("ec230a80", 0, "vlstm r3, {d0-d31}"),
            new Case("ec310a80", 0, "vlldm r1, {d0-d31}"),
            new Case("f3bf8f4f", 0, "dsb sy"),
            new Case("bf50", 0, "nop {5}"),
            new Case("46c0", 0, "nop"),
            new Case("bfe8", 0, "it al"),
            new Case("ee010f10", 0, "<coprocessor 15: ee01 0f10>"),
            new Case("b640", 0, "<undefined: b640>"),
            new Case("1889", 0x08, "addeq r1, r1, r2"),
            new Case("1889", 0, "adds r1, r1, r2"));
    for (Case c : cases) {
      assertEquals(c.text(), Disassembler.text(decode("0", c.code()), c.itState()));
    }
  }

  @Test
  void itStateAdvances() {
    int state = Disassembler.nextItState(decode("0", "bf0d"), 0);
    List<String> texts = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      Instruction add = decode("0", "1889");
      texts.add(Disassembler.text(add, state));
      state = Disassembler.nextItState(add, state);
    }
    // bf0d is ITEET EQ.
    assertEquals(
        List.of(
            "addeq r1, r1, r2",
            "addne r1, r1, r2",
            "addne r1, r1, r2",
            "addeq r1, r1, r2",
            "adds r1, r1, r2"),
        texts);
  }
}
