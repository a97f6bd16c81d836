package dev.tinyrig.emulator.translator;

import java.util.List;

/**
 * One memory as translated code sees it, for an access that is expected there; others are {@link
 * FlatMemory}'s. An access costs a subtraction, a mask and a comparison: the mask tells at once
 * whether an offset is inside and aligned. It covers as many bytes of the memory as a power of two
 * allows.
 *
 * @param start index in the array of its first byte
 * @param size bytes that it covers, a power of two
 * @param readWaits wait states of a read
 * @param writeWaits wait states of a write
 * @param other a second memory in which an access may be as well, or null
 */
record Window(
    byte[] bytes, int base, int start, int size, int readWaits, int writeWaits, Window other) {
  /** The smallest memory that has a window, in bytes. */
  static final int LEAST = 16;

  /** A window on one memory of at least {@link #LEAST} bytes, or on two places. */
  static Window of(List<FlatMemory.Area> areas) {
    FlatMemory.Area first = areas.getFirst();
    FlatMemory.Area second = areas.getLast();
    Window window = of(first, 0, null);
    if (second.base() != first.base()) {
      return of(first, 0, of(second, 0, null));
    }
    int last = first.size() - window.size & -LEAST;
    return areas.size() == 1 || last == 0 ? window : of(first, 0, of(first, last, null));
  }

  private static Window of(FlatMemory.Area area, int start, Window other) {
    return new Window(
        area.bytes(),
        area.base() + start,
        start,
        Integer.highestOneBit(area.size()),
        area.readWaits(),
        area.writeWaits(),
        other);
  }

  /** Whether an address is inside. */
  boolean covers(int address) {
    return Integer.compareUnsigned(address - base, size) < 0
        || other != null && other.covers(address);
  }

  /** Bits that no offset has of an access of 1, 2, 4 or 8 bytes that is inside and aligned. */
  int outside(int access) {
    return ~inside(access);
  }

  /** The other bits: the JIT compiler sees that an offset of only these is one of the array. */
  int inside(int access) {
    return size - 1 & -access;
  }
}
