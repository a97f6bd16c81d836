package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.NpuVectors;
import dev.tinyrig.peripherals.ethosu.hardware.ArrayMemory;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Blocks;
import dev.tinyrig.peripherals.ethosu.operation.ElementType;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kernel;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Operands;
import dev.tinyrig.peripherals.ethosu.operation.Padding;
import dev.tinyrig.peripherals.ethosu.operation.StreamPart;
import dev.tinyrig.peripherals.ethosu.operation.Upscale;
import dev.tinyrig.peripherals.ethosu.weights.WeightReader;
import dev.tinyrig.peripherals.ethosu.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights that Vela's codec has put into the order of an operation come back to their places. */
final class NpuWeightOrderTest {
  private static final boolean FULL = Boolean.getBoolean("tinyrig.full");

  /** What the codec was asked for. */
  private record Case(
      int outputs,
      int height,
      int width,
      int inputs,
      int block,
      boolean depthwise,
      boolean partKernel,
      int bits,
      int dilation,
      int unit,
      int length) {
    static Case read(ByteBuffer in) {
      return new Case(
          in.getInt(),
          in.getInt(),
          in.getInt(),
          in.getInt(),
          in.getInt(),
          in.getInt() != 0,
          in.getInt() != 0,
          in.getInt(),
          in.getInt(),
          in.getInt(),
          in.getInt());
    }

    BlockOperation operation() {
      ElementType type = bits == 8 ? ElementType.INT8 : ElementType.INT16;
      return new BlockOperation(
          0,
          depthwise ? Kind.DEPTHWISE : Kind.CONV,
          map(type, depthwise ? outputs : inputs),
          null,
          map(type, outputs),
          Upscale.NONE,
          new Kernel(width, height, 1, 1, dilation, dilation, partKernel),
          Padding.NONE,
          Operands.NONE,
          null,
          null,
          new Blocks(new NpuConfig.Block(8, 8, block), Blocks.Accumulator.INT32, 0, 0, 0, 0, 1),
          List.of(new StreamPart(0, 0, length)),
          List.of());
    }

    private static FeatureMap map(ElementType type, int depth) {
      return new FeatureMap(0, new long[4], 8, 8, 8, 0, 0, 0, type, false, 0, 8, 8, depth);
    }
  }

  @Test
  void weightsComeBackToTheirPlaces() throws Exception {
    NpuVectors vectors = Firmware.locate().npuVectors(FULL, message -> {});
    ByteBuffer all =
        ByteBuffer.wrap(Files.readAllBytes(vectors.folder().resolve("orders.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int cases = 0;
    while (all.hasRemaining()) {
      Case each = Case.read(all);
      byte[] coded = new byte[each.length()];
      all.get(coded);
      int[] expected = new int[each.outputs() * each.height() * each.width() * each.inputs()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = all.getShort();
      }
      NpuConfig config = each.unit() == 4 ? NpuConfig.U55_32 : NpuConfig.U55_128;
      WeightTensor weights =
          new WeightReader(config, new ArrayMemory().add(0, coded))
              .weights(each.operation(), region -> 0);
      assertArrayEquals(expected, weights.values(), each.toString());
      cases++;
    }
    assertEquals(FULL ? 300 : 60, cases);
  }
}
