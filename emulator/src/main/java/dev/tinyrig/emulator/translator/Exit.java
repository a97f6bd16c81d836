package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;

/**
 * A place at which translated code is left.
 *
 * @param kind what the engine does about it
 * @param block the line that is left inside, for {@link Kind#INSIDE}
 * @param index how many of its instructions have executed
 * @param spent static cycles of these
 * @param it ITSTATE of the instruction at {@code index}
 * @param vpt VPR.MASK01, and MASK23, at that instruction
 * @param address where the flow goes on, for {@link Kind#ADDRESS}
 */
record Exit(Kind kind, Block block, int index, int spent, int it, int vpt, int address) {
  /** Kinds of exits. */
  enum Kind {
    /** Inside a line, before an instruction: the interpreter executes the rest of the line. */
    INSIDE,
    /** A line is over, the flow goes on at a known address. */
    ADDRESS,
    /** A line is over, {@code core.pc} is where the flow goes on. */
    COMPUTED
  }
}
