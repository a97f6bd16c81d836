package dev.tinyrig.traces.npu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.traces.npu.NpuLog.Span;
import dev.tinyrig.traces.report.NpuOperationRow;
import dev.tinyrig.traces.report.NpuRun;
import dev.tinyrig.traces.report.NpuText;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NpuLogTest {
  private static NpuRun run(int offset, long start, long cycles) {
    return new NpuRun(
        "npu",
        offset,
        "CONV",
        "8x8x3 int8",
        null,
        "8x8x4 int8",
        "3x3",
        "8x8x16",
        1,
        6912,
        start,
        cycles,
        50,
        20,
        0.5,
        300,
        256,
        160,
        0,
        "mac");
  }

  @Test
  void operationBelongsToTheInnermostOperatorThatHoldsItsEnd() {
    NpuLog log = new NpuLog();
    long[] ends = {5, 100, 150, 199, 220, 350, 400};
    for (long end : ends) {
      log.ended(run(8, end - 5, 5));
    }
    // The second operator runs inside of the first; between the two and the third is a gap.
    List<Span> spans =
        List.of(new Span(0, 0, 100, 200), new Span(1, 0, 140, 160), new Span(2, 0, 300, 390));
    assertEquals(
        List.of(-1, 0, 1, 0, -1, 2, -1),
        log.rows(spans).stream().map(NpuOperationRow::operator).toList());
  }

  @Test
  void textShowsWhatBoundsAndAddsUp() {
    NpuLog log = new NpuLog();
    log.ended(run(0x120, 1000, 100));
    log.ended(run(0x140, 1090, 60));
    String text = NpuText.write(log.rows(List.of()));
    assertTrue(text.contains("0x120  CONV       8x8x3 int8  8x8x4 int8  3x3"), text);
    assertTrue(text.contains("50 %   556+160  mac"), text);
    assertTrue(text.contains("2 operations, 13824 MACs, 150 cycles"), text);
  }
}
