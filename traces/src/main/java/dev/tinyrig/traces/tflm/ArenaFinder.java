package dev.tinyrig.traces.tflm;

import dev.tinyrig.emulator.probe.Probe;
import java.util.Optional;

/**
 * Finds the arena by the state of TFLM's allocator, which lies in the arena's own tail, above the
 * nodes: four neighbouring words that are the arena's start, its end, the end of the head and the
 * start of the tail (SimpleMemoryAllocator of 2020, SingleArenaBufferAllocator of today).
 */
final class ArenaFinder {
  /** Nodes and the allocator's state are both in the tail: this far apart at most. */
  private static final int REACH = 1 << 18;

  private ArenaFinder() {}

  static Optional<Arena> find(Probe.View view, int node) {
    byte[] word = new byte[4];
    for (int at = node & ~3; at - node < REACH && view.read(at, word, 0, 4) == 4; at += 4) {
      long start = Integer.toUnsignedLong(view.word(at));
      long end = Integer.toUnsignedLong(view.word(at + 4));
      long head = Integer.toUnsignedLong(view.word(at + 8));
      long tail = Integer.toUnsignedLong(view.word(at + 12));
      long here = Integer.toUnsignedLong(at);
      long first = Integer.toUnsignedLong(node);
      if (start < first
          && start <= head
          && head <= tail
          && tail <= first
          && here >= tail
          && here < end
          && end - start < 1 << 26
          && view.read((int) (end - 1), word, 0, 1) == 1) {
        return Optional.of(new Arena((int) start, end - start, head - start, end - tail));
      }
    }
    return Optional.empty();
  }
}
