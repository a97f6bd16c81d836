package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Vector functions, which compute lanes side by side, against a model that takes one lane after the
 * other in integers of any length.
 */
final class VectorModelTest {
  private static final int DRAWS = 2_000;
  private static final int[] CORNERS = {
    0, -1, 0x7FFF_FFFF, 0x8000_0000, 0x8080_8080, 0x7F7F_7F7F, 0x8000_8000, 0x7FFF_7FFF, 0x0001_0001
  };

  private interface Exact {
    BigInteger apply(BigInteger n, BigInteger m, int bits);
  }

  private interface Word {
    int apply(int size, int n, int m);
  }

  private interface Saturating {
    long apply(int size, int n, int m);
  }

  private record Wrapping(String name, boolean unsigned, Exact model, Word function) {}

  private record Limited(String name, boolean unsigned, Exact model, Saturating function) {}

  private static BigInteger lane(int word, int at, int bits, boolean unsigned) {
    long value = (word & 0xFFFF_FFFFL) >>> at & (1L << bits) - 1;
    boolean negative = !unsigned && value >>> bits - 1 != 0;
    return BigInteger.valueOf(negative ? value - (1L << bits) : value);
  }

  private static BigInteger half(int bits) {
    return BigInteger.ONE.shiftLeft(bits - 1);
  }

  private static List<int[]> operands() {
    Random random = new Random(1);
    List<int[]> result = new ArrayList<>();
    for (int n : CORNERS) {
      for (int m : CORNERS) {
        result.add(new int[] {n, m});
      }
    }
    for (int k = 0; k < DRAWS; k++) {
      result.add(new int[] {random.nextInt(), random.nextInt()});
    }
    return result;
  }

  @Test
  void lanesThatWrapAround() {
    List<Wrapping> functions =
        List.of(
            new Wrapping("add", true, (n, m, b) -> n.add(m), VectorArithmetic::add),
            new Wrapping("sub", true, (n, m, b) -> n.subtract(m), VectorArithmetic::sub),
            new Wrapping("mul", true, (n, m, b) -> n.multiply(m), VectorMultiply::mul),
            new Wrapping(
                "hadd.s", false, (n, m, b) -> n.add(m).shiftRight(1), VectorArithmetic::haddSigned),
            new Wrapping(
                "hadd.u",
                true,
                (n, m, b) -> n.add(m).shiftRight(1),
                VectorArithmetic::haddUnsigned),
            new Wrapping(
                "hsub.s",
                false,
                (n, m, b) -> n.subtract(m).shiftRight(1),
                VectorArithmetic::hsubSigned),
            new Wrapping(
                "hsub.u",
                true,
                (n, m, b) -> n.subtract(m).shiftRight(1),
                VectorArithmetic::hsubUnsigned),
            new Wrapping(
                "rhadd.s",
                false,
                (n, m, b) -> n.add(m).add(BigInteger.ONE).shiftRight(1),
                VectorArithmetic::rhaddSigned),
            new Wrapping(
                "rhadd.u",
                true,
                (n, m, b) -> n.add(m).add(BigInteger.ONE).shiftRight(1),
                VectorArithmetic::rhaddUnsigned),
            new Wrapping("max.s", false, (n, m, b) -> n.max(m), VectorArithmetic::maxSigned),
            new Wrapping("max.u", true, (n, m, b) -> n.max(m), VectorArithmetic::maxUnsigned),
            new Wrapping("min.s", false, (n, m, b) -> n.min(m), VectorArithmetic::minSigned),
            new Wrapping("min.u", true, (n, m, b) -> n.min(m), VectorArithmetic::minUnsigned),
            new Wrapping(
                "abd.s", false, (n, m, b) -> n.subtract(m).abs(), VectorArithmetic::abdSigned),
            new Wrapping(
                "abd.u", true, (n, m, b) -> n.subtract(m).abs(), VectorArithmetic::abdUnsigned),
            new Wrapping(
                "abs", false, (n, m, b) -> m.abs(), (size, n, m) -> VectorArithmetic.abs(size, m)),
            new Wrapping(
                "mulh.s",
                false,
                (n, m, b) -> n.multiply(m).shiftRight(b),
                VectorMultiply::mulhSigned),
            new Wrapping(
                "mulh.u",
                true,
                (n, m, b) -> n.multiply(m).shiftRight(b),
                VectorMultiply::mulhUnsigned),
            new Wrapping(
                "rmulh.s",
                false,
                (n, m, b) -> n.multiply(m).add(half(b)).shiftRight(b),
                VectorMultiply::rmulhSigned),
            new Wrapping(
                "rmulh.u",
                true,
                (n, m, b) -> n.multiply(m).add(half(b)).shiftRight(b),
                VectorMultiply::rmulhUnsigned));
    for (Wrapping f : functions) {
      for (int size = 0; size < 3; size++) {
        int bits = 8 << size;
        for (int[] o : operands()) {
          int expected = 0;
          for (int at = 0; at < 32; at += bits) {
            BigInteger exact =
                f.model.apply(
                    lane(o[0], at, bits, f.unsigned), lane(o[1], at, bits, f.unsigned), bits);
            expected |= (int) ((exact.longValue() & (1L << bits) - 1) << at);
          }
          int actual = f.function.apply(size, o[0], o[1]);
          assertEquals(expected, actual, () -> what(f.name, bits, o));
        }
      }
    }
  }

  private static String what(String name, int bits, int[] operands) {
    return String.format("%s%d %08x %08x", name, bits, operands[0], operands[1]);
  }

  @Test
  void lanesThatSaturate() {
    List<Limited> functions =
        List.of(
            new Limited("qadd.s", false, (n, m, b) -> n.add(m), VectorSaturate::qaddSigned),
            new Limited("qadd.u", true, (n, m, b) -> n.add(m), VectorSaturate::qaddUnsigned),
            new Limited("qsub.s", false, (n, m, b) -> n.subtract(m), VectorSaturate::qsubSigned),
            new Limited("qsub.u", true, (n, m, b) -> n.subtract(m), VectorSaturate::qsubUnsigned),
            new Limited(
                "qneg",
                false,
                (n, m, b) -> m.negate(),
                (size, n, m) -> VectorSaturate.qneg(size, m)),
            new Limited(
                "qabs", false, (n, m, b) -> m.abs(), (size, n, m) -> VectorSaturate.qabs(size, m)),
            new Limited(
                "qdmulh",
                false,
                (n, m, b) -> n.multiply(m).shiftRight(b - 1),
                VectorDoubling::qdmulh),
            new Limited(
                "qrdmulh",
                false,
                (n, m, b) -> n.multiply(m).add(half(b - 1)).shiftRight(b - 1),
                VectorDoubling::qrdmulh),
            new Limited(
                "qrdmlah",
                false,
                (n, m, b) ->
                    n.multiply(m).shiftLeft(1).add(m.shiftLeft(b)).add(half(b)).shiftRight(b),
                (size, n, m) -> VectorDoubling.qrdmlah(size, m, n, m)),
            new Limited(
                "qdmlash",
                false,
                (n, m, b) -> n.multiply(n).shiftLeft(1).add(m.shiftLeft(b)).shiftRight(b),
                (size, n, m) -> VectorDoubling.qdmlash(size, n, n, m)),
            new Limited(
                "qshl.s",
                false,
                VectorModelTest::shifted,
                (size, n, m) -> VectorShift.qshlSigned(size, n, m)),
            new Limited(
                "qrshl.s",
                false,
                VectorModelTest::shiftedRounded,
                (size, n, m) -> VectorShift.qrshlSigned(size, n, m)));
    for (Limited f : functions) {
      for (int size = 0; size < 3; size++) {
        int bits = 8 << size;
        BigInteger low = f.unsigned ? BigInteger.ZERO : half(bits).negate();
        BigInteger high = (f.unsigned ? half(bits + 1) : half(bits)).subtract(BigInteger.ONE);
        for (int[] o : operands()) {
          long expected = 0;
          for (int at = 0; at < 32; at += bits) {
            BigInteger exact =
                f.model.apply(
                    lane(o[0], at, bits, f.unsigned), lane(o[1], at, bits, f.unsigned), bits);
            BigInteger limited = exact.max(low).min(high);
            expected |= (limited.longValue() & (1L << bits) - 1) << at;
            expected |= limited.equals(exact) ? 0 : 1L << 32 + at / 8;
          }
          long actual = f.function.apply(size, o[0], o[1]);
          assertEquals(expected, actual, () -> what(f.name, bits, o));
        }
      }
    }
  }

  private static BigInteger shifted(BigInteger n, BigInteger m, int bits) {
    return n.shiftLeft(m.byteValue());
  }

  private static BigInteger shiftedRounded(BigInteger n, BigInteger m, int bits) {
    int amount = m.byteValue();
    return amount >= 0
        ? n.shiftLeft(amount)
        : n.add(BigInteger.ONE.shiftLeft(-amount - 1)).shiftRight(-amount);
  }
}
