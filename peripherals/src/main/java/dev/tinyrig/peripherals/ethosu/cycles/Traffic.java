package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig.Block;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.operation.StreamPart;

/**
 * Bytes that an operation moves over the two AXI ports. Inputs are fetched again for each block of
 * output, at all depths; weights are streamed again for each block of rows and columns; scales and
 * outputs move once.
 *
 * @param read bytes read, by port
 * @param written bytes written, by port
 */
public record Traffic(long[] read, long[] written) {
  /** Nothing. */
  public static Traffic none() {
    return new Traffic(new long[2], new long[2]);
  }

  /** What an operation moves. */
  public static Traffic of(NpuConfig config, Operation operation, CycleModel.Ports ports) {
    Traffic traffic = none();
    switch (operation) {
      case DmaTransfer dma -> {
        traffic.read[ports.of(dma.sourceRegion())] += dma.length();
        if (!dma.toShram()) {
          traffic.written[ports.of(dma.targetRegion())] += dma.length();
        }
      }
      case BlockOperation op -> {
        traffic.read[ports.of(op.ifm().region())] += inputBytes(config, op);
        if (op.ifm2() != null) {
          traffic.read[ports.of(op.ifm2().region())] += op.ifm2().bytes();
        }
        traffic.written[ports.of(op.ofm().region())] += op.ofm().bytes();
        if (op.kind().hasWeights()) {
          traffic.read[ports.of(op.weights().getFirst().region())] += weightBytes(config, op);
          traffic.read[ports.of(op.scales().getFirst().region())] +=
              op.scales().stream().mapToLong(StreamPart::length).sum();
        }
      }
    }
    return traffic;
  }

  static long inputBytes(NpuConfig config, BlockOperation op) {
    FeatureMap ifm = op.ifm();
    if (op.kind().isElementwise()) {
      return ifm.bytes();
    }
    BlockCosts costs = new BlockCosts(config);
    Block in = BlockCosts.clipped(costs.inputBlock(op), ifm);
    long area = (long) in.width() * in.height();
    long spatial = spatialBlocks(costs, op);
    long depths = 1;
    if (op.kind() == Kind.CONV || op.kind() == Kind.REDUCE_SUM) {
      depths = BlockCosts.divideUp(op.ofm().depth(), costs.outputBlock(op).depth());
    }
    int depth = ifm.brick() ? BlockCosts.roundUp(ifm.depth(), FeatureMap.BRICK) : ifm.depth();
    return area * depth * ifm.type().bytes() * spatial * depths;
  }

  private static long weightBytes(NpuConfig config, BlockOperation op) {
    long coded = op.weights().stream().mapToLong(StreamPart::length).sum();
    return coded * spatialBlocks(new BlockCosts(config), op);
  }

  static long spatialBlocks(BlockCosts costs, BlockOperation op) {
    Block out = costs.outputBlock(op);
    return (long) BlockCosts.divideUp(op.ofm().width(), out.width())
        * BlockCosts.divideUp(op.ofm().height(), out.height());
  }
}
