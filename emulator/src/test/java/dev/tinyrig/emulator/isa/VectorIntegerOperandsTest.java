package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vector integer instructions read and write, and where their operands may not overlap. */
final class VectorIntegerOperandsTest {
  private static final Decoder ALL = new Decoder(EnumSet.allOf(Feature.class));

  /** Registers as text, such as {@code r1 q2 s5}. */
  private record Case(int code, String text, String reads, String writes) {}

  private static Instruction decode(int bits) {
    return ALL.decode(0, bits >>> 16, bits & 0xFFFF);
  }

  private static String registers(int core, long floats) {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < 16; r++) {
      text.append((core >>> r & 1) != 0 ? "r" + r + " " : "");
    }
    for (int q = 0; q < 8; q++) {
      int beats = (int) (floats >>> 4 * q) & 0xF;
      if (beats == 0xF) {
        text.append("q").append(q).append(' ');
        continue;
      }
      for (int b = 0; b < 4; b++) {
        text.append((beats >>> b & 1) != 0 ? "s" + (4 * q + b) + " " : "");
      }
    }
    return text.toString().trim();
  }

  @Test
  void registersReadAndWritten() {
    List<Case> cases =
        List.of(
            new Case(0xEE23_2FEE, "vidup.u32 q1, r2, #4", "r2", "r2 q1"),
            new Case(0xEE13_2F62, "viwdup.u16 q1, r2, r3, #1", "r2 r3", "r2 q1"),
            new Case(0xEE32_0F04, "vadc.i32 q0, q1, q2", "q1 q2", "q0"),
            new Case(0xEEA8_0FC4, "vshlc q0, r4, #8", "r4 q0", "r4 q0"),
            new Case(0xEEF2_0E04, "vmladav.s16 r0, q1, q2", "q1 q2", "r0"),
            new Case(0xEEF2_0E24, "vmladava.s16 r0, q1, q2", "r0 q1 q2", "r0"),
            new Case(0xEEA3_2E04, "vmlaldav.s32 r2, r5, q1, q2", "q1 q2", "r2 r5"),
            new Case(0xEEA3_2E24, "vmlaldava.s32 r2, r5, q1, q2", "r2 r5 q1 q2", "r2 r5"),
            new Case(0xFEE2_4F06, "vmaxv.u8 r4, q3", "r4 q3", "r4"),
            new Case(0xFE82_3F05, "vabav.u8 r3, q1, q2", "r3 q1 q2", "r3"),
            new Case(0xFE63_9F45, "vpte.s32 ge, q1, r5", "r5 q1", ""),
            new Case(0xFE03_0F4F, "vcmp.i8 eq, q1, zr", "q1", ""),
            new Case(0xFE71_0F4D, "vpst", "", ""),
            new Case(0xF016_E801, "vctp.16 r6", "r6", ""),
            new Case(0xFE33_0F05, "vpsel q0, q1, q2", "q1 q2", "q0"),
            new Case(0xEEF2_7B30, "vmov.u8 r7, q1[5]", "s5", "r7"),
            new Case(0xEE63_7B30, "vmov.8 q1[13], r7", "r7 s7", "s7"),
            new Case(0xEC03_4F01, "vmov r1, r3, q2[2], q2[0]", "s8 s10", "r1 r3"),
            new Case(0xEC13_4F11, "vmov q2[3], q2[1], r1, r3", "r1 r3", "s9 s11"),
            new Case(0xFF87_415F, "vorr.i32 q2, #255", "q2", "q2"),
            new Case(0xFF87_405F, "vmov.i32 q2, #255", "", "q2"),
            new Case(0xEE33_3E07, "vqmovnt.s16 q1, q3", "q1 q3", "q1"),
            new Case(0xEE05_2F47, "vadd.i8 q1, q2, r7", "r7 q2", "q1"),
            new Case(0xEE3B_3E67, "vrshl.s32 q1, r7", "r7 q1", "q1"),
            new Case(0xEE04_2E06, "vqdmladh.s8 q1, q2, q3", "q1 q2 q3", "q1"),
            new Case(0xEE05_2E47, "vmla.s8 q1, q2, r7", "r7 q1 q2", "q1"),
            new Case(0xEEA8_5B30, "vdup.16 q4, r5", "r5", "q4"),
            new Case(0xFFB4_2044, "vrev64.16 q1, q2", "q2", "q1"),
            new Case(0xFF8D_2454, "vsri.8 q1, q2, #3", "q1 q2", "q1"));
    for (Case c : cases) {
      Instruction i = decode(c.code);
      assertEquals(c.reads, registers(Operands.reads(i), Operands.fpReads(i)), c.text + " reads");
      assertEquals(
          c.writes, registers(Operands.writes(i), Operands.fpWrites(i)), c.text + " writes");
      int flags = i.op == Op.VADC_Q ? Operands.FPSCR_FLAGS : 0;
      assertEquals(flags, Operands.flagsRead(i), c.text);
      assertEquals(flags, Operands.flagsWritten(i, false), c.text);
    }
  }

  @Test
  void resultsThatOverlapOperandsAreUndefined() {
    int vmull = 0xEE23_0E02; // vmullb.s32 q0, q1, q1
    assertEquals(Op.VMULL_Q, decode(vmull).op);
    assertEquals(Op.UNDEFINED, decode(vmull & ~0xE).op, "q0, q1, q0");
    assertEquals(Op.UNDEFINED, decode(vmull & ~0xE_0000).op, "q0, q0, q1");
    assertEquals(Op.VMULL_Q, decode(vmull & ~0xE ^ 0x30_0000).op, "half-words");
    int vqdmull = 0xFE32_0F60; // vqdmullb.s32 q0, q1, r0
    assertEquals(Op.VQDMULL_QR, decode(vqdmull).op);
    assertEquals(Op.UNDEFINED, decode(vqdmull & ~0xE_0000).op);
    int vrev = 0xFFB4_2044; // vrev64.16 q1, q2
    assertTrue(ALL.whyUndefined(decode(vrev ^ 0x6)).contains("reversed"));
    int vcadd = 0xFE22_0F04; // vcadd.i32 q0, q1, q2, #90
    assertEquals(Op.VCADD_Q, decode(vcadd).op);
    assertEquals(Op.UNDEFINED, decode(vcadd & ~0xE).op, "q0, q1, q0");
    assertEquals(Op.VCADD_Q, decode(vcadd & ~0xE_0000).op, "q0, q0, q2");
  }
}
