package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig.Block;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.operation.StreamPart;

/**
 * The NPU as a pipeline over blocks of output: fetch of inputs, streaming of weights, multipliers,
 * output stage, write of outputs. Stages of different blocks overlap, so that the slowest stage
 * sets the pace; before the first block its inputs must come, after the last one its outputs must
 * go.
 *
 * <p>The engines cost what Vela says ({@link BlockCosts}), but a block at the edge of the output
 * costs what is in it, where Vela's estimate takes it for a whole one. Transfers share their AXI
 * port, which moves what {@code vela.ini} gives: its bandwidth, or less when latency and the limit
 * of outstanding bursts are in the way. An operation whose BLOCKDEP is not 0 starts while the one
 * in front of it drains. Command fetch and the start of an operation cost nothing, for want of any
 * figure. No constant is fitted to a measurement.
 */
public final class PipelineModel implements CycleModel {
  private final NpuConfig config;
  private final SystemConfig system;
  private final BlockCosts costs;

  /** The model of a configuration in a system. */
  public PipelineModel(NpuConfig config, SystemConfig system) {
    this.config = config;
    this.system = system;
    this.costs = new BlockCosts(config);
  }

  @Override
  public Cost cost(Operation operation, Ports ports) {
    Traffic traffic = Traffic.of(config, operation, ports);
    return switch (operation) {
      case DmaTransfer dma ->
          new Cost(transfer(dma, ports), 0, 0, Bound.IFM, Bound.DMA, 0, Stages.NONE, traffic);
      case BlockOperation op -> kernel(op, ports, traffic);
    };
  }

  private Cost kernel(BlockOperation op, Ports ports, Traffic traffic) {
    long blocks = costs.blocks(op);
    Block block = costs.outputBlock(op);
    BlockGrid grid = new BlockGrid(block, op.ofm());
    boolean elementwise = op.kind().isElementwise();
    double mac = elementwise ? 0 : grid.sum(size -> costs.macCycles(op, size)) / blocks;
    double each = costs.outputCycles(op);
    double out = grid.sum(size -> Math.ceil(each * size.elements())) / blocks;
    Pace pace = new Pace(mac, out);
    for (int port = 0; port < 2; port++) {
      pace.port(busy(traffic, port, ports), blocks);
    }
    int from = ports.of(op.ifm().region());
    int to = ports.of(op.ofm().region());
    double inputs = system.port(from).readLatency() + inputs(op, from, ports) / blocks;
    double weights = 0;
    if (op.kind().hasWeights()) {
      StreamPart part = op.weights().getFirst();
      int port = ports.of(part.region());
      long firstBlock = Math.min(part.length(), part.length() * block.depth() / op.ofm().depth());
      weights = system.port(port).readLatency() + firstBlock / readRate(port, ports);
    }
    double fill = Math.max(inputs, weights);
    double drain =
        out + system.port(to).writeLatency() + op.ofm().bytes() / writeRate(to, ports) / blocks;
    double steady = mac + (blocks - 1) * pace.cycles();
    long cycles = (long) Math.ceil(fill + steady + drain);
    boolean depends = op.blocks().blockDependency() == 0;
    return new Cost(
        cycles,
        depends ? 0 : (long) fill,
        depends ? (long) fill : 0,
        weights > inputs ? Bound.WEIGHTS : Bound.IFM,
        fill + drain - out > steady + out ? Bound.LATENCY : pace.bound(),
        blocks,
        pace.stages(op, blocks),
        traffic);
  }

  /** Cycles for which the channels of an operation keep a port busy, in the order of BOUNDS. */
  private double[] busy(Traffic traffic, int port, Ports ports) {
    double read = readRate(port, ports);
    return new double[] {
      traffic.bytes(port, AxiChannel.READ_IFM) / read,
      (traffic.bytes(port, AxiChannel.READ_WEIGHTS) + traffic.bytes(port, AxiChannel.READ_SCALES))
          / read,
      traffic.bytes(port, AxiChannel.WRITE_OFM) / writeRate(port, ports),
    };
  }

  private double inputs(BlockOperation op, int port, Ports ports) {
    return Traffic.inputBytes(config, op) / readRate(port, ports);
  }

  private long transfer(DmaTransfer dma, Ports ports) {
    int from = ports.of(dma.sourceRegion());
    double rate = readRate(from, ports);
    int writeLatency = 0;
    if (!dma.toShram()) {
      int to = ports.of(dma.targetRegion());
      rate = Math.min(rate, writeRate(to, ports));
      writeLatency = system.port(to).writeLatency();
    }
    return (long) Math.ceil(system.port(from).readLatency() + dma.length() / rate + writeLatency);
  }

  /** Bytes a cycle that a port reads. */
  private double readRate(int number, Ports ports) {
    MemoryPort port = system.port(number);
    int outstanding = fewer(port.maxReads(), ports.reads(number));
    return rate(port, port.readLatency(), outstanding, ports.burstBytes(number));
  }

  /** Bytes a cycle that a port writes. */
  private double writeRate(int number, Ports ports) {
    MemoryPort port = system.port(number);
    int outstanding = fewer(port.maxWrites(), ports.writes(number));
    return rate(port, port.writeLatency(), outstanding, ports.burstBytes(number));
  }

  /** The memory's limit, 0 for none, or the NPU's. */
  private static int fewer(int ofMemory, int ofNpu) {
    return ofMemory == 0 ? ofNpu : Math.min(ofMemory, ofNpu);
  }

  /** So many bursts may be under way, each for its latency and its own transfer. */
  private double rate(MemoryPort port, int latency, int outstanding, double burst) {
    double wire = port.bytesPerCycle(config.portBytes());
    double trip = latency + burst / wire;
    return Math.min(wire, outstanding * burst / trip);
  }
}
