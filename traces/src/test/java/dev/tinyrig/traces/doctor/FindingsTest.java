package dev.tinyrig.traces.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.traces.model.Quantisation;
import dev.tinyrig.traces.model.Tensor;
import dev.tinyrig.traces.model.TensorType;
import dev.tinyrig.traces.report.FindingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  @Test
  void thePageOfTheDocumentationIsCurrent() throws IOException {
    Path page = Path.of("..", "docs", "findings.md");
    if (Boolean.getBoolean("tinyrig.approve")) {
      Files.writeString(page, FindingCode.page());
    }
    assertEquals(FindingCode.page(), Files.readString(page));
  }

  @Test
  void codesAreUnique() {
    Set<String> codes = new HashSet<>();
    for (FindingCode c : FindingCode.values()) {
      assertTrue(codes.add(c.code()), c.code());
      assertTrue(c.code().matches("[a-z]+\\.[a-z-]+"), c.code());
    }
  }

  private record Said(String console, String code, String cost) {}

  @Test
  void messagesOfTflmFrom2020To2026AreUnderstood() {
    List<Said> cases =
        List.of(
            new Said(
                "Didn't find op for builtin opcode 'SOFTMAX' version '2'\n\nFailed to get"
                    + " registration from op code SOFTMAX\n ",
                "operator.missing",
                ""),
            new Said("Didn't find op for builtin opcode 'CONV_2D'\n", "operator.missing", ""),
            new Said(
                "Arena size is too small for activation buffers. Needed 16000 but only 6144 was"
                    + " available.\n",
                "arena.too-small",
                "9856 bytes are missing"),
            new Said(
                "Arena size is too small for all buffers. Needed 49152 but only 30000 was"
                    + " available.\n",
                "arena.too-small",
                "19152 bytes are missing"),
            new Said(
                "Failed to allocate memory. Requested: 8, available 0, missing: 8\n",
                "arena.too-small",
                "at least 8 bytes are missing"),
            new Said(
                "Failed to allocate tail memory. Requested: 512, available 100, missing: 412\n",
                "arena.too-small",
                "at least 412 bytes are missing"),
            new Said(
                "Failed to resize buffer. Requested: 900, available 600, missing: 300\n",
                "arena.too-small",
                "at least 300 bytes are missing"),
            new Said(
                "Node CONV_2D (number 3) failed to prepare with status 1\n",
                "operator.prepare-failed",
                ""),
            new Said("AllocateTensors() failed\n", "allocate.failed", ""),
            new Said(
                "Model provided is schema version 2 not equal to supported version 3.\n",
                "model.schema-mismatch",
                ""));
    for (Said said : cases) {
      List<FindingRow> findings = new ArrayList<>();
      ConsoleRules.apply("boot\n" + said.console(), findings);
      assertEquals(said.code(), findings.getFirst().code(), said.console());
      assertEquals(said.cost(), findings.getFirst().cost(), said.console());
    }
  }

  @Test
  void innocentTextSaysNothing() {
    List<FindingRow> findings = new ArrayList<>();
    ConsoleRules.apply("AllocateTensors took 12 us\nInvoke passed\n", findings);
    assertEquals(List.of(), findings);
  }

  @Test
  void inputsThatCannotBeQuantisedAreDoubted() {
    Tensor t =
        new Tensor(
            0,
            "in",
            TensorType.INT8,
            new int[] {64},
            new Quantisation(new float[] {1f}, new long[] {0}, 0),
            1,
            0,
            0,
            false,
            0);
    byte[] zeros = new byte[64];
    byte[] limits = new byte[64];
    byte[] real = new byte[64];
    for (int i = 0; i < 64; i++) {
      limits[i] = i % 2 == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
      real[i] = (byte) (3 * i);
    }
    assertTrue(new InputSample(t, zeros).doubt().isPresent());
    assertTrue(new InputSample(t, limits).doubt().orElseThrow().contains("limits"));
    assertTrue(new InputSample(t, real).doubt().isEmpty());
  }
}
