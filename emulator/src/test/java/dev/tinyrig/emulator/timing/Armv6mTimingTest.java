package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lines of code cost on Cortex-M0 and Cortex-M0+. */
class Armv6mTimingTest {

  /**
   * A line of code entered by a branch.
   *
   * @param taken whether its last instruction branches
   */
  private record Case(String name, int address, String code, boolean taken, int m0, int m0Plus) {}

  @Test
  void linesOfCode() {
    List<Case> cases =
        List.of(
            new Case("ALU", 0x1000, "1888", false, 1, 1),
            new Case("shift", 0x1000, "0908", false, 1, 1),
            new Case("MUL", 0x1000, "4348", false, 1, 1),
            new Case("load", 0x1000, "6808", false, 2, 2),
            new Case("loads do not overlap", 0x1000, "6808 681a", false, 4, 4),
            new Case("load to address", 0x1000, "6808 6802", false, 4, 4),
            new Case("store", 0x1000, "6008", false, 2, 2),
            new Case("literal first in a word", 0x1000, "4802", false, 2, 1),
            new Case("literal second in a word", 0x1002, "4802", false, 2, 2),
            new Case("LDM of 3", 0x1000, "c80e", false, 4, 4),
            new Case("PUSH", 0x1000, "b510", false, 3, 3),
            new Case("POP", 0x1000, "bc30", false, 3, 3),
            new Case("POP with PC", 0x1000, "bd10", true, 6, 5),
            new Case("B", 0x1000, "e7fe", true, 3, 2),
            new Case("Bcc not taken", 0x1000, "d0fe", false, 1, 1),
            new Case("Bcc taken", 0x1000, "d0fe", true, 3, 2),
            new Case("BL", 0x1000, "f7ff fffe", true, 4, 3),
            new Case("BX", 0x1000, "4770", true, 3, 2),
            new Case("BLX", 0x1000, "4798", true, 3, 2),
            new Case("MOV PC", 0x1000, "469f", true, 3, 2),
            new Case("MRS", 0x1000, "f3ef 8010", false, 4, 3),
            new Case("MSR", 0x1000, "f380 8810", false, 4, 3),
            new Case("DMB", 0x1000, "f3bf 8f5f", false, 4, 3),
            new Case("DSB", 0x1000, "f3bf 8f4f", false, 4, 3),
            new Case("ISB", 0x1000, "f3bf 8f6f", false, 4, 3),
            new Case("CPS", 0x1000, "b672", false, 1, 1),
            new Case("NOP", 0x1000, "bf00", false, 1, 1));
    for (Case c : cases) {
      assertCycles(c, CoreModel.CORTEX_M0, c.m0());
      assertCycles(c, CoreModel.CORTEX_M0PLUS, c.m0Plus());
    }
  }

  private static void assertCycles(Case c, CoreModel core, int cycles) {
    Line line = Line.of(core, c.address(), c.code());
    assertEquals(cycles, line.cycles(c.taken()), c.name() + " on " + core + ": " + line.text());
  }
}
