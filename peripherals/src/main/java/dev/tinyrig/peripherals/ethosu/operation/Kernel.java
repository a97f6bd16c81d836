package dev.tinyrig.peripherals.ethosu.operation;

/**
 * The window of a convolution or pool.
 *
 * @param width taps in a row
 * @param height rows of taps
 * @param partKernelFirst whether weights are ordered kernel elements first
 */
public record Kernel(
    int width,
    int height,
    int strideX,
    int strideY,
    int dilationX,
    int dilationY,
    boolean partKernelFirst) {
  /** One tap. */
  public static final Kernel POINT = new Kernel(1, 1, 1, 1, 1, 1, false);

  /** Columns that it spans. */
  public int spanX() {
    return (width - 1) * dilationX + 1;
  }

  /** Rows that it spans. */
  public int spanY() {
    return (height - 1) * dilationY + 1;
  }

  /** Taps. */
  public int taps() {
    return width * height;
  }
}
