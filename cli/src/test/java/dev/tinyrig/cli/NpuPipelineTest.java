package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.StreamRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.PipelineModel;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pipeline model against figures of others, with nothing fitted: counters that Arm published,
 * and Vela's own totals. The bands are those of {@code docs/npu.md}.
 */
final class NpuPipelineTest {
  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");

  private final NpuVectors vectors = Firmware.locate().npuVectors(FULL, message -> {});

  /** Figures, or by how many percent they may differ. */
  private record Counters(double cycles, double read0, double written0, double read1) {}

  /**
   * What Arm's ML evaluation kit publishes for an H128 with the timing adapters of {@link
   * SystemConfig#CORSTONE_300_HIGH_END}: active cycles, read and written beats of AXI0, read beats
   * of AXI1. It compiles with Vela's older core. Networks here have the same shapes and random
   * weights, so that what depends on how well weights compress may differ by more.
   */
  private record Published(String model, Counters counters, Counters percent) {}

  private static final List<Published> PUBLISHED =
      List.of(
          new Published(
              "micronet_kws_m",
              new Counters(413_814, 132_130, 48_252, 17_544),
              new Counters(2, 4, 5, 5)),
          new Published(
              "micronet_vww4",
              new Counters(706_754, 228_679, 153_031, 40_625),
              new Counters(3, 10, 17, 4)),
          new Published(
              "micronet_ad_m",
              new Counters(967_731, 485_194, 138_111, 56_245),
              new Counters(6, 6, 10, 18)),
          new Published(
              "mobilenet_v2",
              new Counters(7_345_741, 2_468_259, 1_151_319, 432_351),
              new Counters(2, 5, 3, 5)),
          new Published(
              "wav2letter_pruned",
              new Counters(28_450_696, 6_564_262, 928_889, 841_712),
              new Counters(2, 22, 11, 8)),
          new Published(
              "rnnoise", new Counters(103_870, 530, 376, 13_911), new Counters(17, 9, 13, 5)));

  @Test
  void countersAreNearThePublishedOnes() throws Exception {
    int compared = 0;
    for (Published network : PUBLISHED) {
      Counters expected = network.counters();
      for (NpuVectors.Compiled compiled : compiled(network.model(), "ethos-u55-128", "legacy")) {
        Counters counted =
            run(compiled, SystemConfig.CORSTONE_300_HIGH_END, CycleModel.Ports.SHARED_SRAM);
        Counters band = network.percent();
        near(network.model() + ", cycles", expected.cycles(), counted.cycles(), band.cycles());
        near(network.model() + ", AXI0 reads", expected.read0(), counted.read0(), band.read0());
        near(
            network.model() + ", AXI0 writes",
            expected.written0(),
            counted.written0(),
            band.written0());
        near(network.model() + ", AXI1 reads", expected.read1(), counted.read1(), band.read1());
        compared++;
      }
    }
    assertEquals(FULL ? PUBLISHED.size() : 2, compared);
  }

  /**
   * What Vela's newer core estimates for a network on the U55, and by how many percent we differ.
   */
  private record Estimated(String model, double percent) {}

  private static final List<Estimated> ESTIMATED =
      List.of(
          new Estimated("kws", 6),
          new Estimated("vww", 5),
          new Estimated("ic", 2),
          new Estimated("ad", 8),
          new Estimated("person_detection", 6),
          new Estimated("micro_speech", 16),
          new Estimated("micronet_kws_m", 8),
          new Estimated("micronet_vww4", 27),
          new Estimated("micronet_ad_m", 11),
          new Estimated("mobilenet_v2", 7),
          new Estimated("wav2letter_pruned", 4),
          new Estimated("rnnoise", 22));

  @Test
  void totalsAreNearVelasEstimates() throws Exception {
    int compared = 0;
    for (Estimated each : ESTIMATED) {
      for (NpuVectors.Compiled compiled : compiled(each.model(), "ethos-u55-\\d+", "regor")) {
        Counters counted =
            run(compiled, SystemConfig.defaultOf(false), CycleModel.Ports.SHARED_SRAM);
        near(compiled.toString(), estimate(compiled), counted.cycles(), each.percent());
        compared++;
      }
    }
    assertTrue(compared >= (FULL ? 44 : 10), "only " + compared);
  }

  /**
   * With half the bandwidth, a byte from flash takes two cycles in place of one; commands do not.
   */
  @Test
  void bandwidthDecidesWhereWeightsAreTheBound() throws Exception {
    NpuVectors.Compiled ad = compiled("ad", "ethos-u55-256", "regor").getFirst();
    Counters fast = run(ad, SystemConfig.ETHOS_U55_HIGH_END_EMBEDDED, CycleModel.Ports.SHARED_SRAM);
    Counters slow = run(ad, SystemConfig.ETHOS_U55_DEEP_EMBEDDED, CycleModel.Ports.SHARED_SRAM);
    double bytes = fast.read1() * NpuConfig.U55_256.portBytes();
    near("half the bandwidth", bytes, slow.cycles() - fast.cycles(), 6);
    // All in SRAM: eight times the bandwidth, and then other things are in the way.
    Counters sram = run(ad, SystemConfig.ETHOS_U55_HIGH_END_EMBEDDED, CycleModel.Ports.SRAM_ONLY);
    assertTrue(sram.cycles() < fast.cycles() / 4, "everything in SRAM: " + sram);
    assertEquals(fast.read0() + fast.read1(), sram.read0(), 1);
  }

  private static void near(String what, double expected, double actual, double percent) {
    assertEquals(expected, actual, expected * percent / 100, what);
  }

  private List<NpuVectors.Compiled> compiled(String model, String config, String core) {
    return vectors.compiled().stream()
        .filter(each -> each.model().equals(model) && each.core().equals(core))
        .filter(each -> each.config().matches(config))
        .toList();
  }

  /** {@code cycles_total} of the summary that Vela writes. */
  private static double estimate(NpuVectors.Compiled compiled) throws IOException {
    try (Stream<Path> files = Files.list(compiled.file().getParent())) {
      Path summary =
          files
              .filter(file -> file.getFileName().toString().startsWith("model_summary_"))
              .findFirst()
              .orElseThrow();
      List<String> lines = Files.readAllLines(summary);
      int column = Arrays.asList(lines.get(0).split(",", -1)).indexOf("cycles_total");
      return Double.parseDouble(lines.get(1).split(",", -1)[column]);
    }
  }

  private static Counters run(
      NpuVectors.Compiled compiled, SystemConfig system, CycleModel.Ports ports)
      throws IOException {
    NpuConfig config = NpuConfig.find(compiled.config()).orElseThrow();
    NpuModelRun run = new NpuModelRun(Files.readAllBytes(compiled.file()), config);
    run.allocate();
    List<StreamRun.Result> results = new ArrayList<>();
    results.addAll(run.invoke(new PipelineModel(config, system), ports, Findings.NONE));
    assertFalse(results.isEmpty());
    double beat = config.portBytes();
    double commands =
        run.operators().stream()
            .filter(NpuModelRun::isNpu)
            .mapToLong(o -> run.payload(o).streamLength())
            .sum();
    double read0 = 0;
    double written0 = 0;
    double read1 = ports.of(0) == 1 ? commands : 0; // the stream lies beside the constants
    double cycles = 0;
    for (StreamRun.Result result : results) {
      cycles += result.cycles();
      for (var row : result.rows()) {
        read0 += row.cost().traffic().read(0);
        written0 += row.cost().traffic().written(0);
        read1 += row.cost().traffic().read(1);
      }
    }
    if (ports.of(0) == 0) {
      read0 += commands;
    }
    return new Counters(cycles, read0 / beat, written0 / beat, read1 / beat);
  }
}
