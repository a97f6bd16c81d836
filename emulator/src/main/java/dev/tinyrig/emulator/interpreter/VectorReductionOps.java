package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;
import dev.tinyrig.emulator.semantics.VectorCompare;
import dev.tinyrig.emulator.semantics.VectorReduce;

/**
 * Executes reductions of vectors to general-purpose registers (DDI 0553, C2.4). Forms that do not
 * accumulate begin with 0 in the first beat; when that one has executed already, its result is in
 * the register.
 */
final class VectorReductionOps {
  private VectorReductionOps() {}

  private static boolean begins(Core c, Instruction i) {
    return !i.accumulate && (Beats.executing(c) & 1) != 0;
  }

  private static int start(Core c, Instruction i) {
    return begins(c, i) ? 0 : c.r[i.d];
  }

  private static long startLong(Core c, Instruction i) {
    return begins(c, i) ? 0 : (long) c.r[i.a] << 32 | c.r[i.d] & 0xFFFF_FFFFL;
  }

  private static void finishLong(Core c, Instruction i, long sum) {
    c.r[i.d] = (int) sum;
    c.r[i.a] = (int) (sum >>> 32);
    Beats.advance(c);
  }

  /** A beat of Qm without the lanes that are not active. */
  private static int beat(Core c, Instruction i, int b, int active) {
    int value = c.s[4 * i.m + b];
    return active == Beats.ALL ? value : value & VectorCompare.laneMask(i.size, active >>> 4 * b);
  }

  static void vaddv(Core c, Instruction i) {
    int active = Beats.active(c);
    int sum = start(c, i);
    for (int b = 0; b < 4; b++) {
      int m = beat(c, i, b, active);
      sum += i.unsigned ? VectorReduce.sumUnsigned(i.size, m) : VectorReduce.sumSigned(i.size, m);
    }
    c.r[i.d] = sum;
    Beats.advance(c);
  }

  static void vaddlv(Core c, Instruction i) {
    int active = Beats.active(c);
    long sum = startLong(c, i);
    for (int b = 0; b < 4; b++) {
      int m = beat(c, i, b, active);
      sum += i.unsigned ? m & 0xFFFF_FFFFL : m;
    }
    finishLong(c, i, sum);
  }

  static void vmladav(Core c, Instruction i) {
    c.r[i.d] = (int) products(c, i, start(c, i));
    Beats.advance(c);
  }

  static void vmlaldav(Core c, Instruction i) {
    finishLong(c, i, products(c, i, startLong(c, i)));
  }

  /** Adds the products of lanes; when exchanged, of those of Qn's neighbours. */
  private static long products(Core c, Instruction i, long start) {
    int active = Beats.active(c);
    int[] s = c.s;
    int size = i.size;
    int neighbour = i.exchange && size == 2 ? 1 : 0;
    long sum = start;
    for (int b = 0; b < 4; b++) {
      int n = s[4 * i.n + (b ^ neighbour)];
      int m = beat(c, i, b, active);
      if (i.exchange) {
        n = VectorArithmetic.exchange(size, n);
      }
      sum += i.unsigned ? VectorReduce.dotUnsigned(size, n, m) : VectorReduce.dotSigned(size, n, m);
    }
    return sum;
  }

  static void vmlsdav(Core c, Instruction i) {
    c.r[i.d] = (int) differences(c, i, start(c, i));
    Beats.advance(c);
  }

  static void vmlsldav(Core c, Instruction i) {
    finishLong(c, i, differences(c, i, startLong(c, i)));
  }

  /** The same with the products of lanes with odd numbers subtracted. */
  private static long differences(Core c, Instruction i, long start) {
    int active = Beats.active(c);
    int[] s = c.s;
    int size = i.size;
    int neighbour = i.exchange && size == 2 ? 1 : 0;
    long sum = start;
    for (int b = 0; b < 4; b++) {
      int n = s[4 * i.n + (b ^ neighbour)];
      int m = beat(c, i, b, active);
      if (i.exchange) {
        n = VectorArithmetic.exchange(size, n);
      }
      if (size == 2) {
        sum += (b & 1) == 0 ? (long) n * m : -((long) n * m);
      } else {
        sum += VectorReduce.dotDifference(size, n, m);
      }
    }
    return sum;
  }

  static void vrmlaldavh(Core c, Instruction i) {
    finishLong(c, i, highProducts(c, i, false));
  }

  static void vrmlsldavh(Core c, Instruction i) {
    finishLong(c, i, highProducts(c, i, true));
  }

  private static long highProducts(Core c, Instruction i, boolean subtract) {
    int active = Beats.active(c);
    int[] s = c.s;
    int neighbour = i.exchange ? 1 : 0;
    long sum = startLong(c, i);
    for (int b = 0; b < 4; b++) {
      int n = s[4 * i.n + (b ^ neighbour)];
      int m = beat(c, i, b, active);
      if (i.unsigned) {
        sum += VectorReduce.roundedHighUnsigned(VectorReduce.dotUnsigned(2, n, m));
      } else {
        long product = (long) n * m;
        sum += VectorReduce.roundedHigh(subtract && (b & 1) != 0 ? -product : product);
      }
    }
    return sum;
  }

  static void vabav(Core c, Instruction i) {
    int active = Beats.active(c);
    int sum = c.r[i.d];
    for (int b = 0; b < 4; b++) {
      int n = c.s[4 * i.n + b];
      int m = c.s[4 * i.m + b];
      int difference =
          i.unsigned
              ? VectorArithmetic.abdUnsigned(i.size, n, m)
              : VectorArithmetic.abdSigned(i.size, n, m);
      int lanes = VectorCompare.laneMask(i.size, active >>> 4 * b);
      sum += VectorReduce.sumUnsigned(i.size, difference & lanes);
    }
    c.r[i.d] = sum;
    Beats.advance(c);
  }

  /**
   * Folds the active lanes of Qm, lane by lane over the beats, into a beat that has the register in
   * every lane.
   */
  private static int fold(Core c, Instruction i, boolean magnitudes, VectorLanes.Binary f) {
    int active = Beats.active(c);
    int folded = VectorArithmetic.duplicate(i.size, c.r[i.d]);
    for (int b = 0; b < 4; b++) {
      int m = c.s[4 * i.m + b];
      if (magnitudes) {
        m = VectorArithmetic.abs(i.size, m);
      }
      int lanes = VectorCompare.laneMask(i.size, active >>> 4 * b);
      folded = f.apply(i.size, folded, m & lanes | folded & ~lanes);
    }
    return folded;
  }

  static void vmaxv(Core c, Instruction i) {
    c.r[i.d] =
        i.unsigned
            ? VectorReduce.maxUnsigned(i.size, fold(c, i, false, VectorArithmetic::maxUnsigned))
            : VectorReduce.maxSigned(i.size, fold(c, i, false, VectorArithmetic::maxSigned));
    Beats.advance(c);
  }

  static void vminv(Core c, Instruction i) {
    c.r[i.d] =
        i.unsigned
            ? VectorReduce.minUnsigned(i.size, fold(c, i, false, VectorArithmetic::minUnsigned))
            : VectorReduce.minSigned(i.size, fold(c, i, false, VectorArithmetic::minSigned));
    Beats.advance(c);
  }

  static void vmaxav(Core c, Instruction i) {
    c.r[i.d] = VectorReduce.maxUnsigned(i.size, fold(c, i, true, VectorArithmetic::maxUnsigned));
    Beats.advance(c);
  }

  static void vminav(Core c, Instruction i) {
    c.r[i.d] = VectorReduce.minUnsigned(i.size, fold(c, i, true, VectorArithmetic::minUnsigned));
    Beats.advance(c);
  }
}
