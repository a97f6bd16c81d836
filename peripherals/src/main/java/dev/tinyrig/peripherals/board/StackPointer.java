package dev.tinyrig.peripherals.board;

import java.util.List;

/** Whether a stack can grow down from an address. */
final class StackPointer {
  private StackPointer() {}

  /** True when the word below {@code sp} is RAM: the stack is full and descending. */
  static boolean inRam(List<BoardMemory> memories, int sp) {
    return memories.stream()
        .anyMatch(m -> m.kind() == BoardMemory.Kind.RAM && m.contains(sp - 4, 4));
  }
}
