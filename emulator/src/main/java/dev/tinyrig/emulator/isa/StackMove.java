package dev.tinyrig.emulator.isa;

/** What an instruction does to SP, as far as it tells. */
public final class StackMove {
  /** SP changes in a way that the instruction alone does not tell. */
  public static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int SP = 13;

  private StackMove() {}

  /** By how much an instruction that executes changes SP, in bytes; or {@link #UNKNOWN}. */
  public static int of(Instruction i) {
    return switch (i.op) {
      case PUSH -> -4 * Integer.bitCount(i.imm);
      case POP -> 4 * Integer.bitCount(i.imm);
      default -> (Operands.writes(i) >>> SP & 1) == 0 ? 0 : change(i);
    };
  }

  private static int change(Instruction i) {
    return switch (i.op) {
      case STMDB -> -4 * Integer.bitCount(i.imm);
      case LDM -> (i.imm >>> SP & 1) != 0 ? UNKNOWN : 4 * Integer.bitCount(i.imm);
      case STM -> 4 * Integer.bitCount(i.imm);
      case VSTM_32, VLDM_32 -> i.amount == 0 ? 4 * i.imm : -4 * i.imm;
      case VSTM_64, VLDM_64 -> i.amount == 0 ? 8 * i.imm : -8 * i.imm;
      case LDR_PRE, LDR_POST, STR_PRE, STR_POST -> i.n == SP && i.d != SP ? i.imm : UNKNOWN;
      case LDRD_PRE, LDRD_POST, STRD_PRE, STRD_POST ->
          i.n == SP && i.d != SP && i.a != SP ? i.imm : UNKNOWN;
      case ADD_IMM -> i.n == SP ? i.imm : UNKNOWN;
      case SUB_IMM -> i.n == SP ? -i.imm : UNKNOWN;
      default -> UNKNOWN;
    };
  }
}
