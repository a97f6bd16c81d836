package dev.tinyrig.traces.model;

/**
 * A node of a subgraph.
 *
 * @param index position in the subgraph's order of execution
 * @param code what it does
 * @param inputs tensor numbers; -1 for an optional one that is absent
 * @param outputs tensor numbers
 * @param subgraphs the subgraphs it runs (IF: then, else; WHILE: condition, body; CALL_ONCE)
 * @param options numbers of its options that multiply-accumulate counts need
 * @param inputsOffset where the model's vector of inputs starts (its length word), 0 when absent
 * @param outputsOffset the same for the outputs
 */
public record Operator(
    int index,
    OperatorCode code,
    int[] inputs,
    int[] outputs,
    int[] subgraphs,
    Options options,
    int inputsOffset,
    int outputsOffset) {

  /**
   * Options that change the number of multiply-accumulates.
   *
   * @param adjointX BATCH_MATMUL: the last two dimensions of its first input are swapped
   * @param depthMultiplier DEPTHWISE_CONV_2D: output channels per input channel
   */
  public record Options(boolean adjointX, int depthMultiplier) {
    static final Options NONE = new Options(false, 0);
  }

  public String name() {
    return code.name();
  }
}
