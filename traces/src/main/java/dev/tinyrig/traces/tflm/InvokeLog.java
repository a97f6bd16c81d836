package dev.tinyrig.traces.tflm;

import java.util.List;

/**
 * All Invokes of a run.
 *
 * @param invokes in the order in which they started
 * @param operators in the order in which they started
 * @param failures kernels that refused to be prepared
 * @param notes what could not be told, in words
 */
public record InvokeLog(
    List<InvokeRun> invokes,
    List<OperatorRun> operators,
    List<PrepareFailure> failures,
    List<String> notes) {

  /** A kernel whose prepare function returned an error. */
  public record PrepareFailure(String operator, int index, int target, int status) {}
}
