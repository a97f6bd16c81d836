package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Operands;
import java.util.Arrays;

/** When floating-point results of a line of code are there, in cycles since its entry. */
final class FpScoreboard {
  private static final int FLAGS = 32;

  private final int[] ready = new int[FLAGS + 1];
  private int unitBusy;

  /** Nothing is under way. */
  void clear() {
    Arrays.fill(ready, 0);
    unitBusy = 0;
  }

  /** The first cycle at which all these S registers are there. */
  int readyAt(long registers) {
    int latest = 0;
    for (long rest = registers; rest != 0; rest &= rest - 1) {
      latest = Math.max(latest, ready[Long.numberOfTrailingZeros(rest)]);
    }
    return latest;
  }

  /** The first cycle at which what the instruction reads is there, flags included. */
  int operandsReadyAt(Instruction i) {
    int latest = readyAt(Operands.fpReads(i));
    return (Operands.flagsRead(i) & Operands.FPSCR_FLAGS) != 0
        ? Math.max(latest, ready[FLAGS])
        : latest;
  }

  /** The results of an instruction are there at a cycle. */
  void produce(Instruction i, int cycle) {
    for (long rest = Operands.fpWrites(i); rest != 0; rest &= rest - 1) {
      ready[Long.numberOfTrailingZeros(rest)] = cycle;
    }
    if ((Operands.flagsWritten(i, false) & Operands.FPSCR_FLAGS) != 0) {
      ready[FLAGS] = cycle;
    }
  }

  /** These S registers are there at a cycle. */
  void produce(long registers, int cycle) {
    for (long rest = registers; rest != 0; rest &= rest - 1) {
      ready[Long.numberOfTrailingZeros(rest)] = cycle;
    }
  }

  /** The first cycle at which a division leaves the unit free. */
  int unitFreeAt() {
    return unitBusy;
  }

  /** A division occupies the unit up to a cycle. */
  void occupyUntil(int cycle) {
    unitBusy = cycle;
  }
}
