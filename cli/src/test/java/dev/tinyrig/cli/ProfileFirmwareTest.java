package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import dev.tinyrig.traces.report.FindingRow;
import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.report.ReportJson;
import dev.tinyrig.traces.session.ProfileSession;
import dev.tinyrig.traces.session.RunOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real TFLM firmware in all the forms in which it is shipped: the operators of every Invoke are
 * found from outside, and every cycle of an Invoke is an operator's, the interpreter's or an
 * interrupt handler's. The longest runs are left to {@code -Dtinyrig.full=true}.
 */
final class ProfileFirmwareTest {
  private static final String TARGET = "m4f";
  private static final long LIMIT = 10_000_000_000L;
  private static final List<String> HELLO =
      List.of("QUANTIZE", "FULLY_CONNECTED", "FULLY_CONNECTED", "FULLY_CONNECTED", "DEQUANTIZE");
  private static final List<String> KWS_END =
      List.of("AVERAGE_POOL_2D", "RESHAPE", "FULLY_CONNECTED", "SOFTMAX", "DEQUANTIZE");

  /** What a firmware must show: its operators in every Invoke, how they end, findings. */
  private record Case(
      String model, String variant, int invokes, String state, int operators, String finding) {}

  @TestFactory
  Stream<DynamicTest> operatorsAreFoundFromOutside() {
    Firmware firmware = Firmware.locate();
    return Stream.of(
            new Case("hello_world", "reference", 1, "complete", 5, ""),
            new Case("hello_world", "stripped", 1, "complete", 5, ""),
            new Case("hello_world", "lto", 1, "complete", 5, ""),
            new Case("hello_world", "lto-stripped", 1, "complete", 5, ""),
            new Case("hello_world", "Os", 1, "complete", 5, ""),
            new Case("hello_world", "O3", 1, "complete", 5, ""),
            new Case("hello_world", "three-invokes", 3, "complete", 5, ""),
            new Case("hello_world", "systick", 1, "complete", 5, ""),
            new Case("hello_world", "allops", 1, "complete", 5, "resolver.all-ops"),
            new Case("hello_world", "tiny-arena", 0, "", 0, "arena.too-small"),
            new Case("kws", "stripped", 1, "complete", 15, "kernel.reference-fallback"),
            new Case("kws", "two-interpreters", 4, "complete", 0, ""),
            new Case("kws", "failing-op", 1, "failed", 14, "operator.invoke-failed"),
            new Case("kws", "missing-op", 0, "", 0, "operator.missing"),
            new Case("kws", "small-arena", 0, "", 0, "arena.too-small"),
            new Case("ic", "unquantised", 1, "complete", 16, "input.not-quantised"))
        .filter(c -> Boolean.getBoolean("tinyrig.full") || !isLong(c))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.model() + "-" + c.variant(),
                    () ->
                        check(
                            c, profile(firmware, new FixtureId(TARGET, c.model(), c.variant())))));
  }

  /** Hundreds of millions of instructions that show nothing of the finder that others do not. */
  private static boolean isLong(Case c) {
    return c.model().equals("ic") || c.variant().equals("stripped") && c.model().equals("kws");
  }

  private record Kernels(String target, String variant, String path, String evidence) {}

  @TestFactory
  Stream<DynamicTest> kernelsThatRanAreTold() {
    Firmware firmware = Firmware.locate();
    return Stream.of(
            new Kernels("m0plus", "optimised", "reference", "instructions per multiply-accumulate"),
            new Kernels("m4f", "reference", "reference", "no DSP or MVE instructions"),
            new Kernels("m4f", "optimised", "optimised", "% DSP instructions"),
            new Kernels("m33", "optimised", "optimised", "% DSP instructions"),
            new Kernels("m55", "reference", "reference", "no DSP or MVE instructions"),
            new Kernels("m55", "optimised", "optimised", "% MVE instructions"))
        .map(
            k ->
                DynamicTest.dynamicTest(
                    k.target() + "-" + k.variant(), () -> checkKernels(firmware, k)));
  }

  private static void checkKernels(Firmware firmware, Kernels k) {
    Report report = profile(firmware, new FixtureId(k.target(), "hello_world", k.variant()));
    OperatorRow row = report.operatorsOf(0).get(2); // a fully connected layer of 16 by 16
    assertEquals("FULLY_CONNECTED", row.op());
    assertEquals(k.path(), row.path(), row.toString());
    assertTrue(row.pathEvidence().contains(k.evidence()), row.toString());
  }

  private static Report profile(Firmware firmware, FixtureId id) {
    Image image = ImageLoader.load(firmware.elf(id));
    BoardChooser.Choice choice = BoardChooser.choose(image);
    ProfileSession session = ProfileSession.of(image);
    try (BoardMachine made =
        new MachineBuilder(choice.board(), image)
            .core(choice.core())
            .console(session::console)
            .build()) {
      Machine machine = made.machine();
      machine.attach(session.probe());
      machine.run(LIMIT);
      return session.finish(
          new RunOutcome(
              choice.board().id(),
              choice.core().id(),
              machine.config().clockHz(),
              true,
              true,
              machine.instructions(),
              machine.cycles(),
              new Report.Exit("exited", 0, "ended"),
              Optional.empty(),
              new Report.Labels("exact", "modelled", 0.0, ""),
              "test",
              ""));
    }
  }

  private static void check(Case c, Report report) {
    assertEquals(c.invokes(), report.invokes().size());
    for (InvokeRow i : report.invokes()) {
      assertEquals(c.state(), i.state());
      assertEquals(i.cycles(), i.operatorCycles() + i.interpreterCycles() + i.interruptCycles());
      List<OperatorRow> rows = report.operatorsOf(i.index());
      assertEquals(i.operatorCycles(), rows.stream().mapToLong(OperatorRow::cycles).sum());
      if (c.operators() != 0) {
        assertEquals(c.operators(), rows.size());
      }
      if (i.state().equals("complete")) {
        assertNotNull(i.outputCrc32(), "the outputs are located");
      }
      assertTrue(i.interpreterCycles() < 5000, "the loop itself is short: " + i);
      assertEquals(c.variant().equals("systick"), i.interruptCycles() > 0);
      List<String> names = rows.stream().map(OperatorRow::op).toList();
      if (c.model().equals("hello_world")) {
        assertEquals(HELLO, names);
      } else if (c.operators() == 15) {
        assertEquals(KWS_END, names.subList(10, 15));
      }
    }
    if (c.invokes() > 0) {
      assertNotNull(report.memory().arenaUsedBytes(), "the arena is found");
    }
    if (!c.finding().isEmpty()) {
      assertTrue(
          report.findings().stream().map(FindingRow::code).anyMatch(c.finding()::equals),
          () -> report.findings().toString());
    }
    checkCounters(report);
    byte[] json = ReportJson.write(report);
    assertEquals(report, ReportJson.read("report", json));
  }

  /** Blocks and clock are counted apart: no executed instruction may be missing in the mix. */
  private static void checkCounters(Report report) {
    long counted = report.mix().stream().mapToLong(m -> m.instructions()).sum();
    assertEquals(report.instructions(), counted);
    for (OperatorRow o : report.operators()) {
      if (report.invokes().size() == 1) {
        assertEquals(
            o.instructions(),
            o.mix().values().stream().mapToLong(Long::longValue).sum(),
            "instructions of " + o.op());
      }
    }
  }
}
