package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;

/**
 * Plain memory as translated code sees it: a few areas, each of one memory that the code in
 * execution may access without a check. What is in none of them, or not aligned, or holds decoded
 * code that a store would change, throws {@link Bail}. Accesses whose memory is foreseen do not
 * come here ({@link Window}); when that is often wrong, their region is made anew and they do.
 */
record FlatMemory(Area first, Area second, Area third, Area fourth, Bail bail) {
  /**
   * One memory.
   *
   * @param size bytes, 0 for no window
   * @param writableSize the same, or 0 when it cannot be written
   * @param readWaits wait states of a read
   * @param writeWaits wait states of a write
   * @param code whether it holds decoded code
   */
  record Area(
      byte[] bytes,
      byte[] marks,
      int base,
      int size,
      int writableSize,
      int readWaits,
      int writeWaits,
      boolean code) {
    static final Area NONE = new Area(new byte[0], new byte[0], 0, 0, 0, 0, 0, false);

    Area {
      if (size > bytes.length || writableSize > size || marks.length < writableSize + 63 >> 6) {
        throw new IllegalArgumentException("an area larger than its memory");
      }
    }

    /** Offset of {@code length} readable bytes, or -1. */
    private int readable(int address, int length) {
      int offset = address - base;
      return offset >= 0 && offset <= size - length ? offset : -1;
    }

    /** Offset of {@code length} bytes that can be stored to and hold no decoded code, or -1. */
    private int storable(int address, int length) {
      int offset = address - base;
      if (offset >= 0
          && offset <= writableSize - length
          && (marks[offset >> 6] | marks[offset + length - 1 >> 6]) == 0) {
        return offset;
      }
      return -1;
    }
  }

  int load32(int address, int exit) {
    if ((address & 3) == 0) {
      int offset = address - first.base;
      if (offset >= 0 && offset <= first.size - 4) {
        return LittleEndian.word(first.bytes, offset);
      }
      offset = address - second.base;
      if (offset >= 0 && offset <= second.size - 4) {
        return LittleEndian.word(second.bytes, offset);
      }
    }
    return otherLoad32(address, exit);
  }

  private int otherLoad32(int address, int exit) {
    if ((address & 3) == 0) {
      int offset = third.readable(address, 4);
      if (offset >= 0) {
        return LittleEndian.word(third.bytes, offset);
      }
      offset = fourth.readable(address, 4);
      if (offset >= 0) {
        return LittleEndian.word(fourth.bytes, offset);
      }
    }
    throw bail.at(exit);
  }

  int load16(int address, int exit) {
    if ((address & 1) == 0) {
      int offset = address - first.base;
      if (offset >= 0 && offset <= first.size - 2) {
        return LittleEndian.halfword(first.bytes, offset);
      }
      offset = address - second.base;
      if (offset >= 0 && offset <= second.size - 2) {
        return LittleEndian.halfword(second.bytes, offset);
      }
    }
    return otherLoad16(address, exit);
  }

  private int otherLoad16(int address, int exit) {
    if ((address & 1) == 0) {
      int offset = third.readable(address, 2);
      if (offset >= 0) {
        return LittleEndian.halfword(third.bytes, offset);
      }
      offset = fourth.readable(address, 2);
      if (offset >= 0) {
        return LittleEndian.halfword(fourth.bytes, offset);
      }
    }
    throw bail.at(exit);
  }

  int load8(int address, int exit) {
    int offset = address - first.base;
    if (offset >= 0 && offset < first.size) {
      return first.bytes[offset] & 0xFF;
    }
    offset = address - second.base;
    if (offset >= 0 && offset < second.size) {
      return second.bytes[offset] & 0xFF;
    }
    return otherLoad8(address, exit);
  }

  private int otherLoad8(int address, int exit) {
    int offset = third.readable(address, 1);
    if (offset >= 0) {
      return third.bytes[offset] & 0xFF;
    }
    offset = fourth.readable(address, 1);
    if (offset >= 0) {
      return fourth.bytes[offset] & 0xFF;
    }
    throw bail.at(exit);
  }

  void store32(int address, int value, int exit) {
    int offset = address - first.base;
    if ((address & 3) == 0
        && offset >= 0
        && offset <= first.writableSize - 4
        && first.marks[offset >> 6] == 0) {
      LittleEndian.setWord(first.bytes, offset, value);
    } else {
      otherStore32(address, value, exit);
    }
  }

  private void otherStore32(int address, int value, int exit) {
    if ((address & 3) != 0) {
      throw bail.at(exit);
    }
    Area window = storeArea(address, 4, exit);
    LittleEndian.setWord(window.bytes, address - window.base, value);
  }

  void store16(int address, int value, int exit) {
    int offset = address - first.base;
    if ((address & 1) == 0
        && offset >= 0
        && offset <= first.writableSize - 2
        && first.marks[offset >> 6] == 0) {
      LittleEndian.setHalfword(first.bytes, offset, value);
    } else {
      otherStore16(address, value, exit);
    }
  }

  private void otherStore16(int address, int value, int exit) {
    if ((address & 1) != 0) {
      throw bail.at(exit);
    }
    Area window = storeArea(address, 2, exit);
    LittleEndian.setHalfword(window.bytes, address - window.base, value);
  }

  void store8(int address, int value, int exit) {
    int offset = address - first.base;
    if (offset >= 0 && offset < first.writableSize && first.marks[offset >> 6] == 0) {
      first.bytes[offset] = (byte) value;
    } else {
      otherStore8(address, value, exit);
    }
  }

  private void otherStore8(int address, int value, int exit) {
    Area window = storeArea(address, 1, exit);
    window.bytes[address - window.base] = (byte) value;
  }

  private Area loadArea(int address, int length, int exit) {
    if (first.readable(address, length) >= 0) {
      return first;
    }
    if (second.readable(address, length) >= 0) {
      return second;
    }
    if (third.readable(address, length) >= 0) {
      return third;
    }
    if (fourth.readable(address, length) >= 0) {
      return fourth;
    }
    throw bail.at(exit);
  }

  private void checkAlignment(int address, int align, int exit) {
    if ((address & align) != 0) {
      throw bail.at(exit);
    }
  }

  /**
   * Eight bytes of a vector.
   *
   * @param align bits that the address may not have
   */
  long load64(int address, int align, int exit) {
    checkAlignment(address, align, exit);
    Area area = loadArea(address, 8, exit);
    return LittleEndian.doubleWord(area.bytes, address - area.base);
  }

  /** Four bytes of a vector. */
  int loadFour(int address, int align, int exit) {
    checkAlignment(address, align, exit);
    Area area = loadArea(address, 4, exit);
    return LittleEndian.word(area.bytes, address - area.base);
  }

  void store64(int address, long value, int align, int exit) {
    checkAlignment(address, align, exit);
    Area area = storeArea(address, 8, exit);
    LittleEndian.setDoubleWord(area.bytes, address - area.base, value);
  }

  void storeFour(int address, int value, int align, int exit) {
    checkAlignment(address, align, exit);
    Area area = storeArea(address, 4, exit);
    LittleEndian.setWord(area.bytes, address - area.base, value);
  }

  private Area storeArea(int address, int length, int exit) {
    if (first.storable(address, length) >= 0) {
      return first;
    }
    if (second.storable(address, length) >= 0) {
      return second;
    }
    if (third.storable(address, length) >= 0) {
      return third;
    }
    if (fourth.storable(address, length) >= 0) {
      return fourth;
    }
    throw bail.at(exit);
  }

  private static boolean trapsUnaligned(Core core) {
    return core.model.isV6M() || core.exceptions.trapsUnaligned();
  }

  /** Loads, zero-extended, from an address that may not be aligned. */
  int loadAny(Core core, int address, int size, int exit) {
    Area area = area(address);
    boolean aligned = (address & size - 1) == 0;
    if (area.readable(address, size) < 0 || (!aligned && trapsUnaligned(core))) {
      throw bail.at(exit);
    }
    int offset = address - area.base;
    return size == 4
        ? LittleEndian.word(area.bytes, offset)
        : LittleEndian.halfword(area.bytes, offset);
  }

  /** Stores to an address that may not be aligned. */
  void storeAny(Core core, int address, int value, int size, int exit) {
    if ((address & size - 1) != 0 && trapsUnaligned(core)) {
      throw bail.at(exit);
    }
    Area area = storeArea(address, size, exit);
    if (size == 4) {
      LittleEndian.setWord(area.bytes, address - area.base, value);
    } else {
      LittleEndian.setHalfword(area.bytes, address - area.base, value);
    }
  }

  /** Cycles that an access costs more because it is not aligned. */
  int unalignedExtra(Core core, int address, int size, boolean store) {
    return (address & size - 1) == 0 ? 0 : core.timing.unalignedExtra(address, size, store);
  }

  /** Bails unless all of these bytes, in whatever alignment, can be loaded from one memory. */
  void anyLoadable(int address, int length, int exit) {
    if (first.readable(address, length) < 0
        && second.readable(address, length) < 0
        && third.readable(address, length) < 0
        && fourth.readable(address, length) < 0) {
      throw bail.at(exit);
    }
  }

  /** Bails unless all of these bytes can be stored to one memory and none holds decoded code. */
  void anyStorable(int address, int length, int exit) {
    for (int at = 0; at < length; at += 64) {
      storeArea(address + at, 1, exit);
    }
    storeArea(address + length - 1, 1, exit);
    anyLoadable(address, length, exit);
  }

  /** Bails unless all of an aligned run of words can be loaded from one memory. */
  void loadable(int address, int length, int exit) {
    if ((address & 3) == 0
        && (first.readable(address, length) >= 0
            || second.readable(address, length) >= 0
            || third.readable(address, length) >= 0
            || fourth.readable(address, length) >= 0)) {
      return;
    }
    throw bail.at(exit);
  }

  /** Bails unless all of an aligned run of words can be stored to one memory. */
  void storable(int address, int length, int exit) {
    if ((address & 3) != 0) {
      throw bail.at(exit);
    }
    storeArea(address, length, exit);
  }

  /** Wait states of a read at an address that a load has accepted. */
  int readWaits(int address) {
    return area(address).readWaits;
  }

  /** Wait states of a write at an address that a store has accepted. */
  int writeWaits(int address) {
    return area(address).writeWaits;
  }

  /** The area with an address, or {@link Area#NONE}. */
  Area area(int address) {
    if (first.readable(address, 1) >= 0) {
      return first;
    }
    if (second.readable(address, 1) >= 0) {
      return second;
    }
    if (third.readable(address, 1) >= 0) {
      return third;
    }
    return fourth.readable(address, 1) >= 0 ? fourth : Area.NONE;
  }

  /** Whether any window has wait states. */
  boolean waits() {
    return mostWaits() != 0;
  }

  /** The most wait states of an access. */
  int mostWaits() {
    int most = 0;
    for (Area window : new Area[] {first, second, third, fourth}) {
      most = Math.max(most, Math.max(window.readWaits, window.writeWaits));
    }
    return most;
  }
}
