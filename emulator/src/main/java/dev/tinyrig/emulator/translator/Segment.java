package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;

/**
 * The part of a line that is translated: its first {@code length} instructions, which are all but
 * for what has never been reached or has no translation.
 *
 * @param it ITSTATE of every instruction
 */
record Segment(Block block, int length, int[] it) {
  boolean complete() {
    return length == block.code.length;
  }
}
