package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.lang.classfile.CodeBuilder;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Ranges of addresses around base registers that the code of a line has looked at, so that further
 * vector accesses with the same base need no check of their own. The first one looks at all that
 * the line goes on to access: each check costs a way out, with all registers. Where that reaches
 * beyond the window the interpreter executes them one by one.
 */
final class CheckedRanges {
  /** Bytes of a range, at most. */
  private static final int MOST = 4096;

  /**
   * What is known.
   *
   * @param low first byte, relative to the register
   * @param high the byte behind the last one
   * @param align bytes to a multiple of which the first one is aligned
   */
  private record Range(Window window, int low, int high, int align) {
    Range moved(int by) {
      return new Range(window, low - by, high - by, align);
    }

    boolean contains(Window expected, int from, int to, int size) {
      return window.equals(expected)
          && low <= from
          && to <= high
          && size <= align
          && (from - low & size - 1) == 0;
    }
  }

  private final RegionCompiler region;
  private final Instruction[] line;
  private final int length;

  /** Whether other ways lead to an instruction, so that nothing is known there. */
  private final IntPredicate joined;

  private final Range[] ranges = new Range[16];

  CheckedRanges(RegionCompiler region, Segment segment, IntPredicate joined) {
    this.region = region;
    this.line = segment.block().code;
    this.length = segment.length();
    this.joined = joined;
  }

  /** Nothing is known any more. */
  void forget() {
    Arrays.fill(ranges, null);
  }

  /** An instruction has been written. */
  void behind(Instruction i) {
    for (int left = RegionCompiler.writes(i); left != 0; left &= left - 1) {
      int register = Integer.numberOfTrailingZeros(left) & 15;
      Range range = ranges[register];
      if (range != null) {
        ranges[register] = moves(i) && register == i.n ? range.moved(i.imm) : null;
      }
    }
  }

  private static boolean moves(Instruction i) {
    return isAccess(i.op) && i.writeBack;
  }

  private static boolean isAccess(Op op) {
    return switch (op) {
      case VLDR_Q, VLDR_Q_POST, VSTR_Q, VSTR_Q_POST -> true;
      default -> false;
    };
  }

  /** What an access adds to its base register. */
  static int displacement(Instruction i) {
    return i.op == Op.VLDR_Q_POST || i.op == Op.VSTR_Q_POST ? 0 : i.imm;
  }

  /** Bytes of an element in memory. */
  private static int size(Instruction i) {
    return 1 << i.shift;
  }

  private static int bytes(Instruction i) {
    return 16 >> i.size - i.shift;
  }

  private static boolean isStore(Op op) {
    return op == Op.VSTR_Q || op == Op.VSTR_Q_POST;
  }

  /** Leaves the region unless an access to {@code window}, or what follows it, is inside. */
  void check(Asm asm, int index, Window window, int exit) {
    Instruction i = line[index];
    int from = displacement(i);
    Range known = ranges[i.n];
    if (known != null && known.contains(window, from, from + bytes(i), size(i))) {
      return;
    }
    Range range = around(index, window);
    CodeBuilder code = asm.code;
    int align = range.align;
    int last = range.low + (range.high - 1 - range.low & -align);
    asm.sum(i.n, range.low - window.base());
    if (last != range.low) {
      asm.sum(i.n, last - window.base());
      code.ior();
    }
    asm.push(window.outside(align));
    code.iand().ifne(region.leaveBy(exit));
    ranges[i.n] = range;
  }

  /** The range of an access and of those with its base that follow, aligned as they need it. */
  private Range around(int index, Window window) {
    Instruction first = line[index];
    int align = size(first);
    int from = displacement(first);
    int low = from;
    int high = from + bytes(first);
    int moved = 0;
    for (int k = index; k < length && !line[k].branches; k++) {
      Instruction i = line[k];
      if (k > index && joined.test(k)) {
        break;
      }
      boolean access = isAccess(i.op) && i.n == first.n;
      if (access) {
        int at = moved + displacement(i);
        int newAlign = Math.max(align, size(i));
        int lowest = Math.min(low, at);
        int newLow = lowest - (lowest - from & newAlign - 1);
        int newHigh = Math.max(high, at + bytes(i));
        if (!region.access(i, isStore(i.op)).equals(window)
            || (at - from & size(i) - 1) != 0
            || newHigh - newLow > Math.min(MOST, window.size())) {
          break;
        }
        align = newAlign;
        low = newLow;
        high = newHigh;
      }
      if ((RegionCompiler.writes(i) >>> first.n & 1) != 0) {
        if (!access || !i.writeBack) {
          break;
        }
        moved += i.imm;
      }
    }
    return new Range(window, low, high, align);
  }
}
