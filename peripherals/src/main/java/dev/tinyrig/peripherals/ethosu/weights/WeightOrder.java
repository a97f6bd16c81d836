package dev.tinyrig.peripherals.ethosu.weights;

import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Kernel;
import dev.tinyrig.peripherals.ethosu.operation.Kind;

/**
 * The order in which an operation uses weights (Vela 5.2.0, {@code reorder} of {@code mlw_codec},
 * confirmed by putting weights of streams back into the order of their models).
 *
 * <p>From the outside in: blocks of output channels; blocks of input channels; parts of the kernel
 * of at most eight by eight; for part-kernel-first, micro-blocks of input channels; micro-blocks of
 * output channels; taps; for depth-first, micro-blocks of input channels; output channels; input
 * channels. Places beyond the kernel or the channels are coded as zeros.
 */
final class WeightOrder {
  /** Extent of a part of the kernel, in dilated taps. */
  private static final int PART = 8;

  /** Input channels of a block: 8-bit depth-first, otherwise. */
  private static final int DEEP_BLOCK = 32;

  private static final int SHALLOW_BLOCK = 16;

  /** Taps of a part are rounded up to these: depthwise and 8-bit part-kernel, 16-bit. */
  private static final int TAPS_8 = 4;

  private static final int TAPS_16 = 2;

  private final int ofmDepth;
  private final int ofmBlockDepth;
  private final int ofmUnit;
  private final int ifmUnit;
  private final int ifmDepth;
  private final boolean depthwise;
  private final boolean partKernel;
  private final boolean wide;
  private final Kernel kernel;

  /** The order for one core, which has {@code ofmDepth} channels in blocks of {@code ofmBlock}. */
  WeightOrder(BlockOperation op, int ofmDepth, int ofmBlock, int ofmUnit, int ifmUnit) {
    this.ofmDepth = ofmDepth;
    this.ofmBlockDepth = ofmBlock;
    this.ofmUnit = ofmUnit;
    this.ifmUnit = ifmUnit;
    this.kernel = op.kernel();
    this.depthwise = op.kind() == Kind.DEPTHWISE;
    this.partKernel = !depthwise && kernel.partKernelFirst();
    this.wide = op.ifm().type().bytes() == 2;
    this.ifmDepth = depthwise ? 1 : op.ifm().depth();
  }

  /** Is told where each weight of the stream belongs. */
  interface Place {
    /** The next weight is for these; {@code tap} is -1 when it is padding. */
    void next(int output, int tap, int input);
  }

  /** Number of weights in the stream. */
  long length() {
    long[] count = new long[1];
    walk(null, count);
    return count[0];
  }

  void walk(Place place) {
    walk(place, new long[1]);
  }

  private void walk(Place place, long[] count) {
    int ifmBlock = partKernel || wide ? SHALLOW_BLOCK : DEEP_BLOCK;
    if (depthwise) {
      ifmBlock = 1;
    }
    for (int o = 0; o < ofmDepth; o += ofmBlockDepth) {
      int outputs = Math.min(ofmBlockDepth, ofmDepth - o);
      for (int i = 0; i < ifmDepth; i += ifmBlock) {
        int inputs = partKernel ? Math.min(ifmBlock, ifmDepth - i) : ifmBlock;
        for (int y = 0; y < kernel.height(); y += PART / kernel.dilationY()) {
          int rows = Math.min(PART / kernel.dilationY(), kernel.height() - y);
          for (int x = 0; x < kernel.width(); x += PART / kernel.dilationX()) {
            int columns = Math.min(PART / kernel.dilationX(), kernel.width() - x);
            part(place, count, new Window(o, outputs, i, inputs, y, rows, x, columns));
          }
        }
      }
    }
  }

  private record Window(
      int output, int outputs, int input, int inputs, int y, int rows, int x, int columns) {
    int taps() {
      return rows * columns;
    }
  }

  private void part(Place place, long[] count, Window w) {
    int taps = w.taps();
    if (depthwise || (partKernel && !wide)) {
      taps = roundUp(taps, TAPS_8);
    } else if (partKernel) {
      taps = roundUp(taps, TAPS_16);
    }
    int inputStep = depthwise ? 1 : ifmUnit;
    int outer = partKernel ? w.inputs : 1;
    for (int i = 0; i < outer; i += inputStep) {
      for (int o = 0; o < w.outputs; o += ofmUnit) {
        for (int tap = 0; tap < taps; tap++) {
          if (partKernel) {
            unit(place, count, w, tap, w.output + o, w.input + i, inputStep);
          } else {
            for (int d = 0; d < w.inputs; d += inputStep) {
              unit(place, count, w, tap, w.output + o, w.input + d, inputStep);
            }
          }
        }
      }
    }
  }

  private void unit(
      Place place, long[] count, Window w, int tap, int output, int input, int inputs) {
    count[0] += (long) ofmUnit * inputs;
    if (place == null) {
      return;
    }
    int index = -1;
    if (tap < w.taps()) {
      index = (w.y + tap / w.columns) * kernel.width() + w.x + tap % w.columns;
    }
    int end = w.output + w.outputs;
    for (int o = output; o < output + ofmUnit; o++) {
      for (int i = input; i < input + inputs; i++) {
        place.next(o, o < end && i < ifmDepth ? index : -1, i);
      }
    }
  }

  private static int roundUp(int value, int step) {
    return (value + step - 1) / step * step;
  }
}
