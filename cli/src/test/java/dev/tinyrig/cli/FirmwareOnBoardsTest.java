package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.engine.EngineKind;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.Snapshot;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.translator.TranslationCounters;
import dev.tinyrig.fixtures.ConsoleLog;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Fixture;
import dev.tinyrig.fixtures.FixtureId;
import dev.tinyrig.fixtures.Golden;
import dev.tinyrig.fixtures.Qemu;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.board.Board;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real TFLM firmware, board and core chosen from the ELF alone: every byte of its console and its
 * exit status are those of the same ELF under QEMU, and its outputs those of TFLM elsewhere. Both
 * engines end in the same state.
 *
 * <p>A selection runs always: every core, float and integer models, both consoles, and what fails.
 * The full matrix runs with {@code -Dtinyrig.full=true}.
 */
final class FirmwareOnBoardsTest {
  private static final Set<String> CORES =
      Set.of("m0plus", "m3", "m4f", "m7", "m23", "m33", "m55", "m85");

  /** Cores whose optimised kernels are vector code. */
  private static final Set<String> VECTORS = Set.of("m55", "m85");

  private static final long LIMIT = 100_000_000_000L;

  private static boolean always(Fixture fixture) {
    FixtureId id = fixture.id();
    return switch (id.variant()) {
      case "reference" ->
          Set.of("hello_world", "micro_speech", "magic_wand", "ad").contains(id.model())
              || (id.model().equals("kws") && id.target().equals("m4f"));
      case "optimised" ->
          VECTORS.contains(id.target())
              && Set.of("hello_world", "kws", "vww", "ic", "person_detection").contains(id.model());
      case "uart" ->
          Set.of("m4f", "m33", "m55").contains(id.target()) && id.model().equals("hello_world");
      case "systick", "stripped", "tiny-arena", "samples" ->
          id.target().equals("m4f") && Set.of("hello_world", "magic_wand").contains(id.model());
      default -> false;
    };
  }

  @TestFactory
  Stream<DynamicTest> firmwarePrintsWhatItPrintsUnderQemu() {
    Firmware firmware = Firmware.locate();
    boolean full = Boolean.getBoolean("tinyrig.full");
    List<Fixture> chosen =
        firmware.catalog().fixtures().stream()
            .filter(f -> CORES.contains(f.id().target()) && (full || always(f)))
            .filter(f -> f.npu().isEmpty()) // QEMU has none
            .toList();
    assertTrue(chosen.size() >= 20, "the selection has shrunk to " + chosen.size());
    return chosen.stream()
        .map(f -> DynamicTest.dynamicTest(f.id().toString(), () -> compare(firmware, f)));
  }

  /** All that a run shows, and a checksum of the state in which it ended. */
  private record Result(
      StopReason stop, String console, long cycles, long instructions, long state) {}

  private static Result run(Board board, CoreModel core, Image image, EngineKind engine) {
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    try (BoardMachine made =
        new MachineBuilder(board, image)
            .core(core)
            .engine(engine)
            .console(console::write)
            .unmodelled(Unmodelled.FAIL, UnmodelledListener.NONE)
            .build()) {
      StopReason stop = made.machine().run(LIMIT);
      made.machine().translations().ifPresent(t -> guard(t, made.machine().instructions()));
      CRC32 state = new CRC32();
      state.update(Snapshot.save(made.machine()));
      return new Result(
          stop,
          console.toString(StandardCharsets.UTF_8),
          made.machine().cycles(),
          made.machine().instructions(),
          state.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No method that HotSpot would not compile, and nothing hot that stays with the interpreter. */
  private static void guard(TranslationCounters counters, long instructions) {
    assertTrue(counters.largest() < 8_000, counters::toString);
    if (instructions > 20_000_000) {
      assertTrue(counters.interpreted() * 5 < instructions, counters::toString);
      assertTrue(counters.regions() < 500 && counters.dropped() < 100, counters::toString);
    }
  }

  private static void compare(Firmware firmware, Fixture fixture) {
    Path elf = firmware.elf(fixture.id());
    Image image = ImageLoader.load(elf);
    BoardChooser.Choice choice = BoardChooser.choose(image);
    assertEquals(fixture.qemuMachine(), choice.board().qemu(), choice.why());
    // GCC 12 cannot say that an image is for a Cortex-M85.
    CoreModel core = fixture.id().target().equals("m85") ? CoreModel.CORTEX_M85 : choice.core();
    Result result = run(choice.board(), core, image, EngineKind.INTERPRETER);
    assertEquals(result, run(choice.board(), core, image, EngineKind.TRANSLATOR));
    StopReason stop = result.stop();
    String text = result.console();
    StopReason.Ended ended = assertInstanceOf(StopReason.Ended.class, stop, text);
    assertEquals(fixture.passes() ? 0 : 1, ended.status(), text);
    Qemu.Run qemu = Qemu.run(elf, choice.board().qemu().orElseThrow(), Duration.ofMinutes(5));
    assertEquals(qemu.status(), ended.status(), text);
    if (!fixture.printsCycles()) {
      assertEquals(qemu.console(), text);
    }
    if (fixture.passes()) {
      compareWithGoldens(firmware, fixture, text);
    }
  }

  private static void compareWithGoldens(Firmware firmware, Fixture fixture, String text) {
    List<ConsoleLog.Output> outputs = ConsoleLog.parse(text).outputs();
    List<Golden> goldens = firmware.goldens(fixture);
    assertFalse(goldens.isEmpty(), "a fixture that passes has goldens");
    for (Golden golden : goldens) {
      ConsoleLog.Output output =
          outputs.stream()
              .filter(o -> o.model().equals(golden.model()))
              .filter(o -> o.invoke() == golden.invoke() && o.index() == golden.output())
              .findFirst()
              .orElseThrow(() -> new AssertionError("no output for " + golden + "\n" + text));
      // Exact: all bytes are those of every other core.
      assertTrue(golden.exact() || golden.type().equals("FLOAT32"), golden.toString());
      assertEquals(Optional.empty(), golden.mismatch(output), text);
    }
  }
}
