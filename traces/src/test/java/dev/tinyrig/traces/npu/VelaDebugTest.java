package dev.tinyrig.traces.npu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.traces.report.NpuOperationRow.Layer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VelaDebugTest {
  private static String table(String name, String... lines) {
    return "<table name=\"%s\"><![CDATA[\n%s\n]]></table>\n"
        .formatted(name, String.join("\n", lines));
  }

  private static String debug(String... tables) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<debug source=\"m\">"
        + String.join("", tables)
        + "</debug>\n";
  }

  private static VelaDebug read(String xml) {
    return VelaDebug.read("m_debug.xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  private static final String SOURCE =
      table("source", "\"id\",\"operator\",\"ext_key\"", "1,\"Conv2D\",4", "2,\"Relu\",5");
  private static final String OPTIMISED =
      table("optimised", "\"id\",\"source_id\"", "7,1", "8,2", "9,44");
  private static final String STREAMS = table("cmdstream", "\"id\"", "3", "1");

  @Test
  void namesLayersByStreamAndOffset() {
    VelaDebug debug =
        read(
            debug(
                SOURCE,
                OPTIMISED,
                STREAMS,
                table("perf", "\"id\",\"name\"", "20,\"a,b\"", "21,\"c\""),
                table(
                    "queue",
                    "\"offset\",\"cmdstream_id\",\"optimised_id\",\"scheduled_id\"",
                    "288,1,7,20",
                    "288,3,8,21",
                    "300,3,9,22",
                    "304,6,7,20")));
    assertEquals(2, debug.streams());
    assertEquals(Optional.of(new Layer(5, "Relu", "c")), debug.layer(0, 288));
    assertEquals(Optional.of(new Layer(4, "Conv2D", "a,b")), debug.layer(1, 288));
    assertEquals(Optional.empty(), debug.layer(0, 300), "made from nothing that is named");
    assertEquals(Optional.empty(), debug.layer(0, 304));
    assertEquals(Optional.empty(), debug.layer(2, 288));
  }

  /** The older core writes neither {@code perf} nor numbers of scheduled operations. */
  @Test
  void namesOfTensorsMayBeMissing() {
    VelaDebug debug =
        read(
            debug(
                SOURCE,
                OPTIMISED,
                STREAMS,
                table("queue", "\"offset\",\"cmdstream_id\",\"optimised_id\"", "8,3,7")));
    assertEquals(Optional.of(new Layer(4, "Conv2D", null)), debug.layer(0, 8));
  }

  /** A file that is refused, and what the message says. */
  record Bad(String xml, String text) {}

  static List<Bad> bad() {
    return List.of(
        new Bad("TFL3", "it is no XML"),
        new Bad("<!DOCTYPE debug><debug/>", "it is no XML"),
        new Bad(debug(SOURCE, OPTIMISED), "it has no table cmdstream"),
        new Bad(
            debug(
                SOURCE,
                OPTIMISED,
                STREAMS,
                table("queue", "\"offset\",\"cmdstream_id\",\"optimised_id\"", "x,3,7")),
            "column offset is no number"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatIsNoDatabaseIsRefused(Bad bad) {
    VelaDebugException refused = assertThrows(VelaDebugException.class, () -> read(bad.xml()));
    assertTrue(refused.getMessage().startsWith("m_debug.xml is no debug"), refused.getMessage());
    assertTrue(refused.getMessage().contains(bad.text()), refused.getMessage());
  }
}
