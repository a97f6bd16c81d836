package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;
import dev.tinyrig.emulator.semantics.VectorCompare;

/**
 * The frame of vector instructions: fetches the beats of the operands, calls what computes one
 * beat, writes the bytes that are active, notes saturation, and advances (DDI 0553, B5.5).
 *
 * <p>A compiler inlines these loops into the method of each operation, where the function is a
 * constant; they must stay small for that.
 */
final class VectorLanes {
  /** FPSCR.QC: a lane saturated. */
  private static final int QC = 1 << 27;

  private VectorLanes() {}

  /** One beat from another. */
  interface Unary {
    int apply(int size, int m);
  }

  /** One beat from two. */
  interface Binary {
    int apply(int size, int n, int m);
  }

  /** One beat from two and from what the destination holds. */
  interface Ternary {
    int apply(int size, int d, int n, int m);
  }

  /** One beat with the bytes at which saturated lanes begin in bits 35..32. */
  interface SaturatingUnary {
    long apply(int size, int m);
  }

  /** The same from two beats. */
  interface SaturatingBinary {
    long apply(int size, int n, int m);
  }

  /** The same from two beats and from what the destination holds. */
  interface SaturatingTernary {
    long apply(int size, int d, int n, int m);
  }

  /** Writes those bytes of a beat whose bit is set in the lowest 4 bits of {@code bytes}. */
  static void write(int[] s, int at, int value, int bytes) {
    int mask = VectorCompare.mask(bytes);
    s[at] = value & mask | s[at] & ~mask;
  }

  /** Writes a beat and sets QC when a lane saturated whose first byte is active. */
  static void writeSaturated(Core c, int at, long result, int bytes) {
    if ((result >>> 32 & bytes & 0xF) != 0) {
      c.fpscr |= QC;
    }
    write(c.s, at, (int) result, bytes);
  }

  /** Notes that an active lane saturated. */
  static void setQc(Core c) {
    c.fpscr |= QC;
  }

  /** Qd from Qm. */
  static void unary(Core c, Instruction i, Unary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int d = 4 * i.d;
    int m = 4 * i.m;
    if (active == Beats.ALL) {
      for (int b = 0; b < 4; b++) {
        s[d + b] = f.apply(i.size, s[m + b]);
      }
    } else {
      for (int b = 0; b < 4; b++) {
        write(s, d + b, f.apply(i.size, s[m + b]), active >>> 4 * b);
      }
    }
    Beats.advance(c);
  }

  /** Qd from Qn and Qm. */
  static void binary(Core c, Instruction i, Binary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int d = 4 * i.d;
    int n = 4 * i.n;
    int m = 4 * i.m;
    if (active == Beats.ALL) {
      for (int b = 0; b < 4; b++) {
        s[d + b] = f.apply(i.size, s[n + b], s[m + b]);
      }
    } else {
      for (int b = 0; b < 4; b++) {
        write(s, d + b, f.apply(i.size, s[n + b], s[m + b]), active >>> 4 * b);
      }
    }
    Beats.advance(c);
  }

  /** Qd from Qd and Qm. */
  static void destructive(Core c, Instruction i, Binary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int d = 4 * i.d;
    int m = 4 * i.m;
    for (int b = 0; b < 4; b++) {
      write(s, d + b, f.apply(i.size, s[d + b], s[m + b]), active >>> 4 * b);
    }
    Beats.advance(c);
  }

  /** Qd from Qn and Rm, which stands in every lane. */
  static void scalar(Core c, Instruction i, Binary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int d = 4 * i.d;
    int n = 4 * i.n;
    int m = VectorArithmetic.duplicate(i.size, c.r[i.m]);
    if (active == Beats.ALL) {
      for (int b = 0; b < 4; b++) {
        s[d + b] = f.apply(i.size, s[n + b], m);
      }
    } else {
      for (int b = 0; b < 4; b++) {
        write(s, d + b, f.apply(i.size, s[n + b], m), active >>> 4 * b);
      }
    }
    Beats.advance(c);
  }

  /** Qd from Qd, Qn and Rm, which stands in every lane. */
  static void accumulate(Core c, Instruction i, Ternary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int d = 4 * i.d;
    int n = 4 * i.n;
    int m = VectorArithmetic.duplicate(i.size, c.r[i.m]);
    if (active == Beats.ALL) {
      for (int b = 0; b < 4; b++) {
        s[d + b] = f.apply(i.size, s[d + b], s[n + b], m);
      }
    } else {
      for (int b = 0; b < 4; b++) {
        write(s, d + b, f.apply(i.size, s[d + b], s[n + b], m), active >>> 4 * b);
      }
    }
    Beats.advance(c);
  }

  /** Qd from Qm and a constant beat, such as the amount of a shift. */
  static void constant(Core c, Instruction i, int from, int constant, Binary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int d = 4 * i.d;
    if (active == Beats.ALL) {
      for (int b = 0; b < 4; b++) {
        s[d + b] = f.apply(i.size, s[4 * from + b], constant);
      }
    } else {
      for (int b = 0; b < 4; b++) {
        write(s, d + b, f.apply(i.size, s[4 * from + b], constant), active >>> 4 * b);
      }
    }
    Beats.advance(c);
  }

  /** Qd from Qm, with saturation. */
  static void saturatingUnary(Core c, Instruction i, SaturatingUnary f) {
    int active = Beats.active(c);
    for (int b = 0; b < 4; b++) {
      writeSaturated(c, 4 * i.d + b, f.apply(i.size, c.s[4 * i.m + b]), active >>> 4 * b);
    }
    Beats.advance(c);
  }

  /** Qd from Qn and Qm, with saturation. */
  static void saturatingBinary(Core c, Instruction i, SaturatingBinary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      long result = f.apply(i.size, s[4 * i.n + b], s[4 * i.m + b]);
      writeSaturated(c, 4 * i.d + b, result, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  /** Qd from a vector and a constant beat, with saturation. */
  static void saturatingConstant(
      Core c, Instruction i, int from, int constant, SaturatingBinary f) {
    int active = Beats.active(c);
    for (int b = 0; b < 4; b++) {
      long result = f.apply(i.size, c.s[4 * from + b], constant);
      writeSaturated(c, 4 * i.d + b, result, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  /** Qd from Qn and Rm, which stands in every lane, with saturation. */
  static void saturatingScalar(Core c, Instruction i, SaturatingBinary f) {
    saturatingConstant(c, i, i.n, VectorArithmetic.duplicate(i.size, c.r[i.m]), f);
  }

  /** Qd from Qd, Qn and Rm, which stands in every lane, with saturation. */
  static void saturatingAccumulate(Core c, Instruction i, SaturatingTernary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    int m = VectorArithmetic.duplicate(i.size, c.r[i.m]);
    for (int b = 0; b < 4; b++) {
      long result = f.apply(i.size, s[4 * i.d + b], s[4 * i.n + b], m);
      writeSaturated(c, 4 * i.d + b, result, active >>> 4 * b);
    }
    Beats.advance(c);
  }
}
