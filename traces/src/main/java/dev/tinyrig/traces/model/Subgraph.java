package dev.tinyrig.traces.model;

import java.util.List;
import java.util.Optional;

/**
 * A graph of operators.
 *
 * @param index in the model; 0 is the one that Invoke runs
 * @param name may be empty
 * @param tensors by number
 * @param inputs tensor numbers
 * @param outputs tensor numbers
 * @param operators in the order of execution
 */
public record Subgraph(
    int index,
    String name,
    List<Tensor> tensors,
    int[] inputs,
    int[] outputs,
    List<Operator> operators) {

  /** The tensor of a number; empty for absent optional tensors. */
  public Optional<Tensor> tensor(int number) {
    return number >= 0 && number < tensors.size()
        ? Optional.of(tensors.get(number))
        : Optional.empty();
  }

  /** Multiply-accumulates of one operator; see {@link MacCounter}. */
  public long macs(Operator operator) {
    return MacCounter.count(this, operator);
  }

  /** Multiply-accumulates of one run of the subgraph, called subgraphs not included. */
  public long macs() {
    return operators.stream().mapToLong(this::macs).sum();
  }
}
