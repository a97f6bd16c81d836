package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What instructions read and write. */
class OperandsTest {
  private static final Decoder ALL = new Decoder(EnumSet.allOf(Feature.class));

  private record Case(String code, String text, int reads, int writes, int flags) {}

  private record FpCase(String code, String text, long reads, long writes, int core) {}

  private static Instruction decode(String code) {
    int bits = Integer.parseUnsignedInt(code, 16);
    return code.length() == 8 ? ALL.decode(0, bits >>> 16, bits & 0xFFFF) : ALL.decode(0, bits, 0);
  }

  private static int r(int... registers) {
    int mask = 0;
    for (int register : registers) {
      mask |= 1 << register;
    }
    return mask;
  }

  private static long s(int first, int count) {
    return ((1L << count) - 1) << first;
  }

  @Test
  void coreRegistersAndFlags() {
    int nz = Operands.NZ;
    int nzc = Operands.NZ | Operands.C;
    int nzcv = nzc | Operands.V;
    List<Case> cases =
        List.of(
            new Case("18d1", "adds r1, r2, r3", r(2, 3), r(1), nzcv),
            new Case("2139", "movs r1, #57", 0, r(1), nz),
            new Case("4011", "ands r1, r2", r(1, 2), r(1), nz),
            new Case("4091", "lsls r1, r2", r(1, 2), r(1), nzc),
            new Case("0811", "lsrs r1, r2, #32", r(2), r(1), nzc),
            new Case("436b", "muls r3, r5", r(3, 5), r(3), nz),
            new Case("4291", "cmp r1, r2", r(1, 2), 0, nzcv),
            new Case("4a02", "ldr r2, [pc, #8]", r(15), r(2), 0),
            new Case("58e9", "ldr r1, [r5, r3]", r(5, 3), r(1), 0),
            new Case("518b", "str r3, [r1, r6]", r(1, 6, 3), 0, 0),
            new Case("f8521903", "ldr.w r1, [r2], #-3", r(2), r(1, 2), 0),
            new Case("b510", "push {r4, lr}", r(4, 13, 14), r(13), 0),
            new Case("bd10", "pop {r4, pc}", r(13), r(4, 13, 15), 0),
            new Case("c905", "ldmia r1!, {r0, r2}", r(1), r(0, 1, 2), 0),
            new Case("e9731202", "ldrd r1, r2, [r3, #-8]!", r(3), r(1, 2, 3), 0),
            new Case("e8432101", "strex r1, r2, [r3, #4]", r(2, 3), r(1), 0),
            new Case("fba31204", "umull r1, r2, r3, r4", r(3, 4), r(1, 2), 0),
            new Case("fbe31204", "umlal r1, r2, r3, r4", r(1, 2, 3, 4), r(1, 2), 0),
            new Case("fb224103", "smlad r1, r2, r3, r4", r(2, 3, 4), r(1), Operands.Q),
            new Case("fa82f103", "sadd8 r1, r2, r3", r(2, 3), r(1), Operands.GE),
            new Case("f362110b", "bfi r1, r2, #4, #8", r(1, 2), r(1), 0),
            new Case("f2c21134", "movt r1, #8500", r(1), r(1), 0),
            new Case("d0fe", "beq.n 0", 0, r(15), 0),
            new Case("4770", "bx lr", r(14), r(15), 0),
            new Case("f7fffffe", "bl 0", 0, r(14, 15), 0),
            new Case("e8dff001", "tbb [pc, r1]", r(15, 1), r(15), 0),
            new Case("f3ef8110", "mrs r1, PRIMASK", 0, r(1), 0));
    for (Case c : cases) {
      Instruction i = decode(c.code());
      assertEquals(c.text(), Disassembler.text(i));
      assertEquals(c.reads(), Operands.reads(i), c.text() + " reads");
      assertEquals(c.writes(), Operands.writes(i), c.text() + " writes");
      assertEquals(c.flags(), Operands.flagsWritten(i, false), c.text() + " flags");
    }
  }

  @Test
  void floatingPointRegisters() {
    List<FpCase> cases =
        List.of(
            new FpCase("ee710a21", "vadd.f32 s1, s2, s3", s(2, 2), s(1, 1), 0),
            new FpCase("ee321b03", "vadd.f64 d1, d2, d3", s(4, 4), s(2, 2), 0),
            new FpCase("ee410a21", "vmla.f32 s1, s2, s3", s(1, 3), s(1, 1), 0),
            new FpCase("eef4aa6e", "vcmp.f32 s21, s29", s(21, 1) | s(29, 1), 0, 0),
            new FpCase("eeb77ae4", "vcvt.f64.f32 d7, s9", s(9, 1), s(14, 2), 0),
            new FpCase("eefd4bcd", "vcvt.s32.f64 s9, d13", s(26, 2), s(9, 1), 0),
            new FpCase("ed2d8b04", "vpush {d8-d9}", s(16, 4), 0, r(13)),
            new FpCase("ecb20a02", "vldmia r2!, {s0-s1}", 0, s(0, 2), r(2)),
            new FpCase("ee086a10", "vmov s16, r6", 0, s(16, 1), r(6)),
            new FpCase("ee0d5b10", "vmov.32 d13[0], r5", 0, s(26, 1), r(5)),
            new FpCase("ec4a8a1a", "vmov s20, s21, r8, sl", 0, s(20, 2), r(8, 10)));
    for (FpCase c : cases) {
      Instruction i = decode(c.code());
      assertEquals(c.text(), Disassembler.text(i));
      assertEquals(c.reads(), Operands.fpReads(i), c.text() + " reads");
      assertEquals(c.writes(), Operands.fpWrites(i), c.text() + " writes");
      assertEquals(c.core(), Operands.reads(i), c.text() + " core reads");
    }
  }

  @Test
  void flagsReadByConditions() {
    assertEquals(Operands.NZ, Operands.flagsRead(decode("d0fe")));
    assertEquals(Operands.C, Operands.flagsRead(decode("4151")));
    assertEquals(Operands.C, Operands.flagsRead(decode("ea420133")));
    assertEquals(Operands.GE, Operands.flagsRead(decode("faa2f183")));
    assertEquals(0, Operands.flagsRead(decode("18d1")));
  }
}
