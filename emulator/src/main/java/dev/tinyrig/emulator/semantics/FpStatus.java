package dev.tinyrig.emulator.semantics;

/**
 * FPSCR on loan to an operation whose result fills a long: control bits go in, cumulative exception
 * bits come out. Reused for every instruction of a core, so that nothing is allocated.
 */
public final class FpStatus {
  /** FPSCR; operations only ever set cumulative bits. */
  public int fpscr;

  /** A status with all controls off. */
  public FpStatus() {}

  /** A status with the controls and cumulative bits of {@code fpscr}. */
  public FpStatus(int fpscr) {
    this.fpscr = fpscr;
  }

  boolean flushToZero() {
    return (fpscr & Fpscr.FZ) != 0;
  }

  boolean defaultNan() {
    return (fpscr & Fpscr.DN) != 0;
  }

  int roundingMode() {
    return Fpscr.roundingMode(fpscr);
  }

  void raise(int exceptions) {
    fpscr |= exceptions;
  }
}
