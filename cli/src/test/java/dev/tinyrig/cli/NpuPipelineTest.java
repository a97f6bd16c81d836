package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.StreamRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The pipeline model against figures of others, with nothing fitted: Vela's own totals for the
 * networks that it compiled, and Arm's published counters for MobileNetV2.
 */
final class NpuPipelineTest {
  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");

  private final NpuVectors vectors = Firmware.locate().npuVectors(FULL, message -> {});

  /**
   * Vela 5.2.0's cycles_total (default core and system) on Ethos-U55-256, and the allowed distance.
   */
  private record Total(String model, long cycles, double band) {}

  private static final List<Total> TOTALS =
      List.of(
          new Total("kws", 58_260, 0.20),
          new Total("vww", 170_083, 0.20),
          new Total("ic", 141_709, 0.20),
          new Total("ad", 228_284, 0.20),
          new Total("person_detection", 263_184, 0.20));

  @Test
  void totalsAreNearVelasEstimates() throws Exception {
    for (Total total : TOTALS) {
      StreamRun.Result result =
          run(total.model, NpuConfig.U55_256, SystemConfig.ETHOS_U55_HIGH_END_EMBEDDED);
      assertEquals(
          (double) total.cycles, (double) result.cycles(), total.band * total.cycles, total.model);
    }
  }

  /**
   * Arm's ML evaluation kit publishes for mobilenet_v2_1.0_224 on an H128 with these timing
   * adapters: 7345741 active cycles, AXI0 2468259 read and 1151319 written beats, AXI1 432351 read
   * beats. The network here has its shapes and random weights.
   */
  @Test
  void mobilenetIsNearThePublishedCounters() throws Exception {
    boolean there = vectors.compiled().stream().anyMatch(c -> c.model().equals("mobilenet_v2"));
    assertEquals(FULL, there);
    if (!there) {
      return;
    }
    StreamRun.Result result =
        run("mobilenet_v2", NpuConfig.U55_128, SystemConfig.CORSTONE_300_HIGH_END);
    assertEquals(7_345_741.0, (double) result.cycles(), 0.10 * 7_345_741);
    assertEquals(2_468_259.0, beats(result, 0, false), 0.10 * 2_468_259);
    assertEquals(1_151_319.0, beats(result, 0, true), 0.20 * 1_151_319);
    assertEquals(432_351.0, beats(result, 1, false), 0.10 * 432_351);
  }

  private static double beats(StreamRun.Result result, int port, boolean written) {
    return result.rows().stream()
            .map(row -> row.cost().traffic())
            .mapToLong(t -> written ? t.written(port) : t.read(port))
            .sum()
        / (double) NpuConfig.U55_128.portBytes();
  }

  private StreamRun.Result run(String model, NpuConfig config, SystemConfig system)
      throws Exception {
    NpuVectors.Compiled compiled =
        vectors.compiled().stream()
            .filter(each -> each.model().equals(model))
            .filter(each -> each.config().equals(config.id()) && each.core().equals("regor"))
            .findFirst()
            .orElseThrow();
    NpuModelRun run = new NpuModelRun(Files.readAllBytes(compiled.file()), config);
    run.allocate();
    List<StreamRun.Result> results =
        run.invoke(new PipelineModel(config, system), CycleModel.Ports.SHARED_SRAM, Findings.NONE);
    assertFalse(results.isEmpty());
    return results.getFirst();
  }
}
