package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;

/** What the instructions of a line do to SP. */
final class StackMoves {
  /** Below whatever SP may be: it moves in a way that its instructions do not tell. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int SP = 13;

  private StackMoves() {}

  /** Whether SP moves in instructions {@code [from, to)} of a line. */
  static boolean any(Block block, int from, int to) {
    for (int k = from; k < to; k++) {
      if (moves(block.code[k])) {
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
      Instruction i = block.code[k];
      if (moves(i)) {
        int amount = amount(i);
        if (amount == UNKNOWN) {
          return UNKNOWN;
        }
        at -= amount;
        lowest = Math.min(lowest, at);
      }
    }
    return lowest;
  }

  private static boolean moves(Instruction i) {
    return (RegionCompiler.writes(i) >>> SP & 1) != 0;
  }

  private static int amount(Instruction i) {
    return switch (i.op) {
      case PUSH -> -4 * Integer.bitCount(i.imm);
      case POP -> 4 * Integer.bitCount(i.imm);
      case STMDB -> -4 * Integer.bitCount(i.imm);
      case LDM -> 4 * Integer.bitCount(i.imm);
      case VSTM_32 -> -4 * i.imm;
      case VSTM_64 -> -8 * i.imm;
      case VLDM_32 -> 4 * i.imm;
      case VLDM_64 -> 8 * i.imm;
      case LDR_PRE, LDR_POST, STR_PRE, STR_POST, LDRD_PRE, LDRD_POST, STRD_PRE, STRD_POST ->
          i.n == SP && i.d != SP && i.m != SP ? i.imm : UNKNOWN;
      case ADD_IMM, SUB_IMM -> i.n != SP ? UNKNOWN : i.op == Op.ADD_IMM ? i.imm : -i.imm;
      default -> UNKNOWN;
    };
  }
}
