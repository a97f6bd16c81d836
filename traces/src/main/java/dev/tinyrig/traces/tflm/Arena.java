package dev.tinyrig.traces.tflm;

/**
 * A tensor arena as TFLM's own allocator sees it.
 *
 * @param address first byte
 * @param bytes size, after alignment
 * @param head bytes in use from the start: activations and scratch
 * @param tail bytes in use from the end: persistent structures
 */
public record Arena(int address, long bytes, long head, long tail) {
  /** What {@code arena_used_bytes()} returns. */
  public long used() {
    return head + tail;
  }
}
