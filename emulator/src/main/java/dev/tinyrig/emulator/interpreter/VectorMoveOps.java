package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;

/** Executes duplicates, sequences, and moves between lanes and registers (DDI 0553, C2.4). */
final class VectorMoveOps {
  private VectorMoveOps() {}

  static void vdup(Core c, Instruction i) {
    int active = Beats.active(c);
    int value = VectorArithmetic.duplicate(i.size, c.r[i.m]);
    for (int b = 0; b < 4; b++) {
      VectorLanes.write(c.s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  static void vidup(Core c, Instruction i) {
    sequence(c, i, i.amount, 0, false);
  }

  static void vddup(Core c, Instruction i) {
    sequence(c, i, -i.amount, 0, false);
  }

  static void viwdup(Core c, Instruction i) {
    sequence(c, i, i.amount, c.r[i.m], true);
  }

  static void vdwdup(Core c, Instruction i) {
    sequence(c, i, -i.amount, c.r[i.m], true);
  }

  /**
   * Numbers from Rn on; Rn moves by a step for every lane of the beats that execute, active or not.
   *
   * @param end where numbers go on with 0, or before which they stand after 0 when they fall
   */
  private static void sequence(Core c, Instruction i, int step, int end, boolean wraps) {
    int active = Beats.active(c);
    int executing = Beats.executing(c);
    int bits = 8 << i.size;
    int lane = -1 >>> 32 - bits;
    int next = c.r[i.n];
    for (int b = 0; b < 4; b++) {
      if ((executing >>> 4 * b & 1) == 0) {
        continue;
      }
      int beat = 0;
      for (int at = 0; at < 32; at += bits) {
        beat |= (next & lane) << at;
        if (wraps && step < 0 && next == 0) {
          next = end;
        }
        next += step;
        if (wraps && step > 0 && next == end) {
          next = 0;
        }
      }
      VectorLanes.write(c.s, 4 * i.d + b, beat, active >>> 4 * b);
    }
    c.r[i.n] = next;
    Beats.advance(c);
  }

  static void vmovCoreToLane(Core c, Instruction i) {
    int bit = i.imm << 3 + i.size;
    int s = 2 * i.n + (bit >>> 5);
    if (Beats.executes(c, s)) {
      int mask = (-1 >>> 32 - (8 << i.size)) << (bit & 31);
      c.s[s] = c.s[s] & ~mask | c.r[i.d] << (bit & 31) & mask;
    }
    Beats.advanceEci(c);
  }

  static void vmovLaneToCore(Core c, Instruction i) {
    int bit = i.imm << 3 + i.size;
    int s = 2 * i.n + (bit >>> 5);
    if (Beats.executes(c, s)) {
      int above = c.s[s] << 32 - (8 << i.size) - (bit & 31);
      int unused = 32 - (8 << i.size);
      c.r[i.d] = i.unsigned ? above >>> unused : above >> unused;
    }
    Beats.advanceEci(c);
  }

  static void vmovLanesToCore2(Core c, Instruction i) {
    int s = 4 * i.d + i.imm;
    if (Beats.executes(c, s)) {
      c.r[i.m] = c.s[s];
    }
    if (Beats.executes(c, s + 2)) {
      c.r[i.a] = c.s[s + 2];
    }
    Beats.advanceEci(c);
  }

  static void vmovCore2ToLanes(Core c, Instruction i) {
    int s = 4 * i.d + i.imm;
    if (Beats.executes(c, s)) {
      c.s[s] = c.r[i.m];
    }
    if (Beats.executes(c, s + 2)) {
      c.s[s + 2] = c.r[i.a];
    }
    Beats.advanceEci(c);
  }
}
