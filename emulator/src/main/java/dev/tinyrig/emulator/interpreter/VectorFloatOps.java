package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;
import dev.tinyrig.emulator.semantics.Float16;
import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * Executes vector floating-point instructions element by element (DDI 0553, C2.4). They work with
 * the standard value of FPSCR; the exceptions of an element count when its first byte is active,
 * and each byte of its result is written when that byte is.
 */
final class VectorFloatOps {
  private static final int SIGN = 0x8000_0000;
  private static final int HALF = 1;
  private static final long LOW = 0xFFFF_FFFFL;

  private VectorFloatOps() {}

  /** Operations whose second operand is a vector. */
  static void vectors(Core c, Instruction i) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    int[] s = c.s;
    for (int k = 0; k < 16 >>> i.size; k++) {
      int mask = mask(active, i.size, k);
      if (mask != 0) {
        int n = Lanes.get(s, i.n, i.size, k);
        int m = Lanes.get(s, i.m, i.size, k);
        finish(c, i, k, mask, element(i, n, m, Lanes.get(s, i.d, i.size, k), fpscr));
      }
    }
    Beats.advance(c);
  }

  /** Operations whose second operand is a general-purpose register, for all elements. */
  static void byScalar(Core c, Instruction i) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    int[] s = c.s;
    int m = c.r[i.m] & Lanes.ones(i.size);
    for (int k = 0; k < 16 >>> i.size; k++) {
      int mask = mask(active, i.size, k);
      if (mask != 0) {
        int n = Lanes.get(s, i.n, i.size, k);
        finish(c, i, k, mask, element(i, n, m, Lanes.get(s, i.d, i.size, k), fpscr));
      }
    }
    Beats.advance(c);
  }

  /** The bits of a predicate that belong to an element. */
  static int mask(int active, int size, int element) {
    return active >>> (element << size) & (1 << (1 << size)) - 1;
  }

  /** Writes a result where its bytes are active. */
  static void finish(Core c, Instruction i, int element, int mask, long result) {
    if ((mask & 1) != 0) {
      c.fpscr |= (int) (result >>> 32);
    }
    Lanes.merge(c.s, i.d, i.size, element, (int) result, mask);
  }

  private static long element(Instruction i, int n, int m, int d, int fpscr) {
    return i.size == HALF ? half(i, n, m, d, fpscr) : single(i, n, m, d, fpscr);
  }

  private static long half(Instruction i, int n, int m, int d, int fpscr) {
    return switch (i.code) {
      case OpCode.VADDF_Q, OpCode.VADDF_QR -> Float16.add(n, m, fpscr);
      case OpCode.VSUBF_Q, OpCode.VSUBF_QR -> Float16.subtract(n, m, fpscr);
      case OpCode.VMULF_Q, OpCode.VMULF_QR -> Float16.multiply(n, m, fpscr);
      case OpCode.VABDF_Q -> Float16.subtract(n, m, fpscr) & ~0x8000L;
      case OpCode.VFMA_Q, OpCode.VFMA_QR -> Float16.multiplyAdd(d, n, m, fpscr);
      case OpCode.VFMS_Q -> Float16.multiplyAdd(d, Float16.negate(n), m, fpscr);
      case OpCode.VFMAS_QR -> Float16.multiplyAdd(m, n, d, fpscr);
      case OpCode.VMAXNM_Q -> Float16.maximum(n, m, fpscr);
      case OpCode.VMINNM_Q -> Float16.minimum(n, m, fpscr);
      case OpCode.VMAXNMA_Q -> Float16.maximum(Float16.absolute(d), Float16.absolute(m), fpscr);
      case OpCode.VMINNMA_Q -> Float16.minimum(Float16.absolute(d), Float16.absolute(m), fpscr);
      case OpCode.VABSF_Q -> Float16.absolute(m);
      case OpCode.VNEGF_Q -> Float16.negate(m);
      case OpCode.VCVT_FROM_FIXED_Q, OpCode.VCVT_FROM_INT_Q ->
          Float16.fromInteger(i.unsigned ? m : (short) m, i.amount, Fpscr.NEAREST, fpscr);
      case OpCode.VCVT_TO_FIXED_Q,
          OpCode.VCVT_TO_INT_Q,
          OpCode.VCVTA_Q,
          OpCode.VCVTN_Q,
          OpCode.VCVTP_Q,
          OpCode.VCVTM_Q ->
          Float16.toInteger(m, i.amount, 16, !i.unsigned, mode(i.code), fpscr);
      default -> Float16.roundToIntegral(m, mode(i.code), i.code == OpCode.VRINTX_Q, fpscr);
    };
  }

  private static long single(Instruction i, int n, int m, int d, int fpscr) {
    return switch (i.code) {
      case OpCode.VADDF_Q, OpCode.VADDF_QR -> Float32.add(n, m, fpscr);
      case OpCode.VSUBF_Q, OpCode.VSUBF_QR -> Float32.subtract(n, m, fpscr);
      case OpCode.VMULF_Q, OpCode.VMULF_QR -> Float32.multiply(n, m, fpscr);
      case OpCode.VABDF_Q -> Float32.subtract(n, m, fpscr) & ~0x8000_0000L;
      case OpCode.VFMA_Q, OpCode.VFMA_QR -> Float32.multiplyAdd(d, n, m, fpscr);
      case OpCode.VFMS_Q -> Float32.multiplyAdd(d, n ^ SIGN, m, fpscr);
      case OpCode.VFMAS_QR -> Float32.multiplyAdd(m, n, d, fpscr);
      case OpCode.VMAXNM_Q -> Float32.maximum(n, m, fpscr);
      case OpCode.VMINNM_Q -> Float32.minimum(n, m, fpscr);
      case OpCode.VMAXNMA_Q -> Float32.maximum(d & ~SIGN, m & ~SIGN, fpscr);
      case OpCode.VMINNMA_Q -> Float32.minimum(d & ~SIGN, m & ~SIGN, fpscr);
      case OpCode.VABSF_Q -> m & ~SIGN;
      case OpCode.VNEGF_Q -> (m ^ SIGN) & LOW;
      case OpCode.VCVT_FROM_FIXED_Q, OpCode.VCVT_FROM_INT_Q ->
          Float32.fromInteger(i.unsigned ? m & LOW : m, i.amount, Fpscr.NEAREST, fpscr);
      case OpCode.VCVT_TO_FIXED_Q,
          OpCode.VCVT_TO_INT_Q,
          OpCode.VCVTA_Q,
          OpCode.VCVTN_Q,
          OpCode.VCVTP_Q,
          OpCode.VCVTM_Q ->
          Float32.toInteger(m, i.amount, 32, !i.unsigned, mode(i.code), fpscr);
      default -> Float32.roundToIntegral(m, mode(i.code), i.code == OpCode.VRINTX_Q, fpscr);
    };
  }

  /** The rounding mode of a rounding or conversion. */
  private static int mode(int code) {
    return switch (code) {
      case OpCode.VRINTA_Q, OpCode.VCVTA_Q -> Fpscr.TIES_AWAY;
      case OpCode.VRINTP_Q, OpCode.VCVTP_Q -> Fpscr.UP;
      case OpCode.VRINTM_Q, OpCode.VCVTM_Q -> Fpscr.DOWN;
      case OpCode.VRINTN_Q, OpCode.VRINTX_Q, OpCode.VCVTN_Q -> Fpscr.NEAREST;
      default -> Fpscr.TOWARDS_ZERO;
    };
  }

  /** VCVTB and VCVTT to half precision: one half of each word of Qd is written. */
  static void toHalves(Core c, Instruction i) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    for (int beat = 0; beat < 4; beat++) {
      int mask = active >>> 4 * beat & 0xF;
      if (mask != 0) {
        long result = Float32.toHalf(c.s[4 * i.m + beat], fpscr);
        if ((mask & 1) != 0) {
          c.fpscr |= (int) (result >>> 32);
        }
        int half = 2 * beat + i.top;
        Lanes.merge(c.s, i.d, HALF, half, (int) result, mask >>> 2 * i.top & 3);
      }
    }
    Beats.advance(c);
  }

  /** VCVTB and VCVTT from half precision. */
  static void fromHalves(Core c, Instruction i) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    for (int beat = 0; beat < 4; beat++) {
      int mask = active >>> 4 * beat & 0xF;
      if (mask != 0) {
        long result = Float32.fromHalf(Lanes.get(c.s, i.m, HALF, 2 * beat + i.top), fpscr);
        if ((mask >>> 2 * i.top & 1) != 0) {
          c.fpscr |= (int) (result >>> 32);
        }
        Lanes.merge(c.s, i.d, 2, beat, (int) result, mask);
      }
    }
    Beats.advance(c);
  }

  /**
   * VMAXNMV, VMINNMV and, of absolute values, VMAXNMAV, VMINNMAV: the greatest or least of Rda and
   * the active elements. A signalling NaN raises IOC and then loses against numbers as a quiet one.
   */
  static void extremeOf(Core c, Instruction i, boolean maximum, boolean absolute) {
    int active = Beats.active(c);
    int fpscr = Fpscr.standard(c.fpscr);
    int best = c.r[i.d] & Lanes.ones(i.size);
    for (int k = 0; k < 16 >>> i.size; k++) {
      if ((mask(active, i.size, k) & 1) != 0) {
        best = quieted(c, i.size, best);
        int other = quieted(c, i.size, Lanes.get(c.s, i.m, i.size, k));
        long result =
            i.size == HALF
                ? extremeOfHalves(best, absolute ? Float16.absolute(other) : other, maximum, fpscr)
                : extremeOfSingles(best, absolute ? other & ~SIGN : other, maximum, fpscr);
        c.fpscr |= (int) (result >>> 32);
        best = (int) result;
      }
    }
    c.r[i.d] = best;
    Beats.advance(c);
  }

  private static long extremeOfHalves(int a, int b, boolean maximum, int fpscr) {
    return maximum ? Float16.maximum(a, b, fpscr) : Float16.minimum(a, b, fpscr);
  }

  private static long extremeOfSingles(int a, int b, boolean maximum, int fpscr) {
    return maximum ? Float32.maximum(a, b, fpscr) : Float32.minimum(a, b, fpscr);
  }

  /** A signalling NaN made the default one. */
  private static int quieted(Core c, int size, int value) {
    int infinity = size == HALF ? 0x7C00 : 0x7F80_0000;
    int quiet = size == HALF ? 0x0200 : 0x0040_0000;
    int magnitude = value & (size == HALF ? 0x7FFF : ~SIGN);
    if (magnitude > infinity && (value & quiet) == 0) {
      c.fpscr |= Fpscr.IOC;
      return infinity | quiet;
    }
    return value;
  }
}
