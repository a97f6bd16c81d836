package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;

/**
 * A way through a line, from its start.
 *
 * @param to index behind its last instruction
 * @param cycles static cycles
 * @param dynamic whether there may be others
 */
record Run(Block block, int to, int cycles, boolean dynamic) {}
