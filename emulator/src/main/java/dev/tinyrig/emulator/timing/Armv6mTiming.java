package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;

/**
 * Cortex-M0, Cortex-M0+ and Cortex-M23: nothing overlaps, so that an instruction costs what its row
 * says.
 */
abstract sealed class Armv6mTiming extends FigureTiming
    permits CortexM0Timing, CortexM0PlusTiming, CortexM23Timing {
  Armv6mTiming(FigureTable table) {
    super(table, false);
  }

  @Override
  public final BlockCosts costs(Instruction[] code, int length) {
    int[] executed = new int[length];
    int[] skipped = new int[length];
    int[] taken = new int[length];
    for (int k = 0; k < length; k++) {
      Instruction i = code[k];
      executed[k] = base(i);
      skipped[k] = executed[k]; // there is no IT on these cores
      taken[k] = executed[k] + refill(i);
    }
    return new BlockCosts(executed, skipped, taken);
  }

  private int base(Instruction i) {
    return switch (i.op.kind()) {
      case MULTIPLY -> figure(Quantity.MULTIPLY);
      case DIVIDE -> figure(Quantity.DIVIDE_LEAST);
      case LOAD -> load(i);
      case STORE -> figure(Quantity.STORE);
      case LOAD_MULTIPLE, STORE_MULTIPLE ->
          figure(Quantity.MULTIPLE_BASE) + Integer.bitCount(i.imm);
      case BRANCH, CALL -> figure(Quantity.BRANCH_NOT_TAKEN);
      case SYSTEM ->
          switch (i.op) {
            case MRS, MSR -> figure(Quantity.SPECIAL_REGISTER);
            case DMB, DSB -> figure(Quantity.BARRIER);
            case ISB -> figure(Quantity.INSTRUCTION_BARRIER);
            default -> figure(Quantity.SYSTEM);
          };
      default -> figure(Quantity.ALU);
    };
  }

  private int load(Instruction i) {
    boolean first = i.op == Op.LDR_LIT && (i.address & 2) == 0;
    return figure(Quantity.LOAD) - (first ? figure(Quantity.LITERAL_FIRST_IN_WORD) : 0);
  }

  private int refill(Instruction i) {
    if (!i.branches) {
      return 0;
    }
    return switch (i.op) {
      case B, B_COND, CBZ, CBNZ -> figure(Quantity.REFILL);
      case BL -> figure(Quantity.REFILL_CALL);
      case POP -> figure(Quantity.REFILL_POP_PC);
      default -> figure(Quantity.REFILL_INDIRECT);
    };
  }

  /** There is no divide instruction, or its time does not depend on its operands. */
  @Override
  public final int divideExtra(int dividend, int divisor, boolean signed) {
    return 0;
  }

  /** Accesses that are not aligned fault. */
  @Override
  public final int unalignedExtra(int address, int size, boolean store) {
    return 0;
  }
}
