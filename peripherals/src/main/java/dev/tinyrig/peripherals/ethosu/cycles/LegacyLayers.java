package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.Activation;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.FeatureMap;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The column "NPU" of the per-layer table that Vela's Python core writes, from a stream that it
 * compiled: the estimate of a layer and the transfers that the layer in front of it cannot hide.
 *
 * <p>A layer whose weights come in slices is several operations in the stream; they are put
 * together again. How many bytes its weights would have in one piece does not stand in the stream;
 * the slices' sum stands for it, so that {@link Layer#sliced} layers may differ by what slicing
 * costs.
 */
public final class LegacyLayers {
  private static final int ARENA = 1;
  private static final int FAST_SCRATCH = 2;

  private final LegacyEstimate estimate;
  private final CycleModel.Ports ports;
  private final List<Layer> layers = new ArrayList<>();

  /** Transfers that no operation has used yet. */
  private final List<DmaTransfer> early = new ArrayList<>();

  private final List<DmaTransfer> weightTransfers = new ArrayList<>();
  private long tableCycles;

  /** Cycles of the last transfer into each slot of the table memory, by its offset in SHRAM. */
  private final Map<Long, Long> tables = new HashMap<>();

  private final List<BlockOperation> slices = new ArrayList<>();
  private long slack;

  /**
   * A layer.
   *
   * @param cycles what Vela writes
   * @param sliced whether its weights come in slices
   */
  public record Layer(BlockOperation operation, long cycles, boolean sliced) {}

  private LegacyLayers(LegacyEstimate estimate, CycleModel.Ports ports) {
    this.estimate = estimate;
    this.ports = ports;
  }

  /** The layers of a stream's operations. */
  public static List<Layer> of(
      List<Operation> operations, LegacyEstimate estimate, CycleModel.Ports ports) {
    LegacyLayers work = new LegacyLayers(estimate, ports);
    for (Operation operation : operations) {
      work.add(operation);
    }
    work.end();
    return List.copyOf(work.layers);
  }

  private void add(Operation operation) {
    switch (operation) {
      case DmaTransfer dma -> early.add(dma);
      case BlockOperation op -> {
        if (slices.isEmpty() || !continues(slices.getLast(), op)) {
          end();
        }
        take(op);
        slices.add(op);
      }
    }
  }

  /** Takes the transfers that bring this operation's weights or table. */
  private void take(BlockOperation op) {
    for (DmaTransfer dma : List.copyOf(early)) {
      if (dma.toShram()) {
        early.remove(dma);
        tables.put(dma.target() % NpuConfig.TABLE_BYTES, estimate.transferCycles(dma, ports));
        tableCycles += estimate.transferCycles(dma, ports);
      } else if (op.kind().hasWeights() && brings(dma, op)) {
        early.remove(dma);
        weightTransfers.add(dma);
      }
    }
  }

  /** A table that is still there is not brought again, but the estimate was made before. */
  private void countTableAgain(BlockOperation op) {
    if (tableCycles == 0 && op.activation().function() == Activation.Function.TABLE) {
      long slot = (long) op.activation().table() * NpuConfig.TABLE_SLOT;
      tableCycles = tables.getOrDefault(slot, 0L);
    }
  }

  private static boolean brings(DmaTransfer dma, BlockOperation op) {
    long at = op.scales().getFirst().offset();
    return dma.targetRegion() == op.scales().getFirst().region()
        && at >= dma.target()
        && at < dma.target() + dma.length();
  }

  private static boolean continues(BlockOperation last, BlockOperation op) {
    long inputs = op.kind() == Kind.DEPTHWISE ? last.ifm().channel(last.ifm().depth()) : 0;
    return op.kind() == last.kind()
        && op.kind().hasWeights()
        && op.kernel().equals(last.kernel())
        && op.padding().equals(last.padding())
        && op.ifm().bases()[0] == last.ifm().bases()[0] + inputs
        && op.ifm().region() == last.ifm().region()
        && op.ofm().height() == last.ofm().height()
        && op.ofm().width() == last.ofm().width()
        && op.ofm().strideY() == last.ofm().strideY()
        && op.ofm().bases()[0] == last.ofm().bases()[0] + last.ofm().channel(last.ofm().depth());
  }

  private void end() {
    if (slices.isEmpty()) {
      return;
    }
    BlockOperation whole = whole();
    countTableAgain(whole);
    long cycles = estimate.cost(whole, ports).cycles();
    long npu;
    if (weightTransfers.isEmpty()) {
      npu = cycles + Math.max(tableCycles - slack, 0);
    } else {
      long first = estimate.transferCycles(weightTransfers.getFirst(), ports);
      long full = estimate.transferCycles(sum(), ports);
      if (slices.size() > 1) {
        long tail = beforehand(slices.getLast());
        npu = Math.max(full - slack + tail, cycles + Math.max(first - slack, 0));
      } else {
        npu = cycles + full - Math.min(first, slack);
      }
      npu += tableCycles;
    }
    layers.add(new Layer(whole, npu, slices.size() > 1));
    slack = beforehand(slices.size() > 1 ? slices.getLast() : whole);
    slices.clear();
    weightTransfers.clear();
    tableCycles = 0;
  }

  /**
   * The estimate that was made before tensors were moved to fast memories: feature maps are all in
   * the arena, constants in the fastest memory.
   */
  private long beforehand(BlockOperation op) {
    return estimate.withFastConstants(
        op, region -> ports.of(region == FAST_SCRATCH ? ARENA : region));
  }

  private DmaTransfer sum() {
    DmaTransfer first = weightTransfers.getFirst();
    long length = weightTransfers.stream().mapToLong(DmaTransfer::length).sum();
    return new DmaTransfer(
        first.offset(),
        first.sourceRegion(),
        first.source(),
        false,
        first.targetRegion(),
        first.target(),
        length);
  }

  private BlockOperation whole() {
    BlockOperation first = slices.getFirst();
    int depth = slices.stream().mapToInt(op -> op.ofm().depth()).sum();
    FeatureMap ifm = first.ifm();
    if (first.kind() == Kind.DEPTHWISE) {
      ifm = ifm.withDepth(depth);
    }
    return new BlockOperation(
        first.offset(),
        first.kind(),
        ifm,
        first.ifm2(),
        first.ofm().withDepth(depth),
        first.upscale(),
        first.kernel(),
        first.padding(),
        first.operands(),
        first.scaling(),
        first.activation(),
        first.blocks(),
        first.weights(),
        first.scales());
  }
}
