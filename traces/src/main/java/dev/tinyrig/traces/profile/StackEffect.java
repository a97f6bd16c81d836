package dev.tinyrig.traces.profile;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * What the instructions of a block do to SP: the positions at which it changes, and by how much. SP
 * is known behind a block; walking back over these gives its lowest value inside.
 */
final class StackEffect {
  /** A change that the instruction alone does not tell. */
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final int[] index;
  private final int[] delta;
  private final boolean switches;

  private StackEffect(int[] index, int[] delta, boolean switches) {
    this.index = index;
    this.delta = delta;
    this.switches = switches;
  }

  /** The effect of a block, or null when it leaves SP alone. */
  static StackEffect of(Probe.BlockView code) {
    List<int[]> changes = new ArrayList<>();
    boolean switches = false;
    for (int i = 0; i < code.length(); i++) {
      Instruction in = code.instruction(i);
      int change = change(in);
      if (change != 0) {
        changes.add(new int[] {i, change});
      }
      switches |= switchesStack(in);
    }
    if (changes.isEmpty() && !switches) {
      return null;
    }
    return new StackEffect(
        changes.stream().mapToInt(c -> c[0]).toArray(),
        changes.stream().mapToInt(c -> c[1]).toArray(),
        switches);
  }

  private static boolean switchesStack(Instruction in) {
    return switch (in.op) {
      case MSR -> true;
      default -> false;
    };
  }

  private static int change(Instruction in) {
    return switch (in.op) {
      case PUSH -> -4 * Integer.bitCount(in.imm);
      case POP -> 4 * Integer.bitCount(in.imm);
      case STMDB -> in.n == 13 && in.writeBack ? -4 * Integer.bitCount(in.imm) : 0;
      case STM -> in.n == 13 && in.writeBack ? 4 * Integer.bitCount(in.imm) : 0;
      case LDM -> in.n == 13 && in.writeBack ? 4 * Integer.bitCount(in.imm) : 0;
      case VSTM_32 -> in.n == 13 && in.writeBack ? -4 * in.imm : 0;
      case VSTM_64 -> in.n == 13 && in.writeBack ? -8 * in.imm : 0;
      case VLDM_32 -> in.n == 13 && in.writeBack ? 4 * in.imm : 0;
      case VLDM_64 -> in.n == 13 && in.writeBack ? 8 * in.imm : 0;
      case ADD_IMM -> in.d != 13 ? 0 : in.n == 13 ? in.imm : UNKNOWN;
      case SUB_IMM -> in.d != 13 ? 0 : in.n == 13 ? -in.imm : UNKNOWN;
      case ADD_REG, SUB_REG, MOV_REG, MOV_IMM, AND_IMM, BIC_IMM, ORR_REG, LDR_IMM, LDR_REG ->
          in.d == 13 ? UNKNOWN : 0;
      case LDR_PRE, LDR_POST, STR_PRE, STR_POST, LDRD_PRE, LDRD_POST, STRD_PRE, STRD_POST ->
          in.n == 13 ? in.imm : 0;
      default -> 0;
    };
  }

  /** Whether it may change to another stack. */
  boolean switches() {
    return switches;
  }

  /** Whether SP changes in {@code [from, to)}. */
  boolean moves(int from, int to) {
    for (int at : index) {
      if (at >= from && at < to) {
        return true;
      }
    }
    return switches;
  }

  /** The lowest SP behind an instruction of {@code [from, to)}, when SP behind them is this. */
  int lowest(int from, int to, int spBehind) {
    int sp = spBehind;
    int lowest = spBehind;
    for (int k = index.length - 1; k >= 0; k--) {
      if (index[k] >= to) {
        continue;
      }
      if (index[k] < from || delta[k] == UNKNOWN) {
        break;
      }
      if (Integer.compareUnsigned(sp, lowest) < 0) {
        lowest = sp;
      }
      sp -= delta[k];
    }
    return Integer.compareUnsigned(sp, lowest) < 0 ? sp : lowest;
  }
}
