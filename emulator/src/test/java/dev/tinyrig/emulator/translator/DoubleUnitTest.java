package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Float64;
import dev.tinyrig.emulator.semantics.FpStatus;
import dev.tinyrig.emulator.semantics.Fpscr;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link FloatUnitTest}, for double precision and {@link Float64}. */
final class DoubleUnitTest {
  private static final int CASES = 100_000;
  private static final DoubleUnit UNIT = new DoubleUnit(new Bail());

  private interface Fast {
    long apply(long a, long b, long c, int fpscr);
  }

  private interface Reference {
    long apply(long a, long b, long c, FpStatus status);
  }

  private record Operation(Fast fast, Reference reference) {}

  private static Operation of(Fast fast, Reference reference) {
    return new Operation(fast, reference);
  }

  private static Operation rounding(int mode) {
    return of(
        (a, b, c, f) -> UNIT.round(a, mode, f, 0),
        (a, b, c, s) -> Float64.roundToIntegral(a, mode, false, s));
  }

  /** Of a function with a result of 32 bits: exceptions stand in its high word. */
  private static long word(long result, FpStatus status) {
    status.fpscr |= Float32.exceptions(result);
    return Float32.bits(result);
  }

  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry(
              "add",
              of((a, b, c, f) -> UNIT.add(a, b, f, 0), (a, b, c, s) -> Float64.add(a, b, s))),
          Map.entry(
              "subtract",
              of(
                  (a, b, c, f) -> UNIT.subtract(a, b, f, 0),
                  (a, b, c, s) -> Float64.subtract(a, b, s))),
          Map.entry(
              "multiply",
              of(
                  (a, b, c, f) -> UNIT.multiply(a, b, f, 0),
                  (a, b, c, s) -> Float64.multiply(a, b, s))),
          Map.entry(
              "chained",
              of(
                  (a, b, c, f) -> UNIT.chained(a, b, c, 0, f, 0),
                  (a, b, c, s) -> Float64.add(a, Float64.multiply(b, c, s), s))),
          Map.entry(
              "divide",
              of((a, b, c, f) -> UNIT.divide(a, b, f, 0), (a, b, c, s) -> Float64.divide(a, b, s))),
          Map.entry(
              "fused",
              of(
                  (a, b, c, f) -> UNIT.fused(a, b, c, f, 0),
                  (a, b, c, s) -> Float64.multiplyAdd(a, b, c, s))),
          Map.entry(
              "squareRoot",
              of(
                  (a, b, c, f) -> UNIT.squareRoot(a, f, 0),
                  (a, b, c, s) -> Float64.squareRoot(a, s))),
          Map.entry(
              "maximum",
              of(
                  (a, b, c, f) -> UNIT.maximum(a, b, f, 0),
                  (a, b, c, s) -> Float64.maximum(a, b, s))),
          Map.entry(
              "minimum",
              of(
                  (a, b, c, f) -> UNIT.minimum(a, b, f, 0),
                  (a, b, c, s) -> Float64.minimum(a, b, s))),
          Map.entry(
              "compare",
              of(
                  (a, b, c, f) -> UNIT.compare(a, b, f, 0) & Fpscr.NZCV,
                  (a, b, c, s) -> Float64.compare(a, b, false, s))),
          Map.entry(
              "toSigned",
              of(
                  (a, b, c, f) -> UNIT.toSigned(a, f, 0),
                  (a, b, c, s) -> word(Float64.toInteger(a, 0, 32, true, 3, s.fpscr), s))),
          Map.entry(
              "toUnsigned",
              of(
                  (a, b, c, f) -> UNIT.toUnsigned(a, f, 0),
                  (a, b, c, s) -> word(Float64.toInteger(a, 0, 32, false, 3, s.fpscr), s))),
          Map.entry(
              "toSingle",
              of(
                  (a, b, c, f) -> UNIT.toSingle(a, f, 0),
                  (a, b, c, s) -> word(Float64.toSingle(a, s.fpscr), s))),
          Map.entry(
              "fromSingle",
              of(
                  (a, b, c, f) -> UNIT.fromSingle((int) (a >>> 32), f, 0),
                  (a, b, c, s) -> Float64.fromSingle((int) (a >>> 32), s))),
          Map.entry(
              "fromSigned",
              of(
                  (a, b, c, f) -> DoubleUnit.fromSigned((int) (a >>> 32)),
                  (a, b, c, s) -> Float64.fromInteger(a >> 32, 0, 0, s))),
          Map.entry(
              "fromUnsigned",
              of(
                  (a, b, c, f) -> DoubleUnit.fromUnsigned((int) (a >>> 32)),
                  (a, b, c, s) -> Float64.fromInteger(a >>> 32, 0, 0, s))),
          Map.entry("VRINTA", rounding(Fpscr.TIES_AWAY)),
          Map.entry("VRINTN", rounding(Fpscr.NEAREST)),
          Map.entry("VRINTP", rounding(Fpscr.UP)),
          Map.entry("VRINTM", rounding(Fpscr.DOWN)),
          Map.entry("VRINTZ", rounding(Fpscr.TOWARDS_ZERO)));

  static Stream<String> operations() {
    return OPERATIONS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isFloat64OrRefused(String name) {
    Operation operation = OPERATIONS.get(name);
    Random random = new Random(name.hashCode());
    int[] exactly = new int[2];
    int accepted = 0;
    for (int k = 0; k < CASES; k++) {
      long a = operand(random);
      long b = operand(random);
      long c = operand(random);
      int fpscr = random.nextInt(8) == 0 ? random.nextInt() & ~0x1F : 0;
      fpscr |= random.nextBoolean() ? Fpscr.IXC : 0;
      FpStatus status = new FpStatus(fpscr);
      long expected = operation.reference().apply(a, b, c, status);
      int raised = status.fpscr & Fpscr.EXCEPTIONS & ~fpscr;
      try {
        long actual = operation.fast().apply(a, b, c, fpscr);
        accepted++;
        String text = String.format("%016x %016x %016x, FPSCR %08x", a, b, c, fpscr);
        assertEquals(expected, actual, text);
        assertEquals(0, raised, text);
        exactly[0] += fpscr == 0 ? 1 : 0;
      } catch (Bail refused) {
        exactly[1] += fpscr == 0 && raised == 0 ? 1 : 0;
      }
    }
    assertTrue(accepted > CASES / 10, accepted + " results");
    // NaNs are refused, too, and powers of two whose errors might be no numbers.
    assertTrue(
        2 * exactly[0] > exactly[1], exactly[0] + " exact results, " + exactly[1] + " refused");
  }

  /** Most of them small numbers, whose results are often exact. */
  private static long operand(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong();
      case 1 -> Double.doubleToRawLongBits(random.nextDouble() * 1000 - 500);
      case 2 -> random.nextInt(-40, 40);
      case 3 -> Double.doubleToRawLongBits(Math.scalb(1.0, random.nextInt(-1074, 1024)));
      default -> Double.doubleToRawLongBits(random.nextInt(-64, 65) * 0.125);
    };
  }
}
