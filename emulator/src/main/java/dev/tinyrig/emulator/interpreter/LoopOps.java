package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.core.FaultKind;
import dev.tinyrig.emulator.core.GuestFault;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.isa.Instruction;

/**
 * Low-overhead loops and their tail predication (DDI 0553, B5.6; C2.4, DLS, LCTP, LE, WLS).
 *
 * <p>LR holds the elements or rounds that are left; FPSCR.LTPSIZE the size of an element while the
 * tail is predicated, and 4 else.
 */
final class LoopOps {
  private static final int LR = 14;
  private static final int LTPSIZE = 7 << Beats.LTPSIZE_SHIFT;
  private static final int NONE = 4;

  private LoopOps() {}

  private static int ltpsize(Core c) {
    return c.fpscr >>> Beats.LTPSIZE_SHIFT & 7;
  }

  private static void setLtpsize(Core c, int size) {
    c.fpscr = c.fpscr & ~LTPSIZE | size << Beats.LTPSIZE_SHIFT;
  }

  static void dls(Core c, Instruction i) {
    c.r[LR] = c.r[i.n];
  }

  static void dlstp(Core c, Instruction i) {
    c.r[LR] = c.r[i.n];
    setLtpsize(c, i.size);
  }

  static void wls(Core c, Instruction i) {
    int count = c.r[i.n];
    if (count == 0) {
      c.branchTo(i.target);
    } else {
      c.r[LR] = count;
    }
  }

  /** Without elements it needs the unit, but leaves what waits to be stored alone. */
  static void wlstp(Core c, Instruction i) {
    int count = c.r[i.n];
    if (count == 0) {
      c.exceptions.checkFloatingPoint();
      c.branchTo(i.target);
    } else {
      c.exceptions.prepareFloatingPoint(c);
      c.r[LR] = count;
      setLtpsize(c, i.size);
    }
  }

  static void le(Core c, Instruction i) {
    checkNoTail(c);
    int left = c.r[LR];
    if (Integer.compareUnsigned(left, 1) > 0) {
      c.r[LR] = left - 1;
      c.branchTo(i.target);
    }
  }

  static void leForever(Core c, Instruction i) {
    checkNoTail(c);
    c.branchTo(i.target);
  }

  /** The end of a loop with tail predication: a round takes as many elements as a vector has. */
  static void letp(Core c, Instruction i) {
    int size = ltpsize(c);
    int elements = size <= NONE ? 1 << NONE - size : 1;
    int left = c.r[LR];
    if (Integer.compareUnsigned(left, elements) > 0) {
      c.r[LR] = left - elements;
      c.branchTo(i.target);
    } else {
      setLtpsize(c, NONE);
    }
  }

  static void lctp(Core c, Instruction i) {
    setLtpsize(c, NONE);
  }

  /** LE does not end a loop with tail predication. */
  private static void checkNoTail(Core c) {
    boolean tail = ltpsize(c) != NONE && c.model.has(Feature.MVE);
    if (tail && c.exceptions.floatingPointActive()) {
      throw new GuestFault(
          FaultKind.INVSTATE,
          0,
          "LE ends a loop that was started with tail predication (FPSCR.LTPSIZE is "
              + ltpsize(c)
              + "): it takes LETP");
    }
  }
}
