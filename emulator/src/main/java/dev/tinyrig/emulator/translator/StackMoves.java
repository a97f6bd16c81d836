package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.StackMove;

/** What the instructions of a line do to SP. */
final class StackMoves {
  /** Below whatever SP may be: it moves in a way that its instructions do not tell. */
  static final int UNKNOWN = StackMove.UNKNOWN;

  private StackMoves() {}

  /** Whether SP moves in instructions {@code [from, to)} of a line. */
  static boolean any(Block block, int from, int to) {
    for (int k = from; k < to; k++) {
      if (StackMove.of(block.code[k]) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * How far below its last value SP is at the lowest in instructions {@code [from, to)} of a line,
   * as a number that is not positive, or {@link #UNKNOWN}.
   */
  static int lowest(Block block, int from, int to) {
    int at = 0;
    int lowest = 0;
    for (int k = to - 1; k >= from; k--) {
      int amount = StackMove.of(block.code[k]);
      if (amount == UNKNOWN) {
        return UNKNOWN;
      }
      at -= amount;
      lowest = Math.min(lowest, at);
    }
    return lowest;
  }
}
