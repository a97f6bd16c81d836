package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on real firmware. */
final class ProfileTest {
  @TempDir Path folder;

  private static String elf(String model, String variant) {
    return Firmware.locate().elf("m4f", model, variant).toString();
  }

  @Test
  void theSameRunTwiceGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    String image = elf("hello_world", "reference");
    Ran one = Ran.tinyrig("profile", image, "--json", first.toString());
    Ran two = Ran.tinyrig("profile", image, "--json", second.toString());
    assertEquals(0, one.status(), one.err());
    assertEquals(one.out(), two.out());
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    assertTrue(one.out().contains("FULLY_CONNECTED"), one.out());
  }

  /**
   * Firmware reads DWT CYCCNT and SysTick right before and behind Invoke. What lies between its
   * readings and Invoke is the same code in every image, so the counters agree with the report to
   * the cycle when they exceed it by the same few cycles, however long Invoke is.
   */
  @Test
  void countersThatFirmwareReadsAgreeWithTheReport() throws IOException {
    long[] small = beyondTheReport("hello_world");
    long[] large = beyondTheReport("kws");
    assertArrayEquals(small, large);
    assertTrue(small[0] > 0 && small[0] < small[1] && small[1] < 100, Arrays.toString(small));
  }

  /** Cycles by which CYCCNT and SysTick exceed Invoke. */
  private long[] beyondTheReport(String model) throws IOException {
    Path file = folder.resolve(model + ".json");
    String image = elf(model, "cycles");
    assertEquals(0, Ran.tinyrig("profile", image, "--json", file.toString()).status());
    long invoke =
        ReportJson.read(file.toString(), Files.readAllBytes(file)).invokes().getFirst().cycles();
    String console = Ran.tinyrig("run", image).out();
    Matcher counters = Pattern.compile("cycles: systick (\\d+) dwt (\\d+)").matcher(console);
    assertTrue(counters.find(), console);
    return new long[] {
      Long.parseLong(counters.group(2)) - invoke, Long.parseLong(counters.group(1)) - invoke
    };
  }

  @Test
  void aReportSurvivesItsJson() throws IOException {
    Path file = folder.resolve("report.json");
    Ran.tinyrig("profile", elf("hello_world", "reference"), "--json", file.toString());
    byte[] json = Files.readAllBytes(file);
    assertArrayEquals(json, ReportJson.write(ReportJson.read("report.json", json)));
  }

  @Test
  void csvSumsTheOperators() throws IOException {
    Path json = folder.resolve("report.json");
    Path csv = folder.resolve("report.csv");
    Ran.tinyrig(
        "profile",
        elf("hello_world", "reference"),
        "--json",
        json.toString(),
        "--csv",
        csv.toString());
    Report report = ReportJson.read("report.json", Files.readAllBytes(json));
    long sum = report.operators().stream().mapToLong(OperatorRow::cycles).sum();
    List<String> lines = Files.readAllLines(csv);
    assertEquals(
        "\"Unique Tag\",\"Total ticks across all events with that tag.\"", lines.getFirst());
    assertEquals("\"total number of ticks\", " + sum, lines.getLast());
  }

  @Test
  void invokesEndTheRun() throws IOException {
    Path file = folder.resolve("report.json");
    Ran ran =
        Ran.tinyrig(
            "profile",
            elf("hello_world", "three-invokes"),
            "--invokes",
            "2",
            "--json",
            file.toString());
    assertEquals(0, ran.status(), ran.err());
    Report report = ReportJson.read("report.json", Files.readAllBytes(file));
    assertEquals("invokes", report.exit().kind());
    assertEquals(
        List.of("complete", "complete"), report.invokes().stream().map(InvokeRow::state).toList());
  }

  @Test
  void inputReplacesWhatTheFirmwareWrote() throws IOException {
    String image = elf("hello_world", "reference");
    Path zero = Files.write(folder.resolve("zero.bin"), floats(0.0f));
    Path one = Files.write(folder.resolve("one.bin"), floats(1.5f));
    Ran atZero = Ran.tinyrig("run", image, "--input", zero.toString());
    Ran atOne = Ran.tinyrig("run", image, "--input", one.toString());
    assertEquals(0, atZero.status(), atZero.err());
    assertNotEquals(atZero.out(), atOne.out());
    Path odd = Files.write(folder.resolve("odd.bin"), new byte[3]);
    Ran wrong = Ran.tinyrig("run", image, "--input", odd.toString());
    assertEquals(3, wrong.status(), wrong.err());
    assertTrue(wrong.err().contains("needs 4"), wrong.err());
  }

  private static byte[] floats(float value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }

  @Test
  void comparing() throws IOException {
    String reference = elf("hello_world", "reference");
    String optimised = elf("hello_world", "optimised");
    Path json = folder.resolve("reference.json");
    Ran.tinyrig("run", reference, "--json", json.toString());

    Ran equal = Ran.tinyrig("compare", reference, optimised);
    assertEquals(0, equal.status(), equal.err());
    assertTrue(equal.out().contains("outputs equal, byte by byte"), equal.out());
    Ran fromFile = Ran.tinyrig("compare", json.toString(), optimised, "--max-ratio", "2");
    assertEquals(0, fromFile.status(), fromFile.err());
    Ran budget = Ran.tinyrig("compare", reference, optimised, "--max-ratio", "0.01");
    assertEquals(2, budget.status(), budget.err());
    assertTrue(budget.err().contains("the budget is 0.010"), budget.err());
    Ran different = Ran.tinyrig("compare", reference, elf("hello_world", "unit-input"));
    assertEquals(2, different.status(), different.err());
    assertTrue(different.out().contains("OUTPUTS DIFFER"), different.out());
    Ran noReport = Ran.tinyrig("compare", json.toString(), "nothing.json");
    assertEquals(3, noReport.status(), noReport.err());
    assertEquals(3, Ran.tinyrig("compare", reference).status());
  }

  @Test
  void disassembly() {
    Ran ran = Ran.tinyrig("disasm", elf("hello_world", "reference"), "--function", "Reset_Handler");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("<Reset_Handler>:"), ran.out());
    assertTrue(ran.out().contains("push"), ran.out());
    assertEquals(
        3, Ran.tinyrig("disasm", elf("hello_world", "reference"), "--function", "nobody").status());
  }

  @Test
  void traceShowsEveryInstruction() throws IOException {
    Path image = TinyImage.write(folder, "exit.elf", TinyImage.exit(0x2_0026));
    Ran ran = Ran.tinyrig("run", image.toString(), "--trace");
    assertEquals(0, ran.status(), ran.err());
    String err = ran.err();
    for (String text :
        List.of(
            "2018       movs r0, #0x18", "4901       ldr r1, [pc, #4]", "beab       bkpt #0xab")) {
      assertTrue(err.contains(text), err);
    }
  }
}
