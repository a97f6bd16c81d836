package dev.tinyrig.traces.model;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tensor of a subgraph.
 *
 * @param index in the subgraph
 * @param name as the converter wrote it
 * @param type element type
 * @param shape dimensions, outermost first; empty for a scalar
 * @param quantisation how its integers stand for real numbers
 * @param buffer index of its buffer
 * @param dataOffset where its constant data starts in the model, 0 when it has none
 * @param dataLength bytes of constant data
 * @param variable whether it keeps its value from one Invoke to the next
 * @param shapeOffset where the model's shape vector starts (its length word), 0 when there is none
 */
public record Tensor(
    int index,
    String name,
    TensorType type,
    int[] shape,
    Quantisation quantisation,
    int buffer,
    int dataOffset,
    int dataLength,
    boolean variable,
    int shapeOffset) {

  /** Number of elements; 1 for a scalar. */
  public long elements() {
    long n = 1;
    for (int d : shape) {
      n *= Math.max(d, 0);
    }
    return n;
  }

  /** Bytes of its elements. */
  public long bytes() {
    return (elements() * type.bits() + 7) / 8;
  }

  /** Whether the model holds its value. */
  public boolean isConstant() {
    return dataLength > 0;
  }

  /** For example {@code i8[1,49,10,8]}. */
  public String shapeText() {
    return type.shortName()
        + IntStream.of(shape)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "[", "]"));
  }
}
