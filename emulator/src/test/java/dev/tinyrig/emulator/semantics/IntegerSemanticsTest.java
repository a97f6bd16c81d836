package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Known answers of bit-field, multiply, saturation and DSP functions, worked out by hand. */
final class IntegerSemanticsTest {
  private static final long FLAG = 1L << 32;

  private record Case(String what, long expected, long actual) {}

  private static Case word(String what, int expected, int actual) {
    return new Case(what, expected, actual);
  }

  /** A sum as a word and the flag that it is more. */
  private static Case sum(String what, int value, long flags, long actual) {
    long flag = Dsp.overflow(actual) != 0 ? FLAG : 0;
    return packed(what, value, flags, flag | Integer.toUnsignedLong((int) actual));
  }

  /** A packed result: a word and the flags above it. */
  private static Case packed(String what, int value, long flags, long actual) {
    return new Case(what, flags | Integer.toUnsignedLong(value), actual);
  }

  private static void check(List<Case> cases) {
    for (Case c : cases) {
      assertEquals(Long.toHexString(c.expected), Long.toHexString(c.actual), c.what);
    }
  }

  @Test
  void bitFields() {
    check(
        List.of(
            word("mask 1", 1, BitFields.mask(1)),
            word("mask 32", -1, BitFields.mask(32)),
            word("bfi", 0xFFFF_F5FF, BitFields.insert(-1, 0x5, 8, 4)),
            word("bfi whole", 0x1234_5678, BitFields.insert(-1, 0x1234_5678, 0, 32)),
            word("bfc top", 0x7FFF_FFFF, BitFields.insert(-1, 0, 31, 1)),
            word("sbfx", -1, BitFields.extractSigned(0x0000_0F00, 8, 4)),
            word("sbfx positive", 7, BitFields.extractSigned(0x0000_0700, 8, 4)),
            word("sbfx whole", 0x8000_0000, BitFields.extractSigned(0x8000_0000, 0, 32)),
            word("sbfx top bit", -1, BitFields.extractSigned(0x8000_0000, 31, 1)),
            word("ubfx", 0xF, BitFields.extractUnsigned(0x0000_0F00, 8, 4)),
            word("ubfx whole", -1, BitFields.extractUnsigned(-1, 0, 32)),
            word("ubfx top bit", 1, BitFields.extractUnsigned(0x8000_0000, 31, 1)),
            word("rev16", 0x2211_4433, BitFields.reverseBytesOfHalves(0x1122_3344)),
            word("revsh", 0xFFFF_8001, BitFields.reverseSignedHalf(0x1234_0180)),
            word("sxtb16", 0xFF80_007F, BitFields.signExtendBytes16(0x1180_227F)),
            word("uxtb16", 0x0080_007F, BitFields.zeroExtendBytes16(0x1180_227F)),
            word("halves", 0x0001_0000, BitFields.addHalves(0xFFFF_FFFF, 0x0002_0001)),
            word("pack", 0x1122_7788, BitFields.pack(0x5566_7788, 0x1122_3344)),
            word("sel none", 0x5566_7788, BitFields.select(0x1122_3344, 0x5566_7788, 0)),
            word("sel 0101", 0x5522_7744, BitFields.select(0x1122_3344, 0x5566_7788, 5)),
            word("sel all", 0x1122_3344, BitFields.select(0x1122_3344, 0x5566_7788, 15))));
  }

  @Test
  void multiplications() {
    int min = Integer.MIN_VALUE;
    check(
        List.of(
            new Case("umull", 0xFFFF_FFFE_0000_0001L, Multiply.unsignedLong(-1, -1)),
            new Case("smull", 1, Multiply.signedLong(-1, -1)),
            new Case("smull min", 0x4000_0000_0000_0000L, Multiply.signedLong(min, min)),
            new Case("umaal max", -1L, Multiply.accumulateTwice(-1, -1, -1, -1)),
            new Case("join", 0x8000_0000_FFFF_FFFFL, Multiply.join(-1, min)),
            word("smmul", 0x4000_0000, Multiply.highWord(min, min, false)),
            word("smmul down", -1, Multiply.highWord(-1, 1, false)),
            word("smmulr half up", 1, Multiply.highWord(0x8000_0000, -1, true)),
            word("smmul half", 0, Multiply.highWord(0x8000_0000, -1, false)),
            word("smmla wraps", 0xBFFF_FFFF, Multiply.highWordAdd(min, min, 0x7FFF_FFFF, false)),
            word("smmls", 4, Multiply.highWordSubtract(1, 1, 5, false)),
            word("smmlsr", 5, Multiply.highWordSubtract(1, 1, 5, true))));
  }

  @Test
  void saturation() {
    int max = Integer.MAX_VALUE;
    int min = Integer.MIN_VALUE;
    check(
        List.of(
            packed("ssat fits", 127, 0, Saturate.ssat(127, 8)),
            packed("ssat up", 127, FLAG, Saturate.ssat(128, 8)),
            packed("ssat down", -128, FLAG, Saturate.ssat(-129, 8)),
            packed("ssat 1", 0, FLAG, Saturate.ssat(1, 1)),
            packed("ssat 1 low", -1, 0, Saturate.ssat(-1, 1)),
            packed("ssat 32", min, 0, Saturate.ssat(min, 32)),
            packed("usat 0", 0, FLAG, Saturate.usat(1, 0)),
            packed("usat negative", 0, FLAG, Saturate.usat(-1, 8)),
            packed("usat 31", max, 0, Saturate.usat(max, 31)),
            packed("usat up", 255, FLAG, Saturate.usat(256, 8)),
            packed("ssat16 low", 0x0001_007F, FLAG, Saturate.ssat16(0x0001_0080, 8)),
            packed("ssat16 high", 0xFF80_FFFF, FLAG, Saturate.ssat16(0x8000_FFFF, 8)),
            packed("ssat16 fits", 0x8000_7FFF, 0, Saturate.ssat16(0x8000_7FFF, 16)),
            packed("usat16", 0x0000_00FF, FLAG, Saturate.usat16(0xFFFF_0100, 8)),
            packed("qadd", max, FLAG, Saturate.qadd(max, 1)),
            packed("qadd low", min, FLAG, Saturate.qadd(min, -1)),
            packed("qadd fits", -1, 0, Saturate.qadd(min, max)),
            packed("qsub", min, FLAG, Saturate.qsub(min, 1)),
            packed("qdadd doubles", max, FLAG, Saturate.qdadd(0, 0x4000_0000)),
            packed("qdadd both", -1, FLAG, Saturate.qdadd(min, 0x4000_0000)),
            packed("qdsub", min + 1, FLAG, Saturate.qdsub(0, 0x4000_0000)),
            packed("qdsub fits", 1, 0, Saturate.qdsub(5, 2))));
  }

  @Test
  void products() {
    int minimums = 0x8000_8000;
    check(
        List.of(
            sum("smuad overflows", 0x8000_0000, FLAG, Dsp.smuad(minimums, minimums)),
            sum("smuad", 11, 0, Dsp.smuad(0x0001_0002, 0x0003_0004)),
            sum("smuad swapped", 10, 0, Dsp.smuad(0x0001_0002, Dsp.swap(0x0003_0004))),
            sum("smlad", -1, 0, Dsp.smlad(0x0001_0002, 0x0003_0004, -12)),
            sum("smlad wraps", 0x8000_000A, FLAG, Dsp.smlad(0x0001_0002, 0x0003_0004, 0x7FFF_FFFF)),
            sum("smlad back", 0x7FFF_FFFF, 0, Dsp.smlad(minimums, minimums, -1)),
            sum("smlsd", 5 + 100, 0, Dsp.smlsd(0x0001_0002, 0x0003_0004, 100)),
            sum("smlsd wraps", 0x8000_0004, FLAG, Dsp.smlsd(0x0001_0002, 0x0003_0004, 0x7FFF_FFFF)),
            word("smusd", 0x7FFF_8000, Dsp.dualDifference(0x7FFF_8000, 0x8000_8000)),
            sum("smlabb", 0x8000_0000, FLAG, Dsp.multiplyAdd(1, 1, 0x7FFF_FFFF)),
            sum("smlabb fits", 0x4000_0000, 0, Dsp.multiplyAdd(-0x8000, -0x8000, 0)),
            word("smulwb", -1, Dsp.multiplyWide(-1, 1)),
            word("smulwb min", 0x4000_0000, Dsp.multiplyWide(0x8000_0000, -0x8000)),
            sum("smlawb", 0x8000_0000, FLAG, Dsp.multiplyWideAdd(0x1_0000, 1, 0x7FFF_FFFF)),
            word("products", 11, Dsp.products(0x0001_0002, 0x0003_0004)),
            word("products low", -128 * 0x7FFF * 2, Dsp.products(0xFF80_FF80, 0x7FFF_7FFF)),
            word("of bytes", -128 * 4 + 3, Dsp.productsOfBytes(0x5501_5580, 0x0003_0004)),
            word("of bytes both", -128 * 4 - 3, Dsp.productsOfBytesBoth(0x5501_5580, 0x55FD_5504)),
            word("usad8", 0x3FC, Dsp.sumOfDifferences(0xFF00_FF00, 0x00FF_00FF, 0)),
            word("usada8", 0, Dsp.sumOfDifferences(0, 1, -1))));
  }

  private static long ge(int flags) {
    return (long) flags << 32;
  }

  @Test
  void parallelHalves() {
    check(
        List.of(
            packed("sadd16", 0x8000_FFFF, ge(12), Simd16.sadd16(0x7FFF_FFFE, 0x0001_0001)),
            packed("ssub16", 0x8000_FFFF, ge(12), Simd16.ssub16(0x7FFF_0000, 0xFFFF_0001)),
            packed("sasx", 0x0003_FFFF, ge(12), Simd16.sasx(0x0001_0003, 0x0004_0002)),
            packed("ssax", 0xFFFF_0007, ge(3), Simd16.ssax(0x0001_0003, 0x0004_0002)),
            packed("uadd16", 0x0000_0003, ge(12), Simd16.uadd16(0xFFFF_0001, 0x0001_0002)),
            packed("usub16", 0xFFFF_0000, ge(3), Simd16.usub16(0x0001_0002, 0x0002_0002)),
            packed("uasx", 0x0000_0001, ge(15), Simd16.uasx(0xFFFE_0002, 0x0001_0002)),
            packed("usax", 0x0000_0000, ge(15), Simd16.usax(0x0002_FFFF, 0x0001_0002)),
            word("qadd16", 0x7FFF_8000, Simd16.qadd16(0x7FFF_8000, 0x0001_FFFF)),
            word("qsub16", 0x8000_7FFF, Simd16.qsub16(0x8000_7FFF, 0x0001_FFFF)),
            word("qasx", 0x7FFF_8000, Simd16.qasx(0x7FFF_8000, 0x0001_0001)),
            word("qsax", 0x8000_7FFF, Simd16.qsax(0x8000_7FFF, 0x0001_0001)),
            word("shadd16", 0x7FFF_8000, Simd16.shadd16(0x7FFF_8000, 0x7FFF_8000)),
            word("shsub16", 0x7FFF_8000, Simd16.shsub16(0x7FFF_8000, 0x8000_7FFF)),
            word("shasx", 0x0002_FFFF, Simd16.shasx(0x0003_0000, 0x0001_0002)),
            word("shsax", 0xFFFF_0002, Simd16.shsax(0x0000_0003, 0x0002_0001)),
            word("uqadd16", 0xFFFF_0003, Simd16.uqadd16(0xFFFF_0001, 0x0001_0002)),
            word("uqsub16", 0x0000_0001, Simd16.uqsub16(0x0001_0002, 0x0002_0001)),
            word("uqasx", 0xFFFF_0000, Simd16.uqasx(0xFFFF_0001, 0x0002_0001)),
            word("uqsax", 0x0000_FFFF, Simd16.uqsax(0x0000_FFFF, 0x0002_0001)),
            word("uhadd16", 0xFFFF_0001, Simd16.uhadd16(0xFFFF_0001, 0xFFFF_0002)),
            word("uhsub16", 0x7FFF_8000, Simd16.uhsub16(0xFFFF_0000, 0x0000_FFFF)),
            word("uhasx", 0x8000_8000, Simd16.uhasx(0xFFFF_0000, 0xFFFF_0001)),
            word("uhsax", 0x8000_8000, Simd16.uhsax(0x0000_FFFF, 0x0001_FFFF))));
  }

  @Test
  void parallelBytes() {
    check(
        List.of(
            packed("sadd8", 0x80FF_0000, ge(11), Simd8.sadd8(0x7F80_01FF, 0x017F_FF01)),
            packed("ssub8", 0x80FF_0102, ge(11), Simd8.ssub8(0x7F00_0101, 0xFF01_00FF)),
            packed("uadd8", 0x0003_FE00, ge(11), Simd8.uadd8(0xFF01_FF80, 0x0102_FF80)),
            packed("usub8", 0xFF00_0100, ge(7), Simd8.usub8(0x0001_0280, 0x0101_0180)),
            word("qadd8", 0x7F80_0002, Simd8.qadd8(0x7F80_0101, 0x0180_FF01)),
            word("qsub8", 0x807F_0200, Simd8.qsub8(0x807F_0101, 0x01FF_FF01)),
            word("shadd8", 0x7F80_00FF, Simd8.shadd8(0x7F80_0100, 0x7F80_00FF)),
            word("shsub8", 0x7F80_00FF, Simd8.shsub8(0x7F80_0100, 0x807F_0001)),
            word("uqadd8", 0xFF03_FF00, Simd8.uqadd8(0xFF01_8000, 0x0102_8000)),
            word("uqsub8", 0x0001_0000, Simd8.uqsub8(0x0003_7F00, 0x0102_FF00)),
            word("uhadd8", 0xFF01_8000, Simd8.uhadd8(0xFF01_FF01, 0xFF02_0100)),
            word("uhsub8", 0x7F80_FF00, Simd8.uhsub8(0xFF00_0001, 0x00FF_0100))));
  }
}
