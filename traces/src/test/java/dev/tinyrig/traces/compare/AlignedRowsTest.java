package dev.tinyrig.traces.compare;

import static dev.tinyrig.traces.compare.AlignmentTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.traces.report.OperatorRow;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AlignedRowsTest {
  private static final List<OperatorRow> ALONE =
      run("QUANTIZE i8[9]", "CONV i8[1]", "ADD i8[2]", "FC i8[3]", "DEQUANTIZE f32[3]");

  /** A line for each row: name, then what each run has. */
  private static List<String> rows(List<List<OperatorRow>> runs) {
    return AlignedRows.of(runs, (run, layer) -> 0).stream()
        .map(
            row ->
                row.cells().stream()
                    .map(cell -> cell.kind() + (cell.hasCycles() ? " " + cell.cycles() : ""))
                    .collect(Collectors.joining(", ", row.name() + ": ", "")))
        .toList();
  }

  @Test
  void npuStandsForWhatIsBetweenItsNeighbours() {
    List<OperatorRow> npu = run("QUANTIZE i8[9]", "NPU i8[3]", "DEQUANTIZE f32[3]");
    assertEquals(
        List.of(
            "QUANTIZE: OWN 10, OWN 10, OWN 10",
            "CONV: OWN 10, OWN 10, ON_NPU",
            "ADD: OWN 10, OWN 10, ON_NPU",
            "FC: OWN 10, OWN 10, ON_NPU",
            "NPU (1 to 3): SUM 30, SUM 30, OWN 10",
            "DEQUANTIZE: OWN 10, OWN 10, OWN 10"),
        rows(List.of(ALONE, ALONE, npu)));
    assertEquals(21, AlignedRows.of(List.of(ALONE, npu), (run, layer) -> 0).get(4).macs());
  }

  @Test
  void npuMayBeTheFirstRun() {
    List<OperatorRow> npu = run("QUANTIZE i8[9]", "NPU i8[3]", "DEQUANTIZE f32[3]");
    assertEquals(
        List.of(
            "QUANTIZE: OWN 10, OWN 10",
            "NPU (2 to 4): OWN 10, SUM 30",
            "CONV: ON_NPU, OWN 10",
            "ADD: ON_NPU, OWN 10",
            "FC: ON_NPU, OWN 10",
            "DEQUANTIZE: OWN 10, OWN 10"),
        rows(List.of(npu, ALONE)));
  }

  @Test
  void fallBackParts() {
    List<OperatorRow> npu = run("NPU i8[1]", "ADD i8[2]", "NPU f32[3]");
    assertEquals(
        List.of(
            "QUANTIZE: OWN 10, ON_NPU",
            "CONV: OWN 10, ON_NPU",
            "NPU (0 to 1): SUM 20, OWN 10",
            "ADD: OWN 10, OWN 10",
            "FC: OWN 10, ON_NPU",
            "DEQUANTIZE: OWN 10, ON_NPU",
            "NPU (4 to 5): SUM 20, OWN 10"),
        rows(List.of(ALONE, npu)));
  }

  @Test
  void layersOfTheNpuStandWhereTheyAreKnown() {
    List<OperatorRow> npu = run("QUANTIZE i8[9]", "NPU i8[3]", "DEQUANTIZE f32[3]");
    List<AlignedRow> rows =
        AlignedRows.of(List.of(ALONE, npu), (run, layer) -> run == 1 && layer == 2 ? 5 : 0);
    assertEquals(5, rows.get(2).cells().get(1).cycles());
    assertTrue(rows.get(2).cells().get(1).hasCycles());
    assertFalse(rows.get(1).cells().get(1).hasCycles());
  }

  @Test
  void operatorsMayChangePlaces() {
    List<OperatorRow> npu = run("QUANTIZE i8[9]", "ADD i8[2]", "NPU i8[3]", "DEQUANTIZE f32[3]");
    assertEquals(
        List.of(
            "QUANTIZE: OWN 10, OWN 10",
            "CONV: OWN 10, ON_NPU",
            "ADD: OWN 10, OWN 10",
            "FC: OWN 10, ON_NPU",
            "NPU (1 to 3): SUM 20, OWN 10",
            "DEQUANTIZE: OWN 10, OWN 10"),
        rows(List.of(ALONE, npu)));
  }

  @Test
  void twoNpusStandForTheSame() {
    List<OperatorRow> npu = run("NPU i8[3]");
    assertEquals(
        List.of("NPU: OWN 10, OWN 10"), rows(List.of(npu, npu)), "nothing to hold them against");
    assertEquals("NPU (0 to 4): SUM 50, OWN 10, OWN 10", rows(List.of(ALONE, npu, npu)).getLast());
  }

  @Test
  void whatAnotherModelHasIsNotSummed() {
    List<OperatorRow> npu = run("QUANTIZE i8[9]", "NPU i8[3]", "DEQUANTIZE f32[3]");
    List<OperatorRow> other = run("QUANTIZE i8[9]", "CONV i8[1]", "DEQUANTIZE f32[3]");
    assertEquals("NPU (1 to 3): SUM 30, ABSENT, OWN 10", rows(List.of(ALONE, other, npu)).get(4));
  }
}
