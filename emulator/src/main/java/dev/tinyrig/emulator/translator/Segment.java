package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import java.util.List;

/**
 * The part of a line that is translated: its first instructions, which are all but for what has
 * never been reached, has no translation, or is translated with another line.
 *
 * @param from index of the first instruction: 0, unless another region has those before
 * @param length index behind the last instruction that has code of its own
 * @param it ITSTATE of every instruction
 * @param whole how many instructions are translated, here or in the line that is joined
 * @param join where the code goes on behind {@code length}, or null
 * @param falls whether a line that begins behind {@code length} goes on with the same costs
 */
record Segment(Block block, int from, int length, int[] it, int whole, Join join, boolean falls) {
  /**
   * A place in another line from which on all costs are the same.
   *
   * @param skipped how many instructions of this line come before the start of the other one
   */
  record Join(Block block, int index, int skipped) {}

  Segment(Block block, int length, int[] it) {
    this(block, 0, length, it, length, null, false);
  }

  /** No two of a region are alike, so that nothing needs to be compared. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return block.start;
  }

  /** The same part without its first instructions. */
  Segment behind(int index) {
    return new Segment(block, index, length, it, whole, null, falls);
  }

  /** The lowest address at which one of the lines starts. */
  static int lowest(List<Segment> segments) {
    return segments.stream()
        .mapToInt(s -> s.block().start)
        .reduce((a, b) -> Integer.compareUnsigned(a, b) < 0 ? a : b)
        .orElseThrow();
  }

  /** The first part of a line, behind which another one goes on at the same costs. */
  Segment falling(int to) {
    return new Segment(block, 0, to, it, to, null, true);
  }

  /** Whether the line is translated up to its end, or to where another line goes on. */
  boolean complete() {
    return falls || whole == block.code.length;
  }
}
