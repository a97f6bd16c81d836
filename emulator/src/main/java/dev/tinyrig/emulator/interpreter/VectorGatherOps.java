package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Loads and stores of elements at addresses of their own (DDI 0553, C2.4, VLDRB, VLDRH, VLDRW,
 * VLDRD and VSTRB, VSTRH, VSTRW, VSTRD, vector forms). A double word is two words, each with the
 * predicate of its beat; its offset or base stands in the even word.
 */
final class VectorGatherOps {
  private static final int DOUBLE = 3;
  private static final int WORD = 2;

  private VectorGatherOps() {}

  static void gather(Core c, Instruction i) {
    int active = Beats.active(c);
    if (i.size == DOUBLE) {
      for (int beat = 0; beat < 4; beat++) {
        loadWord(c, i, c.r[i.n] + offset(c, i, WORD, beat & ~1) + 4 * (beat & 1), beat, active);
      }
    } else {
      int executing = Beats.executing(c);
      for (int k = 0; k < 16 >>> i.size; k++) {
        int at = k << i.size;
        if ((executing >>> at & 1) != 0) {
          boolean loads = (active >>> at & 1) != 0;
          Lanes.put(c.s, i.d, i.size, k, loads ? element(c, i, k) : 0);
        }
      }
    }
    Beats.advance(c);
  }

  private static int element(Core c, Instruction i, int k) {
    int element = VectorElements.load(c, i, c.r[i.n] + offset(c, i, i.size, k), i.shift);
    return i.unsigned ? element : Lanes.signed(element, i.shift);
  }

  /** An element of the vector of offsets, scaled. */
  private static int offset(Core c, Instruction i, int size, int k) {
    return Lanes.get(c.s, i.m, size, k) << i.amount;
  }

  /** A word of Qd, zero where the predicate masks it. */
  private static void loadWord(Core c, Instruction i, int address, int beat, int active) {
    if ((Beats.executing(c) >>> 4 * beat & 1) != 0) {
      boolean loads = (active >>> 4 * beat & 1) != 0;
      c.s[4 * i.d + beat] = loads ? VectorElements.load(c, i, address, WORD) : 0;
    }
  }

  static void scatter(Core c, Instruction i) {
    int active = Beats.active(c);
    if (i.size == DOUBLE) {
      for (int beat = 0; beat < 4; beat++) {
        storeWord(c, i, c.r[i.n] + offset(c, i, WORD, beat & ~1) + 4 * (beat & 1), beat, active);
      }
    } else {
      for (int k = 0; k < 16 >>> i.size; k++) {
        if ((active >>> (k << i.size) & 1) != 0) {
          int address = c.r[i.n] + offset(c, i, i.size, k);
          VectorElements.store(c, i, address, i.shift, Lanes.get(c.s, i.d, i.size, k));
        }
      }
    }
    Beats.advance(c);
  }

  private static void storeWord(Core c, Instruction i, int address, int beat, int active) {
    if ((active >>> 4 * beat & 1) != 0) {
      VectorElements.store(c, i, address, WORD, c.s[4 * i.d + beat]);
    }
  }

  static void gatherFromBases(Core c, Instruction i) {
    int active = Beats.active(c);
    for (int beat = 0; beat < 4; beat++) {
      loadWord(c, i, addressFromBase(c, i, beat), beat, active);
    }
    writeBack(c, i);
  }

  static void scatterToBases(Core c, Instruction i) {
    int active = Beats.active(c);
    for (int beat = 0; beat < 4; beat++) {
      storeWord(c, i, addressFromBase(c, i, beat), beat, active);
    }
    writeBack(c, i);
  }

  private static int addressFromBase(Core c, Instruction i, int beat) {
    return i.size == DOUBLE
        ? c.s[4 * i.n + (beat & ~1)] + i.imm + 4 * (beat & 1)
        : c.s[4 * i.n + beat] + i.imm;
  }

  /**
   * Bases of the beats that executed, whatever the predicate is, and after the last access, so that
   * a fault leaves them as they were. A base of double words is written in their odd beat.
   */
  private static void writeBack(Core c, Instruction i) {
    if (i.writeBack) {
      int executing = Beats.executing(c);
      for (int beat = 0; beat < 4; beat++) {
        if ((executing >>> 4 * beat & 1) != 0) {
          if (i.size != DOUBLE) {
            c.s[4 * i.n + beat] += i.imm;
          } else if ((beat & 1) != 0) {
            c.s[4 * i.n + beat - 1] += i.imm;
          }
        }
      }
    }
    Beats.advance(c);
  }
}
