package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Known answers of vector functions on one beat, worked out by hand from the Arm ARM. */
final class VectorSemanticsTest {
  private static final int MIN = Integer.MIN_VALUE;
  private static final int MAX = Integer.MAX_VALUE;

  private record Case(String what, long expected, long actual) {}

  private static Case word(String what, int expected, int actual) {
    return new Case(what, expected, actual);
  }

  /** A beat, and the bytes at which saturated lanes begin. */
  private static Case packed(String what, int value, long saturated, long actual) {
    return new Case(what, saturated << 32 | Integer.toUnsignedLong(value), actual);
  }

  private static void check(List<Case> cases) {
    for (Case c : cases) {
      assertEquals(Long.toHexString(c.expected), Long.toHexString(c.actual), c.what);
    }
  }

  @Test
  void saturationMarksTheFirstByteOfALane() {
    check(
        List.of(
            packed(
                "vqadd.s8",
                0x7F80_01FF,
                0b1100,
                VectorSaturate.qaddSigned(0, 0x7F80_00FE, 0x01FF_0101)),
            packed(
                "vqadd.u8",
                0xFFFF_01FF,
                0b0100,
                VectorSaturate.qaddUnsigned(0, 0x7F80_00FE, 0x80FF_0101)),
            packed(
                "vqadd.s16",
                0x7FFF_8000,
                0b0101,
                VectorSaturate.qaddSigned(1, 0x7FFF_8000, 0x0001_FFFF)),
            packed(
                "vqsub.u16",
                0x0000_0001,
                0b0100,
                VectorSaturate.qsubUnsigned(1, 0x0001_0002, 0x0002_0001)),
            packed("vqsub.s32", MIN, 1, VectorSaturate.qsubSigned(2, MIN, 1)),
            packed("vqabs.s8", 0x7F7F_0105, 0b1000, VectorSaturate.qabs(0, 0x8081_FFFB)),
            packed("vqneg.s16", 0x7FFF_FFFF, 0b0100, VectorSaturate.qneg(1, 0x8000_0001)),
            packed(
                "vqdmulh.s16",
                0x7FFF_4000,
                0b0100,
                VectorDoubling.qdmulh(1, 0x8000_8000, 0x8000_C000)),
            packed(
                "vqrdmulh.s8",
                0x0100_7F00,
                0b0010,
                VectorDoubling.qrdmulh(0, 0x4000_803F, 0x0200_8001)),
            packed("vqrdmulh.s32", 0x4000_0000, 0, VectorDoubling.qrdmulh(2, MAX, 0x4000_0000)),
            packed("vqdmullt.s16", MAX, 0b0100, VectorDoubling.qdmull(1, 0x8000_0001, 0x8000_0001)),
            packed("vqdmullb.s16", 2, 0, VectorDoubling.qdmull(0, 0x8000_0001, 0x8000_0001))));
  }

  @Test
  void doublingSumsAreExactBeforeTheyAreLimited() {
    check(
        List.of(
            packed(
                "both products are 1",
                MAX,
                1,
                VectorDoubling.dualWords(MIN, MIN, MIN, MIN, false, false)),
            packed("they cancel", 0, 0, VectorDoubling.dualWords(MIN, MIN, MIN, MIN, true, false)),
            packed("-1 less 1", MIN, 1, VectorDoubling.dualWords(MIN, MAX, MIN, MIN, true, false)),
            packed(
                "vqrdmlah: rounding does not lift from below",
                MIN,
                0,
                VectorDoubling.qrdmlah(2, MIN, 1, 0)),
            packed(
                "vqrdmlah: rounding saturates",
                MAX,
                1,
                VectorDoubling.qrdmlah(2, MAX, 0x8000, 0x8000)),
            packed(
                "vqdmlah: the same is in range",
                MAX,
                0,
                VectorDoubling.qdmlah(2, MAX, 0x8000, 0x7FFF)),
            packed(
                "vqdmlash.s8 adds the scalar",
                0x0505_0505,
                0,
                VectorDoubling.qdmlash(0, 0, 0x7F7F_7F7F, 0x0505_0505)),
            packed(
                "vqdmladhx.s16 in the odd lane",
                0xE000_0000,
                0,
                VectorDoubling.dual(1, 0x4000_4000, 0x4000_8000, true, false, false)),
            packed(
                "vqdmlsdh.s16 in the even lane",
                0x0000_2000,
                0,
                VectorDoubling.dual(1, 0x2000_4000, 0x4000_6000, false, true, false))));
  }

  @Test
  void shiftsByTheLowestByteOfEachLane() {
    check(
        List.of(
            word("vshl.u8", 0x8000_0102, VectorShift.shlUnsigned(0, 0x0101_0101, 0x0708_0001)),
            word(
                "vshl.s16 by -128",
                0xFFFF_0000,
                VectorShift.shlSigned(1, 0x8000_7FFF, 0x0080_FF80)),
            word(
                "vrshl.u8 by -8",
                0x0100_0100,
                VectorShift.rshlUnsigned(0, 0x807F_FF00, 0xF8F8_F8F8)),
            word("vrshl.s8 by -8", 0, VectorShift.rshlSigned(0, 0x807F_FF00, 0xF8F8_F8F8)),
            word("vrshl.u8 by -9", 0, VectorShift.rshlUnsigned(0, -1, 0xF7F7_F7F7)),
            word("vrshl.u32 by -32", 1, VectorShift.rshlUnsigned(2, MIN, 0xE0)),
            packed("vqshl.s8 of 0 by 127", 0, 0, VectorShift.qshlSigned(0, 0, 0x7F7F_7F7F)),
            packed("vqshl.s32 by 127", MIN, 1, VectorShift.qshlSigned(2, -1, 0x7F)),
            packed("vqshl.u32 by 31", MIN, 0, VectorShift.qshlUnsigned(2, 1, 31)),
            packed("vqshl.u32 by 32", -1, 1, VectorShift.qshlUnsigned(2, 1, 32)),
            packed(
                "vqshlu.s16", 0x0000_FFFF, 0b0101, VectorShift.qshlu(1, 0xFFFF_7FFF, 0x0002_0002)),
            packed(
                "vqrshl.s16 right",
                0x0001_0000,
                0,
                VectorShift.qrshlSigned(1, 0x0001_FFFF, 0x00FF_00FF)),
            word("vsli.8", 0x1A2B_3C4D, VectorShift.sli(0, 0xFAFB_FCFD, 0x0102_0304, 4)),
            word("vsri.16 #16", 0x1234_5678, VectorShift.sri(1, 0x1234_5678, -1, 16)),
            word("vsri.32 #32", 0x1234_5678, VectorShift.sri(2, 0x1234_5678, -1, 32)),
            word("vsri.32 #31", 0x1234_5679, VectorShift.sri(2, 0x1234_5678, -1, 31)),
            word("vshllt.s8 #8", 0x8000_7F00, VectorShift.shll(0, 1, 0x8011_7F22, 8, false)),
            word("vshllb.u16 #1", 0x0001_FFFE, VectorShift.shll(1, 0, 0x1234_FFFF, 1, true)),
            word("vshlc #32", 0x1234_5678, VectorShift.shlc(-1, 0x1234_5678, 32)),
            word("vshlc #32 carry", -1, VectorShift.shlcCarry(-1, 32)),
            word("vshlc #4", 0x2345_678A, VectorShift.shlc(0x1234_5678, 0xFFFF_FFFA, 4)),
            word("vshlc #4 carry", 1, VectorShift.shlcCarry(0x1234_5678, 4))));
  }

  @Test
  void narrowResultsStandInEverySecondLane() {
    check(
        List.of(
            word("bytes of vmovnt.i16", 0b1010, VectorNarrow.written(0, 1)),
            word("bytes of vmovnt.i32", 0b1100, VectorNarrow.written(1, 1)),
            word("vmovnb.i16", 0x0034_0078, VectorNarrow.shrn(0, 0, 0x1234_5678, 0)),
            word("vrshrnt.i32 #16", 0x1235_0000, VectorNarrow.rshrn(1, 1, 0x1234_8000, 16)),
            packed(
                "vqmovnt.s16", 0x8000_7F00, 0b1010, VectorNarrow.qshrnSigned(0, 1, 0x8000_0080, 0)),
            packed("vqmovunb.s32", 0, 1, VectorNarrow.qshrun(1, 0, -1, 0)),
            packed(
                "vqrshrnb.u16 #8",
                0x00FF_0001,
                0b0100,
                VectorNarrow.qrshrnUnsigned(0, 0, 0xFF80_0080, 8)),
            packed(
                "vqrshrunb.s16 #1", 0x0000_0001, 0, VectorNarrow.qrshrun(0, 0, 0xFFFF_0001, 1))));
  }

  @Test
  void bitsAndLanes() {
    check(
        List.of(
            word("vcls.s8", 0x0007_0601, VectorBits.cls(0, 0x4000_01DF)),
            word("vclz.i16", 0x0010_0000, VectorBits.clz(1, 0x0000_8000)),
            word("vbrsr.8 by 3", 0x0407_0001, VectorBits.brsr(0, 0x01FF_0004, 3)),
            word("vbrsr.32 by 0", 0, VectorBits.brsr(2, -1, 0x100)),
            word("vbrsr.16 by 200", 0x8000_0001, VectorBits.brsr(1, 0x0001_8000, 200)),
            word("vrev64.8", 0x4433_2211, VectorBits.rev64(0, 0x1122_3344)),
            word(
                "vmullt.p8",
                0x5555_0000,
                VectorMultiply.mullPolynomial(0, 1, 0xFF11_0022, 0xFF33_FF44)),
            word("vmullb.p16", 0x5555_5555, VectorMultiply.mullPolynomial(1, 0, 0xFFFF, 0xFFFF)),
            word(
                "vcadd.i8 #90",
                0x0503_0503,
                VectorArithmetic.cadd(0, 0x0304_0304, 0x0102_0102, false, false)),
            word("vcadd.i32 #270, imaginary", 2, VectorArithmetic.cadd(2, 5, 3, true, true)),
            word(
                "vhcadd.s16 #90",
                0x0003_FFFF,
                VectorArithmetic.hcadd(1, 0x0004_0000, 0x0001_0002, false, false)),
            word(
                "vmina.s8 of -128",
                0x7F00_0000,
                VectorArithmetic.mina(0, 0x7F00_0000, 0x8080_8080)),
            word(
                "vmaxa.s8 of -128",
                0x8080_8080,
                VectorArithmetic.maxa(0, 0x7F00_0000, 0x8080_8080)),
            word(
                "vabd.s8 of extremes",
                0xFFFF_0001,
                VectorArithmetic.abdSigned(0, 0x807F_0001, 0x7F80_0000))));
  }

  @Test
  void reductionsRoundAndExtend() {
    check(
        List.of(
            new Case("2^62", 1L << 54, VectorReduce.roundedHigh(1L << 62)),
            new Case("rounds up at 128", 1, VectorReduce.roundedHigh(128)),
            new Case("rounds to 0 at -128", 0, VectorReduce.roundedHigh(-128)),
            new Case("rounds to -1 at -129", -1, VectorReduce.roundedHigh(-129)),
            new Case("unsigned", 1L << 56, VectorReduce.roundedHighUnsigned(-1)),
            word("vmaxv.s8", -1, VectorReduce.maxSigned(0, 0xFFFE_FDFC)),
            word("vmaxv.u8", 0xFF, VectorReduce.maxUnsigned(0, 0x7F01_FF00)),
            word("vminv.s16", -32768, VectorReduce.minSigned(1, 0x8000_7FFF)),
            word("vminv.u16", 0x7FFF, VectorReduce.minUnsigned(1, 0x8000_7FFF)),
            word("vminv.u32", 0x8000_0000, VectorReduce.minUnsigned(2, MIN)),
            new Case(
                "vmlsdav.s8",
                1 - 4 + 9 - 16,
                VectorReduce.dotDifference(0, 0x0403_0201, 0x0403_0201)),
            new Case("vmlaldav.u16", 2L * 0xFFFF * 0xFFFF, VectorReduce.dotUnsigned(1, -1, -1))));
  }

  @Test
  void comparisonsGiveABitForEachByte() {
    int n = 0x7F80_00FF;
    int m = 0x7F7F_0001;
    check(
        List.of(
            word("eq", 0b1010, VectorCompare.compare(0, 0, n, m)),
            word("ne", 0b0101, VectorCompare.compare(0, 1, n, m)),
            word("cs", 0b1111, VectorCompare.compare(0, 2, n, m)),
            word("hi", 0b0101, VectorCompare.compare(0, 8, n, m)),
            word("ge", 0b1010, VectorCompare.compare(0, 10, n, m)),
            word("lt", 0b0101, VectorCompare.compare(0, 11, n, m)),
            word("gt", 0, VectorCompare.compare(0, 12, n, m)),
            word("le", 0b1111, VectorCompare.compare(0, 13, n, m)),
            word("le of half-words", 0b0000, VectorCompare.compare(1, 13, n, m)),
            word("hi of words", 0b1111, VectorCompare.compare(2, 8, n, m)),
            word("lanes of half-words", 0xFFFF_0000, VectorCompare.laneMask(1, 0b0110)),
            word("bytes", 0x00FF_FF00, VectorCompare.mask(0b0110)),
            word("vctp.16 of 3", 0x003F, VectorCompare.tail(1, 3)),
            word("vctp.64 of 2", 0xFFFF, VectorCompare.tail(3, 2)),
            word("vctp.8 of -1", 0xFFFF, VectorCompare.tail(0, -1))));
  }
}
