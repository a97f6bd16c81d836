package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;
import dev.tinyrig.emulator.semantics.VectorCompare;

/**
 * Executes vector comparisons and what else writes VPR (DDI 0553, C2.4 and B5.5). P0 changes for
 * the beats that execute; there, bytes that are not active become 0.
 */
final class VectorCompareOps {
  private static final int MASK01_SHIFT = 16;
  private static final int MASK23_SHIFT = 20;

  /** As Rm of comparisons: zero. */
  private static final int ZERO = 15;

  private VectorCompareOps() {}

  private static void writeP0(Core c, int bytes) {
    int executing = Beats.executing(c);
    c.vpr = c.vpr & ~executing | bytes & Beats.active(c) & executing;
  }

  static void vcmp(Core c, Instruction i) {
    int bytes = 0;
    for (int b = 0; b < 4; b++) {
      int n = c.s[4 * i.n + b];
      bytes |= VectorCompare.compare(i.size, i.cond, n, c.s[4 * i.m + b]) << 4 * b;
    }
    writeP0(c, bytes);
    Beats.advance(c);
  }

  static void vcmpScalar(Core c, Instruction i) {
    int m = i.m == ZERO ? 0 : VectorArithmetic.duplicate(i.size, c.r[i.m]);
    int bytes = 0;
    for (int b = 0; b < 4; b++) {
      bytes |= VectorCompare.compare(i.size, i.cond, c.s[4 * i.n + b], m) << 4 * b;
    }
    writeP0(c, bytes);
    Beats.advance(c);
  }

  static void vpt(Core c, Instruction i) {
    int executing = Beats.executing(c);
    vcmp(c, i);
    beginBlock(c, i.imm, executing);
  }

  static void vptScalar(Core c, Instruction i) {
    int executing = Beats.executing(c);
    vcmpScalar(c, i);
    beginBlock(c, i.imm, executing);
  }

  static void vpst(Core c, Instruction i) {
    beginBlock(c, i.imm, Beats.executing(c));
    Beats.advanceEci(c);
  }

  /** Sets the masks of a VPT block: MASK01 in beat 1, MASK23 in beat 3. */
  static void beginBlock(Core c, int mask, int executing) {
    if ((executing & 0x00F0) != 0) {
      c.vpr = c.vpr & ~(0xF << MASK01_SHIFT) | mask << MASK01_SHIFT;
    }
    c.vpr = c.vpr & ~(0xF << MASK23_SHIFT) | mask << MASK23_SHIFT;
  }

  static void vpnot(Core c, Instruction i) {
    writeP0(c, ~c.vpr);
    Beats.advance(c);
  }

  static void vctp(Core c, Instruction i) {
    writeP0(c, VectorCompare.tail(i.size, c.r[i.n]));
    Beats.advance(c);
  }
}
