package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Rounding;
import dev.tinyrig.peripherals.ethosu.operation.Scaling;

/**
 * Operations of one or two feature maps, element by element. Whether SHL wraps or saturates is not
 * public; it wraps here.
 */
final class Elementwise {
  /** Bits by which an operand is shifted up before its own scale: 8-bit and wider inputs. */
  private static final int LEFT_SHIFT_8 = 20;

  private static final int LEFT_SHIFT_16 = 15;

  private static final int LARGEST_SHIFT = 63;

  private final Kind kind;
  private final boolean reversed;
  private final boolean words;
  private final Scaling scaling;
  private final Rounding rounding;
  private final int leftShift;

  private Elementwise(BlockOperation op) {
    kind = op.kind();
    reversed = op.operands().reversed();
    words = op.ifm().type().bytes() == 4;
    scaling = op.scaling();
    rounding = scaling.rounding();
    leftShift = op.ifm().type().bytes() == 1 ? LEFT_SHIFT_8 : LEFT_SHIFT_16;
  }

  static void run(BlockOperation op, MapView first, MapView second, OutputStage out) {
    Elementwise work = new Elementwise(op);
    FeatureMap ofm = op.ofm();
    int plane = ofm.height() * ofm.width();
    int[] a = new int[plane];
    int[] b = new int[plane];
    if (second == null) {
      java.util.Arrays.fill(b, op.operands().value());
    }
    int[] places = second == null ? null : broadcast(second, ofm);
    for (int c = 0; c < ofm.depth(); c++) {
      first.gather(c, first.position, 0, a, 0);
      if (second != null && (c == 0 || second.map.depth() > 1)) {
        second.gather(c, places, 0, b, 0);
      }
      for (int p = 0; p < plane; p++) {
        long value = work.reversed ? work.value(b[p], a[p]) : work.value(a[p], b[p]);
        out.put(c, p, value);
      }
    }
  }

  private static int[] broadcast(MapView view, FeatureMap ofm) {
    FeatureMap map = view.map;
    if (map.height() == ofm.height() && map.width() == ofm.width()) {
      return view.position;
    }
    int[] places = new int[ofm.height() * ofm.width()];
    for (int y = 0; y < ofm.height(); y++) {
      for (int x = 0; x < ofm.width(); x++) {
        int row = map.height() == 1 ? 0 : y;
        int column = map.width() == 1 ? 0 : x;
        places[y * ofm.width() + x] = view.position[row * map.width() + column];
      }
    }
    return places;
  }

  private long value(long a, long b) {
    return switch (kind) {
      case MUL -> scaled(a * b);
      case ADD -> words ? scaled(a + b) : scaled(operandA(a) + operandB(b));
      case SUB -> words ? scaled(a - b) : scaled(operandA(a) - operandB(b));
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case LRELU -> a >= 0 ? a : scaled(a);
      case ABS -> scaled(Math.abs(a));
      case CLZ -> Integer.numberOfLeadingZeros((int) a);
      case SHR -> Scale.apply(a, 1, Math.clamp(b, 0, LARGEST_SHIFT), rounding);
      case SHL -> (int) (a << Math.clamp(b, 0, LARGEST_SHIFT));
      default -> throw new IllegalStateException(kind + " is not elementwise");
    };
  }

  /** For 32-bit inputs, the output's scale is not applied, only its shift. */
  private long scaled(long value) {
    return Scale.apply(value, words ? 1 : scaling.ofmScale(), scaling.ofmShift(), rounding);
  }

  private long operandA(long a) {
    return switch (scaling.operand()) {
      case BOTH -> a * (scaling.opaScale() & 0xFFFF);
      case A -> rescaled(a);
      case B -> a << (leftShift - 1);
    };
  }

  private long operandB(long b) {
    return switch (scaling.operand()) {
      case BOTH -> b * scaling.opbScale();
      case A -> b << (leftShift - 1);
      case B -> rescaled(b);
    };
  }

  private long rescaled(long value) {
    long high = Scale.doublingHigh(value << leftShift, scaling.opaScale());
    return Scale.divideByPowerOfTwo(high, scaling.opaShift() + leftShift - 31);
  }
}
