package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of structures of two or four elements (DDI 0553, C2.4, VLD2, VLD4, VST2, VST4).
 * An instruction transfers four words, one per beat, of the eight or sixteen that the structures
 * fill; its pattern says which. No predicate concerns it.
 */
final class VectorInterleaveOps {
  private VectorInterleaveOps() {}

  /** VLD2 and, with a {@code log2} of 2, VLD4. */
  static void load(Core c, Instruction i, int log2) {
    for (int beat = first(c); beat < 4; beat++) {
      int word = word(i.amount, log2, beat);
      int data = loadWord(c, i, c.r[i.n] + 4 * word);
      for (int k = 0; k < 4 >>> i.size; k++) {
        int element = (word << 2 >>> i.size) + k;
        int q = i.d + (element & (1 << log2) - 1);
        Lanes.put(c.s, q, i.size, element >>> log2, data >>> (8 << i.size) * k);
      }
    }
    finish(c, i, log2);
  }

  /** VST2 and, with a {@code log2} of 2, VST4. */
  static void store(Core c, Instruction i, int log2) {
    for (int beat = first(c); beat < 4; beat++) {
      int word = word(i.amount, log2, beat);
      int data = 0;
      for (int k = 0; k < 4 >>> i.size; k++) {
        int element = (word << 2 >>> i.size) + k;
        int q = i.d + (element & (1 << log2) - 1);
        data |= Lanes.get(c.s, q, i.size, element >>> log2) << (8 << i.size) * k;
      }
      storeWord(c, i, c.r[i.n] + 4 * word, data);
    }
    finish(c, i, log2);
  }

  /** The first beat that executes. */
  private static int first(Core c) {
    return Integer.numberOfTrailingZeros(Beats.executing(c)) >>> 2;
  }

  /**
   * Which word of the structures a beat transfers. Two beats are neighbours, and the two pairs lie
   * in different halves, shifted against each other so that four patterns (or two) cover all.
   */
  private static int word(int pattern, int log2, int beat) {
    int pair = beat < 2 ? pattern : (1 << log2) + (pattern + 1 & (1 << log2) - 1);
    return 2 * pair + (beat & 1);
  }

  /** One access where the address allows it, else one per element. */
  private static int loadWord(Core c, Instruction i, int address) {
    if ((address & 3) == 0) {
      return c.bus.load32(address);
    }
    int data = 0;
    for (int k = 0; k < 4; k += 1 << i.size) {
      data |= VectorElements.load(c, i, address + k, i.size) << 8 * k;
    }
    return data;
  }

  private static void storeWord(Core c, Instruction i, int address, int data) {
    if ((address & 3) == 0) {
      c.bus.store32(address, data);
      return;
    }
    for (int k = 0; k < 4; k += 1 << i.size) {
      VectorElements.store(c, i, address + k, i.size, data >>> 8 * k);
    }
  }

  private static void finish(Core c, Instruction i, int log2) {
    if (i.writeBack) {
      c.r[i.n] += 16 << log2;
    }
    Beats.advanceEci(c);
  }
}
