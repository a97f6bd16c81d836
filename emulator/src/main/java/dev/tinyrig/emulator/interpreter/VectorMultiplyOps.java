package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;
import dev.tinyrig.emulator.semantics.VectorDoubling;
import dev.tinyrig.emulator.semantics.VectorMultiply;

/** Executes vector multiplications with vectors as results (DDI 0553, C2.4). */
final class VectorMultiplyOps {
  private VectorMultiplyOps() {}

  static void vmul(Core c, Instruction i) {
    VectorLanes.binary(c, i, VectorMultiply::mul);
  }

  static void vmulScalar(Core c, Instruction i) {
    VectorLanes.scalar(c, i, VectorMultiply::mul);
  }

  static void vmla(Core c, Instruction i) {
    VectorLanes.accumulate(c, i, VectorMultiply::mla);
  }

  static void vmlas(Core c, Instruction i) {
    VectorLanes.accumulate(c, i, VectorMultiply::mlas);
  }

  static void vmulh(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorMultiply::mulhUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorMultiply::mulhSigned);
    }
  }

  static void vrmulh(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorMultiply::rmulhUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorMultiply::rmulhSigned);
    }
  }

  static void vmull(Core c, Instruction i) {
    int active = Beats.active(c);
    int[] s = c.s;
    if (i.size == 2) {
      for (int b = 0; b < 4; b += 2) {
        int from = b + i.top;
        long product = VectorMultiply.mullWords(s[4 * i.n + from], s[4 * i.m + from], i.unsigned);
        writeLong(s, 4 * i.d + b, product, active >>> 4 * b);
      }
    } else {
      for (int b = 0; b < 4; b++) {
        int value = VectorMultiply.mull(i.size, i.top, s[4 * i.n + b], s[4 * i.m + b], i.unsigned);
        VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
      }
    }
    Beats.advance(c);
  }

  private static void writeLong(int[] s, int at, long value, int bytes) {
    VectorLanes.write(s, at, (int) value, bytes);
    VectorLanes.write(s, at + 1, (int) (value >>> 32), bytes >>> 4);
  }

  static void vmullPolynomial(Core c, Instruction i) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int value = VectorMultiply.mullPolynomial(i.size, i.top, s[4 * i.n + b], s[4 * i.m + b]);
      VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  static void vqdmulh(Core c, Instruction i) {
    VectorLanes.saturatingBinary(c, i, VectorDoubling::qdmulh);
  }

  static void vqdmulhScalar(Core c, Instruction i) {
    VectorLanes.saturatingScalar(c, i, VectorDoubling::qdmulh);
  }

  static void vqrdmulh(Core c, Instruction i) {
    VectorLanes.saturatingBinary(c, i, VectorDoubling::qrdmulh);
  }

  static void vqrdmulhScalar(Core c, Instruction i) {
    VectorLanes.saturatingScalar(c, i, VectorDoubling::qrdmulh);
  }

  static void vqdmlah(Core c, Instruction i) {
    VectorLanes.saturatingAccumulate(c, i, VectorDoubling::qdmlah);
  }

  static void vqrdmlah(Core c, Instruction i) {
    VectorLanes.saturatingAccumulate(c, i, VectorDoubling::qrdmlah);
  }

  static void vqdmlash(Core c, Instruction i) {
    VectorLanes.saturatingAccumulate(c, i, VectorDoubling::qdmlash);
  }

  static void vqrdmlash(Core c, Instruction i) {
    VectorLanes.saturatingAccumulate(c, i, VectorDoubling::qrdmlash);
  }

  static void vqdmull(Core c, Instruction i) {
    int active = Beats.active(c);
    for (int b = 0; b < 4; b++) {
      doubleLong(c, i, b, c.s[4 * i.m + (i.size == 2 ? b & 2 | i.top : b)], active);
    }
    Beats.advance(c);
  }

  static void vqdmullScalar(Core c, Instruction i) {
    int active = Beats.active(c);
    int m = VectorArithmetic.duplicate(i.size, c.r[i.m]);
    for (int b = 0; b < 4; b++) {
      doubleLong(c, i, b, m, active);
    }
    Beats.advance(c);
  }

  /** One beat of VQDMULL; either of the two beats of a 64-bit result may note saturation. */
  private static void doubleLong(Core c, Instruction i, int b, int m, int active) {
    int bytes = active >>> 4 * b;
    int d = 4 * i.d + b;
    if (i.size == 1) {
      VectorLanes.writeSaturated(c, d, VectorDoubling.qdmull(i.top, c.s[4 * i.n + b], m), bytes);
      return;
    }
    int n = c.s[4 * i.n + (b & 2 | i.top)];
    if (VectorDoubling.qdmullSaturates(n, m) && (bytes & 1) != 0) {
      VectorLanes.setQc(c);
    }
    long product = VectorDoubling.qdmullWords(n, m);
    VectorLanes.write(c.s, d, (int) ((b & 1) == 0 ? product : product >>> 32), bytes);
  }

  static void vqdmladh(Core c, Instruction i) {
    dual(c, i, false, false);
  }

  static void vqrdmladh(Core c, Instruction i) {
    dual(c, i, false, true);
  }

  static void vqdmlsdh(Core c, Instruction i) {
    dual(c, i, true, false);
  }

  static void vqrdmlsdh(Core c, Instruction i) {
    dual(c, i, true, true);
  }

  /** Writes every second lane only: the even ones, or the odd ones when exchanged. */
  private static void dual(Core c, Instruction i, boolean subtract, boolean round) {
    int active = Beats.active(c);
    int[] s = c.s;
    int n = 4 * i.n;
    int m = 4 * i.m;
    if (i.size == 2) {
      int x = i.exchange ? 1 : 0;
      for (int b = 0; b < 4; b += 2) {
        long result =
            VectorDoubling.dualWords(
                s[n + b + x], s[m + b], s[n + b + 1 - x], s[m + b + 1], subtract, round);
        VectorLanes.writeSaturated(c, 4 * i.d + b + x, result, active >>> 4 * (b + x));
      }
    } else {
      int even = i.size == 0 ? 0b0101 : 0b0011;
      int lanes = i.exchange ? even << (1 << i.size) : even;
      for (int b = 0; b < 4; b++) {
        long result = VectorDoubling.dual(i.size, s[n + b], s[m + b], i.exchange, subtract, round);
        VectorLanes.writeSaturated(c, 4 * i.d + b, result, active >>> 4 * b & lanes);
      }
    }
    Beats.advance(c);
  }
}
