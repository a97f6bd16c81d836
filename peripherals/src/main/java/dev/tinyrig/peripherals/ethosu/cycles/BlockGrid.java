package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig.Block;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import java.util.function.ToDoubleFunction;

/**
 * The blocks into which an output is cut. Those at its far edges hold what is left, so that there
 * are at most eight sizes.
 */
final class BlockGrid {
  private final Block block;
  private final FeatureMap ofm;

  /** The grid of an output; {@code block} is no larger than it. */
  BlockGrid(Block block, FeatureMap ofm) {
    this.block = block;
    this.ofm = ofm;
  }

  /** The sum over all blocks. */
  double sum(ToDoubleFunction<Block> ofBlock) {
    double sum = 0;
    for (Part height : parts(ofm.height(), block.height())) {
      for (Part width : parts(ofm.width(), block.width())) {
        for (Part depth : parts(ofm.depth(), block.depth())) {
          long count = height.count * width.count * depth.count;
          if (count > 0) {
            Block size = new Block(width.extent, height.extent, depth.extent);
            sum += count * ofBlock.applyAsDouble(size);
          }
        }
      }
    }
    return sum;
  }

  private record Part(int extent, long count) {}

  private static Part[] parts(int all, int each) {
    return new Part[] {new Part(each, all / each), new Part(all % each, all % each == 0 ? 0 : 1)};
  }
}
