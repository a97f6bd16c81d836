package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Functions on two beats in one word give what those on single beats give for each, lanes at their
 * limits included.
 */
final class PairSemanticsTest {
  private static final int ROUNDS = 20_000;
  private static final long[] LIMITS = {0x80, 0x7F, 0xFF, 0};
  private final Random random = new Random(81);

  /** A function on beats. */
  private interface Beat {
    long apply(int size, int n, int m);
  }

  /** A function on pairs of beats. */
  private interface Pair {
    long apply(int size, long n, long m);
  }

  private long draw() {
    long value = random.nextLong();
    for (int at = 0; at < 64; at += 8) {
      int choice = random.nextInt(8);
      if (choice < LIMITS.length) {
        value = value & ~(0xFFL << at) | LIMITS[choice] << at;
      }
    }
    return value;
  }

  private static int high(long pair) {
    return (int) (pair >>> 32);
  }

  private void check(String name, int sizes, Pair pair, Beat beat) {
    for (int round = 0; round < ROUNDS; round++) {
      int size = random.nextInt(sizes);
      long n = draw();
      long m = draw();
      long low = beat.apply(size, (int) n, (int) m);
      long high = beat.apply(size, high(n), high(m));
      assertEquals(
          PairArithmetic.pair((int) low, (int) high),
          pair.apply(size, n, m),
          () -> String.format("%s, size %d: %016x %016x", name, size, n, m));
    }
  }

  /** The same, and the marks of lanes that saturate. */
  private void check(String name, Pair pair, Pair overflows, Beat beat) {
    check(name, 3, pair, beat);
    for (int round = 0; round < ROUNDS; round++) {
      int size = random.nextInt(3);
      long n = draw();
      long m = draw();
      long low = beat.apply(size, (int) n, (int) m);
      long high = beat.apply(size, high(n), high(m));
      assertEquals(
          PairShift.overflows(size, low, high),
          overflows.apply(size, n, m),
          () -> String.format("%s, size %d: %016x %016x saturates", name, size, n, m));
    }
  }

  @Test
  void sums() {
    check("add", 3, PairArithmetic::add, VectorArithmetic::add);
    check("sub", 3, PairArithmetic::sub, VectorArithmetic::sub);
    check("haddU", 3, PairArithmetic::haddUnsigned, VectorArithmetic::haddUnsigned);
    check("haddS", 3, PairArithmetic::haddSigned, VectorArithmetic::haddSigned);
    check("rhaddU", 3, PairArithmetic::rhaddUnsigned, VectorArithmetic::rhaddUnsigned);
    check("rhaddS", 3, PairArithmetic::rhaddSigned, VectorArithmetic::rhaddSigned);
    check("hsubU", 3, PairArithmetic::hsubUnsigned, VectorArithmetic::hsubUnsigned);
    check("hsubS", 3, PairArithmetic::hsubSigned, VectorArithmetic::hsubSigned);
    check(
        "qaddS",
        PairSaturate::qaddSigned,
        PairSaturate::qaddSignedOverflows,
        VectorSaturate::qaddSigned);
    check(
        "qaddU",
        PairSaturate::qaddUnsigned,
        PairSaturate::qaddUnsignedOverflows,
        VectorSaturate::qaddUnsigned);
    check(
        "qsubS",
        PairSaturate::qsubSigned,
        PairSaturate::qsubSignedOverflows,
        VectorSaturate::qsubSigned);
    check(
        "qsubU",
        PairSaturate::qsubUnsigned,
        PairSaturate::qsubUnsignedOverflows,
        VectorSaturate::qsubUnsigned);
  }

  @Test
  void extremes() {
    check("maxS", 3, PairArithmetic::maxSigned, VectorArithmetic::maxSigned);
    check("maxU", 3, PairArithmetic::maxUnsigned, VectorArithmetic::maxUnsigned);
    check("minS", 3, PairArithmetic::minSigned, VectorArithmetic::minSigned);
    check("minU", 3, PairArithmetic::minUnsigned, VectorArithmetic::minUnsigned);
    check("abdS", 3, PairArithmetic::abdSigned, VectorArithmetic::abdSigned);
    check("abdU", 3, PairArithmetic::abdUnsigned, VectorArithmetic::abdUnsigned);
    check("maxa", 3, PairArithmetic::maxa, VectorArithmetic::maxa);
    check("mina", 3, PairArithmetic::mina, VectorArithmetic::mina);
  }

  @Test
  void products() {
    check("mul", 3, PairMultiply::mul, VectorMultiply::mul);
    check("mulhS", 3, PairMultiply::mulhSigned, VectorMultiply::mulhSigned);
    check("rmulhU", 3, PairMultiply::rmulhUnsigned, VectorMultiply::rmulhUnsigned);
    check("qdmulh", PairMultiply::qdmulh, PairMultiply::qdmulhOverflows, VectorDoubling::qdmulh);
    check("qrdmulh", PairMultiply::qrdmulh, PairMultiply::qdmulhOverflows, VectorDoubling::qrdmulh);
    for (int top = 0; top < 2; top++) {
      int t = top;
      check(
          "mullS",
          2,
          (z, n, m) -> PairMultiply.mullSigned(z, t, n, m),
          (z, n, m) -> VectorMultiply.mull(z, t, n, m, false));
      check(
          "mullU",
          2,
          (z, n, m) -> PairMultiply.mullUnsigned(z, t, n, m),
          (z, n, m) -> VectorMultiply.mull(z, t, n, m, true));
    }
  }

  @Test
  void shifts() {
    check("shlS", 3, PairShift::shlSigned, VectorShift::shlSigned);
    check("shlU", 3, PairShift::shlUnsigned, VectorShift::shlUnsigned);
    check("rshlS", 3, PairShift::rshlSigned, VectorShift::rshlSigned);
    check("rshlU", 3, PairShift::rshlUnsigned, VectorShift::rshlUnsigned);
    for (int amount = 1; amount <= 8; amount++) {
      int a = amount;
      check(
          "shrS",
          3,
          (z, n, m) -> PairShift.shrSignedBy(z, n, a),
          (z, n, m) -> VectorShift.shlSigned(z, n, VectorArithmetic.duplicate(z, -a)));
      check(
          "rshrU",
          3,
          (z, n, m) -> PairShift.rshrUnsignedBy(z, n, a),
          (z, n, m) -> VectorShift.rshlUnsigned(z, n, VectorArithmetic.duplicate(z, -a)));
      check(
          "shllS",
          2,
          (z, n, m) -> PairShift.shllSigned(z, 1, n, a),
          (z, n, m) -> VectorShift.shll(z, 1, n, a, false));
    }
  }

  /** A function that narrows a beat, and its companion for pairs. */
  private interface NarrowBeat {
    long apply(int size, int top, int m, int amount);
  }

  private interface NarrowPair {
    long apply(int size, int top, long d, long m, int amount);
  }

  private interface NarrowOverflows {
    long apply(int size, int top, long m, int amount);
  }

  private void narrow(
      String name, int least, NarrowPair pair, NarrowOverflows overflows, NarrowBeat beat) {
    for (int round = 0; round < 2 * ROUNDS; round++) {
      int size = random.nextInt(2);
      int top = random.nextInt(2);
      int amount = least + random.nextInt((8 << size) + 1 - least);
      long d = draw();
      long m = draw();
      long low = beat.apply(size, top, (int) m, amount);
      long high = beat.apply(size, top, high(m), amount);
      int written = VectorNarrow.written(size, top);
      long mask = PairCompare.mask(written | written << 4);
      String text =
          String.format("%s, size %d, top %d, by %d: %016x %016x", name, size, top, amount, d, m);
      assertEquals(
          PairArithmetic.pair((int) low, (int) high) & mask | d & ~mask,
          pair.apply(size, top, d, m, amount),
          text);
      assertEquals(
          PairShift.overflows(size, low, high),
          overflows.apply(size, top, m, amount),
          text + " saturates");
    }
  }

  @Test
  void narrowLanes() {
    narrow(
        "qshrnS",
        0,
        PairNarrow::qshrnSigned,
        PairNarrow::qshrnSignedOverflows,
        VectorNarrow::qshrnSigned);
    narrow(
        "qshrnU",
        0,
        PairNarrow::qshrnUnsigned,
        PairNarrow::qshrnUnsignedOverflows,
        VectorNarrow::qshrnUnsigned);
    narrow("qshrun", 0, PairNarrow::qshrun, PairNarrow::qshrunOverflows, VectorNarrow::qshrun);
    narrow(
        "qrshrnS",
        1,
        PairNarrow::qrshrnSigned,
        PairNarrow::qrshrnSignedOverflows,
        VectorNarrow::qrshrnSigned);
    narrow(
        "qrshrnU",
        1,
        PairNarrow::qrshrnUnsigned,
        PairNarrow::qrshrnUnsignedOverflows,
        VectorNarrow::qrshrnUnsigned);
    narrow("qrshrun", 1, PairNarrow::qrshrun, PairNarrow::qrshrunOverflows, VectorNarrow::qrshrun);
  }

  @Test
  void wideLanes() {
    for (int round = 0; round < ROUNDS; round++) {
      int size = random.nextInt(2);
      int top = random.nextInt(2);
      int amount = random.nextInt(8 << size);
      boolean unsigned = random.nextBoolean();
      long m = draw();
      long low = VectorShift.shll(size, top, (int) m, amount, unsigned);
      long high = VectorShift.shll(size, top, high(m), amount, unsigned);
      assertEquals(
          PairArithmetic.pair((int) low, (int) high),
          unsigned
              ? PairShift.shllUnsigned(size, top, m, amount)
              : PairShift.shllSigned(size, top, m, amount),
          () -> String.format("shll, size %d, top %d, by %d: %016x", size, top, amount, m));
    }
  }

  @Test
  void comparisonsAndReductions() {
    for (int condition : new int[] {0, 1, 2, 8, 10, 11, 12, 13}) {
      check(
          "compare " + condition,
          3,
          (z, n, m) -> PairCompare.compare(z, condition, n, m),
          (z, n, m) -> VectorCompare.mask(VectorCompare.compare(z, condition, n, m)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      int z = random.nextInt(3);
      long n = draw();
      long m = draw();
      long q = draw();
      assertEquals(
          VectorReduce.dotSigned(z, (int) n, (int) m)
              + VectorReduce.dotSigned(z, high(n), high(m))
              + VectorReduce.dotSigned(z, (int) q, (int) n)
              + VectorReduce.dotSigned(z, high(q), high(n)),
          PairReduce.dotSigned(z, n, q, m, n));
      assertEquals(
          VectorReduce.dotUnsigned(z, (int) n, (int) m)
              + VectorReduce.dotUnsigned(z, high(n), high(m))
              + VectorReduce.dotUnsigned(z, (int) q, (int) n)
              + VectorReduce.dotUnsigned(z, high(q), high(n)),
          PairReduce.dotUnsigned(z, n, q, m, n));
      assertEquals(
          VectorReduce.sumSigned(z, (int) n)
              + VectorReduce.sumSigned(z, high(n))
              + VectorReduce.sumSigned(z, (int) m)
              + VectorReduce.sumSigned(z, high(m)),
          PairReduce.sumSigned(z, n, m));
    }
  }
}
