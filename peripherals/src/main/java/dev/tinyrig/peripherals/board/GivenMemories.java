package dev.tinyrig.peripherals.board;

import java.util.List;

/** Checks memories that come from the user; those of board files are checked when they are read. */
final class GivenMemories {
  private static final long SYSTEM_SPACE = 0xE000_0000L;

  private GivenMemories() {}

  /** Throws {@link BoardException} when two are at one address, or one is where a device is. */
  static void check(List<BoardMemory> memories, Board board) {
    for (int i = 0; i < memories.size(); i++) {
      BoardMemory m = memories.get(i);
      for (BoardMemory other : memories.subList(i + 1, memories.size())) {
        if (m.name().equals(other.name())) {
          throw new BoardException("two memories are named '" + m.name() + "'");
        }
        free(m, other.name(), other.base(), other.size());
      }
      for (BoardDevice d : board.devices()) {
        free(m, d.name(), d.base(), d.type().size());
        d.aliases().forEach(alias -> free(m, d.name(), alias, d.type().size()));
      }
      for (BoardWindow w : board.unmodelled()) {
        free(m, w.name(), w.base(), w.size());
        w.aliases().forEach(alias -> free(m, w.name(), alias, w.size()));
      }
      if (m.end() > SYSTEM_SPACE) {
        throw new BoardException("memory '" + m.name() + "' overlaps the core's system space");
      }
    }
  }

  private static void free(BoardMemory m, String name, int base, int size) {
    long end = Integer.toUnsignedLong(base) + Integer.toUnsignedLong(size);
    if (Integer.toUnsignedLong(m.base()) < end && Integer.toUnsignedLong(base) < m.end()) {
      throw new BoardException("memory '" + m.name() + "' overlaps '" + name + "'");
    }
  }
}
