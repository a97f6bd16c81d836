package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
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
  private static final int FPCXT_NS = 14;

  private static final int P0_BITS = 0xFFFF;
  private static final int VPR_BITS = 0xFF_FFFF;

  private FpSystemOps() {}

  /**
   * Executes one of them. Unlike all others, accesses to FPCXT_NS do not make a floating-point
   * context, and VSCCLRM does nothing when there is none.
   */
  static void execute(Core c, Instruction i) {
    if (i.op == Op.VSCCLRM) {
      vscclrm(c, i);
      return;
    }
    if (i.a >= FPCXT_NS && !c.secure) {
      c.exceptions.checkFloatingPoint(); // NOCP goes before UNDEFINED, but for VSCCLRM
      throw outsideSecureState(i.a == FPCXT_NS ? "FPCXT_NS" : "FPCXT_S");
    }
    if (!c.fpReady && i.a != FPCXT_NS) {
      c.exceptions.prepareFloatingPoint(c);
    }
    switch (i.op) {
      case VMRS_SYSTEM -> vmrs(c, i);
      case VMSR_SYSTEM -> vmsr(c, i);
      case VLDR_SYSTEM -> transfer(c, i, c.r[i.n] + i.imm, true);
      case VLDR_SYSTEM_POST -> transfer(c, i, c.r[i.n], true);
      case VSTR_SYSTEM -> transfer(c, i, c.r[i.n] + i.imm, false);
      default -> transfer(c, i, c.r[i.n], false);
    }
  }

  private static void vmrs(Core c, Instruction i) {
    if (accessible(c, i)) {
      c.r[i.d] = read(c, i);
      wasRead(c, i);
    }
  }

  private static void vmsr(Core c, Instruction i) {
    if (accessible(c, i)) {
      write(c, i, c.r[i.d]);
    }
  }

  private static void transfer(Core c, Instruction i, int address, boolean load) {
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
        wasRead(c, i);
      }
    }
    if (i.writeBack) {
      c.r[i.n] += i.imm;
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
      default -> c.exceptions.readFloatingPointContext(c, i.a == FPCXT_NS);
    };
  }

  /** Effects of a read that come after a fault of the store could come. */
  private static void wasRead(Core c, Instruction i) {
    if (i.a >= FPCXT_NS) {
      c.exceptions.floatingPointContextRead(c, i.a == FPCXT_NS);
    }
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
      default ->
          c.exceptions.writeFloatingPointContext(
              c, i.a == FPCXT_NS, value & (writable(c) | 1 << 31));
    }
  }

  /** Bits of FPSCR that software can write on this core; the others read as zero. */
  static int writable(Core c) {
    return Fpscr.WRITABLE
        | (c.model.has(Feature.FP16) ? Fpscr.FZ16 : 0)
        | (c.model.has(Feature.MVE) ? Fpscr.QC | Fpscr.LTPSIZE : 0);
  }

  private static GuestFault outsideSecureState(String what) {
    return new GuestFault(FaultKind.UNDEFINSTR, 0, what + " is undefined outside the Secure state");
  }

  /** VSCCLRM: clears S registers and VPR. */
  private static void vscclrm(Core c, Instruction i) {
    if (!c.secure) {
      throw outsideSecureState("VSCCLRM");
    }
    c.eci = 0;
    if (!c.exceptions.hasSecureFloatingPoint()) {
      return;
    }
    if (!c.fpReady) {
      c.exceptions.prepareFloatingPoint(c);
    }
    int behind = Math.min(i.d + i.imm, c.s.length);
    for (int s = i.d; s < behind; s++) {
      c.s[s] = 0;
    }
    c.vpr = 0;
  }
}
