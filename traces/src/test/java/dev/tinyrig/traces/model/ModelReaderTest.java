package dev.tinyrig.traces.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.traces.model.ModelWriter.G;
import dev.tinyrig.traces.model.ModelWriter.O;
import dev.tinyrig.traces.model.ModelWriter.T;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Models written by Google's FlatBuffers library are read back; damaged ones are refused. */
final class ModelReaderTest {
  private static final byte[] IF_MODEL =
      ModelWriter.write(
          3,
          new G(
              List.of(new T(9, 1, 4, 4, 2), new T(9, 8, 3, 3, 2), new T(9, 1, 4, 4, 8)),
              new int[] {0},
              new int[] {2},
              List.of(
                  new O(3, new int[] {0, 1, -1}, new int[] {2}),
                  new O(118, new int[] {2}, new int[] {2}, 92, 1, 1))),
          new G(
              List.of(new T(0, 1, 2)),
              new int[] {0},
              new int[] {0},
              List.of(new O(25, new int[] {0}, new int[] {0}))));

  @Test
  void readsGraphShapesAndCalledSubgraphs() {
    Model m = ModelReader.read(IF_MODEL);
    assertEquals(2, m.subgraphs().size());
    assertEquals("CONV_2D", m.main().operators().getFirst().name());
    assertArrayEquals(new int[] {0, 1, -1}, m.main().operators().getFirst().inputs());
    assertArrayEquals(new int[] {1, 1}, m.main().operators().get(1).subgraphs());
    assertEquals("i8[1,4,4,2]", m.main().tensors().getFirst().shapeText());
    assertEquals("SOFTMAX", m.subgraphs().get(1).operators().getFirst().name());
    assertTrue(m.size() <= IF_MODEL.length && m.size() > IF_MODEL.length - 16);
  }

  @Test
  void readsTheSameModelFromMemoryWithoutKnowingItsEnd() {
    byte[] memory = Arrays.copyOf(IF_MODEL, 100_000);
    assertEquals(ModelReader.read(IF_MODEL).size(), ModelReader.read(memory).size());
  }

  private record Macs(
      String what, long expected, int builtin, List<T> tensors, int[] in, int out) {}

  @Test
  void countsMultiplyAccumulates() {
    List<Macs> cases =
        List.of(
            new Macs(
                "convolution",
                4 * 4 * 8 * 3 * 3 * 2,
                3,
                List.of(new T(9, 1, 4, 4, 2), new T(9, 8, 3, 3, 2), new T(9, 1, 4, 4, 8)),
                new int[] {0, 1},
                2),
            new Macs(
                "depthwise convolution",
                4 * 4 * 2 * 3 * 3,
                4,
                List.of(new T(9, 1, 4, 4, 2), new T(9, 1, 3, 3, 2), new T(9, 1, 4, 4, 2)),
                new int[] {0, 1},
                2),
            new Macs(
                "fully connected, two batches",
                2 * 10 * 64,
                9,
                List.of(new T(9, 2, 64), new T(9, 10, 64), new T(9, 2, 10)),
                new int[] {0, 1},
                2),
            new Macs(
                "transposed convolution",
                2 * 2 * 4 * 3 * 3 * 5,
                67,
                List.of(
                    new T(2, 4), new T(9, 5, 3, 3, 4), new T(9, 1, 2, 2, 4), new T(9, 1, 4, 4, 5)),
                new int[] {0, 1, 2},
                3),
            new Macs(
                "batched matrices",
                3 * 4 * 6 * 5,
                126,
                List.of(new T(0, 3, 4, 5), new T(0, 3, 5, 6), new T(0, 3, 4, 6)),
                new int[] {0, 1},
                2),
            new Macs(
                "addition",
                0,
                0,
                List.of(new T(9, 4), new T(9, 4), new T(9, 4)),
                new int[] {0, 1},
                2));
    for (Macs c : cases) {
      byte[] file =
          ModelWriter.write(
              3,
              new G(
                  c.tensors(),
                  new int[] {0},
                  new int[] {c.out()},
                  List.of(new O(c.builtin(), c.in(), new int[] {c.out()}))));
      assertEquals(c.expected(), ModelReader.read(file).main().macs(), c.what());
    }
  }

  @Test
  void everyTruncationIsRefused() {
    int needed = ModelReader.read(IF_MODEL).size();
    for (int length = 0; length < needed; length++) {
      byte[] cut = Arrays.copyOf(IF_MODEL, length);
      assertThrows(ModelException.class, () -> ModelReader.read(cut), "length " + length);
    }
  }

  @Test
  void damagedBytesGiveAModelOrATypedError() {
    Random random = new Random(1);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = IF_MODEL.clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        ModelReader.read(bytes).operatorCount();
      } catch (ModelException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "only " + refused + " were refused");
  }

  @Test
  void anotherSchemaVersionIsNamed() {
    byte[] file =
        ModelWriter.write(2, new G(List.of(new T(0, 1)), new int[] {0}, new int[] {0}, List.of()));
    ModelException e = assertThrows(ModelException.class, () -> ModelReader.read(file));
    assertEquals(ModelException.Kind.SCHEMA_VERSION, e.kind());
    assertTrue(e.getMessage().contains("schema version 2"), e.getMessage());
  }
}
