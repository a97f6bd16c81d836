package dev.tinyrig.traces.tflm;

import dev.tinyrig.traces.model.Operator;
import dev.tinyrig.traces.model.Subgraph;
import java.util.Optional;

/**
 * One operator of one Invoke.
 *
 * @param invoke index of its Invoke
 * @param parent position in the log of the operator that runs its subgraph, -1 for none
 * @param model the model, empty when none was found
 * @param subgraph its subgraph
 * @param operator the operator
 * @param index position in the subgraph, or in the walk when no model was found
 * @param target function that the interpreter called
 * @param counters its counter set, -1 for none
 * @param startCycle when its kernel was called
 * @param endCycle when that returned, or the run ended
 * @param cycles its own: handlers and nested operators left out
 * @param instructions its own
 * @param returned whether the kernel came back
 * @param status what it returned, 0 is success
 * @param stackBytes deepest stack below its call
 */
public record OperatorRun(
    int invoke,
    int parent,
    Optional<GuestModel> model,
    Optional<Subgraph> subgraph,
    Optional<Operator> operator,
    int index,
    int target,
    int counters,
    long startCycle,
    long endCycle,
    long cycles,
    long instructions,
    boolean returned,
    int status,
    int stackBytes) {}
