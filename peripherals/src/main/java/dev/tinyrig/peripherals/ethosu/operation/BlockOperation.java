package dev.tinyrig.peripherals.ethosu.operation;

import java.util.List;

/**
 * A kernel operation with everything that it reads from the state.
 *
 * @param ifm input; its height and width are what is stored, before upscaling
 * @param ifm2 second input; null when there is none or it is a scalar
 * @param weights coded weights for each core
 * @param scales biases and scales for each core
 */
public record BlockOperation(
    int offset,
    Kind kind,
    FeatureMap ifm,
    FeatureMap ifm2,
    FeatureMap ofm,
    Upscale upscale,
    Kernel kernel,
    Padding padding,
    Operands operands,
    Scaling scaling,
    Activation activation,
    Blocks blocks,
    List<StreamPart> weights,
    List<StreamPart> scales)
    implements Operation {
  /** The same operation on another input, with other blocks. */
  public BlockOperation with(FeatureMap otherIfm, Blocks otherBlocks) {
    return new BlockOperation(
        offset,
        kind,
        otherIfm,
        ifm2,
        ofm,
        upscale,
        kernel,
        padding,
        operands,
        scaling,
        activation,
        otherBlocks,
        weights,
        scales);
  }

  /** Rows of the input as the kernel sees them, upscaled and without padding. */
  public int inputHeight() {
    return (ofm.height() - 1) * kernel.strideY()
        + kernel.spanY()
        - padding.top()
        - padding.bottom();
  }

  /** Columns of the input as the kernel sees them, upscaled and without padding. */
  public int inputWidth() {
    return (ofm.width() - 1) * kernel.strideX() + kernel.spanX() - padding.left() - padding.right();
  }

  /** Multiply-accumulates, or operations on elements. */
  public long macs() {
    return switch (kind) {
      case CONV -> ofm.elements() * kernel.taps() * ifm.depth();
      case REDUCE_SUM -> ofm.elements() * ifm.depth();
      case DEPTHWISE, MAX_POOL, AVERAGE_POOL -> ofm.elements() * kernel.taps();
      default -> ofm.elements();
    };
  }
}
