package dev.tinyrig.traces.tflm;

import java.util.Optional;

/**
 * One Invoke of an interpreter.
 *
 * @param index in the order in which they started
 * @param interpreter number of the interpreter, in the order in which they were first seen
 * @param model empty when no model was found and only the pattern of calls told
 * @param state how it ended
 * @param bounds what start and end are
 * @param startCycle when it started
 * @param cycles of all of it
 * @param instructions of all of it
 * @param operatorCycles inside operators
 * @param interpreterCycles between operators, and before the first and behind the last
 * @param interruptCycles in handlers and other threads
 * @param outputCrc check sum of the outputs, empty when they were not located
 */
public record InvokeRun(
    int index,
    int interpreter,
    Optional<GuestModel> model,
    State state,
    Bounds bounds,
    long startCycle,
    long cycles,
    long instructions,
    long operatorCycles,
    long interpreterCycles,
    long interruptCycles,
    String outputCrc) {

  /** How an Invoke ended. */
  public enum State {
    COMPLETE,
    /** An operator returned an error. */
    FAILED,
    /** The run ended inside. */
    RUNNING,
    /** It ended before its last operator though none failed, or operators were not seen. */
    PARTIAL
  }

  /** What an Invoke's start and end are. */
  public enum Bounds {
    /** Entry and return of the function that holds the loop. */
    FUNCTION,
    /** Call of the first and return of the last operator: the function was inlined. */
    LOOP
  }
}
