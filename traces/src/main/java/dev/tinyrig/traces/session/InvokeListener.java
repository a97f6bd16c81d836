package dev.tinyrig.traces.session;

import dev.tinyrig.traces.tflm.TensorPlace;
import java.util.List;

/**
 * Told about top-level Invokes while the guest runs.
 *
 * <p>The calls come from inside of a probe, between two instructions: the machine must not be
 * changed there. Ask it to halt and change it afterwards; it has not executed anything in between.
 */
public interface InvokeListener {
  /**
   * The first operator is about to run: its kernel has been called and has not begun.
   *
   * @param invoke 0-based, over all interpreters
   * @param inputs where the model's inputs have their data; empty when they were not located
   */
  default void invokeStarts(int invoke, List<TensorPlace> inputs) {}

  /**
   * An Invoke is over.
   *
   * @param invoke 0-based, over all interpreters
   * @param outputs where the model's outputs have their data; empty when they were not located
   */
  default void invokeEnded(int invoke, List<TensorPlace> outputs) {}
}
