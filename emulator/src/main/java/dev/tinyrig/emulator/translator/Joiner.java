package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets lines share code. A line goes on over conditional branches, so that a branch into it makes
 * another line with the same end. Its costs differ at first, because it was entered elsewhere, but
 * mostly not for long; from then on, being in the one or in the other line is the same.
 */
final class Joiner {
  /** Instructions behind the start of the other line after which costs that differ always will. */
  private static final int MOST_DIFFERENT = 12;

  private Joiner() {}

  /**
   * The same segments, cut where they can go on in one another.
   *
   * @param counted whether runs are counted, and told where SP moves
   */
  static List<Segment> join(List<Segment> segments, boolean counted) {
    // What a line can go on in starts behind it, so that the last one comes first.
    List<Segment> backwards = new ArrayList<>(segments);
    backwards.sort((a, b) -> Integer.compareUnsigned(b.block().start, a.block().start));
    Map<Integer, Segment> byStart = new HashMap<>();
    for (Segment segment : backwards) {
      byStart.put(segment.block().start, joined(segment, byStart, counted));
    }
    return segments.stream().map(s -> byStart.get(s.block().start)).toList();
  }

  private static Segment joined(Segment segment, Map<Integer, Segment> byStart, boolean counted) {
    for (int k = 1; k < segment.length(); k++) {
      Segment other = byStart.get(segment.block().code[k].address);
      if (other != null && other.block() != segment.block()) {
        int index = index(segment, k, other);
        if (index >= 0 && (!counted || tells(segment.block(), k + index))) {
          return new Segment(
              segment.block(),
              segment.from(),
              k + index,
              segment.it(),
              Math.max(segment.whole(), k + other.whole()),
              new Segment.Join(other.block(), index, k),
              segment.falls() || other.falls());
        }
      }
    }
    return segment;
  }

  /** Whether it can be told in two parts how SP moves in a line. */
  private static boolean tells(Block block, int at) {
    return !StackMoves.any(block, 0, at)
        || StackMoves.lowest(block, at, block.code.length) != StackMoves.UNKNOWN;
  }

  /** From which index of {@code other} on both lines are the same; -1 when they never are. */
  private static int index(Segment segment, int at, Segment other) {
    Block a = segment.block();
    Block b = other.block();
    if (a.code.length - at != b.code.length) {
      return -1;
    }
    int same = same(a, at, b);
    while (same < MOST_DIFFERENT
        && same < Math.min(segment.length() - at, other.length())
        && (segment.it()[at + same] != 0
            || other.it()[same] != 0
            || afterIt(b, same)
            || VptBlock.state(b.code, same) != 0)) {
      same++;
    }
    boolean fits = same < MOST_DIFFERENT && same < Math.min(segment.length() - at, other.length());
    return fits ? same : -1;
  }

  /** From which index of {@code b} on its costs are those of {@code a}, whose rest it is. */
  private static int same(Block a, int at, Block b) {
    int same = b.code.length;
    while (same > 0
        && a.executed[at + same - 1] == b.executed[same - 1]
        && a.skipped[at + same - 1] == b.skipped[same - 1]
        && a.taken[at + same - 1] == b.taken[same - 1]) {
      same--;
    }
    return same;
  }

  /** Whether the rest of a line is another line, with all of its costs. */
  static boolean continues(Block a, int at, Block b) {
    return a.code.length - at == b.code.length && same(a, at, b) == 0;
  }

  private static boolean afterIt(Block block, int index) {
    return index > 0 && block.code[index - 1].op == Op.IT;
  }
}
