package dev.tinyrig.traces.report;

import java.util.List;
import java.util.Map;

/**
 * One operator of one Invoke.
 *
 * @param invoke index of the Invoke
 * @param index position in its subgraph
 * @param subgraph its subgraph; 0 is the main one
 * @param parent position in {@code operators} of the control-flow operator that ran it, -1 for none
 * @param op builtin or custom name, for example {@code CONV_2D}; {@code ?} when no model was found
 * @param kernel function that computed it: the registered one, and behind {@code >} the function
 *     below it in which most cycles went
 * @param engine {@code CPU}, or {@code NPU} where a compiler has put an operator of its own in
 *     place of those that the NPU does; the rest of such a model is the CPU's
 * @param path {@code optimised}, {@code reference}, or {@code -} where there is nothing to choose
 *     or no evidence
 * @param pathEvidence why
 * @param shapes inputs that are not constant, weights, outputs
 * @param macs multiply-accumulates, 0 where the operator has none
 * @param instructions its own, nested operators and interrupt handlers left out
 * @param cycles its own, nested operators and interrupt handlers left out
 * @param asleepCycles of these, those in which the core slept; the mean over all Invokes of this
 *     operator
 * @param cyclesPerMac null where there are no multiply-accumulates
 * @param share of the Invoke's cycles, 0..1
 * @param status what the kernel returned (0 is success), null when it did not return
 * @param stackBytes deepest stack below the call of the kernel
 * @param mix executed instructions by class over all Invokes of this operator, in the order of the
 *     classes; empty when not recorded
 */
public record OperatorRow(
    int invoke,
    int index,
    int subgraph,
    int parent,
    String op,
    String kernel,
    String engine,
    String path,
    String pathEvidence,
    List<String> shapes,
    long macs,
    long instructions,
    long cycles,
    long asleepCycles,
    Double cyclesPerMac,
    double share,
    Integer status,
    int stackBytes,
    Map<String, Long> mix) {

  /** {@link #engine} of what an NPU does. */
  public static final String NPU = "NPU";

  /** {@link #engine} of what the core does. */
  public static final String CPU = "CPU";

  /** Whether it stands for what the NPU does. */
  public boolean isOnNpu() {
    return engine.equals(NPU);
  }
}
