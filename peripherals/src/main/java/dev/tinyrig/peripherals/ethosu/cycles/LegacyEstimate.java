package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig.Block;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.Blocks;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Operation;

/**
 * The estimate of Vela 5.2.0's Python core ({@code npu_performance.py}, used with {@code
 * --debug-force-legacy-core}): the same numbers, quirks included, from the stream alone.
 *
 * <p>It is a compiler's estimate and no measurement. Label {@code uncalibrated}.
 */
public final class LegacyEstimate implements CycleModel {
  /** Four engines share the fixed cost of a block. */
  private static final int ENGINES = 4;

  private static final int BYTES_PER_SCALE = 10;
  private static final double SCALE_BURST = 256;
  private static final int WRITE_BURST_BITS = 512;

  private final NpuConfig config;
  private final SystemConfig system;
  private final BlockCosts costs;

  /** The estimate for a configuration in a system. */
  public LegacyEstimate(NpuConfig config, SystemConfig system) {
    this.config = config;
    this.system = system;
    this.costs = new BlockCosts(config);
  }

  @Override
  public Cost cost(Operation operation, Ports ports) {
    Traffic traffic = Traffic.of(config, operation, ports);
    return switch (operation) {
      case DmaTransfer dma ->
          new Cost(transferCycles(dma, ports), 0, 0, Bound.IFM, Bound.DMA, 0, Stages.NONE, traffic);
      case BlockOperation op -> kernel(asScheduled(op), ports, traffic);
    };
  }

  /**
   * The operation as the compiler has it when it estimates: the map as it is in memory, and 40-bit
   * accumulators for every sum of 16-bit inputs, where the stream then has 32 bits for REDUCE_SUM.
   */
  private static BlockOperation asScheduled(BlockOperation op) {
    Blocks blocks = op.blocks();
    if (op.kind() == Kind.REDUCE_SUM && op.ifm().type().bytes() == 2) {
      blocks = blocks.with(Blocks.Accumulator.INT40);
    }
    return op.with(op.ifm().withoutRepeats(), blocks);
  }

  private Cost kernel(BlockOperation op, Ports ports, Traffic traffic) {
    long blocks = costs.blocks(op);
    boolean elementwise = op.kind().isElementwise();
    long cycles = elementwise ? elementwise(op, ports) : windowed(op, ports, constants(op, ports));
    double mac = elementwise ? 0 : costs.macCycles(op) * blocks;
    double out = costs.outputCycles(op) * costs.outputBlock(op).elements() * blocks;
    Bound bound = mac >= out ? Bound.MAC : Bound.OUTPUT;
    if (cycles > 2 * Math.max(mac, out)) {
      bound = Bound.LATENCY; // the cost of blocks and memory that the estimate lumps together
    }
    Stages stages = Stages.busy(Math.min((long) mac, cycles), Math.min((long) out, cycles));
    return new Cost(cycles, 0, 0, Bound.IFM, bound, blocks, stages, traffic);
  }

  /** Read latency of the memory that scales come from. */
  private int constants(BlockOperation op, Ports ports) {
    return system.port(ports.of(op.scales().getFirst().region())).readLatency();
  }

  /** The estimate before it is known where scales lie: in the fastest memory. */
  long withFastConstants(BlockOperation operation, Ports ports) {
    BlockOperation op = asScheduled(operation);
    return op.kind().isElementwise()
        ? elementwise(op, ports)
        : windowed(op, ports, system.port(0).readLatency());
  }

  private long windowed(BlockOperation op, Ports ports, int constantLatency) {
    double mac = costs.macCycles(op);
    Block block = costs.outputBlock(op);
    double out = Math.ceil(costs.outputCycles(op) * block.elements());
    if (op.kind().hasWeights()) {
      double scales = (double) BYTES_PER_SCALE * block.depth() * constantLatency;
      out = Math.max(out, scales / SCALE_BURST);
    }
    double command = (memory(op, ports) + out + mac) / ENGINES;
    mac = Math.max(mac, command);
    out = Math.max(out, command);
    return (long) (Math.max(mac, out) * costs.blocks(op) + Math.min(mac, out));
  }

  private long elementwise(BlockOperation op, Ports ports) {
    double each = costs.outputCycles(op);
    int elements = op.blocks().ofm().elements();
    double command = (memory(op, ports) + each * elements) / ENGINES;
    each = Math.max(each, command / elements);
    FeatureMap ofm = op.ofm();
    int depth = ofm.brick() ? BlockCosts.roundUp(ofm.depth(), FeatureMap.BRICK) : ofm.depth();
    return (long) Math.ceil(each * ((double) ofm.height() * ofm.width() * depth));
  }

  /** Cycles to bring in an input block and to bring out an output block. */
  private double memory(BlockOperation op, Ports ports) {
    MemoryPort from = system.port(ports.of(op.ifm().region()));
    MemoryPort to = system.port(ports.of(op.ofm().region()));
    Block in = costs.inputBlock(op);
    Block out = op.blocks().ofm();
    double inBytes = BlockCosts.clipped(in, op.ifm()).elements();
    double outBytes = BlockCosts.clipped(out, op.ofm()).elements();
    return from.readLatency()
        + transfer(inBytes, from, readBurst(op.ifm(), in))
        + to.writeLatency()
        + transfer(outBytes, to, writeBurst(op.ofm(), out));
  }

  private double transfer(double bytes, MemoryPort port, int burstBits) {
    int burst = Math.min(port.burstBytes(), burstBits / 8);
    return bytes * port.burstBytes() / burst / port.bytesPerCycle(config.portBytes());
  }

  private static int readBurst(FeatureMap map, Block block) {
    int bits = map.type().bits();
    if (map.brick()) {
      return isWhole(map, block)
          ? bits * block.depth() * block.width()
          : FeatureMap.BRICK * bits * block.width();
    }
    return map.type().bytes() == block.depth()
        ? bits * block.depth() * block.width()
        : bits * block.depth();
  }

  private int writeBurst(FeatureMap map, Block block) {
    int bits = map.type().bits();
    if (map.brick()) {
      return isWhole(map, block)
          ? bits * block.depth() * block.width()
          : FeatureMap.BRICK * bits * block.width() * config.cores();
    }
    if (block.depth() <= FeatureMap.BRICK && map.type().bytes() == block.depth()) {
      return bits * block.depth() * block.width();
    }
    return Math.min(
        WRITE_BURST_BITS, Math.min(FeatureMap.BRICK * bits * config.cores(), block.depth() * bits));
  }

  /** The source compares a stride in bytes with a depth in elements. */
  private static boolean isWhole(FeatureMap map, Block block) {
    return map.type().bytes() * FeatureMap.BRICK * map.width() == block.depth();
  }

  /** Cycles of a transfer. */
  long transferCycles(DmaTransfer dma, Ports ports) {
    MemoryPort from = system.port(ports.of(dma.sourceRegion()));
    double fromRate = from.bytesPerCycle(config.portBytes());
    double toRate =
        dma.toShram()
            ? config.portBytes()
            : system.port(ports.of(dma.targetRegion())).bytesPerCycle(config.portBytes());
    return (long)
        Math.max(
            Math.floor(dma.length() / fromRate) + from.readLatency(),
            Math.floor(dma.length() / toRate));
  }
}
