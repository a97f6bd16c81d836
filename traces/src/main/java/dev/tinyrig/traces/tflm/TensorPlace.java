package dev.tinyrig.traces.tflm;

import dev.tinyrig.traces.model.Tensor;

/** Where a tensor of a running interpreter has its data in guest memory. */
public record TensorPlace(Tensor tensor, int address) {
  /** Bytes of its data. */
  public int bytes() {
    return (int) tensor.bytes();
  }
}
