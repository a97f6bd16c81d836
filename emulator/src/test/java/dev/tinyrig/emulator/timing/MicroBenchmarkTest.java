package dev.tinyrig.emulator.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.core.CoreModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same lines on a running machine, measured by the guest itself: with DWT CYCCNT, or with
 * SysTick where there is no cycle counter. What depends on operands and addresses is measured here
 * too.
 */
class MicroBenchmarkTest {
  /**
   * These jump to where their operands say, or divide by what the bench finds in its registers, or
   * go on beside the branch that ends a measured line.
   */
  private static final List<String> OTHERWISE_MEASURED =
      List.of(
          "TBB",
          "TBH",
          "CBZ taken",
          "BLX",
          "MOV PC",
          "LDM with PC",
          "BL",
          "divide",
          "VDIV at the end",
          "VSQRT at the end",
          "VDIV and ALU",
          "VADD in double precision");

  @Test
  void cortexM3AndM4CountWithDwt() {
    int measured = 0;
    for (LineCase c : LineCase.armv7m()) {
      measured += measure(c, CoreModel.CORTEX_M3, c.first());
      measured += measure(c, CoreModel.CORTEX_M4F, c.second());
    }
    assertTrue(measured > 150, measured + " lines");
  }

  @Test
  void cortexM0AndM0PlusCountWithSysTick() {
    int measured = 0;
    for (LineCase c : LineCase.armv6m()) {
      measured += measure(c, CoreModel.CORTEX_M0, c.first());
      measured += measure(c, CoreModel.CORTEX_M0PLUS, c.second());
    }
    assertTrue(measured > 40, measured + " lines");
  }

  @Test
  void coresOfArmv8mCountToo() {
    int measured = 0;
    for (LineCase c : Armv8mLines.m33AndM55()) {
      measured += measure(c, CoreModel.CORTEX_M33, c.first());
      measured += measure(c, CoreModel.CORTEX_M55, c.second());
    }
    for (LineCase c : Armv8mLines.m23()) {
      measured += measure(c, CoreModel.CORTEX_M23, c.first());
    }
    assertTrue(measured > 100, measured + " lines");
  }

  private static int measure(LineCase c, CoreModel core, int cycles) {
    if (cycles == LineCase.NONE || OTHERWISE_MEASURED.contains(c.name())) {
      return 0;
    }
    int measured = new Bench(core).cycles(c.address(), c.code(), c.taken());
    assertEquals(cycles, measured, c.name() + " on " + core);
    return 1;
  }

  /**
   * A branch to the code right behind its line, where the bench goes on.
   *
   * @param operand value of r1
   * @param v6 cycles on Cortex-M0 and Cortex-M0+, empty where they lack the instruction
   */
  private record Onward(
      String name, int address, String code, int operand, int m3, int m4, List<Integer> v6) {}

  @Test
  void branchesThatGoOnBehindTheirLine() {
    List<Onward> cases =
        List.of(
            new Onward("BL", 0x1000, "f000 f800", 0, 3, 3, List.of(4, 3)),
            new Onward("BLX", 0x1002, "4788", 0x1005, 3, 3, List.of(3, 2)),
            new Onward("MOV PC", 0x1002, "468f", 0x1005, 3, 3, List.of(3, 2)),
            new Onward("CBZ taken", 0x1000, "b101 bf00", 0, 3, 3, List.of()),
            // The table lies behind the instruction: one half-word further.
            new Onward("TBB", 0x1000, "e8df f001 0001", 0, 4, 6, List.of()),
            new Onward("TBH", 0x1000, "e8df f011 0001", 0, 4, 6, List.of()),
            // ldmia.w r1, {r6, pc} and the two words.
            new Onward(
                "LDM with PC", 0x1000, "e891 8040 0000 0000 100d 0000", 0x1004, 5, 5, List.of()));
    for (Onward c : cases) {
      assertEquals(c.m3(), onward(c, CoreModel.CORTEX_M3), c.name());
      assertEquals(c.m4(), onward(c, CoreModel.CORTEX_M4F), c.name());
      if (!c.v6().isEmpty()) {
        assertEquals(c.v6().get(0), onward(c, CoreModel.CORTEX_M0), c.name());
        assertEquals(c.v6().get(1), onward(c, CoreModel.CORTEX_M0PLUS), c.name());
      }
    }
  }

  private static int onward(Onward c, CoreModel core) {
    return new Bench(core).with(1, c.operand()).cycles(c.address(), c.code(), false);
  }

  private record Divide(int dividend, int divisor, int cycles) {}

  @Test
  void divisionsByOperands() {
    List<Divide> cases =
        List.of(
            new Divide(0, 5, 2),
            new Divide(1, 1, 3),
            new Divide(100, 3, 4),
            new Divide(3, 100, 2),
            new Divide(-1000, 7, 5),
            new Divide(Integer.MIN_VALUE, 1, 12),
            new Divide(7, 0, 2));
    for (CoreModel core : List.of(CoreModel.CORTEX_M3, CoreModel.CORTEX_M4F)) {
      for (Divide c : cases) {
        Bench bench = new Bench(core).with(1, c.dividend()).with(2, c.divisor());
        // sdiv r0, r1, r2
        assertEquals(c.cycles(), bench.cycles(0x1000, "fb91 f0f2", false), core + " " + c);
      }
    }
  }

  @Test
  void floatingPointDivisionGoesOnBesideTheBranch() {
    // vdiv.f32 s0, s1, s2; the branch behind it takes one of its 14 cycles.
    assertEquals(13, new Bench(CoreModel.CORTEX_M4F).cycles(0x1000, "ee80 0a81", false));
  }

  private record Access(String name, int address, String code, int cycles) {}

  @Test
  void accessesByAddress() {
    int ram = Bench.DATA;
    int alias = 0x2200_0000 + (ram - 0x2000_0000) * 32 + 4 * 3;
    List<Access> cases =
        List.of(
            new Access("aligned word", ram, "6808", 2),
            new Access("word at 1", ram + 1, "6808", 4),
            new Access("word at 2", ram + 2, "6808", 3),
            new Access("word at 3", ram + 3, "6808", 4),
            new Access("half-word at 1", ram + 1, "8808", 3),
            new Access("half-word at 2", ram + 2, "8808", 2),
            new Access("store of a word at 2", ram + 2, "6008", 2),
            new Access("bit-band load", alias, "6808", 2),
            new Access("bit-band store", alias, "6008", 2));
    for (CoreModel core : List.of(CoreModel.CORTEX_M3, CoreModel.CORTEX_M4F)) {
      for (Access c : cases) {
        Bench bench = new Bench(core).with(1, c.address());
        assertEquals(c.cycles(), bench.cycles(0x1000, c.code(), false), core + " " + c.name());
      }
    }
  }

  private record Exceptional(
      CoreModel core, String name, String line, String handler, int cycles) {}

  /** SVC 1, entry, the handler's BX LR, return. */
  @Test
  void exceptionsThereAndBack() {
    List<Exceptional> cases =
        List.of(
            new Exceptional(CoreModel.CORTEX_M0, "SVC", "df00", "4770", 1 + 16 + 3 + 14),
            new Exceptional(CoreModel.CORTEX_M0PLUS, "SVC", "df00", "4770", 1 + 15 + 2 + 13),
            new Exceptional(CoreModel.CORTEX_M3, "SVC", "df00", "4770", 1 + 12 + 3 + 10),
            new Exceptional(CoreModel.CORTEX_M4F, "SVC", "df00", "4770", 1 + 12 + 3 + 10));
    for (Exceptional c : cases) {
      Bench bench = new Bench(c.core()).handler(c.handler());
      assertEquals(c.cycles(), bench.cycles(0x1000, c.line(), false), c.core() + " " + c.name());
    }
  }

  @Test
  void lazyStackingIsPaidAtTheFirstUse() {
    // vadd.f32 s0, s1, s2 makes the frame an extended one; svc follows.
    String line = "ee30 0a81 df00";
    int without = new Bench(CoreModel.CORTEX_M4F).handler("4770").cycles(0x1000, line, false);
    // The handler computes: vadd.f32 s0, s1, s2.
    int with =
        new Bench(CoreModel.CORTEX_M4F).handler("ee30 0a81 4770").cycles(0x1000, line, false);
    // VADD, SVC, entry, BX LR, return.
    assertEquals(1 + 1 + 12 + 3 + 10, without);
    // The lazy store, VADD, and the restored registers.
    assertEquals(without + 18 + 1 + 17, with);
  }

  private record Loop(String name, String code, int rounds, int cycles) {}

  /** DLS, the rounds, a branch at the end of the first one, LE once more at the last. */
  @Test
  void lowOverheadLoops() {
    List<Loop> cases =
        List.of(
            // dls lr, r2; adds r3, #1; le
            new Loop("scalar", "f042 e001 3301 f00f c803", 1, 1 + 1 + 1),
            new Loop("scalar", "f042 e001 3301 f00f c803", 2, 1 + 2 + 4 + 1),
            new Loop("scalar", "f042 e001 3301 f00f c803", 10, 1 + 10 + 4 + 1),
            // dls lr, r2; vldrb.u8 q0, [r0], #16; vmlava.s8 r4, q0, q1; le
            new Loop("sums", "f042 e001 ecb0 1e10 eef0 4f22 f00f c007", 10, 1 + 2 * 10 + 4 + 1));
    for (Loop c : cases) {
      Bench bench = new Bench(CoreModel.CORTEX_M55).with(2, c.rounds());
      assertEquals(c.cycles(), bench.cycles(0x1000, c.code(), false), c.toString());
    }
  }
}
