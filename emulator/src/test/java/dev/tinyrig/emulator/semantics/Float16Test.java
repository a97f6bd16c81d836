package dev.tinyrig.emulator.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Half precision: single cases, and the fast paths against the integer arithmetic behind them. */
final class Float16Test {
  private static final int HALF = 0xFFFF;

  private record Case(String what, long result, int bits, int exceptions) {}

  private static final List<Case> CASES =
      List.of(
          new Case("1 + 2", Float16.add(0x3C00, 0x4000, 0), 0x4200, 0),
          new Case("2048 + 1, a tie to even", Float16.add(0x6800, 0x3C00, 0), 0x6800, Fpscr.IXC),
          new Case("overflow", Float16.add(0x7BFF, 0x7BFF, 0), 0x7C00, Fpscr.OFC | Fpscr.IXC),
          new Case("1 - 1", Float16.subtract(0x3C00, 0x3C00, 0), 0, 0),
          new Case("1 - 1, down", Float16.subtract(0x3C00, 0x3C00, Fpscr.DOWN << 22), 0x8000, 0),
          new Case("denormal operand", Float16.add(0x0001, 0x0001, 0), 0x0002, 0),
          new Case("flushed, without IDC", Float16.add(0x0001, 0x0001, Fpscr.FZ16), 0, 0),
          new Case("FZ is not for halves", Float16.add(0x0001, 0x0001, Fpscr.FZ), 0x0002, 0),
          new Case("result flushed", Float16.multiply(0x0400, 0x3800, Fpscr.FZ16), 0, Fpscr.UFC),
          new Case("result denormal", Float16.multiply(0x0400, 0x3800, 0), 0x0200, 0),
          new Case("AHP is not for arithmetic", Float16.add(0x7C00, 0, Fpscr.AHP), 0x7C00, 0),
          new Case("infinity times zero", Float16.multiply(0x7C00, 0, 0), 0x7E00, Fpscr.IOC),
          new Case("quiet NaN", Float16.add(0xFE01, 0x3C00, 0), 0xFE01, 0),
          new Case("default NaN", Float16.add(0xFE01, 0x3C00, Fpscr.DN), 0x7E00, 0),
          new Case("signalling NaN", Float16.add(0x7C01, 0x3C00, 0), 0x7E01, Fpscr.IOC),
          new Case("1 / 3", Float16.divide(0x3C00, 0x4200, 0), 0x3555, Fpscr.IXC),
          new Case("1 / 0", Float16.divide(0x3C00, 0, 0), 0x7C00, Fpscr.DZC),
          new Case("root of 2", Float16.squareRoot(0x4000, 0), 0x3DA8, Fpscr.IXC),
          new Case("fused 1 + 2 * 3", Float16.multiplyAdd(0x3C00, 0x4000, 0x4200, 0), 0x4700, 0),
          new Case("maximum with a NaN", Float16.maximum(0x7E00, 0x3C00, 0), 0x3C00, 0),
          new Case("minimum of zeroes", Float16.minimum(0, 0x8000, 0), 0x8000, 0),
          new Case(
              "65504 to 16 bits",
              Float16.toInteger(0x7BFF, 0, 16, true, Fpscr.TOWARDS_ZERO, 0),
              0x7FFF,
              Fpscr.IOC),
          new Case("65535", Float16.fromInteger(65535, 0, Fpscr.NEAREST, 0), 0x7C00, 20));

  @Test
  void singleCases() {
    for (Case c : CASES) {
      assertEquals(
          String.format(Locale.ROOT, "%04x %x", c.bits, c.exceptions),
          String.format(Locale.ROOT, "%04x %x", (int) c.result, (int) (c.result >>> 32)),
          c.what);
    }
  }

  /** xorshift32 over all 16 bits of three operands. */
  @Test
  void fastPathsAgreeWithIntegerArithmetic() {
    int draw = 1;
    for (int round = 0; round < 300_000; round++) {
      draw ^= draw << 13;
      draw ^= draw >>> 17;
      draw ^= draw << 5;
      int a = draw & HALF;
      int b = draw >>> 16;
      int c = draw * 0x9E37_79B9 >>> 16;
      int controls = (round & 1) != 0 ? Fpscr.FZ16 : 0;
      String what = String.format(Locale.ROOT, "%04x %04x %04x %x", a, b, c, controls);
      FpStatus s = status(controls);
      same(SoftFloat.add(FpFormat.ARITHMETIC_HALF, a, b, s), s, Float16.add(a, b, controls), what);
      s = status(controls);
      same(
          SoftFloat.multiply(FpFormat.ARITHMETIC_HALF, a, b, s),
          s,
          Float16.multiply(a, b, controls),
          what);
      s = status(controls);
      same(
          SoftFloat.multiplyAdd(FpFormat.ARITHMETIC_HALF, c, a, b, s),
          s,
          Float16.multiplyAdd(c, a, b, controls),
          what);
      s = status(controls);
      same(
          SoftFloat.extreme(FpFormat.ARITHMETIC_HALF, a, b, true, s),
          s,
          Float16.maximum(a, b, controls),
          what);
      s = status(controls);
      same(
          SoftFloat.compare(FpFormat.ARITHMETIC_HALF, a, b, true, s),
          s,
          Float16.compare(a, b, true, controls),
          what);
    }
  }

  private static FpStatus status(int controls) {
    return new FpStatus(controls != 0 ? Fpscr.FZ : 0);
  }

  private static void same(long bits, FpStatus status, long result, String what) {
    assertEquals(
        Long.toHexString(bits & 0xFFFF_FFFFL) + " " + (status.fpscr & Fpscr.EXCEPTIONS),
        Long.toHexString(result & 0xFFFF_FFFFL) + " " + (int) (result >>> 32),
        what);
  }
}
