package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;

/**
 * Which bytes of a vector an instruction works on (Armv8.1-M: DDI 0553, B5.5 and B5.6): predication
 * by VPT blocks and by the tail of a low-overhead loop, and beats that executed before an
 * exception.
 *
 * <p>Masks have one bit per byte of a vector, as VPR.P0. A beat is 32 bits wide; beat b of Qn is
 * {@code c.s[4 * n + b]}.
 */
final class Beats {
  /** All bytes of a vector. */
  static final int ALL = 0xFFFF;

  /** FPSCR.LTPSIZE: log2 of the bytes of an element in a tail-predicated loop, 4 for none. */
  static final int LTPSIZE_SHIFT = 16;

  private static final int LR = 14;
  private static final int MASK01_SHIFT = 16;
  private static final int MASK23_SHIFT = 20;

  private Beats() {}

  /** Bytes of the beats that execute now: all, unless ECI says that some have. */
  static int executing(Core c) {
    return switch (c.eci) {
      case 0 -> ALL;
      case 1 -> 0xFFF0;
      case 2 -> 0xFF00;
      default -> 0xF000;
    };
  }

  /**
   * Bytes that the instruction reads or writes: those that execute and that no predicate masks.
   * Results are written byte by byte; where an element counts as a whole (in sums, for saturation
   * and exceptions), the bit of its first byte decides.
   */
  static int active(Core c) {
    int mask = c.vpr & ALL;
    if ((c.vpr & 0xF << MASK01_SHIFT) == 0) {
      mask |= 0x00FF;
    }
    if ((c.vpr & 0xF << MASK23_SHIFT) == 0) {
      mask |= 0xFF00;
    }
    int ltpsize = c.fpscr >>> LTPSIZE_SHIFT & 7;
    if (ltpsize < 4 && Integer.compareUnsigned(c.r[LR], 1 << 4 - ltpsize) <= 0) {
      mask &= (1 << (c.r[LR] << ltpsize)) - 1;
    }
    return c.eci == 0 ? mask : mask & executing(c);
  }

  /**
   * Whether the beat that has an S register executes now, for lane moves, which no predicate masks.
   */
  static boolean executes(Core c, int s) {
    return (executing(c) >>> 4 * (s & 3) & 1) != 0;
  }

  /** After an instruction: moves on in its VPT block, and in what ECI counts. */
  static void advance(Core c) {
    boolean inBlock = (c.vpr & 0xFF << MASK01_SHIFT) != 0;
    if (c.eci == 0 && !inBlock) {
      return;
    }
    int executed = executing(c);
    advanceEci(c);
    if (inBlock) {
      c.vpr = advanced(c.vpr, executed);
    }
  }

  /** After an instruction that no VPT block predicates. */
  static void advanceEci(Core c) {
    if (c.eci != 0) {
      c.eci = c.eci == 5 ? 1 : 0;
    }
  }

  /**
   * VPR after an instruction of a VPT block (DDI 0553, VPTAdvance): a mask above 0b1000 inverts its
   * half of P0 and every mask moves left by one.
   */
  private static int advanced(int vpr, int executed) {
    int mask01 = vpr >>> MASK01_SHIFT & 0xF;
    int mask23 = vpr >>> MASK23_SHIFT & 0xF;
    int inverted = (mask01 > 8 ? executed & 0x00FF : 0) | (mask23 > 8 ? executed & 0xFF00 : 0);
    int next01 = (executed & 0x00F0) != 0 ? mask01 << 1 & 0xF : mask01;
    return (vpr ^ inverted) & ALL | next01 << MASK01_SHIFT | (mask23 << 1 & 0xF) << MASK23_SHIFT;
  }
}
