package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import java.util.List;

/**
 * The part of a line that is translated: its first instructions, which are all but for what has
 * never been reached, has no translation, or is translated with another line.
 *
 * @param length how many instructions of the line have code of their own
 * @param it ITSTATE of every instruction
 * @param whole how many instructions are translated, here or in the line that is joined
 * @param join where the code goes on behind {@code length}, or null
 */
record Segment(Block block, int length, int[] it, int whole, Join join) {
  /**
   * A place in another line from which on all costs are the same.
   *
   * @param skipped how many instructions of this line come before the start of the other one
   */
  record Join(Block block, int index, int skipped) {}

  Segment(Block block, int length, int[] it) {
    this(block, length, it, length, null);
  }

  /** The lowest address at which one of the lines starts. */
  static int lowest(List<Segment> segments) {
    return segments.stream()
        .mapToInt(s -> s.block().start)
        .reduce((a, b) -> Integer.compareUnsigned(a, b) < 0 ? a : b)
        .orElseThrow();
  }

  /** Whether the line is translated up to its end. */
  boolean complete() {
    return whole == block.code.length;
  }
}
