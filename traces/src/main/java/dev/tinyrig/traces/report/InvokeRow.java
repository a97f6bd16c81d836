package dev.tinyrig.traces.report;

/**
 * One Invoke: {@code operatorCycles + interpreterCycles + interruptCycles == cycles}; the three are
 * counted independently.
 *
 * @param index 0-based over all interpreters, in the order in which they started
 * @param interpreter 0-based number of the interpreter, in the order in which they were first seen
 * @param model index of the model, -1 when none was found
 * @param state {@code complete}, {@code failed} (an operator returned an error), {@code running}
 *     (the run ended inside), {@code partial} (some operators were not seen)
 * @param bounds {@code function}: from entry to return of the function that holds the loop; {@code
 *     loop}: from the first operator's call to the last one's return (the function was inlined)
 * @param startCycle when it started
 * @param cycles of all of it
 * @param instructions of all of it, interrupt handlers included
 * @param operatorCycles inside operators
 * @param interpreterCycles in the loop around them
 * @param interruptCycles in interrupt handlers (and other threads that they switched to)
 * @param outputCrc32 CRC-32 of the output tensors' bytes after it, or null when not located
 */
public record InvokeRow(
    int index,
    int interpreter,
    int model,
    String state,
    String bounds,
    long startCycle,
    long cycles,
    long instructions,
    long operatorCycles,
    long interpreterCycles,
    long interruptCycles,
    String outputCrc32) {}
