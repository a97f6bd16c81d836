package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;

/** Moves between floating-point registers, core registers and FPSCR (Arm ARM A7.7, VMOV, VMRS). */
final class FpMoveOps {
  private FpMoveOps() {}

  static void vmovImmF32(Core c, Instruction i) {
    c.s[i.d] = i.imm;
  }

  static void vmovF32(Core c, Instruction i) {
    c.s[i.d] = c.s[i.m];
  }

  static void vmovImmF64(Core c, Instruction i) {
    c.s[2 * i.d] = 0;
    c.s[2 * i.d + 1] = i.imm;
  }

  static void vmovF64(Core c, Instruction i) {
    int low = c.s[2 * i.m];
    int high = c.s[2 * i.m + 1];
    c.s[2 * i.d] = low;
    c.s[2 * i.d + 1] = high;
  }

  static void vmovCoreToS(Core c, Instruction i) {
    c.s[i.n] = c.r[i.d];
  }

  static void vmovSToCore(Core c, Instruction i) {
    c.r[i.d] = c.s[i.n];
  }

  static void vmovCore2ToS2(Core c, Instruction i) {
    c.s[i.m] = c.r[i.d];
    c.s[i.m + 1] = c.r[i.a];
  }

  static void vmovS2ToCore2(Core c, Instruction i) {
    c.r[i.d] = c.s[i.m];
    c.r[i.a] = c.s[i.m + 1];
  }

  static void vmovCore2ToD(Core c, Instruction i) {
    c.s[2 * i.m] = c.r[i.d];
    c.s[2 * i.m + 1] = c.r[i.a];
  }

  static void vmovDToCore2(Core c, Instruction i) {
    c.r[i.d] = c.s[2 * i.m];
    c.r[i.a] = c.s[2 * i.m + 1];
  }

  static void vmovCoreToHalfD(Core c, Instruction i) {
    int s = 2 * i.n + i.imm;
    if (c.eci == 0 || executesResumed(c, s)) {
      c.s[s] = c.r[i.d];
    }
  }

  static void vmovHalfDToCore(Core c, Instruction i) {
    int s = 2 * i.n + i.imm;
    if (c.eci == 0 || executesResumed(c, s)) {
      c.r[i.d] = c.s[s];
    }
  }

  /**
   * With vectors these moves have beats (DDI 0553, VMOV between a general-purpose register and a
   * vector lane): whether that of the lane has not executed before an exception.
   */
  private static boolean executesResumed(Core c, int s) {
    VectorDispatch.checkEci(c);
    boolean executes = Beats.executes(c, s);
    Beats.advanceEci(c);
    return executes;
  }

  /** VMRS; with Rt = 15 the condition flags go to the core's own. */
  static void vmrs(Core c, Instruction i) {
    if (i.d != 15) {
      c.r[i.d] = c.fpscr;
      return;
    }
    c.n = c.fpscr;
    c.z = (c.fpscr & 0x4000_0000) != 0 ? 0 : 1;
    c.c = c.fpscr >>> 29 & 1;
    c.v = c.fpscr << 3;
  }

  static void vmsr(Core c, Instruction i) {
    c.fpscr = c.r[i.d] & FpSystemOps.writable(c);
  }
}
