package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Disassembler;
import dev.tinyrig.emulator.isa.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the rehearsal is what its listing says, and runs. */
final class RehearsalImageTest {
  @Test
  void listingSaysWhatTheBitsAre() {
    Decoder decoder = new Decoder(CoreModel.CORTEX_M4F.features());
    int itState = 0;
    int next = RehearsalImage.lines().getFirst().address();
    for (RehearsalImage.Line line : RehearsalImage.lines()) {
      assertEquals(next, line.address(), "a gap before " + line.text());
      next += 2 * line.halfwords().length;
      if (!line.text().startsWith(".short")) {
        int second = line.halfwords().length == 2 ? line.halfwords()[1] : 0;
        Instruction i = decoder.decode(line.address(), line.halfwords()[0], second);
        assertEquals(line.text(), Disassembler.text(i, itState, 0));
        itState = Disassembler.nextItState(i, itState);
      } else {
        assertEquals(".short 0x%04x".formatted(line.halfwords()[0]), line.text());
      }
    }
  }

  @Test
  void programPasses(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("rehearsal.elf"), RehearsalImage.elf());
    assertEquals(10, ImageLoader.load(file).symbols().functions().size());
    Ran ran = Ran.tinyrig("profile", file.toString());
    assertEquals(ExitCode.PASSED.status(), ran.status(), ran.err());
    assertTrue(ran.out().contains("requantise"), ran.out());
  }
}
