package dev.tinyrig.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.timing.TimingModels;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import dev.tinyrig.traces.report.InvokeRow;
import dev.tinyrig.traces.report.OperatorRow;
import dev.tinyrig.traces.report.Report;
import dev.tinyrig.traces.session.ProfileSession;
import dev.tinyrig.traces.session.RunOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operators of an interpreter with the shape of TFLM in 2026, found from outside: a graph that
 * runs subgraphs and is called back by IF, WHILE and CALL_ONCE, registrations behind pointers, an
 * interrupt that strikes all the time, a profiler in the second Invoke only.
 */
final class ControlFlowProfileTest {
  private static final long LIMIT = 10_000_000;

  /** One image, and whether its symbols are removed before the run. */
  record Case(String program, boolean stripped) {}

  static List<Case> images() {
    return List.of(
        new Case("tflm2026", false),
        new Case("tflm2026", true),
        new Case("tflm2026-Os", false),
        new Case("tflm2026-Os", true),
        new Case("tflm2026-lto", false),
        new Case("tflm2026-lto", true));
  }

  @TempDir Path folder;

  private record Profiled(Report report, String console) {}

  @ParameterizedTest
  @MethodSource("images")
  void operatorsAreFoundThroughControlFlow(Case image) throws IOException, InterruptedException {
    Path elf = Firmware.locate().program("m4f", image.program());
    Profiled profiled = profile(image.stripped() ? stripped(elf) : elf);
    Report report = profiled.report();

    int[] first = output(0, 1);
    int[] second = output(2, 3);
    assertEquals(
        line(first) + line(second) + "events " + names(report, 1).size() + "\npassed\n",
        profiled.console());

    assertEquals(2, report.invokes().size());
    assertEquals(expected(0), tree(report, 0));
    assertEquals(expected(2), tree(report, 1));
    assertEquals(4, iterations(report, 0));
    assertEquals(2, iterations(report, 1));
    assertEquals(
        List.of("CALL_ONCE", "MUL", "WHILE", "LESS", "IF", "ADD"),
        report.operators().stream()
            .filter(o -> o.invoke() == 0 && o.parent() < 0)
            .map(OperatorRow::op)
            .toList());
    for (InvokeRow invoke : report.invokes()) {
      partitions(report, invoke);
    }
    assertEquals(crc(first), report.invokes().get(0).outputCrc32());
    assertEquals(crc(second), report.invokes().get(1).outputCrc32());
    assertEquals(4096, report.memory().arenaBytes());
    assertTrue(report.memory().arenaUsedBytes() > 1000, report.memory()::toString);
  }

  /** Every cycle of an Invoke is an operator's, the interpreter's or a handler's. */
  private static void partitions(Report report, InvokeRow invoke) {
    assertEquals("complete", invoke.state());
    assertEquals(
        invoke.cycles(),
        invoke.operatorCycles() + invoke.interpreterCycles() + invoke.interruptCycles(),
        invoke::toString);
    List<OperatorRow> rows =
        report.operators().stream().filter(o -> o.invoke() == invoke.index()).toList();
    assertEquals(
        invoke.operatorCycles(),
        rows.stream().mapToLong(OperatorRow::cycles).sum(),
        "the operators' own cycles, nested ones counted once");
    assertTrue(rows.stream().allMatch(o -> o.cycles() > 0 && o.status() == 0), rows::toString);
    assertTrue(invoke.interpreterCycles() > 0, invoke::toString);
    assertTrue(invoke.interruptCycles() > 0, invoke::toString);
  }

  private static List<String> names(Report report, int invoke) {
    return report.operators().stream()
        .filter(o -> o.invoke() == invoke)
        .map(OperatorRow::op)
        .toList();
  }

  /** How often the body of the loop ran: its first operator. */
  private static long iterations(Report report, int invoke) {
    return report.operators().stream()
        .filter(o -> o.invoke() == invoke && o.subgraph() == 3 && o.index() == 0)
        .filter(o -> report.operators().get(o.parent()).op().equals("WHILE"))
        .count();
  }

  /** {@code subgraph.index NAME(what ran inside)} for each operator, in order. */
  private static String tree(Report report, int invoke) {
    return IntStream.range(0, report.operators().size())
        .filter(i -> report.operators().get(i).parent() < 0)
        .filter(i -> report.operators().get(i).invoke() == invoke)
        .mapToObj(i -> tree(report.operators(), i))
        .collect(Collectors.joining(" "));
  }

  private static String tree(List<OperatorRow> rows, int at) {
    OperatorRow row = rows.get(at);
    String inside =
        IntStream.range(0, rows.size())
            .filter(i -> rows.get(i).parent() == at)
            .mapToObj(i -> tree(rows, i))
            .collect(Collectors.joining(" "));
    return row.subgraph() + "." + row.index() + " " + row.op() + "(" + inside + ")";
  }

  /** What the model in model.S executes for this start of its loop counter. */
  private static String expected(int start) {
    StringBuilder loop = new StringBuilder("2.0 READ_VARIABLE() 2.1 LESS()");
    for (int i = start; i < 4; i++) {
      loop.append(" 3.0 ADD() 3.1 LESS() 3.2 IF(").append(branch(i + 1)).append(')');
      loop.append(" 2.0 READ_VARIABLE() 2.1 LESS()");
    }
    String once = start == 0 ? "1.0 ASSIGN_VARIABLE()" : "";
    return "0.0 CALL_ONCE(%s) 0.1 MUL() 0.2 WHILE(%s) 0.3 LESS() 0.4 IF(%s) 0.5 ADD()"
        .formatted(once, loop, branch(start));
  }

  private static String branch(int number) {
    return number < 2 ? "4.0 MUL()" : "5.0 ADD()";
  }

  /** What the model in model.S computes. */
  private static int[] output(int start, int step) {
    int[] result = new int[8];
    for (int k = 0; k < result.length; k++) {
      int x = step * k + 1;
      int c = k + 1;
      int v = x * c;
      for (int i = start; i < 4; i++) {
        v = i + 1 < 2 ? v * c : v + c;
      }
      result[k] = (start < 2 ? v * c : v + c) + x;
    }
    return result;
  }

  private static String line(int[] values) {
    return Arrays.stream(values)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" ", "output ", "\n"));
  }

  private static String crc(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putInt);
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return "%08x".formatted(crc.getValue());
  }

  private Path stripped(Path elf) throws IOException, InterruptedException {
    Path copy = folder.resolve("stripped.elf");
    Process process =
        new ProcessBuilder(
                "arm-none-eabi-strip", "--strip-all", "-o", copy.toString(), elf.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return copy;
  }

  private static Profiled profile(Path elf) {
    Image image = ImageLoader.load(elf);
    BoardChooser.Choice choice = BoardChooser.choose(image);
    ProfileSession session = ProfileSession.of(image);
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    try (BoardMachine made =
        new MachineBuilder(choice.board(), image, TimingModels::of)
            .core(choice.core())
            .console(console::write)
            .unmodelled(Unmodelled.FAIL, UnmodelledListener.NONE)
            .build()) {
      Machine machine = made.machine();
      machine.attach(session.probe());
      StopReason stop = machine.run(LIMIT);
      String text = console.toString(StandardCharsets.UTF_8);
      assertEquals(0, assertInstanceOf(StopReason.Ended.class, stop, text).status(), text);
      RunOutcome outcome =
          new RunOutcome(
              made.board().id(),
              made.core().id(),
              machine.config().clockHz(),
              made.core().has(Feature.DSP),
              made.core().has(Feature.FP_SP),
              machine.instructions(),
              machine.cycles(),
              new Report.Exit("exited", 0, "the firmware exited with status 0"),
              Optional.empty(),
              new Report.Labels("exact", "uncalibrated", null, "nothing"),
              "test",
              made.board().sha256());
      return new Profiled(session.finish(outcome), text);
    }
  }
}
