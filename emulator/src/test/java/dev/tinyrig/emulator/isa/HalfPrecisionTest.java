package dev.tinyrig.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Half-precision instructions: their text is the toolchain's, and what they read and write. */
final class HalfPrecisionTest {
  private static final Decoder ALL = new Decoder(EnumSet.allOf(Feature.class));

  private record Case(String code, String text, long reads, long writes) {}

  private static final List<Case> CASES =
      List.of(
          new Case("ee710921", "vadd.f16 s1, s2, s3", s(2, 2), s(1, 1)),
          new Case("ee410921", "vmla.f16 s1, s2, s3", s(1, 3), s(1, 1)),
          new Case("eef70908", "vmov.f16 s1, #120", 0, s(1, 1)),
          new Case("ee002990", "vmov.f16 s1, r2", 0, s(1, 1)),
          new Case("ee102990", "vmov.f16 r2, s1", s(1, 1), 0),
          new Case("fef00ac1", "vins.f16 s1, s2", s(1, 2), s(1, 1)),
          new Case("fef00a41", "vmovx.f16 s1, s2", s(2, 1), s(1, 1)),
          new Case("edd20903", "vldr.16 s1, [r2, #6]", 0, s(1, 1)),
          new Case("eddf0903", "vldr.16 s1, [pc, #6]", 0, s(1, 1)),
          new Case("ed420903", "vstr.16 s1, [r2, #-6]", s(1, 1), 0),
          new Case("eefd09c1", "vcvt.s32.f16 s1, s2", s(2, 1), s(1, 1)),
          new Case("eefc0941", "vcvtr.u32.f16 s1, s2", s(2, 1), s(1, 1)),
          new Case("eef809c1", "vcvt.f16.s32 s1, s2", s(2, 1), s(1, 1)),
          new Case("eeff09ee", "vcvt.u32.f16 s1, s1, #3", s(1, 1), s(1, 1)),
          new Case("eef50940", "vcmp.f16 s1, #0.0", s(1, 1), 0),
          new Case("fe610921", "vselge.f16 s1, s2, s3", s(2, 2), s(1, 1)),
          new Case("fec10921", "vmaxnm.f16 s1, s2, s3", s(2, 2), s(1, 1)),
          new Case("fef80941", "vrinta.f16 s1, s2", s(2, 1), s(1, 1)),
          new Case("fefc09c1", "vcvta.s32.f16 s1, s2", s(2, 1), s(1, 1)),
          new Case("eef70941", "vrintx.f16 s1, s2", s(2, 1), s(1, 1)));

  private static long s(int first, int count) {
    return (1L << count) - 1 << first;
  }

  @Test
  void textAndRegisters() {
    for (Case c : CASES) {
      int bits = Integer.parseUnsignedInt(c.code, 16);
      Instruction i = ALL.decode(0, bits >>> 16, bits & 0xFFFF);
      assertEquals(c.text, Disassembler.text(i));
      assertEquals(c.reads, Operands.fpReads(i), c.text + " reads");
      assertEquals(c.writes, Operands.fpWrites(i), c.text + " writes");
    }
  }
}
