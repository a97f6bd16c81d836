package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.oracle.draw.Dice;

/**
 * Gives vector loads and stores addresses in the window of their record, or now and then one where
 * there is no memory, so that they fault midway. All are aligned: QEMU 7.2 lets unaligned vector
 * accesses pass, which the architecture does not (DDI 0553, B5.8).
 */
final class AddressMaker {
  /** No memory and no device of the machines lies here. */
  private static final int NOWHERE = 0xEFF0_0000;

  /** Neither so far from the records. */
  private static final int FAR = 0x8000_0000;

  /** Here memory of the Cortex-M55's machine ends, and nothing follows. */
  static final int EDGE = 0x2008_0000;

  private static final int LARGEST_ACCESS = 64;

  /** Bytes before the edge that offsets reach, the largest of one byte beyond it. */
  private static final int REACH = 128;

  private final Dice dice;

  AddressMaker(Dice dice) {
    this.dice = dice;
  }

  void fit(Trial trial, Instruction i, int record) {
    if (trial.mode == Trial.Mode.FAULTING) {
      fitBeyond(trial, i, record + TrialRecord.WINDOW);
      return;
    }
    int window = record + TrialRecord.WINDOW;
    switch (i.op) {
      case VLDR_GATHER, VSTR_SCATTER -> offsets(trial, i, window);
      case VLDR_GATHER_BASE, VSTR_SCATTER_BASE -> bases(trial, i, window);
      default -> {
        int unit = TrialMaker.isSystemTransfer(i.encoding) ? 4 : 1 << i.shift;
        int place = dice.below((TrialRecord.WINDOW_SIZE - LARGEST_ACCESS) / unit) * unit;
        int address = dice.oneIn(24) ? NOWHERE : window + place;
        boolean post = i.op.name().endsWith("_POST");
        trial.put(trial.layout.r(i.n), post ? address : address - i.imm);
      }
    }
  }

  /** Moves what has been fitted off its alignment: all of it, or the first of several bases. */
  void misplace(Trial trial, Instruction i) {
    int bytes = Math.min(1 << i.shift, 4); // a double word is two words
    int by = 1 + dice.below(bytes - 1);
    switch (i.op) {
      case VLDR_GATHER_BASE, VSTR_SCATTER_BASE -> {
        int at = TrialRecord.s(4 * i.n);
        trial.put(at, trial.get(at) + by);
      }
      default -> {
        int at = trial.layout.r(i.n);
        trial.put(at, trial.get(at) + by);
      }
    }
  }

  /** The first element has memory, a later one has not. */
  private void fitBeyond(Trial trial, Instruction i, int window) {
    int unit = 1 << i.shift;
    int elements = 16 >> i.size;
    switch (i.op) {
      case VLDR_GATHER, VSTR_SCATTER -> {
        int before = REACH >>> i.amount;
        trial.put(trial.layout.r(i.n), EDGE - REACH);
        int first = 1 + dice.below(elements - 1);
        for (int e = 0; e < elements; e++) {
          int within = dice.below(before) & (i.amount == 0 ? -unit : -1);
          element(trial, i.m, e, i.size, e == first ? within + before : within);
        }
      }
      case VLDR_GATHER_BASE, VSTR_SCATTER_BASE -> {
        bases(trial, i, window);
        element(trial, i.n, 1 + dice.below(elements - 1), i.size, NOWHERE - i.imm);
      }
      default -> {
        // Structures fill 32 or 64 bytes, of which the first ones are those of the first beat.
        boolean structure = i.op.name().matches("V(LD|ST)[24]");
        int room = structure ? wordsBefore(i) * 4 : (1 + dice.below(elements - 1)) * unit;
        boolean post = i.op.name().endsWith("_POST");
        trial.put(trial.layout.r(i.n), post ? EDGE - room : EDGE - room - i.imm);
      }
    }
  }

  /** Words of the structures that have memory: those of the first pair of beats at least. */
  private int wordsBefore(Instruction i) {
    int all = i.op.name().endsWith("2") ? 8 : 16;
    int firstPair = 2 * i.amount + 2;
    return Math.min(firstPair, all - 1);
  }

  /** A base register, and a vector of offsets. */
  private void offsets(Trial trial, Instruction i, int window) {
    int unit = 1 << i.shift;
    int bytes = 1 << i.size;
    int reach = i.size == 0 ? 256 : TrialRecord.WINDOW_SIZE - LARGEST_ACCESS;
    boolean negative = i.size >= 2 && dice.oneIn(2);
    trial.put(
        trial.layout.r(i.n), window + (negative ? TrialRecord.WINDOW_SIZE - LARGEST_ACCESS : 0));
    for (int e = 0; e < 16 / bytes; e++) {
      int offset = dice.below(reach / unit) * (i.amount == 0 ? unit : 1);
      if (dice.oneIn(64)) {
        offset ^= i.size >= 2 ? FAR >>> i.amount : 0;
      }
      element(trial, i.m, e, i.size, negative ? -offset : offset);
    }
  }

  /** A vector of bases. */
  private void bases(Trial trial, Instruction i, int window) {
    int bytes = 1 << i.size;
    for (int e = 0; e < 16 / bytes; e++) {
      int place = dice.below((TrialRecord.WINDOW_SIZE - LARGEST_ACCESS) / bytes) * bytes;
      int address = dice.oneIn(64) ? NOWHERE : window + place;
      element(trial, i.n, e, i.size, address - i.imm);
    }
  }

  private static void element(Trial trial, int q, int index, int size, int value) {
    int at = TrialRecord.s(4 * q) + (index << size);
    switch (size) {
      case 0 -> trial.record.put(at, (byte) value);
      case 1 -> trial.record.putShort(at, (short) value);
      default -> trial.record.putInt(at, value); // of a double word the low half counts
    }
  }
}
