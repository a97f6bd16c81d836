package dev.tinyrig.traces.tflm;

import dev.tinyrig.traces.model.Model;

/**
 * A model that lies in guest memory.
 *
 * @param index in the order of discovery
 * @param address of its first byte
 * @param model what it says
 */
public record GuestModel(int index, int address, Model model) {
  /** Whether an address lies inside. */
  boolean contains(int at) {
    return Integer.compareUnsigned(at - address, model.size()) < 0;
  }
}
