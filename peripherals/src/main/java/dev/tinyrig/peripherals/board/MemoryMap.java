package dev.tinyrig.peripherals.board;

import java.util.List;

/** Questions about addresses to all memories of a board. */
final class MemoryMap {
  private MemoryMap() {}

  /** Whether {@code length} bytes at {@code address} are memory, be it of several that adjoin. */
  static boolean covers(List<BoardMemory> memories, int address, long length) {
    long done = 0;
    while (done < length) {
      int at = address + (int) done;
      long left =
          memories.stream()
              .filter(m -> m.contains(at, 1))
              .mapToLong(m -> m.size() - m.offset(at))
              .findFirst()
              .orElse(0);
      if (left == 0) {
        return false;
      }
      done += left;
    }
    return true;
  }

  /** True when the word below {@code sp} is RAM: a stack is full and descending. */
  static boolean holdsStack(List<BoardMemory> memories, int sp) {
    return memories.stream()
        .anyMatch(m -> m.kind() == BoardMemory.Kind.RAM && m.contains(sp - 4, 4));
  }

  /** Whether two addresses are the same byte: memories appear at several, Secure and Non-secure. */
  static boolean samePlace(List<BoardMemory> memories, int a, int b) {
    return a == b
        || memories.stream().anyMatch(m -> m.offset(a) >= 0 && m.offset(a) == m.offset(b));
  }
}
