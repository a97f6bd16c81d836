package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;

/**
 * Cortex-M3 and Cortex-M4: three stages, one instruction at a time; what makes the cycles is how
 * loads and stores overlap with their neighbours.
 *
 * <p>A load spends a cycle on its address and one on its data. The address cycle of the access
 * behind it can fall into the data cycle, so that N loads in a row take N+1 cycles; the extra cycle
 * is charged to the load that nothing overlaps with. Floating-point results are followed on a
 * scoreboard; a division goes on beside other instructions and, if it has not ended when the line
 * of code is left, is waited for there (the next line does not know of it: a loop that consumes a
 * quotient only after its branch is charged too much).
 */
abstract sealed class Armv7mTiming extends FigureTiming permits CortexM3Timing, CortexM4Timing {
  private final boolean hasFloatingPoint;
  private final int divideSpan;

  Armv7mTiming(FigureTable table, boolean hasFloatingPoint) {
    super(table, hasFloatingPoint);
    this.hasFloatingPoint = hasFloatingPoint;
    this.divideSpan = figure(Quantity.DIVIDE_MOST) - figure(Quantity.DIVIDE_LEAST);
  }

  @Override
  public final BlockCosts costs(Instruction[] code, int length) {
    int[] executed = new int[length];
    int[] skipped = new int[length];
    int[] taken = new int[length];
    FpScoreboard scoreboard = new FpScoreboard();
    int time = 0;
    int wideRun = 0;
    for (int k = 0; k < length; k++) {
      Instruction i = code[k];
      Instruction before = k == 0 ? null : code[k - 1];
      Instruction behind = k + 1 == length ? null : code[k + 1];
      int cost = base(i, before, behind);
      if (before != null) {
        cost += hazards(before, i);
      }
      wideRun = i.length == 4 && (i.address & 2) != 0 ? wideRun + 1 : 0;
      if (k == 0 && wideRun == 1) {
        cost += figure(Quantity.WIDE_TARGET_UNALIGNED);
      } else if (wideRun == 3 && cost == 1) {
        cost += figure(Quantity.WIDE_RUN_UNALIGNED);
      }
      if (cost > 1 && wideRun < 3) {
        wideRun = 0; // the fetch buffer fills meanwhile
      }
      if (hasFloatingPoint && isFloatingPoint(i)) {
        cost += floatingPointStall(i, time, cost, scoreboard);
      }
      time += cost;
      int pending = Math.max(0, scoreboard.unitFreeAt() - time);
      executed[k] = k + 1 == length ? cost + pending : cost;
      skipped[k] = figure(Quantity.SKIPPED);
      taken[k] = i.branches ? cost + pending + refill(i) : executed[k];
    }
    return new BlockCosts(executed, skipped, taken);
  }

  private int base(Instruction i, Instruction before, Instruction behind) {
    return switch (i.op.kind()) {
      case ALU, SHIFT -> figure(Quantity.ALU);
      case MULTIPLY ->
          switch (i.op) {
            case MLA, MLS -> figure(Quantity.MULTIPLY_ACCUMULATE);
            case UMULL, SMULL -> figure(Quantity.LONG_MULTIPLY);
            case UMLAL, SMLAL -> figure(Quantity.LONG_MULTIPLY_ACCUMULATE);
            default -> figure(Quantity.MULTIPLY);
          };
      case DSP -> figure(Quantity.DSP);
      case DIVIDE -> figure(Quantity.DIVIDE_LEAST);
      case LOAD -> load(i, behind);
      case STORE -> store(i);
      case LOAD_MULTIPLE, STORE_MULTIPLE ->
          figure(Quantity.MULTIPLE_BASE) + Integer.bitCount(i.imm);
      case BRANCH, CALL ->
          i.op == Op.TBB || i.op == Op.TBH
              ? figure(Quantity.TABLE_BRANCH)
              : figure(Quantity.BRANCH_NOT_TAKEN);
      case IT -> figure(before != null && before.length == 2 ? Quantity.IT_FOLDED : Quantity.IT);
      case SYSTEM ->
          switch (i.op) {
            case MRS, MSR -> figure(Quantity.SPECIAL_REGISTER);
            case DMB, DSB -> figure(Quantity.BARRIER);
            case ISB -> figure(Quantity.INSTRUCTION_BARRIER);
            default -> figure(Quantity.SYSTEM);
          };
      default -> hasFloatingPoint ? floatingPoint(i) : figure(Quantity.SYSTEM);
    };
  }

  private int load(Instruction i, Instruction behind) {
    if (isPair(i)) {
      return figure(Quantity.PAIR);
    }
    int cost = figure(Quantity.LOAD);
    if (i.n == 15) {
      cost += figure(Quantity.LITERAL_COLLISION);
    }
    if (behind == null) {
      return cost;
    }
    if (behind.op == Op.NOP) {
      return cost - figure(Quantity.LOAD_BEFORE_NOP);
    }
    return overlaps(i, behind) ? cost - figure(Quantity.LOAD_OVERLAP) : cost;
  }

  /** Whether the access behind a load can spend its address cycle in the load's data cycle. */
  private boolean overlaps(Instruction load, Instruction behind) {
    OpKind kind = behind.op.kind();
    if ((kind != OpKind.LOAD && kind != OpKind.STORE) || isPair(behind) || load.branches) {
      return false;
    }
    int loaded = 1 << load.d;
    if ((Operands.addressReads(behind) & loaded) != 0) {
      return false;
    }
    if (kind == OpKind.STORE && behind.d == load.d && !hasIndex(behind)) {
      return false; // the word that is stored arrives only now
    }
    if (!load.writeBack && !behind.writeBack) {
      return true;
    }
    return figure(Quantity.WRITE_BACK_CHAINS) == 1 && load.n != behind.n;
  }

  private int store(Instruction i) {
    if (isPair(i)) {
      return figure(Quantity.PAIR);
    }
    return switch (i.op) {
      case STREX, STREXB, STREXH -> figure(Quantity.STORE_EXCLUSIVE);
      default ->
          figure(
              hasIndex(i)
                  ? Quantity.STORE_REGISTER_OFFSET
                  : i.writeBack ? Quantity.STORE_WRITE_BACK : Quantity.STORE);
    };
  }

  /** What the instruction before costs the next one. */
  private int hazards(Instruction before, Instruction i) {
    int extra = 0;
    OpKind kind = i.op.kind();
    boolean single =
        switch (kind) {
          case LOAD, STORE, FP_LOAD, FP_STORE -> true;
          default -> false;
        };
    if (single && (Operands.addressReads(i) & results(before)) != 0) {
      extra += figure(Quantity.ADDRESS_DEPENDENCY);
    }
    boolean loads = kind == OpKind.LOAD || kind == OpKind.LOAD_MULTIPLE || kind == OpKind.FP_LOAD;
    if (loads && before.op.kind() == OpKind.STORE && !isPair(before)) {
      extra += figure(Quantity.LOAD_BEHIND_STORE);
    }
    return extra;
  }

  /** Registers that come late: results of data processing and of loads, not written-back bases. */
  private static int results(Instruction before) {
    return switch (before.op.kind()) {
      case ALU, SHIFT, MULTIPLY, DIVIDE, DSP, FP_MOVE -> Operands.writes(before);
      case LOAD -> 1 << before.d | (isPair(before) ? 1 << before.a : 0);
      default -> 0;
    };
  }

  private static boolean hasIndex(Instruction i) {
    return switch (i.op) {
      case STR_REG, STRB_REG, STRH_REG -> true;
      default -> false;
    };
  }

  static boolean isPair(Instruction i) {
    return switch (i.op) {
      case LDRD_IMM, LDRD_PRE, LDRD_POST, LDRD_LIT, STRD_IMM, STRD_PRE, STRD_POST -> true;
      default -> false;
    };
  }

  private int refill(Instruction i) {
    return switch (i.op) {
      case BL -> figure(Quantity.REFILL_CALL);
      case TBB, TBH -> figure(Quantity.REFILL_TABLE_BRANCH);
      case LDM, LDMDB, POP -> figure(Quantity.REFILL_POP_PC);
      case BX, BLX_REG, MOV_REG, ADD_REG -> figure(Quantity.REFILL_INDIRECT);
      case B, B_COND, CBZ, CBNZ -> figure(Quantity.REFILL);
      default -> figure(Quantity.REFILL_LOAD_PC);
    };
  }

  static boolean isFloatingPoint(Instruction i) {
    return switch (i.op.kind()) {
      case FP_ARITHMETIC,
          FP_MULTIPLY_ACCUMULATE,
          FP_DIVIDE,
          FP_MOVE,
          FP_LOAD,
          FP_STORE,
          FP_LOAD_MULTIPLE,
          FP_STORE_MULTIPLE ->
          true;
      default -> false;
    };
  }

  private int floatingPoint(Instruction i) {
    return switch (i.op.kind()) {
      case FP_ARITHMETIC -> figure(Quantity.FP_ARITHMETIC);
      case FP_MULTIPLY_ACCUMULATE -> figure(Quantity.FP_MULTIPLY_ACCUMULATE);
      case FP_DIVIDE -> 1; // the rest goes on beside what follows
      case FP_LOAD ->
          figure(Quantity.FP_LOAD) + (i.op == Op.VLDR_64 ? figure(Quantity.FP_SECOND_WORD) : 0);
      case FP_STORE ->
          figure(Quantity.FP_STORE) + (i.op == Op.VSTR_64 ? figure(Quantity.FP_SECOND_WORD) : 0);
      case FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> figure(Quantity.MULTIPLE_BASE) + words(i);
      default ->
          switch (i.op) {
            case VMOV_CORE2_TO_S2, VMOV_S2_TO_CORE2, VMOV_CORE2_TO_D, VMOV_D_TO_CORE2 ->
                figure(Quantity.FP_MOVE_PAIR);
            default -> figure(Quantity.FP_MOVE);
          };
    };
  }

  private static int words(Instruction i) {
    return i.op == Op.VLDM_64 || i.op == Op.VSTM_64 ? 2 * i.imm : i.imm;
  }

  private int floatingPointStall(Instruction i, int time, int cost, FpScoreboard scoreboard) {
    int start = Math.max(time, Math.max(scoreboard.unitFreeAt(), scoreboard.operandsReadyAt(i)));
    int end = start + cost;
    switch (i.op.kind()) {
      case FP_DIVIDE -> {
        end = start + figure(Quantity.FP_DIVIDE);
        scoreboard.occupyUntil(end);
        scoreboard.produce(i, end);
      }
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE ->
          scoreboard.produce(i, end + figure(Quantity.FP_DEPENDENT));
      default -> scoreboard.produce(i, end);
    }
    return start - time;
  }

  @Override
  public final int divideExtra(int dividend, int divisor, boolean signed) {
    return EarlyExit.cycles(dividend, divisor, signed, divideSpan);
  }

  @Override
  public final int unalignedExtra(int address, int size, boolean store) {
    return size == 4 && (address & 1) != 0
        ? figure(Quantity.UNALIGNED_ODD_WORD)
        : figure(Quantity.UNALIGNED);
  }

  @Override
  public final int bitBandExtra() {
    return figure(Quantity.BIT_BAND);
  }
}
