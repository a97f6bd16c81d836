package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Blocks;
import dev.tinyrig.peripherals.ethosu.operation.Kernel;
import dev.tinyrig.peripherals.ethosu.weights.WeightTensor;
import java.util.Arrays;

/**
 * Sums of products with weights.
 *
 * <p>A convolution is a product of matrices, weights times a matrix with one row for each tap and
 * channel and one column for each position. 32-bit accumulators wrap as those of hardware are taken
 * to. For 40 bits, sums of as many products as cannot overflow 32 bits are added up in 64 bits.
 */
final class Convolution {
  /** Positions that are worked on together: rows of so many elements stay in the cache. */
  private static final int COLUMNS = 256;

  /** Below so many positions, sums run along the channels instead. */
  private static final int FEW_POSITIONS = 12;

  /** Products of 17 by 9 bits whose sum surely fits 32 bits. */
  private static final int SAFE_PRODUCTS = 64;

  private Convolution() {}

  static void convolve(BlockOperation op, InputPlanes in, WeightTensor weights, OutputStage out) {
    boolean wide = op.blocks().accumulator() == Blocks.Accumulator.INT40;
    int positions = op.ofm().height() * op.ofm().width();
    if (positions < FEW_POSITIONS) {
      alongChannels(op, in, weights, out, wide);
      return;
    }
    int rows = weights.taps() * weights.inputs();
    int[] matrix = new int[rows * Math.min(COLUMNS, positions)];
    int[] sums = new int[COLUMNS];
    long[] wideSums = wide ? new long[COLUMNS] : null;
    boolean direct = isPoint(op);
    for (int p = 0; p < positions; p += COLUMNS) {
      int n = Math.min(COLUMNS, positions - p);
      int[] from = matrix;
      int start = 0;
      int stride = n;
      if (direct) {
        from = in.values();
        start = p;
        stride = in.plane();
      } else {
        fillMatrix(op, in, weights.inputs(), p, n, matrix);
      }
      for (int o = 0; o < op.ofm().depth(); o++) {
        if (wide) {
          Arrays.fill(wideSums, 0, n, 0);
          for (int k = 0; k < rows; k += SAFE_PRODUCTS) {
            int part = Math.min(SAFE_PRODUCTS, rows - k);
            Arrays.fill(sums, 0, n, 0);
            multiply(
                weights.values(), o * rows + k, part, from, start + k * stride, stride, n, sums);
            for (int i = 0; i < n; i++) {
              wideSums[i] += sums[i];
            }
          }
          out.store(o, p, n, wideSums);
        } else {
          Arrays.fill(sums, 0, n, 0);
          multiply(weights.values(), o * rows, rows, from, start, stride, n, sums);
          out.store(o, p, n, sums, 0);
        }
      }
    }
  }

  private static boolean isPoint(BlockOperation op) {
    Kernel k = op.kernel();
    return k.taps() == 1 && k.strideX() == 1 && k.strideY() == 1 && !op.padding().isAny();
  }

  /** Adds {@code count} rows, each times its weight, to the sums. */
  private static void multiply(
      int[] weights, int w, int count, int[] rows, int start, int stride, int n, int[] sums) {
    int k = 0;
    int a = start;
    for (; k + 4 <= count; k += 4) {
      int w0 = weights[w + k];
      int w1 = weights[w + k + 1];
      int w2 = weights[w + k + 2];
      int w3 = weights[w + k + 3];
      if ((w0 | w1 | w2 | w3) != 0) {
        add4(rows, a, stride, w0, w1, w2, w3, n, sums);
      }
      a += 4 * stride;
    }
    for (; k < count; k++) {
      int w0 = weights[w + k];
      for (int i = 0; i < n; i++) {
        sums[i] += w0 * rows[a + i];
      }
      a += stride;
    }
  }

  private static void add4(
      int[] rows, int a, int stride, int w0, int w1, int w2, int w3, int n, int[] sums) {
    int b = a + stride;
    int c = b + stride;
    int d = c + stride;
    for (int i = 0; i < n; i++) {
      sums[i] += w0 * rows[a + i] + w1 * rows[b + i] + w2 * rows[c + i] + w3 * rows[d + i];
    }
  }

  /** One row for each tap and channel, the inputs that meet it at positions p to p + n. */
  private static void fillMatrix(
      BlockOperation op, InputPlanes in, int channels, int p, int n, int[] matrix) {
    Kernel kernel = op.kernel();
    int width = op.ofm().width();
    int plane = in.plane();
    int row = 0;
    for (int ky = 0; ky < kernel.height(); ky++) {
      for (int kx = 0; kx < kernel.width(); kx++) {
        for (int c = 0; c < channels; c++) {
          int i = 0;
          int y = p / width;
          int x = p % width;
          while (i < n) {
            int part = Math.min(width - x, n - i);
            int from =
                c * plane
                    + (y * kernel.strideY() + ky * kernel.dilationY()) * in.width()
                    + x * kernel.strideX()
                    + kx * kernel.dilationX();
            copyRow(in.values(), from, kernel.strideX(), matrix, row + i, part);
            i += part;
            x = 0;
            y++;
          }
          row += n;
        }
      }
    }
  }

  private static void copyRow(int[] from, int at, int step, int[] to, int into, int n) {
    if (step == 1) {
      System.arraycopy(from, at, to, into, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      to[into + i] = from[at + i * step];
    }
  }

  /** For few positions: a row of inputs for each position, sums over it. */
  private static void alongChannels(
      BlockOperation op, InputPlanes in, WeightTensor weights, OutputStage out, boolean wide) {
    Kernel kernel = op.kernel();
    int width = op.ofm().width();
    int positions = op.ofm().height() * width;
    int length = weights.taps() * weights.inputs();
    int[] inputs = new int[positions * length];
    for (int p = 0; p < positions; p++) {
      int at = p * length;
      for (int ky = 0; ky < kernel.height(); ky++) {
        for (int kx = 0; kx < kernel.width(); kx++) {
          int from =
              (p / width * kernel.strideY() + ky * kernel.dilationY()) * in.width()
                  + p % width * kernel.strideX()
                  + kx * kernel.dilationX();
          for (int c = 0; c < weights.inputs(); c++) {
            inputs[at] = in.values()[c * in.plane() + from];
            at++;
          }
        }
      }
    }
    int[] sums = new int[positions];
    long[] wideSums = new long[positions];
    for (int o = 0; o < op.ofm().depth(); o++) {
      for (int p = 0; p < positions; p++) {
        if (wide) {
          wideSums[p] = 0;
          for (int k = 0; k < length; k += SAFE_PRODUCTS) {
            wideSums[p] +=
                dot(
                    weights.values(),
                    o * length + k,
                    inputs,
                    p * length + k,
                    Math.min(SAFE_PRODUCTS, length - k));
          }
        } else {
          sums[p] = dot(weights.values(), o * length, inputs, p * length, length);
        }
      }
      if (wide) {
        out.store(o, 0, positions, wideSums);
      } else {
        out.store(o, 0, positions, sums, 0);
      }
    }
  }

  private static int dot(int[] a, int aAt, int[] b, int bAt, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  static void depthwise(BlockOperation op, InputPlanes in, WeightTensor weights, OutputStage out) {
    Kernel kernel = op.kernel();
    boolean wide = op.blocks().accumulator() == Blocks.Accumulator.INT40;
    int positions = op.ofm().height() * op.ofm().width();
    int[] sums = new int[positions];
    long[] wideSums = wide ? new long[positions] : null;
    for (int c = 0; c < op.ofm().depth(); c++) {
      Arrays.fill(sums, 0);
      if (wide) {
        Arrays.fill(wideSums, 0);
      }
      for (int tap = 0; tap < kernel.taps(); tap++) {
        int w = weights.values()[c * kernel.taps() + tap];
        if (w != 0) {
          addTap(op, in, c, tap, w, sums);
        }
        if (wide && (tap % SAFE_PRODUCTS == SAFE_PRODUCTS - 1 || tap == kernel.taps() - 1)) {
          for (int i = 0; i < positions; i++) {
            wideSums[i] += sums[i];
          }
          Arrays.fill(sums, 0);
        }
      }
      if (wide) {
        out.store(c, 0, positions, wideSums);
      } else {
        out.store(c, 0, positions, sums, 0);
      }
    }
  }

  private static void addTap(BlockOperation op, InputPlanes in, int c, int tap, int w, int[] sums) {
    Kernel kernel = op.kernel();
    int width = op.ofm().width();
    int first =
        c * in.plane()
            + tap / kernel.width() * kernel.dilationY() * in.width()
            + tap % kernel.width() * kernel.dilationX();
    for (int y = 0; y < op.ofm().height(); y++) {
      int from = first + y * kernel.strideY() * in.width();
      addRow(in.values(), from, kernel.strideX(), w, sums, y * width, width);
    }
  }

  private static void addRow(int[] from, int at, int step, int w, int[] sums, int into, int n) {
    if (step == 1) {
      for (int i = 0; i < n; i++) {
        sums[into + i] += w * from[at + i];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      sums[into + i] += w * from[at + i * step];
    }
  }
}
