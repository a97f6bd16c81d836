package dev.tinyrig.peripherals.ethosu.compute;

import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.BusFault;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuMemory;
import dev.tinyrig.peripherals.ethosu.hardware.Shram;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;
import dev.tinyrig.peripherals.ethosu.operation.DmaTransfer;
import dev.tinyrig.peripherals.ethosu.operation.Kind;
import dev.tinyrig.peripherals.ethosu.operation.Operation;
import dev.tinyrig.peripherals.ethosu.weights.ScaleTable;
import dev.tinyrig.peripherals.ethosu.weights.WeightReader;
import dev.tinyrig.peripherals.ethosu.weights.WeightTensor;
import java.util.function.IntToLongFunction;

/**
 * Executes operations on memory: reads inputs, weights and scales, computes, writes the output.
 * Throws {@link BusFault} and {@link dev.tinyrig.peripherals.ethosu.weights.WeightFault}; memory is
 * then unchanged.
 */
public final class Executor {
  private final NpuMemory memory;
  private final Shram shram;
  private final IntToLongFunction bases;
  private final WeightReader weights;

  /** An executor; {@code bases} gives the base pointers. */
  public Executor(NpuConfig config, NpuMemory memory, Shram shram, IntToLongFunction bases) {
    this.memory = memory;
    this.shram = shram;
    this.bases = bases;
    this.weights = new WeightReader(config, memory);
  }

  /** Executes one operation. */
  public void run(Operation operation) {
    switch (operation) {
      case DmaTransfer dma -> copy(dma);
      case BlockOperation block -> block(block);
    }
  }

  /** The weights of a convolution, for those who count. */
  public WeightTensor weightsOf(BlockOperation op) {
    return weights.weights(op, bases);
  }

  private void copy(DmaTransfer dma) {
    NpuMemory.Span from =
        memory.span(
            AxiChannel.READ_DMA,
            dma.sourceRegion(),
            bases.applyAsLong(dma.sourceRegion()) + dma.source(),
            dma.length());
    if (dma.toShram()) {
      byte[] to = shram.bytes();
      if (dma.target() < 0 || dma.target() + dma.length() > to.length) {
        throw new BusFault(AxiChannel.WRITE_DMA, BusFault.NO_REGION, dma.target(), dma.length());
      }
      System.arraycopy(from.bytes(), from.offset(), to, (int) dma.target(), from.length());
      return;
    }
    NpuMemory.Span to =
        memory.span(
            AxiChannel.WRITE_DMA,
            dma.targetRegion(),
            bases.applyAsLong(dma.targetRegion()) + dma.target(),
            dma.length());
    System.arraycopy(from.bytes(), from.offset(), to.bytes(), to.offset(), from.length());
    memory.written(to);
  }

  private void block(BlockOperation op) {
    MapView in = MapView.of(op.ifm(), memory, AxiChannel.READ_IFM, bases);
    MapView out = MapView.of(op.ofm(), memory, AxiChannel.WRITE_OFM, bases);
    if (op.kind().hasWeights()) {
      WeightTensor tensor = weights.weights(op, bases);
      OutputStage stage = new OutputStage(op, out, scales(op), shram);
      InputPlanes planes = InputPlanes.of(op, in, 0);
      if (op.kind() == Kind.CONV) {
        Convolution.convolve(op, planes, tensor, stage);
      } else {
        Convolution.depthwise(op, planes, tensor, stage);
      }
    } else {
      OutputStage stage = new OutputStage(op, out, null, shram);
      withoutWeights(op, in, stage);
    }
    out.commit();
  }

  private void withoutWeights(BlockOperation op, MapView in, OutputStage stage) {
    switch (op.kind()) {
      case MAX_POOL -> Pooling.maximum(op, InputPlanes.of(op, in, Pooling.NOTHING), stage);
      case AVERAGE_POOL -> Pooling.average(op, InputPlanes.of(op, in, 0), stage);
      case REDUCE_SUM -> Pooling.sum(op, InputPlanes.of(op, in, 0), op.ifm().depth(), stage);
      default -> {
        MapView second =
            op.ifm2() == null ? null : MapView.of(op.ifm2(), memory, AxiChannel.READ_IFM, bases);
        Elementwise.run(op, in, second, stage);
      }
    }
  }

  private ScaleTable scales(BlockOperation op) {
    if (op.scaling().global()) {
      return ScaleTable.same(op.ofm().depth(), op.scaling().ofmScale(), op.scaling().ofmShift());
    }
    return weights.scales(op, bases);
  }
}
