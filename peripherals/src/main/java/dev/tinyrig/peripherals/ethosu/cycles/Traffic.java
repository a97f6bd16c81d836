package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
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
 */
public final class Traffic {
  private static final int PORTS = 2;
  private static final AxiChannel[] CHANNELS = AxiChannel.values();

  private final long[][] bytes = new long[PORTS][CHANNELS.length];

  /** Nothing yet. */
  Traffic() {}

  /** What an operation moves. */
  public static Traffic of(NpuConfig config, Operation operation, CycleModel.Ports ports) {
    Traffic traffic = new Traffic();
    switch (operation) {
      case DmaTransfer dma -> {
        traffic.add(ports.of(dma.sourceRegion()), AxiChannel.READ_DMA, dma.length());
        if (!dma.toShram()) {
          traffic.add(ports.of(dma.targetRegion()), AxiChannel.WRITE_DMA, dma.length());
        }
      }
      case BlockOperation op -> {
        traffic.add(ports.of(op.ifm().region()), AxiChannel.READ_IFM, inputBytes(config, op));
        if (op.ifm2() != null) {
          traffic.add(ports.of(op.ifm2().region()), AxiChannel.READ_IFM, op.ifm2().bytes());
        }
        traffic.add(ports.of(op.ofm().region()), AxiChannel.WRITE_OFM, op.ofm().bytes());
        if (op.kind().hasWeights()) {
          traffic.add(
              ports.of(op.weights().getFirst().region()),
              AxiChannel.READ_WEIGHTS,
              weightBytes(config, op));
          traffic.add(
              ports.of(op.scales().getFirst().region()),
              AxiChannel.READ_SCALES,
              op.scales().stream().mapToLong(StreamPart::length).sum());
        }
      }
    }
    return traffic;
  }

  private void add(int port, AxiChannel channel, long more) {
    bytes[port][channel.ordinal()] += more;
  }

  /** Bytes that a channel moves over a port. */
  public long bytes(int port, AxiChannel channel) {
    return bytes[port][channel.ordinal()];
  }

  /** Bytes read over a port. */
  public long read(int port) {
    return sum(port, false);
  }

  /** Bytes written over a port. */
  public long written(int port) {
    return sum(port, true);
  }

  private long sum(int port, boolean writes) {
    long sum = 0;
    for (AxiChannel channel : CHANNELS) {
      if (channel.isWrite() == writes) {
        sum += bytes[port][channel.ordinal()];
      }
    }
    return sum;
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
