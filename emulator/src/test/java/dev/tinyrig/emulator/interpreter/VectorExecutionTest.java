package dev.tinyrig.emulator.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Decoder;
import dev.tinyrig.emulator.isa.Instruction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Predication, tails and resumption of vector integer instructions, worked out by hand. */
final class VectorExecutionTest {
  private static final int QC = 1 << 27;
  private static final int NO_TAIL = 4 << 16;

  private final Core core = FpCores.core(CoreModel.CORTEX_M55);
  private final Decoder decoder = new Decoder(CoreModel.CORTEX_M55.features());

  VectorExecutionTest() {
    core.fpscr = NO_TAIL;
  }

  private void execute(int bits) {
    Instruction i = decoder.decode(0x1000, bits >>> 16, bits & 0xFFFF);
    FpDispatch.execute(core, i);
  }

  private void set(int q, int... beats) {
    System.arraycopy(beats, 0, core.s, 4 * q, 4);
  }

  private void check(int q, int... beats) {
    String actual = hex(Arrays.copyOfRange(core.s, 4 * q, 4 * q + 4));
    assertEquals(hex(beats), actual);
  }

  private static String hex(int[] words) {
    StringBuilder text = new StringBuilder();
    for (int word : words) {
      text.append(String.format("%08x ", word));
    }
    return text.toString();
  }

  /** Opens a VPT block of one instruction whose active bytes are these. */
  private void predicate(int bytes) {
    core.vpr = 0x88 << 16 | bytes;
  }

  @Test
  void aSequenceGoesOnWhereItsExecutedBeatsEnded() {
    set(1, 5, 5, 5, 5);
    core.r[2] = 4; // beat A0 has left the next number
    core.eci = 1;
    execute(0xEE23_2FEE); // vidup.u32 q1, r2, #4
    check(1, 5, 4, 8, 12);
    assertEquals(16, core.r[2]);
    assertEquals(0, core.eci);
  }

  @Test
  void aSequenceCountsLanesThatAreNotActive() {
    set(1, -1, -1, -1, -1);
    core.r[2] = 5;
    core.r[3] = 7;
    predicate(0xF0FC);
    execute(0xEE13_2F62); // viwdup.u16 q1, r2, r3, #1
    check(1, 0x0006_FFFF, 0x0001_0000, -1, 0x0005_0004);
    assertEquals(6, core.r[2]);
    assertEquals(0xF0FC, core.vpr);
  }

  @Test
  void aFallingSequenceStandsBelowItsEndAfterZero() {
    core.r[2] = 8;
    core.r[3] = 32;
    execute(0xEE03_3FE3); // vdwdup.u8 q1, r2, r3, #8
    check(1, 0x1018_0008, 0x1018_0008, 0x1018_0008, 0x1018_0008);
    assertEquals(8, core.r[2]);
  }

  @Test
  void aCarryPassesBeatsThatAreNotActive() {
    set(0, 9, 9, 9, 9);
    set(1, -1, 0, 1, 1);
    set(2, 1, 0, 1, 1);
    core.fpscr |= 0x9 << 28;
    predicate(0x0F0F);
    execute(0xEE32_1F04); // vadci.i32 q0, q1, q2
    check(0, 0, 9, 3, 9);
    assertEquals(NO_TAIL, core.fpscr);
  }

  @Test
  void aResumedSumBeginsWithTheCarryOfItsFirstBeats() {
    set(0, 9, 9, 9, 9);
    set(1, 0, 5, 0, 0);
    set(2, 0, 5, 0, 1);
    core.eci = 1;
    execute(0xFE32_1F04); // vsbci.i32 q0, q1, q2: FPSCR.C is 0, a borrow
    check(0, 9, -1, -1, -2);
    assertEquals(NO_TAIL, core.fpscr);
  }

  @Test
  void predicatedBeatsOfAShiftKeepTheCarriedBits() {
    set(0, 0x1122_3344, 0x5566_7788, 0x99AA_BBCC, 0xDDEE_FF00);
    core.r[4] = 0xFFFF_FFAB;
    predicate(0xF00F);
    execute(0xEEA8_0FC4); // vshlc q0, r4, #8
    check(0, 0x2233_44AB, 0x5566_7788, 0x99AA_BBCC, 0xEEFF_0011);
    assertEquals(0xDD, core.r[4]);
  }

  @Test
  void onlyActiveLanesSetQc() {
    set(1, 0x7F7F_7F7F, 0, 0, 0);
    set(2, 0x0101_0101, 0, 0, 0);
    set(0, 0, 0, 0, 0);
    predicate(0xFFF0);
    execute(0xEF02_0054); // vqadd.s8 q0, q1, q2
    check(0, 0, 0, 0, 0);
    assertEquals(NO_TAIL, core.fpscr);
    execute(0xEF02_0054);
    check(0, 0x7F7F_7F7F, 0, 0, 0);
    assertEquals(NO_TAIL | QC, core.fpscr);
  }

  @Test
  void partOfALaneIsWrittenWhenPartOfItsBytesIsActive() {
    set(0, 0, 0, 0, 0);
    set(1, 0x0102_0304, 0x0102_0304, 0x0102_0304, 0x0102_0304);
    set(2, 0x1010_1010, 0x1010_1010, 0x1010_1010, 0x1010_1010);
    predicate(0x8421);
    execute(0xEF22_0844); // vadd.i32 q0, q1, q2
    check(0, 0x14, 0x1300, 0x12_0000, 0x1100_0000);
  }

  @Test
  void aSumOfProductsBeginsWithTheRegisterWhenItsFirstBeatHasExecuted() {
    set(1, 0x0002_0003, 0x0002_0003, 0x0002_0003, 0x0002_0003);
    set(2, 0x0001_0001, 0x0001_0001, 0x0001_0001, 0x0001_0001);
    core.r[0] = 1000;
    core.eci = 2;
    execute(0xEEF2_0E04); // vmladav.s16 r0, q1, q2
    assertEquals(1010, core.r[0]);
    execute(0xEEF2_0E04);
    assertEquals(20, core.r[0]);
    execute(0xEEF2_0E24); // vmladava.s16 r0, q1, q2
    assertEquals(40, core.r[0]);
  }

  @Test
  void aBlockComparesAndInvertsItsPredicate() {
    set(1, 1, -1, 5, 4);
    set(2, 1, 1, 1, 1);
    core.r[5] = 4;
    execute(0xFE63_9F45); // vpte.s32 ge, q1, r5
    assertEquals(0xCC << 16 | 0xFF00, core.vpr);
    set(0, 0, 0, 0, 0);
    execute(0xEF22_0844); // vaddt.i32 q0, q1, q2
    check(0, 0, 0, 6, 5);
    assertEquals(0x88 << 16 | 0x00FF, core.vpr);
    execute(0xEF22_0844); // vadde.i32 q0, q1, q2
    check(0, 2, 0, 6, 5);
    assertEquals(0x00FF, core.vpr);
  }

  @Test
  void predicatesOfBeatsThatHaveExecutedStay() {
    core.vpr = 0x000A;
    core.eci = 1;
    execute(0xFE31_0F4D); // vpnot
    assertEquals(0xFFFA, core.vpr);
    core.eci = 2;
    core.r[6] = 5;
    execute(0xF016_E801); // vctp.16 r6
    assertEquals(0x03FA, core.vpr);
    core.eci = 2;
    execute(0xFE71_0F4D); // vpst: beat 1 has written MASK01 already
    assertEquals(0x80 << 16 | 0x03FA, core.vpr);
  }

  @Test
  void aSelectionReadsPredicatesOutsideOfABlock() {
    set(1, 0x1111_1111, 0x1111_1111, 0x1111_1111, 0x1111_1111);
    set(2, 0x2222_2222, 0x2222_2222, 0x2222_2222, 0x2222_2222);
    core.vpr = 0x3C0F;
    execute(0xFE33_0F05); // vpsel q0, q1, q2
    check(0, 0x1111_1111, 0x2222_2222, 0x1111_2222, 0x2222_1111);
  }

  @Test
  void theTailOfALoopIsNotActive() {
    set(0, 0, 0, 0, 0);
    set(1, 1, 1, 1, 1);
    set(2, 1, 1, 1, 1);
    core.fpscr = 2 << 16;
    core.r[14] = 3;
    execute(0xEF22_0844); // vadd.i32 q0, q1, q2
    check(0, 2, 2, 2, 0);
  }

  @Test
  void lanesMoveWithoutPredicates() {
    set(1, 0x3322_1100, 0x7766_5544, 0xBBAA_9988, 0xFFEE_DDCC);
    set(2, 0, 1, 2, 3);
    predicate(0);
    execute(0xEEF2_7B30); // vmov.u8 r7, q1[5]
    assertEquals(0x55, core.r[7]);
    execute(0xEE63_7B30); // vmov.8 q1[13], r7
    check(1, 0x3322_1100, 0x7766_5544, 0xBBAA_9988, 0xFFEE_55CC);
    core.r[1] = 77;
    core.r[3] = 78;
    core.eci = 1;
    execute(0xEC03_4F01); // vmov r1, r3, q2[2], q2[0]: q2[0] has moved
    assertEquals(77, core.r[1]);
    assertEquals(2, core.r[3]);
    execute(0xEC13_4F11); // vmov q2[3], q2[1], r1, r3
    check(2, 0, 77, 2, 2);
    core.r[7] = 5;
    core.eci = 2;
    execute(0xEE04_7B10); // vmov.32 q2[0], r7: its beat has executed
    execute(0xEE05_7B10); // vmov.32 q2[2], r7
    check(2, 0, 77, 5, 2);
    assertEquals(0, core.eci);
    assertEquals(0x88 << 16, core.vpr);
  }
}
