package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.util.function.IntPredicate;

/**
 * Sums of products in a line that cannot overflow, so that Q need not be looked after: products of
 * bytes that were extended to half-words, added to what is not large. That is asked before the
 * first of such a chain of sums; where it is large, the interpreter goes on.
 */
final class SmallSums {
  /** What can be added to or subtracted from an accumulator that is not large. */
  static final int ROOM = 1 << 28;

  /** One more than the most by which an accumulator that is not large exceeds {@link #ROOM}. */
  static final int LARGE = Integer.MAX_VALUE - 2 * ROOM + 1;

  private static final int HALF = 1 << 15;
  private static final int MOST_ADDED = 1 << 24;

  /** Nothing is known of a word, or it has been seen to be large. */
  private static final long UNKNOWN = -1;

  private static final long SEEN_LARGE = -2;

  private final Sites sites;
  private final boolean[] small;
  private final boolean[] asks;
  private final boolean[] kept;

  /** Whether the operands are pairs of bytes whose word is in a local: bit 0 for Rn, 1 for Rm. */
  private final int[] bytes;

  /** The most that a half of each register is, whatever its sign. */
  private final int[] halves = new int[16];

  /** The most that each register is, whatever its sign. */
  private final long[] sums = new long[16];

  /** Where each register became a pair of bytes, plus 1, or 0. */
  private final int[] origins = new int[16];

  SmallSums(Segment segment, Sites sites, IntPredicate joined) {
    this.sites = sites;
    int length = segment.length();
    small = new boolean[length];
    asks = new boolean[length];
    kept = new boolean[length];
    bytes = new int[length];
    forget();
    for (int k = segment.from(); k < length; k++) {
      if (joined.test(k)) {
        forget();
      }
      Instruction i = segment.block().code[k];
      boolean always = segment.it()[k] == 0;
      if (always && terms(i.op) != 0) {
        sum(k, i);
      } else {
        int half = always ? half(i) : HALF;
        for (int left = RegionCompiler.writes(i) & 0x7FFF; left != 0; left &= left - 1) {
          change(Integer.numberOfTrailingZeros(left));
        }
        if (half != HALF) {
          halves[i.d] = half;
          origins[i.d] = hasOrigin(i) ? k + 1 : 0;
        }
      }
    }
  }

  private void forget() {
    for (int register = 0; register < 16; register++) {
      change(register);
    }
  }

  private void change(int register) {
    halves[register] = HALF;
    sums[register] = UNKNOWN;
    origins[register] = 0;
  }

  /** Whether a sum of products might overflow that is added to this. */
  static boolean isLarge(int accumulator) {
    return accumulator - ROOM >= LARGE;
  }

  /** Products that an instruction adds and that may overflow; 0 for another one. */
  static int terms(Op op) {
    return switch (op) {
      case SMLABB, SMLABT, SMLATB, SMLATT -> 1;
      case SMLAD, SMLADX, SMUAD, SMUADX -> 2;
      default -> 0;
    };
  }

  private static boolean accumulates(Op op) {
    return op != Op.SMUAD && op != Op.SMUADX;
  }

  private void sum(int k, Instruction i) {
    long added = (long) terms(i.op) * halves[i.n] * halves[i.m];
    long before = accumulates(i.op) ? sums[i.a] : 0;
    long sum = before == SEEN_LARGE || sites.large(i) ? SEEN_LARGE : UNKNOWN;
    if (added <= MOST_ADDED && sum == UNKNOWN) {
      small[k] = true;
      asks[k] = before < 0 || before + added > Integer.MAX_VALUE;
      sum = (asks[k] ? (1L << 31) - ROOM : before) + added;
      bytes[k] = origin(i.n) | origin(i.m) << 1;
    }
    change(i.d);
    sums[i.d] = sum;
  }

  private int origin(int register) {
    if (origins[register] == 0) {
      return 0;
    }
    kept[origins[register] - 1] = true;
    return 1;
  }

  /** The most that a half of the result can be. */
  private int half(Instruction i) {
    return switch (i.op) {
      case SXTB16 -> 1 << 7;
      case UXTB16 -> 1 << 8;
      case PKHBT -> i.amount == 0 || i.amount == 16 ? Math.max(halves[i.n], halves[i.m]) : HALF;
      case PKHTB -> i.amount == 16 ? Math.max(halves[i.n], halves[i.m]) : HALF;
      default -> HALF;
    };
  }

  /** Whether the bytes can be had by shifts from a word without rotating it. */
  private static boolean hasOrigin(Instruction i) {
    return i.op == Op.SXTB16 && i.amount <= 8;
  }

  /** Whether the sum is one word, once the accumulator is not large. */
  boolean small(int index) {
    return small[index];
  }

  /** Whether it is asked that the accumulator is not large. */
  boolean asks(int index) {
    return asks[index];
  }

  /** Whether the word from which bytes are extended is kept. */
  boolean kept(int index) {
    return kept[index];
  }

  /** Whether an operand is a pair of bytes whose word is kept: bit 0 for Rn, 1 for Rm. */
  int bytes(int index) {
    return bytes[index];
  }
}
