package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.fixtures.Catalog;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.fixtures.Qemu;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Self-checking programs without a model, on the board that their ELF asks for: they pass, and
 * print byte by byte what they print under QEMU. What is compared with corrections (exceptions,
 * security) stands in {@link SuitesUnderQemuTest}.
 */
final class ProgramsOnBoardsTest {
  /** Kernels against their reference, CMSIS-DSP, vector code under interrupts. */
  private static final List<String> PROGRAMS =
      List.of("kernel-tests", "dsp-suite", "mve-interrupts");

  /** What every run takes of the longer programs. */
  private static final Set<String> ALWAYS = Set.of("m4f", "m23", "m33", "m55", "m85");

  private static final long LIMIT = 20_000_000_000L;
  private static final Duration HOST_LIMIT = Duration.ofMinutes(5);

  @TestFactory
  Stream<DynamicTest> programPrintsWhatItPrintsUnderQemu() {
    Firmware firmware = Firmware.locate();
    Catalog catalog = firmware.catalog();
    boolean full = Boolean.getBoolean("tinyrig.full");
    return PROGRAMS.stream()
        .flatMap(
            program ->
                catalog.targets().stream()
                    .filter(target -> catalog.hasProgram(target, program))
                    .filter(target -> full || ALWAYS.contains(target))
                    .map(
                        target ->
                            DynamicTest.dynamicTest(
                                target + "/" + program, () -> compare(firmware, target, program))));
  }

  private static void compare(Firmware firmware, String target, String program) {
    Path elf = firmware.program(target, program);
    Image image = ImageLoader.load(elf);
    BoardChooser.Choice choice = BoardChooser.choose(image);
    String machine = firmware.catalog().qemuMachine(target).orElseThrow();
    assertEquals(machine, choice.board().qemu().orElseThrow(), choice.why());
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    StopReason stop;
    try (BoardMachine made =
        new MachineBuilder(choice.board(), image)
            .core(target.equals("m85") ? CoreModel.CORTEX_M85 : choice.core())
            .console(console::write)
            .unmodelled(Unmodelled.FAIL, UnmodelledListener.NONE)
            .build()) {
      stop = made.machine().run(LIMIT);
    }
    String here = console.toString(StandardCharsets.UTF_8);
    assertEquals(0, assertInstanceOf(StopReason.Ended.class, stop, here).status(), here);
    assertEquals(Qemu.run(elf, machine, HOST_LIMIT).console(), here);
  }
}
