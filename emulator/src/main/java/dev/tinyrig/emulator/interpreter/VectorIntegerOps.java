package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.VectorArithmetic;
import dev.tinyrig.emulator.semantics.VectorBits;
import dev.tinyrig.emulator.semantics.VectorCompare;
import dev.tinyrig.emulator.semantics.VectorSaturate;

/** Executes vector additions, logic and counting of bits (DDI 0553, C2.4). */
final class VectorIntegerOps {
  private static final int FPSCR_C = 1 << 29;
  private static final int FPSCR_NZCV = 0xF << 28;

  private VectorIntegerOps() {}

  static void vand(Core c, Instruction i) {
    VectorLanes.binary(c, i, (size, n, m) -> n & m);
  }

  static void vbic(Core c, Instruction i) {
    VectorLanes.binary(c, i, (size, n, m) -> n & ~m);
  }

  static void vorr(Core c, Instruction i) {
    VectorLanes.binary(c, i, (size, n, m) -> n | m);
  }

  static void vorn(Core c, Instruction i) {
    VectorLanes.binary(c, i, (size, n, m) -> n | ~m);
  }

  static void veor(Core c, Instruction i) {
    VectorLanes.binary(c, i, (size, n, m) -> n ^ m);
  }

  static void vmvn(Core c, Instruction i) {
    VectorLanes.unary(c, i, (size, m) -> ~m);
  }

  /** VMOV, VMVN, VORR and VBIC with an immediate of 64 bits. */
  private static void immediate(Core c, Instruction i, VectorLanes.Binary f) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int at = 4 * i.d + b;
      int constant = (b & 1) == 0 ? i.imm : i.target;
      VectorLanes.write(s, at, f.apply(2, s[at], constant), active >>> 4 * b);
    }
    Beats.advance(c);
  }

  static void vmovImmediate(Core c, Instruction i) {
    immediate(c, i, (size, d, constant) -> constant);
  }

  static void vmvnImmediate(Core c, Instruction i) {
    immediate(c, i, (size, d, constant) -> ~constant);
  }

  static void vorrImmediate(Core c, Instruction i) {
    immediate(c, i, (size, d, constant) -> d | constant);
  }

  static void vbicImmediate(Core c, Instruction i) {
    immediate(c, i, (size, d, constant) -> d & ~constant);
  }

  static void vadd(Core c, Instruction i) {
    VectorLanes.binary(c, i, VectorArithmetic::add);
  }

  static void vsub(Core c, Instruction i) {
    VectorLanes.binary(c, i, VectorArithmetic::sub);
  }

  static void vaddScalar(Core c, Instruction i) {
    VectorLanes.scalar(c, i, VectorArithmetic::add);
  }

  static void vsubScalar(Core c, Instruction i) {
    VectorLanes.scalar(c, i, VectorArithmetic::sub);
  }

  static void vabd(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorArithmetic::abdUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorArithmetic::abdSigned);
    }
  }

  static void vmax(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorArithmetic::maxUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorArithmetic::maxSigned);
    }
  }

  static void vmin(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorArithmetic::minUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorArithmetic::minSigned);
    }
  }

  static void vhadd(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorArithmetic::haddUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorArithmetic::haddSigned);
    }
  }

  static void vhaddScalar(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.scalar(c, i, VectorArithmetic::haddUnsigned);
    } else {
      VectorLanes.scalar(c, i, VectorArithmetic::haddSigned);
    }
  }

  static void vhsub(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorArithmetic::hsubUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorArithmetic::hsubSigned);
    }
  }

  static void vhsubScalar(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.scalar(c, i, VectorArithmetic::hsubUnsigned);
    } else {
      VectorLanes.scalar(c, i, VectorArithmetic::hsubSigned);
    }
  }

  static void vrhadd(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.binary(c, i, VectorArithmetic::rhaddUnsigned);
    } else {
      VectorLanes.binary(c, i, VectorArithmetic::rhaddSigned);
    }
  }

  static void vqadd(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.saturatingBinary(c, i, VectorSaturate::qaddUnsigned);
    } else {
      VectorLanes.saturatingBinary(c, i, VectorSaturate::qaddSigned);
    }
  }

  static void vqaddScalar(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.saturatingScalar(c, i, VectorSaturate::qaddUnsigned);
    } else {
      VectorLanes.saturatingScalar(c, i, VectorSaturate::qaddSigned);
    }
  }

  static void vqsub(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.saturatingBinary(c, i, VectorSaturate::qsubUnsigned);
    } else {
      VectorLanes.saturatingBinary(c, i, VectorSaturate::qsubSigned);
    }
  }

  static void vqsubScalar(Core c, Instruction i) {
    if (i.unsigned) {
      VectorLanes.saturatingScalar(c, i, VectorSaturate::qsubUnsigned);
    } else {
      VectorLanes.saturatingScalar(c, i, VectorSaturate::qsubSigned);
    }
  }

  static void vabs(Core c, Instruction i) {
    VectorLanes.unary(c, i, VectorArithmetic::abs);
  }

  static void vneg(Core c, Instruction i) {
    VectorLanes.unary(c, i, VectorArithmetic::neg);
  }

  static void vqabs(Core c, Instruction i) {
    VectorLanes.saturatingUnary(c, i, VectorSaturate::qabs);
  }

  static void vqneg(Core c, Instruction i) {
    VectorLanes.saturatingUnary(c, i, VectorSaturate::qneg);
  }

  static void vmaxa(Core c, Instruction i) {
    VectorLanes.destructive(c, i, VectorArithmetic::maxa);
  }

  static void vmina(Core c, Instruction i) {
    VectorLanes.destructive(c, i, VectorArithmetic::mina);
  }

  static void vcls(Core c, Instruction i) {
    VectorLanes.unary(c, i, VectorBits::cls);
  }

  static void vclz(Core c, Instruction i) {
    VectorLanes.unary(c, i, VectorBits::clz);
  }

  static void vrev16(Core c, Instruction i) {
    VectorLanes.unary(c, i, VectorBits::rev16);
  }

  static void vrev32(Core c, Instruction i) {
    VectorLanes.unary(c, i, VectorBits::rev32);
  }

  /** Each beat comes from its neighbour; the destination is another register than the source. */
  static void vrev64(Core c, Instruction i) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int value = VectorBits.rev64(i.size, s[4 * i.m + (b ^ 1)]);
      VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  static void vbrsr(Core c, Instruction i) {
    VectorLanes.constant(c, i, i.n, c.r[i.m], VectorBits::brsr);
  }

  static void vcadd(Core c, Instruction i) {
    boolean rotate270 = i.amount == 270;
    int active = Beats.active(c);
    int[] s = c.s;
    int neighbour = i.size == 2 ? 1 : 0;
    for (int b = 0; b < 4; b++) {
      int other = s[4 * i.m + (b ^ neighbour)];
      int value = VectorArithmetic.cadd(i.size, s[4 * i.n + b], other, rotate270, (b & 1) != 0);
      VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  static void vhcadd(Core c, Instruction i) {
    boolean rotate270 = i.amount == 270;
    int active = Beats.active(c);
    int[] s = c.s;
    int neighbour = i.size == 2 ? 1 : 0;
    for (int b = 0; b < 4; b++) {
      int other = s[4 * i.m + (b ^ neighbour)];
      int value = VectorArithmetic.hcadd(i.size, s[4 * i.n + b], other, rotate270, (b & 1) != 0);
      VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }

  static void vadc(Core c, Instruction i) {
    addWithCarry(c, i, 0, false);
  }

  static void vadci(Core c, Instruction i) {
    addWithCarry(c, i, 0, true);
  }

  static void vsbc(Core c, Instruction i) {
    addWithCarry(c, i, -1, false);
  }

  static void vsbci(Core c, Instruction i) {
    addWithCarry(c, i, -1, true);
  }

  /**
   * A sum of 128 bits: the carry goes from one active beat to the next and to FPSCR.C.
   *
   * @param invert 0 to add, -1 to subtract, which begins with a carry
   * @param initial whether the first beat begins with no carry or borrow
   */
  private static void addWithCarry(Core c, Instruction i, int invert, boolean initial) {
    int active = Beats.active(c);
    int[] s = c.s;
    boolean begins = initial && (Beats.executing(c) & 1) != 0;
    long carry = begins ? -invert : c.fpscr >>> 29 & 1;
    boolean flags = begins;
    for (int b = 0; b < 4; b++) {
      int bytes = active >>> 4 * b;
      long left = s[4 * i.n + b] & 0xFFFF_FFFFL;
      long sum = left + ((s[4 * i.m + b] ^ invert) & 0xFFFF_FFFFL) + carry;
      if ((bytes & 1) != 0) {
        carry = sum >>> 32;
        flags = true;
      }
      VectorLanes.write(s, 4 * i.d + b, (int) sum, bytes);
    }
    if (flags) {
      c.fpscr = c.fpscr & ~FPSCR_NZCV | (carry == 0 ? 0 : FPSCR_C);
    }
    Beats.advance(c);
  }

  /** Selects bytes by P0; the bytes written are those that are active. */
  static void vpsel(Core c, Instruction i) {
    int active = Beats.active(c);
    int[] s = c.s;
    for (int b = 0; b < 4; b++) {
      int mask = VectorCompare.mask(c.vpr >>> 4 * b);
      int value = s[4 * i.n + b] & mask | s[4 * i.m + b] & ~mask;
      VectorLanes.write(s, 4 * i.d + b, value, active >>> 4 * b);
    }
    Beats.advance(c);
  }
}
