package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.traces.report.NpuOperationRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile of firmware that drives the NPU shows what the NPU did, by operator. */
final class NpuProfileTest {
  /** Of convolutions and the dense layer of kws. */
  private static final long MACS = 2_656_768;

  @Test
  void operatorOfTheNpuIsOpened(@TempDir Path folder) throws Exception {
    String elf = Firmware.locate().elf(new FixtureId("m55", "kws", "ethos-u55-128")).toString();
    Path json = folder.resolve("report.json");
    Ran ran = Ran.tinyrig("profile", elf, "--json", json.toString());
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("Operations of the NPU in operator 1, ethos-u"), ran.out());
    assertTrue(ran.out().contains("2656768 MACs"), ran.out());

    Report report = ReportJson.read("report.json", Files.readAllBytes(json));
    List<OperatorRow> operators = report.operators();
    for (int i = 0; i < operators.size(); i++) {
      List<NpuOperationRow> npu = report.npuOperationsByOperator().getOrDefault(i, List.of());
      boolean onNpu = operators.get(i).op().equals("ethos-u");
      assertEquals(onNpu, !npu.isEmpty(), operators.get(i).toString());
      if (!onNpu) {
        continue;
      }
      assertEquals(MACS, npu.stream().mapToLong(row -> row.run().macs()).sum());
      long start = npu.stream().mapToLong(row -> row.run().startCycle()).min().orElseThrow();
      long end = npu.stream().mapToLong(row -> row.run().endCycle()).max().orElseThrow();
      assertTrue(end - start < operators.get(i).cycles(), "the operator waits for the NPU");
      assertTrue(end - start > operators.get(i).cycles() / 2, "and does little else");
      for (NpuOperationRow row : npu) {
        assertTrue(row.run().macUtilisation() >= 0 && row.run().macUtilisation() <= 1);
        assertTrue(row.run().macCycles() <= row.run().cycles(), row.toString());
      }
    }
    assertTrue(report.npuOperations().stream().noneMatch(row -> row.operator() < 0));
  }
}
