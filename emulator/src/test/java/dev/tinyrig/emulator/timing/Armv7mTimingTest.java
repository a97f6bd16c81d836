package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.CoreModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lines of code cost on Cortex-M3 and Cortex-M4, at least one for each figure. */
class Armv7mTimingTest {
  /** The core does not have the instruction. */
  private static final int NONE = -1;

  /**
   * A line of code entered by a branch.
   *
   * @param taken whether its last instruction branches
   */
  private record Case(String name, int address, String code, boolean taken, int m3, int m4) {}

  @Test
  void linesOfCode() {
    List<Case> cases =
        List.of(
            new Case("ALU", 0x1000, "1888", false, 1, 1),
            new Case("shifted operand", 0x1000, "eb01 00c2", false, 1, 1),
            new Case("shift", 0x1000, "0908", false, 1, 1),
            new Case("MUL", 0x1000, "4348", false, 1, 1),
            new Case("MLA", 0x1000, "fb01 3002", false, 2, 1),
            new Case("MLS", 0x1000, "fb01 3012", false, 2, 1),
            new Case("long multiply", 0x1000, "fba2 0103", false, 5, 1),
            new Case("long multiply", 0x1000, "fbc2 0103", false, 7, 1),
            new Case("DSP", 0x1000, "fb21 3002", false, NONE, 1),
            new Case("DSP", 0x1000, "fb11 3002", false, NONE, 1),
            new Case("DSP", 0x1000, "fbc2 01c3", false, NONE, 1),
            new Case("DSP", 0x1000, "fb51 3002", false, NONE, 1),
            new Case("SIMD", 0x1000, "fa81 f002", false, NONE, 1),
            new Case("SIMD", 0x1000, "eac1 0002", false, NONE, 1),
            new Case("SIMD", 0x1000, "fa2f f081", false, NONE, 1),
            new Case("saturate", 0x1000, "f381 0008", false, 1, 1),
            new Case("divide", 0x1000, "fb91 f0f2", false, 2, 2),
            new Case("load", 0x1000, "6808", false, 2, 2),
            new Case("load byte", 0x1000, "78c8", false, 2, 2),
            new Case("load by register", 0x1000, "5a88", false, 2, 2),
            new Case("literal", 0x1000, "4802", false, 2, 2),
            new Case("store", 0x1000, "6008", false, 1, 1),
            new Case("store by register", 0x1000, "5088", false, 2, 2),
            new Case("store post-indexed", 0x1000, "f841 0b04", false, 2, 1),
            new Case("store pre-indexed", 0x1000, "f841 0f04", false, 2, 1),
            new Case("LDRD", 0x1000, "e9d2 0100", false, 3, 3),
            new Case("STRD", 0x1000, "e9c2 0100", false, 3, 3),
            new Case("LDM of 3", 0x1000, "e890 000e", false, 4, 4),
            new Case("STM of 4", 0x1000, "c01e", false, 5, 5),
            new Case("PUSH", 0x1000, "b510", false, 3, 3),
            new Case("POP", 0x1000, "bc10", false, 2, 2),
            new Case("POP with PC", 0x1000, "bd10", true, 5, 5),
            new Case("LDM with PC", 0x1000, "e8b0 8030", true, 6, 6),
            new Case("LDR PC", 0x1000, "f8d0 f000", true, 4, 5),
            new Case("B taken", 0x1000, "e7fe", true, 3, 3),
            new Case("Bcc taken", 0x1000, "d0fe", true, 3, 3),
            new Case("Bcc not taken", 0x1000, "d0fe", false, 1, 1),
            new Case("BL", 0x1000, "f7ff fffe", true, 3, 3),
            new Case("BX", 0x1000, "4770", true, 3, 3),
            new Case("BLX", 0x1000, "4798", true, 3, 3),
            new Case("MOV PC", 0x1000, "469f", true, 3, 3),
            new Case("TBB", 0x1000, "e8d0 f001", true, 4, 6),
            new Case("TBH", 0x1000, "e8d0 f011", true, 4, 6),
            new Case("CBZ not taken", 0x1000, "b110", false, 1, 1),
            new Case("CBZ taken", 0x1000, "b110", true, 3, 3),
            new Case("IT folds", 0x1000, "1888 bf08 18c8", false, 2, 2),
            new Case("IT behind a wide instruction", 0x1000, "eb01 0002 bf08 18c8", false, 3, 3),
            new Case("IT first", 0x1000, "bf08 18c8", false, 2, 2),
            new Case("MRS", 0x1000, "f3ef 8010", false, 2, 2),
            new Case("MSR", 0x1000, "f380 8810", false, 2, 2),
            new Case("DMB", 0x1000, "f3bf 8f5f", false, 1, 1),
            new Case("DSB", 0x1000, "f3bf 8f4f", false, 1, 1),
            new Case("ISB", 0x1000, "f3bf 8f6f", false, 3, 3),
            new Case("CPS", 0x1000, "b672", false, 1, 1),
            new Case("NOP", 0x1000, "bf00", false, 1, 1),
            new Case("N loads take N+1", 0x1000, "6820 6861 68a2 68e3", false, 5, 5),
            new Case("load to address", 0x1000, "6808 6802", false, 5, 5),
            new Case("load to address, one between", 0x1000, "6808 3301 6802", false, 5, 5),
            new Case("ALU to address", 0x1000, "3104 6808", false, 4, 4),
            new Case("ALU to store address", 0x1000, "3104 6008", false, 3, 3),
            new Case("ALU to other register", 0x1000, "3204 6808", false, 3, 3),
            new Case("load then store", 0x1000, "6808 601a", false, 2, 2),
            new Case("store of the loaded word", 0x1000, "6808 6158", false, 3, 3),
            new Case("load then store by register", 0x1000, "6808 511a", false, 3, 3),
            new Case("loads then store", 0x1000, "6808 684a 601d", false, 3, 3),
            new Case("store then load", 0x1000, "6008 681a", false, 4, 4),
            new Case("store then store", 0x1000, "6008 601a", false, 2, 2),
            new Case("store then LDM", 0x1000, "6008 e892 0030", false, 5, 5),
            new Case("post-indexed loads of one base", 0x1000, "f851 0b04 f851 2b04", false, 4, 4),
            new Case("post-indexed loads of two bases", 0x1000, "f851 0b04 f853 2b04", false, 4, 3),
            new Case("plain load behind post-indexed", 0x1000, "f851 0b04 681a", false, 4, 3),
            new Case("load then NOP", 0x1000, "6808 bf00", false, 3, 2),
            new Case("load then LDRD", 0x1000, "6808 e9d4 2300", false, 5, 5),
            new Case("LDRD then load", 0x1000, "e9d4 2300 6808", false, 5, 5),
            new Case("load then ALU", 0x1000, "6808 3001", false, 3, 3),
            new Case("wide instruction first at 2 mod 4", 0x1002, "eb01 0002", false, 2, 2),
            new Case("narrow instruction first at 2 mod 4", 0x1002, "1888", false, 1, 1),
            new Case(
                "three wide at 2 mod 4", 0x1000, "3301 eb01 0002 eb01 0402 eb01 0502", false, 5, 5),
            new Case("two wide at 2 mod 4", 0x1000, "3301 eb01 0002 eb01 0402", false, 3, 3),
            new Case(
                "five wide at 2 mod 4",
                0x1000,
                "3301 eb01 0002 eb01 0402 eb01 0502 eb01 0002 eb01 0402",
                false,
                7,
                7),
            new Case("three wide aligned", 0x1000, "eb01 0002 eb01 0402 eb01 0502", false, 3, 3),
            new Case("VADD", 0x1000, "ee30 0a81", false, NONE, 1),
            new Case("VADD chain", 0x1000, "ee30 0a81 ee70 1a01", false, NONE, 3),
            new Case("VADD, one between", 0x1000, "ee30 0a81 3001 ee70 1a01", false, NONE, 3),
            new Case("VMUL then VCVT, independent", 0x1000, "ee20 0a81 eefd 1ac2", false, NONE, 2),
            new Case("VABS then VNEG", 0x1000, "eeb0 0ae0 eeb1 1a40", false, NONE, 3),
            new Case("VCMP then VMRS", 0x1000, "eeb4 0a60 eef1 fa10", false, NONE, 3),
            new Case("VMLA", 0x1000, "ee00 0a81", false, NONE, 3),
            new Case("VFMA chain", 0x1000, "eea0 0a81 eea1 0a82", false, NONE, 7),
            new Case("VMLA, two sums", 0x1000, "ee00 0a81 ee41 2a82", false, NONE, 6),
            new Case("VDIV at the end", 0x1000, "ee80 0a81", false, NONE, 14),
            new Case("VSQRT at the end", 0x1000, "eeb1 0ae0", false, NONE, 14),
            new Case(
                "VDIV needed after 3",
                0x1000,
                "ee80 0a81 3001 3101 3201 ee70 1a02",
                false,
                NONE,
                15),
            new Case(
                "VDIV beside 15",
                0x1000,
                "ee80 0a81 3001 3001 3001 3001 3001 3001 3001 3001 3001 3001 3001 3001 3001 3001 3001",
                false,
                NONE,
                16),
            new Case("VDIV then FP not needing it", 0x1000, "ee80 0a81 ee72 1a22", false, NONE, 15),
            new Case("VDIV left by a branch", 0x1000, "ee80 0a81 e7fe", true, NONE, 16),
            new Case("VLDR", 0x1000, "ed91 0a00", false, NONE, 2),
            new Case("VLDR of D", 0x1000, "ed91 0b00", false, NONE, 3),
            new Case("VSTR", 0x1000, "ed81 0a00", false, NONE, 2),
            new Case("VSTR of D", 0x1000, "ed81 0b00", false, NONE, 3),
            new Case("VLDM of 4", 0x1000, "ec90 0a04", false, NONE, 5),
            new Case("VPUSH of 2 D", 0x1000, "ed2d 8b04", false, NONE, 5),
            new Case("VMOV", 0x1000, "ee00 1a10", false, NONE, 1),
            new Case("VMOV back", 0x1000, "ee10 1a10", false, NONE, 1),
            new Case("VMOV pair", 0x1000, "ec42 1b10", false, NONE, 2),
            new Case("VMRS", 0x1000, "eef1 0a10", false, NONE, 1),
            new Case("VMSR", 0x1000, "eee1 0a10", false, NONE, 1));
    for (Case c : cases) {
      assertCycles(c, CoreModel.CORTEX_M3, c.m3());
      assertCycles(c, CoreModel.CORTEX_M4F, c.m4());
    }
  }

  private static void assertCycles(Case c, CoreModel core, int cycles) {
    if (cycles != NONE) {
      Line line = Line.of(core, c.address(), c.code());
      assertEquals(cycles, line.cycles(c.taken()), c.name() + " on " + core + ": " + line.text());
    }
  }
}
