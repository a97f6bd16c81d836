package dev.tinyrig.traces.report;

/**
 * One operation of an NPU. Operations overlap, so that their cycles add up to more than the time
 * for which the NPU worked.
 *
 * @param operator position of the report's row of the operator that ran it, -1 for none
 * @param layer from which operator of the model the compiler made it; null when unknown
 * @param run what it did
 */
public record NpuOperationRow(int operator, Layer layer, NpuRun run) {
  /**
   * An operator of the model as it was before the compiler.
   *
   * @param index its position
   * @param op its name
   * @param tensor name of the tensor that it computes; null when unknown
   */
  public record Layer(int index, String op, String tensor) {}
}
