package dev.tinyrig.peripherals.ethosu.operation;

import java.util.Arrays;

/**
 * A three-dimensional array in memory. It may lie in up to four tiles: 0 and 1 beside each other, 2
 * and 3 below them.
 *
 * @param region which base pointer its addresses are relative to
 * @param bases of the four tiles, in bytes from the base pointer
 * @param width0 columns of tiles 0 and 2
 * @param height0 rows of tile 0
 * @param height1 rows of tile 1
 * @param strideX bytes from column to column (NHWC only)
 * @param strideY bytes from row to row
 * @param strideC bytes from one brick of sixteen channels to the next (NHCWB16 only)
 * @param type of its elements
 * @param brick whether sixteen channels lie together for each position (NHCWB16), else all (NHWC)
 * @param zeroPoint subtracted from inputs, added to outputs
 */
public record FeatureMap(
    int region,
    long[] bases,
    int width0,
    int height0,
    int height1,
    long strideX,
    long strideY,
    long strideC,
    ElementType type,
    boolean brick,
    int zeroPoint,
    int height,
    int width,
    int depth) {
  /** Channels of a brick, whatever their type. */
  public static final int BRICK = 16;

  /** The same map with another number of channels. */
  public FeatureMap withDepth(int channels) {
    return new FeatureMap(
        region, bases, width0, height0, height1, strideX, strideY, strideC, type, brick, zeroPoint,
        height, width, channels);
  }

  /**
   * The same map without rows and columns that tiles repeat, as a compiler does to pad with the
   * values at the edge: tiles that lie in each other.
   */
  public FeatureMap withoutRepeats() {
    int rows = height;
    int columns = width;
    if (width > width0 && meet(0, 1, width0, width - width0, columnBytes())) {
      columns = Math.max(width0, width - width0);
    }
    if (height > height0 && meet(0, 2, height0, height - height0, strideY)) {
      rows = Math.max(height0, height - height0);
    }
    if (rows == height && columns == width) {
      return this;
    }
    return new FeatureMap(
        region, bases, columns, rows, rows, strideX, strideY, strideC, type, brick, zeroPoint, rows,
        columns, depth);
  }

  private boolean meet(int first, int second, int firstSize, int secondSize, long step) {
    long distance = bases[second] - bases[first];
    return distance < firstSize * step && -distance < secondSize * step;
  }

  private long columnBytes() {
    return brick ? BRICK * (long) type.bytes() : strideX;
  }

  /** Number of elements. */
  public long elements() {
    return (long) height * width * depth;
  }

  /** Bytes of its elements. */
  public long bytes() {
    return elements() * type.bytes();
  }

  /** The tile of a position. */
  public int tile(int y, int x) {
    if (x >= width0) {
      return y >= height1 ? 3 : 1;
    }
    return y >= height0 ? 2 : 0;
  }

  /** Where the first channel of a position is, in bytes from the base pointer. */
  public long position(int y, int x) {
    int tile = tile(y, x);
    long row = tile == 3 ? y - height1 : tile == 2 ? y - height0 : y;
    long column = (tile & 1) != 0 ? x - width0 : x;
    return bases[tile] + row * strideY + column * (brick ? BRICK * (long) type.bytes() : strideX);
  }

  /** How far a channel is from the first one. */
  public long channel(int c) {
    long size = type.bytes();
    return brick ? c / BRICK * strideC + c % BRICK * size : c * size;
  }

  /** Whether more than tile 0 is in use. */
  public boolean isTiled() {
    return width > width0 || height > height0;
  }

  @Override
  public String toString() {
    return (brick ? "NHCWB16 " : "NHWC ")
        + type
        + "["
        + height
        + ","
        + width
        + ","
        + depth
        + "] region "
        + region
        + Arrays.toString(isTiled() ? bases : Arrays.copyOf(bases, 1));
  }
}
