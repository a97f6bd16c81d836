package dev.tinyrig.peripherals.ethosu.cycles;

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
 * <p>The engines cost what Vela says ({@link BlockCosts}). Transfers share their AXI port, which
 * moves what {@code vela.ini} gives: its bandwidth, or less when latency and the limit of
 * outstanding bursts are in the way. An operation whose BLOCKDEP is not 0 starts while the one in
 * front of it drains. Command fetch and the start of an operation cost nothing, for want of any
 * figure. No constant is fitted to a measurement.
 */
public final class PipelineModel implements CycleModel {
  /**
   * Largest burst of the NPU: AXI_LIMIT.max_beats is 0 in Arm's driver, which stands for 64 bytes.
   */
  private static final double AXI_BURST_BYTES = 64;

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
      case DmaTransfer dma -> new Cost(transfer(dma, ports), 0, 0, traffic);
      case BlockOperation op -> kernel(op, ports, traffic);
    };
  }

  private Cost kernel(BlockOperation op, Ports ports, Traffic traffic) {
    long blocks = costs.blocks(op);
    Block block = costs.outputBlock(op);
    double mac = op.kind().isElementwise() ? 0 : costs.macCycles(op);
    double out = Math.ceil(costs.outputCycles(op) * block.elements());
    double bound = Math.max(mac, out);
    for (int port = 0; port < 2; port++) {
      double busy =
          traffic.read()[port] / readRate(port) + traffic.written()[port] / writeRate(port);
      bound = Math.max(bound, busy / blocks);
    }
    int from = ports.of(op.ifm().region());
    int to = ports.of(op.ofm().region());
    double fill = system.port(from).readLatency() + inputs(op, from) / blocks;
    if (op.kind().hasWeights()) {
      StreamPart weights = op.weights().getFirst();
      int port = ports.of(weights.region());
      long firstBlock =
          Math.min(weights.length(), weights.length() * block.depth() / op.ofm().depth());
      fill = Math.max(fill, system.port(port).readLatency() + firstBlock / readRate(port));
    }
    double drain = out + system.port(to).writeLatency() + op.ofm().bytes() / writeRate(to) / blocks;
    long cycles = (long) Math.ceil(fill + mac + (blocks - 1) * bound + drain);
    long overlap = op.blocks().blockDependency() > 0 ? (long) fill : 0;
    return new Cost(cycles, overlap, (long) Math.ceil(mac * blocks), traffic);
  }

  private double inputs(BlockOperation op, int port) {
    return Traffic.inputBytes(config, op) / readRate(port);
  }

  private long transfer(DmaTransfer dma, Ports ports) {
    int from = ports.of(dma.sourceRegion());
    double rate = readRate(from);
    int writeLatency = 0;
    if (!dma.toShram()) {
      int to = ports.of(dma.targetRegion());
      rate = Math.min(rate, writeRate(to));
      writeLatency = system.port(to).writeLatency();
    }
    return (long) Math.ceil(system.port(from).readLatency() + dma.length() / rate + writeLatency);
  }

  /** Bytes a cycle that a port reads. */
  private double readRate(int number) {
    MemoryPort port = system.port(number);
    return rate(port, port.readLatency(), port.maxReads());
  }

  /** Bytes a cycle that a port writes. */
  private double writeRate(int number) {
    MemoryPort port = system.port(number);
    return rate(port, port.writeLatency(), port.maxWrites());
  }

  /** So many bursts may be under way, each for its latency and its own transfer. */
  private double rate(MemoryPort port, int latency, int outstanding) {
    double wire = port.bytesPerCycle(config.portBytes());
    if (outstanding == 0) {
      return wire;
    }
    double trip = latency + AXI_BURST_BYTES / wire;
    return Math.min(wire, outstanding * AXI_BURST_BYTES / trip);
  }
}
