package dev.tinyrig.peripherals.board;

import static dev.tinyrig.peripherals.board.TestImages.code;
import static dev.tinyrig.peripherals.board.TestImages.data;
import static dev.tinyrig.peripherals.board.TestImages.elf;
import static dev.tinyrig.peripherals.board.TestImages.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoardChooserTest {
  private static final int[] M0 = {6, 12, 7, 'M'};
  private static final int[] M3 = {6, 10, 7, 'M'};
  private static final int[] M4 = {6, 13, 7, 'M'};
  private static final int[] M4F = {6, 13, 7, 'M', 10, 6};
  private static final int[] M23 = {6, 16, 7, 'M'};
  private static final int[] M33 = {6, 17, 7, 'M', 10, 8, 46, 1};
  private static final int[] M55 = {6, 21, 7, 'M', 10, 8, 48, 2};
  private static final int[] M85 = {
    5, 'C', 'o', 'r', 't', 'e', 'x', '-', 'M', '8', '5', 0, 6, 21, 7, 'M', 10, 8, 48, 2
  };
  private static final int[] M7 = {6, 13, 7, 'M', 10, 8};

  /** A firmware at {@code flash} with its stack below {@code stack}. */
  private static Image image(int[] attributes, int flash, int stack) {
    byte[] code = words(stack, flash + 0x11, 0, 0, 0xE7FE_E7FE);
    return elf(attributes, code(flash, code), data(flash + 0x100, stack - 0x800, 16));
  }

  private record Case(int[] attributes, int flash, int stack, String board, CoreModel core) {}

  @Test
  void coreAndMemoryMapDecide() {
    for (Case c :
        List.of(
            new Case(M0, 0, 0x2040_0000, "mps2-an385", CoreModel.CORTEX_M0PLUS),
            new Case(M3, 0, 0x2040_0000, "mps2-an385", CoreModel.CORTEX_M3),
            new Case(M4, 0, 0x2040_0000, "mps2-an386", CoreModel.CORTEX_M4F),
            new Case(M4, 0x0400_0000, 0x2000_5000, "generic-m4", CoreModel.CORTEX_M4),
            new Case(M4, 0x0800_0000, 0x2002_0000, "stm32f407", CoreModel.CORTEX_M4F),
            new Case(M4F, 0x0800_0000, 0x2002_0000, "stm32f407", CoreModel.CORTEX_M4F),
            new Case(M4F, 0x0800_0000, 0x200A_0000, "nucleo-l4r5zi", CoreModel.CORTEX_M4F),
            new Case(M4F, 0, 0x2040_0000, "mps2-an386", CoreModel.CORTEX_M4F),
            new Case(M7, 0, 0x2040_0000, "mps2-an500", CoreModel.CORTEX_M7),
            new Case(M23, 0x0800_0000, 0x2000_8000, "generic-m23", CoreModel.CORTEX_M23),
            new Case(M33, 0x1000_0000, 0x3800_1000, "mps2-an505", CoreModel.CORTEX_M33),
            new Case(M33, 0, 0x2800_1000, "mps2-an505", CoreModel.CORTEX_M33),
            new Case(M33, 0x0800_0000, 0x2000_8000, "generic-m33", CoreModel.CORTEX_M33),
            new Case(M55, 0, 0x2008_0000, "mps3-an547", CoreModel.CORTEX_M55),
            new Case(M55, 0x1000_0000, 0x3140_0000, "mps3-an547", CoreModel.CORTEX_M55),
            new Case(M55, 0x0800_0000, 0x2000_8000, "generic-m55", CoreModel.CORTEX_M55),
            new Case(M85, 0, 0x2008_0000, "generic-m85", CoreModel.CORTEX_M85),
            new Case(new int[0], 0, 0x2000_1000, "mps2-an386", CoreModel.CORTEX_M4F),
            new Case(M3, 0x0800_0000, 0x2000_5000, "generic-m3", CoreModel.CORTEX_M3),
            new Case(M7, 0x0020_0000, 0x2002_0000, "generic-m7", CoreModel.CORTEX_M7),
            new Case(M0, 0x1000_0000, 0x2004_2000, "generic-m0plus", CoreModel.CORTEX_M0PLUS))) {
      BoardChooser.Choice choice = BoardChooser.choose(image(c.attributes, c.flash, c.stack));
      assertEquals(c.board, choice.board().id(), choice.why());
      assertEquals(c.core, choice.core());
      assertTrue(choice.why().contains("the image"), choice.why());
    }
  }

  @Test
  void whatNoCoreHereRunsIsSaid() {
    for (int[] attributes :
        new int[][] {
          {6, 10, 7, 'A'}, {6, 14, 7, 'A'},
        }) {
      Image image = image(attributes, 0, 0x2000_1000);
      BoardException e = assertThrows(BoardException.class, () -> BoardChooser.choose(image));
      assertTrue(e.getMessage().startsWith("test.elf: built for Armv"), e.getMessage());
    }
  }

  private record Layout(String name, Image image, String memories) {}

  @Test
  void genericBoardsTakeTheirMemoriesFromTheImage() {
    byte[] code = words(0x2000_8000, 0x0800_0011, 0, 0, 0xE7FE_E7FE);
    byte[] low = words(0x1000_2000, 0x11, 0, 0, 0xE7FE_E7FE);
    byte[] inRam = words(0x2000_4000, 0x2000_0011, 0, 0, 0xE7FE_E7FE);
    for (Layout c :
        List.of(
            new Layout(
                "flash and RAM up to the stack",
                elf(M3, code(0x0800_0000, code), data(0x0800_0100, 0x2000_0000, 16)),
                "rom0 0x08000000..0x080003ff rom, ram0 0x20000000..0x20007fff ram"),
            new Layout(
                "a stack in RAM of its own",
                elf(M3, code(0, low), data(0x100, 0x2000_0000, 0x500)),
                "rom0 0x00000000..0x000007ff rom, ram0 0x0fff0000..0x10001fff ram,"
                    + " ram1 0x20000000..0x200007ff ram"),
            new Layout(
                "everything in RAM",
                elf(M3, new TestImages.Load(0x2000_0000, 0x2000_0000, inRam, inRam.length, 7)),
                "ram0 0x20000000..0x20003fff ram"),
            new Layout(
                "code that start-up copies",
                elf(
                    M3,
                    code(0x0800_0000, code),
                    new TestImages.Load(0x0800_0100, 0x1000_0000, new byte[64], 64, 5)),
                "rom0 0x08000000..0x080003ff rom, ram0 0x10000000..0x100003ff ram,"
                    + " ram1 0x20000000..0x20007fff ram"))) {
      assertEquals(
          c.memories,
          String.join(
              ", ", MemoryLayout.derive(c.image).stream().map(BoardMemory::describe).toList()),
          c.name);
    }
  }
}
