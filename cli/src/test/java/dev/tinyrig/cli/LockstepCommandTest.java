package dev.tinyrig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.ImageLoader;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.lockstep.Divergence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both engines side by side, as the user sees it. */
final class LockstepCommandTest {
  /** Opens log.txt to append, writes an x 200 times with a loop in between, and exits. */
  private static final int[] APPENDS = {
    0x2001, // movs r0, #1: SYS_OPEN
    0xA10C, // adr r1, block
    0xBEAB, // bkpt
    0x2220, // movs r2, #0x20
    0x0612, // lsls r2, r2, #24
    0x6010, // str r0, [r2]
    0xA30C, // adr r3, text
    0x6053, // str r3, [r2, #4]
    0x2301, // movs r3, #1
    0x6093, // str r3, [r2, #8]
    0x24C8, // movs r4, #200
    0x2532, // movs r5, #50
    0x3D01, // subs r5, #1
    0xD1FD, // bne
    0x2005, // movs r0, #5: SYS_WRITE
    0x4611, // mov r1, r2
    0xBEAB, // bkpt
    0x3C01, // subs r4, #1
    0xD1F7, // bne
    0xBF00, // nop
    0x2018, // movs r0, #0x18: SYS_EXIT
    0x4901, // ldr r1, [pc, #4]
    0xBEAB, // bkpt
    0xE7FE,
    0x0026,
    0x0002,
    0x0084, // block: the name, "a", its length
    0x0000,
    0x0008,
    0x0000,
    0x0007,
    0x0000,
    'x', // text
    0x0000,
    'l' | 'o' << 8, // the name
    'g' | '.' << 8,
    't' | 'x' << 8,
    't'
  };

  @TempDir Path folder;

  @Test
  void theHostIsToldOnceAndTheResultIsThatOfOneEngine() throws IOException {
    Path image = TinyImage.write(folder, "appends.elf", APPENDS);
    Path files = Files.createDirectory(folder.resolve("files"));
    Ran both = run(image, "lockstep", files);
    assertEquals(0, both.status(), both.err());
    assertEquals("x".repeat(200), Files.readString(files.resolve("log.txt")));
    Files.delete(files.resolve("log.txt"));
    Ran one = run(image, "interpreter", files);
    assertEquals(one.errorLines().getLast(), both.errorLines().getLast());
    assertEquals(one.out(), both.out());
  }

  private static Ran run(Path image, String engine, Path files) {
    return Ran.tinyrig("run", image.toString(), "--engine", engine, "--files", files.toString());
  }

  @Test
  void aTraceLeavesNothingToCompare() throws IOException {
    Path image = TinyImage.write(folder, "exit.elf", TinyImage.exit(0x2_0026));
    Ran ran = Ran.tinyrig("run", image.toString(), "--engine", "lockstep", "--trace");
    assertEquals(3, ran.status());
    assertTrue(ran.err().contains("leave one of them out"), ran.err());
  }

  @Test
  void aDifferenceIsTold() throws IOException {
    Image image = ImageLoader.load(TinyImage.write(folder, "any.elf", APPENDS));
    Instruction eors =
        new Decoder(CoreModel.CORTEX_M4F.features()).decode(TinyImage.CODE + 8, 0x4063, 0);
    Divergence found =
        new Divergence(
            Optional.of(eors),
            true,
            List.of(eors),
            List.of(new Divergence.Value("R3", "0x00000001", "0x00000002")),
            1244,
            1120,
            TinyImage.CODE,
            "the region of the line at 0x00000040, 12 bytes of bytecode",
            List.of("> 0x00000048  eors r3, r4", "         0  iload r3"));
    String text = String.join("\n", DivergenceText.lines(image, found));
    assertEquals(
        """
        the engines differ at 0x00000048  eors r3, r4  (0x00000048)
          R3: 0x00000001 interpreted, 0x00000002 translated
          they were the same at 0x00000040 (0x00000040), cycle 1,244, after 1,120 instructions
          the line in which it happened:
            0x00000048  eors r3, r4  (0x00000048)
          bytecode of the region of the line at 0x00000040, 12 bytes of bytecode:
            > 0x00000048  eors r3, r4
                     0  iload r3\
        """,
        text);
  }
}
