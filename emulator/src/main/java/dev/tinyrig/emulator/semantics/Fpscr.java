package dev.tinyrig.emulator.semantics;

/**
 * Bits of the floating-point status and control register (Armv7-M Arm ARM A2.5.3).
 *
 * <p>The cumulative exception bits are also the form in which {@link Float32} and {@link FpStatus}
 * report exceptions.
 */
public final class Fpscr {
  /** Invalid operation, cumulative. */
  public static final int IOC = 1;

  /** Division by zero, cumulative. */
  public static final int DZC = 1 << 1;

  /** Overflow, cumulative. */
  public static final int OFC = 1 << 2;

  /** Underflow, cumulative; also set when a result was flushed to zero. */
  public static final int UFC = 1 << 3;

  /** Inexact, cumulative. */
  public static final int IXC = 1 << 4;

  /** An operand was flushed to zero, cumulative. */
  public static final int IDC = 1 << 7;

  /** All cumulative bits. */
  public static final int EXCEPTIONS = IOC | DZC | OFC | UFC | IXC | IDC;

  /** Flush-to-zero of half-precision arithmetic (Armv8.1-M). */
  public static final int FZ16 = 1 << 19;

  /** Lowest bit of the rounding mode. */
  public static final int RMODE_SHIFT = 22;

  /** Both bits of the rounding mode. */
  public static final int RMODE = 3 << RMODE_SHIFT;

  /** Flush-to-zero. */
  public static final int FZ = 1 << 24;

  /** Default NaN. */
  public static final int DN = 1 << 25;

  /** Alternative half precision. */
  public static final int AHP = 1 << 26;

  /** Cumulative saturation of vectors (MVE). */
  public static final int QC = 1 << 27;

  /** Element size of tail predication, 4 for none (MVE). */
  public static final int LTPSIZE = 7 << 16;

  /** Condition flags N Z C V in 31..28. */
  public static final int NZCV = 0xF000_0000;

  /** Bits that software can write on every core. */
  public static final int WRITABLE = NZCV | AHP | DN | FZ | RMODE | EXCEPTIONS;

  /** Rounding mode of FPSCR: to nearest, ties to even. */
  public static final int NEAREST = 0;

  /** Rounding mode of FPSCR: towards plus infinity. */
  public static final int UP = 1;

  /** Rounding mode of FPSCR: towards minus infinity. */
  public static final int DOWN = 2;

  /** Rounding mode of FPSCR: towards zero. */
  public static final int TOWARDS_ZERO = 3;

  /** Rounding of VRINTA and VCVTA, which FPSCR cannot select: to nearest, ties away from zero. */
  public static final int TIES_AWAY = 4;

  /** NZCV of a comparison with a NaN. */
  public static final int UNORDERED = 0x3000_0000;

  /** NZCV of a comparison of equals. */
  public static final int EQUAL = 0x6000_0000;

  /** NZCV of a comparison whose first operand is the smaller one. */
  public static final int LESS = 0x8000_0000;

  /** NZCV of a comparison whose first operand is the greater one. */
  public static final int GREATER = 0x2000_0000;

  private Fpscr() {}

  /**
   * What vector instructions take for FPSCR (DDI 0553, StandardFPSCRValue): default NaNs, round to
   * nearest and flush-to-zero of single precision; only AHP and FZ16 are the program's own. IXC
   * comes along, because what it says already need not be found out again.
   */
  public static int standard(int fpscr) {
    return fpscr & (AHP | FZ16 | IXC) | DN | FZ;
  }

  /** The rounding mode that a value of FPSCR selects, 0..3. */
  public static int roundingMode(int fpscr) {
    return fpscr >>> RMODE_SHIFT & 3;
  }
}
