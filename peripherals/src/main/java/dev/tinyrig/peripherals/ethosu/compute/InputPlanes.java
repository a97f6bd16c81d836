package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Padding;
import dev.tinyrig.peripherals.ethosu.operation.Upscale;
import java.util.Arrays;

/**
 * An input as a kernel sees it: one plane for each channel, upscaled and padded, less the zero
 * point.
 *
 * @param values element (c, y, x) at {@code (c * height + y) * width + x}
 */
record InputPlanes(int[] values, int height, int width) {
  /** Elements of a plane. */
  int plane() {
    return height * width;
  }

  /** The planes of an operation's input; padding becomes {@code fill}. */
  static InputPlanes of(BlockOperation op, MapView view, int fill) {
    Padding padding = op.padding();
    int inputHeight = op.inputHeight();
    int inputWidth = op.inputWidth();
    int height = inputHeight + padding.top() + padding.bottom();
    int width = inputWidth + padding.left() + padding.right();
    int[] places = view.position;
    if (op.upscale() != Upscale.NONE || padding.isAny()) {
      places = new int[height * width];
      Arrays.fill(places, -1);
      int step = op.upscale() == Upscale.ZEROS ? 2 : 1;
      int half = op.upscale() == Upscale.NONE ? 0 : 1;
      for (int y = 0; y < inputHeight; y += step) {
        int source = (y >> half) * view.map.width();
        int row = (y + padding.top()) * width + padding.left();
        for (int x = 0; x < inputWidth; x += step) {
          places[row + x] = view.position[source + (x >> half)];
        }
      }
    }
    int channels = view.map.depth();
    int[] values = new int[channels * height * width];
    for (int c = 0; c < channels; c++) {
      view.gather(c, places, fill, values, c * height * width);
    }
    return new InputPlanes(values, height, width);
  }
}
