package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.Operands;
import java.util.function.IntPredicate;

/**
 * Where a line asks whether the tail of a loop masks bytes (Armv8.1-M: DDI 0553, B5.6), and up to
 * where the answer holds. In a loop that ends in the line, what comes then is written twice: for
 * whole vectors and for the last round, in which LETP does not branch; in long loops once, for
 * both, if something has been seen to be masked. Elsewhere nothing is masked as a rule, and what
 * is, is left to the interpreter.
 */
final class TailChecks {
  private static final int LR = 14;

  /** Vector instructions of a loop above which they are not written twice. */
  private static final int LONG = 40;

  /** Index behind the last instruction that an answer concerns, by the index of the first one. */
  private final int[] ends;

  /** Index of the LETP that follows them, perhaps behind the segment, or 0. */
  private final int[] loopEnds;

  TailChecks(Segment segment, IntPredicate joined) {
    int length = segment.length();
    Instruction[] code = segment.block().code;
    ends = new int[length];
    loopEnds = new int[length];
    boolean noTail = false;
    int k = segment.from();
    while (k < length) {
      noTail &= !joined.test(k);
      if (noTail || !concerns(code[k])) {
        noTail = behind(code[k], noTail);
        k++;
        continue;
      }
      int stop = k;
      int end = k + 1; // in any case: a reduction may write LR itself
      while (stop < length && !changes(code[stop])) {
        if (concerns(code[stop])) {
          end = stop + 1;
        }
        stop++;
      }
      ends[k] = end;
      while (stop < code.length && !changes(code[stop])) {
        stop++;
      }
      if (stop < code.length && code[stop].op == Op.LETP) {
        loopEnds[k] = stop;
      }
      k = end;
    }
  }

  /** Index behind the instructions that an answer at {@code index} concerns; 0 for no question. */
  int end(int index) {
    return ends[index];
  }

  /** Index of the LETP, perhaps behind the segment, to which no other branch comes in between. */
  int loopEnd(int index) {
    return loopEnds[index];
  }

  /** Whether the loop that ends in an instruction is not written twice; false for 0. */
  static boolean isLong(Instruction[] line, int loopEnd) {
    int vectors = 0;
    for (int k = loopEnd - 1; k >= 0 && !line[k].branches; k--) {
      vectors += line[k].op.kind().isVector() ? 1 : 0;
    }
    return vectors > LONG;
  }

  private static boolean concerns(Instruction i) {
    return switch (i.op) {
      case VMOV_CORE_TO_LANE,
          VMOV_LANE_TO_CORE,
          VMOV_LANES_TO_CORE2,
          VMOV_CORE2_TO_LANES,
          VLD2,
          VLD4,
          VST2,
          VST4 ->
          false;
      default -> i.op.kind().isVector();
    };
  }

  private static boolean changes(Instruction i) {
    return switch (i.op) {
      case DLSTP, LCTP, VMSR, IT -> true;
      default -> i.branches || (Operands.writes(i) >>> LR & 1) != 0;
    };
  }

  /** Whether there is no tail behind an instruction that does not branch. */
  private static boolean behind(Instruction i, boolean before) {
    return switch (i.op) {
      case LETP, LE, LCTP -> true;
      case DLSTP, WLSTP, VMSR -> false;
      default -> before;
    };
  }
}
