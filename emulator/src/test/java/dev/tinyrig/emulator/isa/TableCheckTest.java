package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables keep their own rules, and tables that do not are found out. */
class TableCheckTest {
  private record Bad(String fault, List<Encoding> table) {}

  private static Encoding row(String name, String pattern) {
    return Encoding.row(name, pattern, Op.NOP, Feature.V6M, Format.NONE);
  }

  @Test
  void tablesAreSound() {
    assertEquals(List.of(), TableCheck.check(Decoder.encodings()));
  }

  @Test
  void everyOperationHasAnEncoding() {
    Set<Op> missing = EnumSet.allOf(Op.class);
    Decoder.encodings().forEach(e -> missing.remove(e.op()));
    assertEquals(EnumSet.of(Op.UNDEFINED), missing);
  }

  @Test
  void badTablesAreFoundOut() {
    List<Bad> cases =
        List.of(
            new Bad(
                "A: the name stands twice",
                List.of(row("A", "0000000000000000"), row("A", "0000000000000001"))),
            new Bad("A: 15 bits instead of 16 or 32", List.of(row("A", "000000000000000"))),
            new Bad("A: 17 bits instead of 16 or 32", List.of(row("A", "00000000000000000"))),
            new Bad("A: unknown letter ?", List.of(row("A", "000000000000000?"))),
            new Bad(
                "A: the first bits belong to the other instruction length",
                List.of(row("A", "1110100000000000"))),
            new Bad(
                "A: the first bits belong to the other instruction length",
                List.of(row("A", "00000000000000000000000000000000"))),
            new Bad(
                "A overlaps B undeclared",
                List.of(row("A", "00000000000dd000"), row("B", "0000000000000ddd"))),
            new Bad(
                "A overlaps B undeclared",
                List.of(row("A", "000000000000dddd"), row("B", "0000000000000ddd"))),
            new Bad(
                "A overlaps B undeclared",
                List.of(row("A", "0000000000000ddd"), row("B", "0000000000000nnn"))),
            new Bad(
                "A: no overlap with a later C",
                List.of(row("A", "00000000000dd000").before("C"), row("C", "0000000000011111"))),
            new Bad(
                "A: restricts a register m that it does not have",
                List.of(row("A", "000000000000dddd").not("m"))));
    for (Bad bad : cases) {
      List<String> faults = TableCheck.check(bad.table());
      assertTrue(faults.contains(bad.fault()), bad.fault() + " not in " + faults);
    }
  }

  @Test
  void declaredAndSpecialOverlapsAreFine() {
    assertEquals(
        List.of(),
        TableCheck.check(
            List.of(
                row("A", "0000000000000000"),
                row("B", "00000000000dd000").before("C"),
                row("C", "0000000000000ddd"))));
  }
}
