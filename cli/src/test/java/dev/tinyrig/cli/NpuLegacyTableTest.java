package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.OperationRun;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.LegacyEstimate;
import dev.tinyrig.peripherals.ethosu.cycles.LegacyLayers;
import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.Findings;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The estimate from the stream alone equals the column "NPU" of the table that Vela's Python core
 * writes beside it, layer by layer.
 */
final class NpuLegacyTableTest {
  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");

  /** Layers that differ, and why. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "ad", "copies of the core's operators are rows of their own",
          "resize_bilinear_half_i8", "Vela counts the whole output of four interleaved layers",
          "softmax_i16", "Vela counts the sum's padded input");

  /** What slicing of weights may change: their size in one piece is not in the stream. */
  private static final double SLICED = 0.10;

  private static final int NPU_COLUMN = 6;
  private static final int LEAST_EXACT = FULL ? 800 : 100;

  @Test
  void layersCostWhatVelaWrites() throws Exception {
    NpuVectors vectors = Firmware.locate().npuVectors(FULL, message -> {});
    int exact = 0;
    List<String> wrong = new ArrayList<>();
    for (NpuVectors.Compiled compiled : vectors.compiled()) {
      if (!compiled.core().equals("legacy") || DIFFERENT.containsKey(compiled.model())) {
        continue;
      }
      List<LegacyLayers.Layer> layers = layers(compiled);
      List<String> rows = Files.readAllLines(compiled.file().resolveSibling("model_per-layer.csv"));
      assertEquals(rows.size() - 1, layers.size(), compiled.toString());
      for (int i = 0; i < layers.size(); i++) {
        long expected = (long) Double.parseDouble(rows.get(i + 1).split(",")[NPU_COLUMN]);
        LegacyLayers.Layer layer = layers.get(i);
        if (layer.sliced()) {
          assertEquals(
              (double) expected,
              (double) layer.cycles(),
              SLICED * expected,
              compiled + ", layer " + i);
        } else if (layer.cycles() == expected) {
          exact++;
        } else {
          wrong.add(compiled + ", layer " + i + ": " + layer.cycles() + " not " + expected);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(exact >= LEAST_EXACT, "only " + exact + " layers");
  }

  private static List<LegacyLayers.Layer> layers(NpuVectors.Compiled compiled) throws Exception {
    NpuConfig config = NpuConfig.find(compiled.config()).orElseThrow();
    LegacyEstimate estimate = new LegacyEstimate(config, SystemConfig.defaultOf(config.isU65()));
    NpuModelRun run = new NpuModelRun(Files.readAllBytes(compiled.file()), config);
    run.allocate();
    List<Operation> operations =
        run.invoke(estimate, CycleModel.Ports.SHARED_SRAM, Findings.NONE).stream()
            .flatMap(result -> result.rows().stream())
            .map(OperationRun::operation)
            .sorted(Comparator.comparingInt(Operation::offset))
            .toList();
    return LegacyLayers.of(operations, estimate, CycleModel.Ports.SHARED_SRAM);
  }
}
