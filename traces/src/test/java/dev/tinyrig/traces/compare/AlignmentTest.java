package dev.tinyrig.traces.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.traces.report.OperatorRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AlignmentTest {
  /** Operators as name and shape; those of an NPU are named so. */
  static List<OperatorRow> run(String... operators) {
    List<OperatorRow> rows = new ArrayList<>();
    for (String text : operators) {
      String[] parts = text.split(" ");
      rows.add(
          new OperatorRow(
              0,
              rows.size(),
              0,
              -1,
              parts[0],
              "k",
              parts[0].startsWith("NPU") ? "NPU" : "CPU",
              "-",
              "",
              List.of(parts).subList(1, parts.length),
              7,
              10,
              10,
              0,
              null,
              0.1,
              0,
              0,
              Map.of()));
    }
    return rows;
  }

  private static List<String> aligned(List<List<OperatorRow>> runs) {
    return Alignment.align(runs).stream()
        .map(
            row ->
                Arrays.stream(row)
                    .map(o -> o == null ? "-" : o.op() + o.index())
                    .reduce((a, b) -> a + " " + b)
                    .orElseThrow())
        .toList();
  }

  @Test
  void operatorsOnlyInOneRunGetTheirOwnRow() {
    assertEquals(
        List.of("- QUANTIZE0", "CONV0 CONV1", "ADD1 -", "FC2 FC2", "- DEQUANTIZE3"),
        aligned(
            List.of(
                run("CONV f32[1,2]", "ADD f32[1]", "FC f32[4]"),
                run("QUANTIZE i8[9]", "CONV i8[1,2]", "FC i8[4]", "DEQUANTIZE f32[4]"))));
  }

  @Test
  void equalRunsAlignOneToOne() {
    assertEquals(
        List.of("A0 A0 A0", "A1 A1 A1"),
        aligned(
            List.of(
                run("A i8[1]", "A i8[1]"), run("A i8[1]", "A i8[1]"), run("A i8[1]", "A i8[1]"))));
  }

  @Test
  void operatorsOfAnNpuAlignByTheTensorsOfTheModel() {
    assertEquals(
        List.of("NPU0 NPU0"),
        aligned(
            List.of(
                run("NPU u8[100] u8[9] u8[64] u8[64] i8[1,9] -> i8[1,2]"),
                run("NPU u8[120] u8[8] u8[72] u8[72] i8[1,9] -> i8[1,2]"))));
  }

  @Test
  void aRunWithoutOperatorsLeavesItsColumnEmpty() {
    assertEquals(List.of("- A0"), aligned(List.of(List.of(), run("A i8[1]"))));
    assertEquals(List.of("A0 -"), aligned(List.of(run("A i8[1]"), List.of())));
  }
}
