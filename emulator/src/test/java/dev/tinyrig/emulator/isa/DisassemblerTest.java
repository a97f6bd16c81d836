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

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = DisassemblerTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
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
    List<String> all = new ArrayList<>(lines("objdump.txt"));
    all.addAll(lines("objdump-reviewed.txt")); // here our text stands in the place of objdump's
    for (String line : all) {
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

  @Test
  void reviewedDifferencesHaveAReason() throws IOException {
    for (String line : lines("objdump-reviewed.txt")) {
      String[] column = line.split("\t");
      assertEquals(6, column.length, line);
      assertTrue(!column[3].equals(column[4]) && !column[5].isBlank(), line);
    }
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
            new Case("ee010710", 0, "<coprocessor 7: ee01 0710>"),
            new Case("b640", 0, "<undefined: b640>"),
            new Case("1889", 0x08, "addeq r1, r1, r2"),
            new Case("1889", 0, "adds r1, r1, r2"));
    for (Case c : cases) {
      assertEquals(c.text(), Disassembler.text(decode("0", c.code()), c.itState()));
    }
  }

  @Test
  void vptStateAdvances() {
    List<String> codes =
        List.of(
            "fe718f4d",
            "ef020844",
            "ff020844",
            "fe13ff44",
            "ed907e81",
            "bf00",
            "ee3f4e09",
            "eea86f48",
            "fe230f04",
            "ef020844",
            "fe710f4d",
            "fe330f05",
            "eca11e10");
    List<String> texts = new ArrayList<>();
    int state = 0;
    for (String code : codes) {
      Instruction i = decode("0", code);
      texts.add(Disassembler.text(i, 0, state));
      state = Disassembler.nextVptState(i, state);
    }
    assertEquals(
        List.of(
            "vpste",
            "vaddt.i8 q0, q1, q2",
            "vsube.i8 q0, q1, q2",
            "vpttet.s16 ge, q1, r4",
            "vldrht.u16 q3, [r0, #2]",
            "nop",
            "vcvtbt.f16.f32 q2, q4",
            "vmovlbe.s8 q3, q4",
            "vcmpt.i32 eq, q1, q2",
            "vadd.i8 q0, q1, q2",
            "vpst",
            "vpselt q0, q1, q2",
            "vstrb.8 q0, [r1], #16"),
        texts);
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
