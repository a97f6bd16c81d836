package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;

/**
 * A way through a line, from its start.
 *
 * @param to index behind its last instruction
 * @param cycles static cycles
 * @param dynamic whether there may be others
 */
record Run(Block block, int to, int cycles, boolean dynamic) {
  /** Static cycles of the first instructions of a line. */
  static int cycles(Block block, int to) {
    int cycles = 0;
    for (int k = 0; k < to; k++) {
      cycles += block.executed[k];
    }
    return cycles;
  }
}
