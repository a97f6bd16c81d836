package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lines of code cost on Cortex-M7, which may issue two instructions at once. */
class CortexM7TimingTest {

  /**
   * A line of code entered by a branch.
   *
   * @param taken whether its last instruction branches
   */
  private record Case(String name, int address, String code, boolean taken, int m7) {}

  @Test
  void linesOfCode() {
    List<Case> cases =
        List.of(
            new Case("two ALU", 0x1000, "1888 1963", false, 1),
            new Case("two dependent ALU", 0x1000, "1888 1943", false, 2),
            new Case("three ALU", 0x1000, "1888 1963 197e", false, 2),
            new Case("ALU and load", 0x1000, "1888 6823", false, 1),
            new Case("load and store", 0x1000, "6823 6035", false, 1),
            new Case("two stores", 0x1000, "6023 6035", false, 2),
            new Case("loads from two banks", 0x1000, "6820 6861", false, 1),
            new Case("loads from one bank", 0x1000, "6820 68a1", false, 2),
            new Case("two multiplications", 0x1000, "4348 435a", false, 2),
            new Case("multiply and ALU", 0x1000, "4348 191a", false, 1),
            new Case("multiply and load", 0x1000, "4348 681a", false, 1),
            new Case("multiply and store", 0x1000, "4348 601a", false, 2),
            new Case("multiply to ALU", 0x1000, "4348 1902", false, 3),
            new Case("accumulator chain", 0x1000, "fb21 0002 fb23 0004", false, 2),
            new Case("two shifted operands", 0x1000, "eb01 00c2 eb04 03c5", false, 2),
            new Case("ALU to shifted operand", 0x1000, "1888 eb04 03c0", false, 3),
            new Case("word to ALU", 0x1000, "6808 18c2", false, 2),
            new Case("byte to ALU", 0x1000, "7808 18c2", false, 3),
            new Case("load to address", 0x1000, "6808 6802", false, 4),
            new Case("LDM of 4", 0x1000, "e890 001e", false, 2),
            new Case("PUSH of 3", 0x1000, "b530", false, 2),
            new Case("LDRD alone", 0x1000, "e9d2 0100 1963", false, 2),
            new Case("SDIV", 0x1000, "fb91 f0f2", false, 3),
            new Case("bit field in the older slot", 0x1000, "f3c1 0082 191a", false, 1),
            new Case("bit field in the younger slot", 0x1000, "191a f3c1 0082", false, 2),
            new Case("IT takes a slot", 0x1000, "1963 bf08 1888", false, 2),
            new Case("B predicted", 0x1000, "e7fe", true, 1),
            new Case("Bcc beside ALU, not taken", 0x1000, "1888 d0fe", false, 1),
            new Case("Bcc beside ALU, taken", 0x1000, "1888 d0fe", true, 2),
            new Case("VADD chain", 0x1000, "ee30 0a81 ee70 1a02", false, 4),
            new Case("VADD and ALU", 0x1000, "ee30 0a81 1888", false, 1),
            new Case("VADD and load", 0x1000, "ee30 0a81 6808", false, 1),
            new Case("two VADD", 0x1000, "ee30 0a81 ee72 1a22", false, 2),
            new Case("VFMA into one sum", 0x1000, "eea0 0a81 eea1 0a82", false, 4),
            new Case("VFMA to VADD", 0x1000, "eea0 0a81 ee70 1a02", false, 6),
            new Case("VMLA to VADD", 0x1000, "ee00 0a81 ee70 1a02", false, 7),
            new Case("VDIV at the end", 0x1000, "ee80 0a81", false, 16),
            new Case("VSQRT at the end", 0x1000, "eeb1 0ae0", false, 14),
            new Case("VDIV in double precision", 0x1000, "ee81 0b02", false, 30),
            new Case("VMUL in double precision to VADD", 0x1000, "ee21 0b02 ee30 3b04", false, 6),
            new Case("VLDR to VADD", 0x1000, "ed90 0a00 ee70 1a02", false, 2),
            new Case("VLDR to a sum", 0x1000, "ed90 0a00 eea0 0a81", false, 4));
    for (Case c : cases) {
      assertCycles(c, CoreModel.CORTEX_M7, c.m7());
    }
  }

  private static void assertCycles(Case c, CoreModel core, int cycles) {
    Line line = Line.of(core, c.address(), c.code());
    assertEquals(cycles, line.cycles(c.taken()), c.name() + " on " + core + ": " + line.text());
  }
}
