package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What Armv8-M Baseline (Cortex-M23) has of the instruction set (DDI 0553, C1.1 and the "Armv8-M
 * Baseline" notes of C2.4); GNU as takes the same for {@code -mcpu=cortex-m23}.
 */
class BaselineEncodingsTest {
  /** All 32-bit encodings of Baseline. */
  private static final Set<String> WIDE =
      Set.of(
          "BL T1",
          "B T4",
          "MRS T1",
          "MSR (register) T1",
          "DMB T1",
          "DSB T1",
          "ISB T1",
          "UDF T2",
          "MOV (immediate) T3",
          "MOVT T1",
          "SDIV T1",
          "UDIV T1",
          "CLREX T1",
          "LDREX T1",
          "LDREXB T1",
          "LDREXH T1",
          "STREX T1",
          "STREXB T1",
          "STREXH T1",
          "LDA T1",
          "LDAB T1",
          "LDAH T1",
          "LDAEX T1",
          "LDAEXB T1",
          "LDAEXH T1",
          "STL T1",
          "STLB T1",
          "STLH T1",
          "STLEX T1",
          "STLEXB T1",
          "STLEXH T1",
          "SG T1",
          "TT T1",
          "TTT T1",
          "TTA T1",
          "TTAT T1");

  private static List<Encoding> legal(int length) {
    return Decoder.encodings().stream()
        .filter(e -> e.length() == length && CoreModel.CORTEX_M23.has(e.requires()))
        .toList();
  }

  @Test
  void wideEncodingsAreTheseAndNoOthers() {
    Set<String> names = legal(4).stream().map(Encoding::name).collect(Collectors.toSet());
    names.removeIf(name -> name.startsWith("Coprocessor")); // they are refused with NOCP or UNDEF
    assertEquals(new TreeSet<>(WIDE), new TreeSet<>(names));
  }

  @Test
  void everyNarrowEncodingButItIsLegal() {
    Set<String> names =
        Decoder.encodings().stream()
            .filter(e -> e.length() == 2)
            .map(Encoding::name)
            .collect(Collectors.toSet());
    legal(2).forEach(e -> names.remove(e.name()));
    assertEquals(Set.of("IT T1"), names);
  }

  private record Case(String text, int bits) {}

  @Test
  void mainlineIsUndefined() {
    Decoder decoder = new Decoder(CoreModel.CORTEX_M23.features());
    List<Case> cases =
        List.of(
            new Case("nop.w", 0xF3AF8000),
            new Case("dbg #1", 0xF3AF80F1),
            new Case("beq.w", 0xF0008000),
            new Case("tbb [r0, r1]", 0xE8D0F001),
            new Case("add.w r0, r1, #1", 0xF1010001),
            new Case("ldr.w r0, [r1]", 0xF8D10000),
            new Case("ldrd r0, r1, [r2]", 0xE9D20100),
            new Case("pld [r0]", 0xF890F000),
            new Case("umull r0, r1, r2, r3", 0xFBA20103),
            new Case("mls r0, r1, r2, r3", 0xFB013012),
            new Case("clz r0, r1", 0xFAB1F081),
            new Case("bfi r0, r1, #2, #3", 0xF3610084),
            new Case("ssat r0, #3, r1", 0xF3010002),
            new Case("csel r0, r1, r2, eq", 0xEA518002),
            new Case("dls lr, r0", 0xF040E001));
    for (Case c : cases) {
      assertEquals(
          Op.UNDEFINED, decoder.decode(0, c.bits() >>> 16, c.bits() & 0xFFFF).op, c.text());
    }
  }
}
