package dev.tinyrig.traces.profile;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.StackMove;
import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * What the instructions of a block do to SP: the positions at which it changes, and by how much. SP
 * is known behind a block; walking back over these gives its lowest value inside.
 */
final class StackEffect {
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
      int change = StackMove.of(in);
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
      if (index[k] < from || delta[k] == StackMove.UNKNOWN) {
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
