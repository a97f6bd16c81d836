package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kernel;
import dev.tinyrig.peripherals.ethosu.operation.Padding;
import dev.tinyrig.peripherals.ethosu.operation.Scaling;

/** Pools: windows over channels of their own, without weights. */
final class Pooling {
  /** Below every value less its zero point; fits 32 bits with any neighbour's. */
  static final int NOTHING = Integer.MIN_VALUE;

  private Pooling() {}

  static void maximum(BlockOperation op, InputPlanes in, OutputStage out) {
    Kernel kernel = op.kernel();
    FeatureMap ofm = op.ofm();
    long scale = op.scaling().global() ? op.scaling().ofmScale() : 1;
    int shift = op.scaling().global() ? op.scaling().ofmShift() : 0;
    for (int c = 0; c < ofm.depth(); c++) {
      for (int y = 0; y < ofm.height(); y++) {
        for (int x = 0; x < ofm.width(); x++) {
          int from = window(kernel, in, c, y, x);
          int most = NOTHING;
          for (int ky = 0; ky < kernel.height(); ky++) {
            int row = from + ky * kernel.dilationY() * in.width();
            for (int kx = 0; kx < kernel.width(); kx++) {
              most = Math.max(most, in.values()[row + kx * kernel.dilationX()]);
            }
          }
          long value = Scale.apply(most, scale, shift, op.scaling().rounding());
          out.put(c, y * ofm.width() + x, value);
        }
      }
    }
  }

  /** With any padding, hardware divides by the taps that lie on the input. */
  static void average(BlockOperation op, InputPlanes in, OutputStage out) {
    Kernel kernel = op.kernel();
    FeatureMap ofm = op.ofm();
    Padding padding = op.padding();
    Scaling scaling = op.scaling();
    boolean counted = padding.isAny();
    long scale = scaling.global() ? scaling.ofmScale() : 1;
    int shift = scaling.global() ? scaling.ofmShift() : 0;
    for (int c = 0; c < ofm.depth(); c++) {
      for (int y = 0; y < ofm.height(); y++) {
        int rows =
            valid(
                y * kernel.strideY() - padding.top(),
                kernel.height(),
                kernel.dilationY(),
                op.inputHeight());
        for (int x = 0; x < ofm.width(); x++) {
          int from = window(kernel, in, c, y, x);
          long sum = 0;
          for (int ky = 0; ky < kernel.height(); ky++) {
            int row = from + ky * kernel.dilationY() * in.width();
            for (int kx = 0; kx < kernel.width(); kx++) {
              sum += in.values()[row + kx * kernel.dilationX()];
            }
          }
          long value;
          if (counted) {
            int columns =
                valid(
                    x * kernel.strideX() - padding.left(),
                    kernel.width(),
                    kernel.dilationX(),
                    op.inputWidth());
            value = Scale.divide(sum, Math.max(1, rows * columns));
          } else {
            value = Scale.apply(sum, scale, shift, scaling.rounding());
          }
          out.put(c, y * ofm.width() + x, value);
        }
      }
    }
  }

  /** Sums all channels of a position. */
  static void sum(BlockOperation op, InputPlanes in, int channels, OutputStage out) {
    FeatureMap ofm = op.ofm();
    Kernel kernel = op.kernel();
    long scale = op.scaling().global() ? op.scaling().ofmScale() : 1;
    int shift = op.scaling().global() ? op.scaling().ofmShift() : 0;
    for (int y = 0; y < ofm.height(); y++) {
      for (int x = 0; x < ofm.width(); x++) {
        int from = window(kernel, in, 0, y, x);
        long sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += in.values()[c * in.plane() + from];
        }
        long value = Scale.apply(sum, scale, shift, op.scaling().rounding());
        for (int c = 0; c < ofm.depth(); c++) {
          out.put(c, y * ofm.width() + x, value);
        }
      }
    }
  }

  private static int window(Kernel kernel, InputPlanes in, int c, int y, int x) {
    return c * in.plane() + y * kernel.strideY() * in.width() + x * kernel.strideX();
  }

  /** Taps from {@code first} on that lie between 0 and {@code size}. */
  private static int valid(int first, int taps, int dilation, int size) {
    int count = 0;
    for (int k = 0; k < taps; k++) {
      int at = first + k * dilation;
      count += at >= 0 && at < size ? 1 : 0;
    }
    return count;
  }
}
