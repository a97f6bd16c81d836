package dev.tinyrig.emulator.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The one save/restore contract of every part that holds guest-visible or time-visible state (core,
 * scheduler, memory, devices, timing models).
 *
 * <p>A part writes exactly the bytes that {@link #restore} of a part built from the same
 * configuration reads; what can be derived (decoded blocks, page views) is not written but rebuilt.
 * A restored run equals the uninterrupted one in every byte of console, report and memory.
 */
public interface Stateful {
  /** Name of this part in a snapshot, unique within its machine, for example {@code uart0}. */
  String stateId();

  /** Writes the whole state of this part. */
  void save(DataOutput out) throws IOException;

  /**
   * Reads what {@link #save} wrote; throws {@link IOException} when the bytes do not fit this part.
   */
  void restore(DataInput in) throws IOException;
}
