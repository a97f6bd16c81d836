package dev.tinyrig.traces.doctor;

import dev.tinyrig.traces.model.Quantisation;
import dev.tinyrig.traces.model.Tensor;
import dev.tinyrig.traces.model.TensorType;
import java.util.Optional;

/**
 * What an input tensor held when the first operator was about to run.
 *
 * @param tensor the tensor
 * @param bytes its data
 */
public record InputSample(Tensor tensor, byte[] bytes) {
  /** Fewer elements say nothing. */
  private static final int FEW = 16;

  /** Share of elements that must be equal, or at the limits of the type. */
  private static final double MOST = 0.95;

  /** Words when the values cannot come from a quantisation of something real. */
  public Optional<String> doubt() {
    Quantisation q = tensor.quantisation();
    boolean eightBits = tensor.type() == TensorType.INT8 || tensor.type() == TensorType.UINT8;
    if (!eightBits || !q.isPresent() || bytes.length < FEW) {
      return Optional.empty();
    }
    int[] histogram = new int[256];
    for (byte b : bytes) {
      histogram[b & 0xFF]++;
    }
    int most = 0;
    int value = 0;
    int used = 0;
    for (int i = 0; i < 256; i++) {
      used += histogram[i] > 0 ? 1 : 0;
      if (histogram[i] > most) {
        most = histogram[i];
        value = i;
      }
    }
    boolean signed = tensor.type() == TensorType.INT8;
    int low = signed ? histogram[0x80] : histogram[0];
    int high = signed ? histogram[0x7F] : histogram[0xFF];
    int shown = signed ? (byte) value : value;
    if (most >= MOST * bytes.length) {
      return Optional.of(
          "%.1f %% of the %d values of input %s are %d"
              .formatted(100.0 * most / bytes.length, bytes.length, tensor.name(), shown));
    }
    if (low + high >= MOST * bytes.length) {
      return Optional.of(
          "%.1f %% of the %d values of input %s are at the limits of %s"
              .formatted(
                  100.0 * (low + high) / bytes.length,
                  bytes.length,
                  tensor.name(),
                  tensor.type().shortName()));
    }
    if (used <= 3) {
      return Optional.of(
          "the %d values of input %s are only %d different numbers, the most frequent is %d"
              .formatted(bytes.length, tensor.name(), used, shown));
    }
    return Optional.empty();
  }
}
