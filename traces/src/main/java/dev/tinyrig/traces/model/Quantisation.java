package dev.tinyrig.traces.model;

/**
 * How integers of a tensor stand for real numbers: {@code real = scale * (integer - zeroPoint)}.
 *
 * @param scales one for the tensor or one per channel; empty when the tensor is not quantised
 * @param zeroPoints as many as scales
 * @param dimension the channel dimension when there is more than one scale
 */
public record Quantisation(float[] scales, long[] zeroPoints, int dimension) {
  /** Not quantised. */
  public static Quantisation none() {
    return new Quantisation(new float[0], new long[0], 0);
  }

  public boolean isPresent() {
    return scales.length > 0;
  }

  public boolean isPerChannel() {
    return scales.length > 1;
  }
}
