package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.semantics.Fpscr;

/**
 * System registers of the floating-point unit (DDI 0553, C2.4: VLDR and VSTR (System Register),
 * VMRS, VMSR, VSCCLRM).
 */
final class FpSystemOps {
  /** Numbers of the registers in the encodings. */
  private static final int FPSCR = 1;

  private static final int FPSCR_NZCVQC = 2;
  private static final int VPR = 12;
  private static final int P0 = 13;

  private static final int P0_BITS = 0xFFFF;
  private static final int VPR_BITS = 0xFF_FFFF;

  private FpSystemOps() {}

  static void vmrs(Core c, Instruction i) {
    if (accessible(c, i)) {
      c.r[i.d] = read(c, i);
    }
  }

  static void vmsr(Core c, Instruction i) {
    if (accessible(c, i)) {
      write(c, i, c.r[i.d]);
    }
  }

  static void vldr(Core c, Instruction i) {
    int indexed = c.r[i.n] + i.imm;
    transfer(c, i, indexed, indexed, true);
  }

  static void vldrPost(Core c, Instruction i) {
    transfer(c, i, c.r[i.n], c.r[i.n] + i.imm, true);
  }

  static void vstr(Core c, Instruction i) {
    int indexed = c.r[i.n] + i.imm;
    transfer(c, i, indexed, indexed, false);
  }

  static void vstrPost(Core c, Instruction i) {
    transfer(c, i, c.r[i.n], c.r[i.n] + i.imm, false);
  }

  private static void transfer(Core c, Instruction i, int address, int next, boolean load) {
    if (accessible(c, i)) {
      if ((address & 3) != 0) {
        throw new GuestFault(
            FaultKind.UNALIGNED,
            address,
            i.op + " needs a word-aligned address, not 0x" + Integer.toHexString(address));
      }
      if (load) {
        write(c, i, c.bus.load32(address));
      } else {
        c.bus.store32(address, read(c, i));
      }
    }
    if (i.writeBack) {
      c.r[i.n] = next;
    }
  }

  /** Unprivileged accesses to VPR are NOPs, but for the write-back. */
  private static boolean accessible(Core c, Instruction i) {
    return i.a != VPR || c.exceptions.privileged();
  }

  private static int read(Core c, Instruction i) {
    return switch (i.a) {
      case FPSCR -> c.fpscr;
      case FPSCR_NZCVQC -> c.fpscr & (Fpscr.NZCV | Fpscr.QC);
      case VPR -> c.vpr;
      case P0 -> c.vpr & P0_BITS;
      default -> throw context(i);
    };
  }

  private static void write(Core c, Instruction i, int value) {
    switch (i.a) {
      case FPSCR -> c.fpscr = value & writable(c);
      case FPSCR_NZCVQC -> {
        int flags = (Fpscr.NZCV | Fpscr.QC) & writable(c);
        c.fpscr = c.fpscr & ~flags | value & flags;
      }
      case VPR -> c.vpr = value & VPR_BITS;
      case P0 -> c.vpr = c.vpr & ~P0_BITS | value & P0_BITS;
      default -> throw context(i);
    }
  }

  /** Bits of FPSCR that software can write on this core; the others read as zero. */
  static int writable(Core c) {
    return Fpscr.WRITABLE
        | (c.model.has(Feature.FP16) ? Fpscr.FZ16 : 0)
        | (c.model.has(Feature.MVE) ? Fpscr.QC | Fpscr.LTPSIZE : 0);
  }

  /** FPCXT_S and FPCXT_NS belong to the Secure state. */
  private static GuestFault context(Instruction i) {
    return new GuestFault(
        FaultKind.UNDEFINSTR,
        0,
        (i.a == 14 ? "FPCXT_NS" : "FPCXT_S") + " is UNDEFINED outside the Secure state");
  }

  /** VSCCLRM: clears S registers and VPR. */
  static void vscclrm(Core c, Instruction i) {
    int behind = Math.min(i.d + i.imm, c.s.length);
    for (int s = i.d; s < behind; s++) {
      c.s[s] = 0;
    }
    c.vpr = 0;
    c.eci = 0;
  }
}
