package dev.tinyrig.emulator.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tinyrig.emulator.semantics.Float32;
import dev.tinyrig.emulator.semantics.Fpscr;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arithmetic of translated code gives what {@link Float32} gives, and raises nothing that is not
 * raised already; what would is refused. Where IXC is clear, exact results are not refused.
 */
final class FloatUnitTest {
  private static final int CASES = 200_000;
  private static final FloatUnit UNIT = new FloatUnit(new Bail());

  private interface Fast {
    int apply(int a, int b, int c, int fpscr);
  }

  private interface Reference {
    long apply(int a, int b, int c, int fpscr);
  }

  private record Operation(Fast fast, Reference reference) {}

  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry(
              "add",
              new Operation(
                  (a, b, c, f) -> UNIT.add(a, b, f, 0), (a, b, c, f) -> Float32.add(a, b, f))),
          Map.entry(
              "subtract",
              new Operation(
                  (a, b, c, f) -> UNIT.subtract(a, b, f, 0),
                  (a, b, c, f) -> Float32.subtract(a, b, f))),
          Map.entry(
              "multiply",
              new Operation(
                  (a, b, c, f) -> UNIT.multiply(a, b, f, 0),
                  (a, b, c, f) -> Float32.multiply(a, b, f))),
          Map.entry(
              "divide",
              new Operation(
                  (a, b, c, f) -> UNIT.divide(a, b, f, 0),
                  (a, b, c, f) -> Float32.divide(a, b, f))),
          Map.entry(
              "fused",
              new Operation(
                  (a, b, c, f) -> UNIT.fused(a, b, c, f, 0),
                  (a, b, c, f) -> Float32.multiplyAdd(a, b, c, f))),
          Map.entry(
              "squareRoot",
              new Operation(
                  (a, b, c, f) -> UNIT.squareRoot(a, f, 0),
                  (a, b, c, f) -> Float32.squareRoot(a, f))),
          Map.entry(
              "toSigned",
              new Operation(
                  (a, b, c, f) -> UNIT.toSigned(a, f, 0),
                  (a, b, c, f) -> Float32.toInteger(a, 0, 32, true, Fpscr.TOWARDS_ZERO, f))),
          Map.entry(
              "toUnsigned",
              new Operation(
                  (a, b, c, f) -> UNIT.toUnsigned(a, f, 0),
                  (a, b, c, f) -> Float32.toInteger(a, 0, 32, false, Fpscr.TOWARDS_ZERO, f))),
          Map.entry(
              "fromSigned",
              new Operation(
                  (a, b, c, f) -> UNIT.fromSigned(a, f, 0),
                  (a, b, c, f) -> Float32.fromInteger(a, 0, Fpscr.roundingMode(f), f))),
          Map.entry(
              "fromUnsigned",
              new Operation(
                  (a, b, c, f) -> UNIT.fromUnsigned(a, f, 0),
                  (a, b, c, f) ->
                      Float32.fromInteger(a & 0xFFFF_FFFFL, 0, Fpscr.roundingMode(f), f))),
          Map.entry("VRINTA", rounding(Fpscr.TIES_AWAY)),
          Map.entry("VRINTN", rounding(Fpscr.NEAREST)),
          Map.entry("VRINTP", rounding(Fpscr.UP)),
          Map.entry("VRINTM", rounding(Fpscr.DOWN)),
          Map.entry("VRINTZ", rounding(Fpscr.TOWARDS_ZERO)));

  private static Operation rounding(int mode) {
    return new Operation(
        (a, b, c, f) -> UNIT.round(a, mode, f, 0),
        (a, b, c, f) -> Float32.roundToIntegral(a, mode, false, f));
  }

  static Stream<String> operations() {
    return OPERATIONS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isFloat32OrRefused(String name) {
    Operation operation = OPERATIONS.get(name);
    Random random = new Random(name.hashCode());
    int[] exactly = new int[2];
    int accepted = 0;
    for (int k = 0; k < CASES; k++) {
      int a = operand(random);
      int b = operand(random);
      int c = operand(random);
      int fpscr = random.nextInt(8) == 0 ? random.nextInt() & ~0x1F : 0;
      fpscr |= random.nextBoolean() ? Fpscr.IXC : 0;
      long expected = operation.reference().apply(a, b, c, fpscr);
      int raised = Float32.exceptions(expected) & ~fpscr;
      try {
        int actual = operation.fast().apply(a, b, c, fpscr);
        accepted++;
        String text = String.format("%08x %08x %08x, FPSCR %08x", a, b, c, fpscr);
        assertEquals(Float32.bits(expected), actual, text);
        assertEquals(0, raised, text);
        exactly[0] += fpscr == 0 ? 1 : 0;
      } catch (Bail refused) {
        exactly[1] += fpscr == 0 && raised == 0 ? 1 : 0;
      }
    }
    assertTrue(accepted > CASES / 10, accepted + " results");
    // What is refused without need are NaNs, infinities and numbers around the least normal one.
    assertTrue(exactly[0] > exactly[1], exactly[0] + " exact results, " + exactly[1] + " refused");
  }

  /** Half of them small numbers, whose results are often exact. */
  private static int operand(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt();
      case 1 -> Float.floatToIntBits(random.nextFloat() * 1000 - 500);
      case 2 -> random.nextInt(-40, 40);
      case 3 -> Float.floatToIntBits((float) Math.scalb(1.0, random.nextInt(-149, 128)));
      default -> Float.floatToIntBits(random.nextInt(-64, 65) * 0.125f);
    };
  }
}
