package dev.tinyrig.traces.model;

import java.util.Optional;

/**
 * Multiply-accumulates of operators, from shapes alone.
 *
 * <p>The usual convention: every weight counts at every output position, those that fall on padding
 * included, bias and requantisation not. Operators that do something else than multiply and
 * accumulate count 0. A shape that contradicts the operator counts 0.
 */
public final class MacCounter {
  private MacCounter() {}

  /** Multiply-accumulates of one run of the operator. */
  public static long count(Subgraph graph, Operator operator) {
    return switch (operator.name()) {
      case "CONV_2D" -> perOutput(graph, operator, 4, 1, 2, 3);
      case "DEPTHWISE_CONV_2D" -> perOutput(graph, operator, 4, 1, 2);
      case "CONV_3D" -> perOutput(graph, operator, 5, 0, 1, 2, 3);
      case "FULLY_CONNECTED" -> fullyConnected(graph, operator);
      case "TRANSPOSE_CONV" -> transposeConvolution(graph, operator);
      case "BATCH_MATMUL" -> batchMatrices(graph, operator);
      case "SVDF" -> svdf(graph, operator);
      case "UNIDIRECTIONAL_SEQUENCE_LSTM" -> lstm(graph, operator);
      default -> 0;
    };
  }

  private static Optional<Tensor> input(Subgraph graph, Operator operator, int position) {
    return position < operator.inputs().length
        ? graph.tensor(operator.inputs()[position])
        : Optional.empty();
  }

  private static Optional<Tensor> output(Subgraph graph, Operator operator) {
    return operator.outputs().length > 0 ? graph.tensor(operator.outputs()[0]) : Optional.empty();
  }

  private static long perOutput(Subgraph graph, Operator operator, int rank, int... dimensions) {
    Optional<Tensor> weights = input(graph, operator, 1);
    Optional<Tensor> out = output(graph, operator);
    if (weights.isEmpty() || out.isEmpty() || weights.get().shape().length != rank) {
      return 0;
    }
    long macs = out.get().elements();
    for (int d : dimensions) {
      macs *= weights.get().shape()[d];
    }
    return macs;
  }

  private static long fullyConnected(Subgraph graph, Operator operator) {
    Optional<Tensor> weights = input(graph, operator, 1);
    Optional<Tensor> out = output(graph, operator);
    if (weights.isEmpty() || out.isEmpty() || weights.get().shape().length != 2) {
      return 0;
    }
    return out.get().elements() * weights.get().shape()[1];
  }

  /** Inputs: output shape, weights (OHWI), data: every input element meets every weight of it. */
  private static long transposeConvolution(Subgraph graph, Operator operator) {
    Optional<Tensor> weights = input(graph, operator, 1);
    Optional<Tensor> data = input(graph, operator, 2);
    if (weights.isEmpty() || data.isEmpty() || weights.get().shape().length != 4) {
      return 0;
    }
    int[] w = weights.get().shape();
    return data.get().elements() * w[0] * w[1] * w[2];
  }

  private static long batchMatrices(Subgraph graph, Operator operator) {
    Optional<Tensor> x = input(graph, operator, 0);
    Optional<Tensor> out = output(graph, operator);
    if (x.isEmpty() || out.isEmpty() || x.get().shape().length < 2) {
      return 0;
    }
    int[] shape = x.get().shape();
    return out.get().elements() * shape[shape.length - (operator.options().adjointX() ? 2 : 1)];
  }

  /** One step: each filter meets the input once and its memory once. */
  private static long svdf(Subgraph graph, Operator operator) {
    Optional<Tensor> data = input(graph, operator, 0);
    Optional<Tensor> feature = input(graph, operator, 1);
    Optional<Tensor> time = input(graph, operator, 2);
    if (data.isEmpty() || feature.isEmpty() || time.isEmpty() || data.get().shape().length == 0) {
      return 0;
    }
    return data.get().shape()[0] * (feature.get().elements() + time.get().elements());
  }

  /** Inputs 1..8 are the input-to-gate and recurrent weights: each is used once a step. */
  private static long lstm(Subgraph graph, Operator operator) {
    Optional<Tensor> data = input(graph, operator, 0);
    if (data.isEmpty() || data.get().shape().length != 3) {
      return 0;
    }
    long weights = 0;
    for (int i = 1; i <= 8; i++) {
      weights += input(graph, operator, i).map(Tensor::elements).orElse(0L);
    }
    int[] shape = data.get().shape();
    return (long) shape[0] * shape[1] * weights;
  }
}
