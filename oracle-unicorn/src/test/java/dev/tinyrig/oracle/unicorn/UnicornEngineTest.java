package dev.tinyrig.oracle.unicorn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.emulator.oracle.FunctionalEngine;
import dev.tinyrig.emulator.oracle.UnsupportedProgramException;
import dev.tinyrig.fixtures.Firmware;
import dev.tinyrig.peripherals.Unmodelled;
import dev.tinyrig.peripherals.UnmodelledListener;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole firmware on Unicorn: the console of the interpreter, or a clear refusal. */
final class UnicornEngineTest {
  private static final FunctionalEngine ENGINE =
      ServiceLoader.load(FunctionalEngine.class).findFirst().orElseThrow();

  /** How a run ended, and its console. */
  private record Result(StopReason stop, String console) {}

  private static Path elf(String target, String model, String variant) {
    return Firmware.locate().elf(target, model, variant);
  }

  private static Result run(Path elf, boolean unicorn) {
    Image image = ImageLoader.load(elf);
    BoardChooser.Choice choice = BoardChooser.choose(image);
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    try (BoardMachine made =
        new MachineBuilder(choice.board(), image)
            .core(choice.core())
            .console(console::write)
            .unmodelled(Unmodelled.FAIL, UnmodelledListener.NONE)
            .build()) {
      StopReason stop =
          unicorn
              ? ENGINE.run(made.machine(), made.semihosting().orElseThrow())
              : made.machine().run(1_000_000_000L);
      if (unicorn) {
        assertEquals(0, made.machine().instructions());
      }
      return new Result(stop, console.toString(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "m3, hello_world, reference",
    "m4f, hello_world, reference",
    "m4f, hello_world, uart",
    "m4f, kws, reference",
    "m7, hello_world, reference"
  })
  void firmwarePrintsWhatItPrintsOnTheInterpreter(String target, String model, String variant) {
    Path elf = elf(target, model, variant);
    Result result = run(elf, true);
    assertEquals(run(elf, false), result);
    assertEquals(0, assertInstanceOf(StopReason.Ended.class, result.stop()).status());
    assertTrue(result.console().endsWith("passed\n"), result.console());
  }

  @Test
  void interruptsAreRefused() {
    Path elf = elf("m4f", "kws", "systick");
    String message =
        assertThrows(UnsupportedProgramException.class, () -> run(elf, true)).getMessage();
    assertTrue(message.contains("switches an interrupt on (0x7 to 0xe000e010)"), message);
    assertTrue(message.contains("--engine auto"), message);
  }

  @Test
  void coresThatItHasNotAreNamed() {
    for (CoreModel model : CoreModel.values()) {
      boolean has =
          model == CoreModel.CORTEX_M0
              || model == CoreModel.CORTEX_M3
              || model == CoreModel.CORTEX_M4F
              || model == CoreModel.CORTEX_M7;
      assertEquals(has, ENGINE.refusal(model).isEmpty(), model.title());
      ENGINE.refusal(model).ifPresent(why -> assertTrue(why.contains(model.title()), why));
    }
  }
}
