package dev.tinyrig.bench;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.machine.StopReason;
import dev.tinyrig.oracle.unicorn.UnicornEngine;
import dev.tinyrig.peripherals.board.BoardChooser;
import dev.tinyrig.peripherals.board.BoardMachine;
import dev.tinyrig.peripherals.board.MachineBuilder;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Runs a firmware on Unicorn with a Java method called at every instruction, which counts it: what
 * who wants to see every instruction of a program has without tinyrig.
 *
 * <p>Prints the number of guest instructions; {@code scripts/bench} takes the time of the process.
 */
public final class UnicornHook {
  private long instructions;

  private UnicornHook() {}

  /** Runs the firmware that is named. */
  public static void main(String[] arguments) {
    new UnicornHook().run(Path.of(arguments[0]), System.out);
  }

  private void run(Path elf, PrintStream out) {
    Image image = ImageLoader.load(elf);
    BoardChooser.Choice choice = BoardChooser.choose(image);
    try (BoardMachine made =
        new MachineBuilder(choice.board(), image).core(choice.core()).build()) {
      StopReason stop =
          new UnicornEngine(() -> instructions++)
              .run(made.machine(), made.semihosting().orElseThrow());
      if (!(stop instanceof StopReason.Ended ended) || ended.status() != 0) {
        throw new IllegalStateException(elf + " ended otherwise than it should: " + stop);
      }
    }
    out.println(instructions);
  }
}
