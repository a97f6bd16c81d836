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

  private static final int LARGEST_ACCESS = 64;

  private final Dice dice;

  AddressMaker(Dice dice) {
    this.dice = dice;
  }

  void fit(Trial trial, Instruction i, int record) {
    int window = record + TrialRecord.WINDOW;
    switch (i.op) {
      case VLDR_GATHER, VSTR_SCATTER -> offsets(trial, i, window);
      case VLDR_GATHER_BASE, VSTR_SCATTER_BASE -> bases(trial, i, window);
      default -> {
        int unit = 1 << i.shift;
        int place = dice.below((TrialRecord.WINDOW_SIZE - LARGEST_ACCESS) / unit) * unit;
        int address = dice.oneIn(24) ? NOWHERE : window + place;
        boolean post = i.op.name().endsWith("_POST");
        trial.put(trial.layout.r(i.n), post ? address : address - i.imm);
      }
    }
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
