package dev.tinyrig.emulator.translator;

/**
 * One memory as translated code sees it, for an access that is expected there; others are {@link
 * FlatMemory}'s. An access costs a subtraction, a mask and a comparison: the mask tells at once
 * whether an offset is inside and aligned. It covers as many bytes of the memory as a power of two
 * allows.
 *
 * @param size bytes that it covers, a power of two
 * @param readWaits wait states of a read
 * @param writeWaits wait states of a write
 */
record Window(byte[] bytes, int base, int size, int readWaits, int writeWaits) {
  /** The smallest memory that has a window, in bytes. */
  static final int LEAST = 16;

  /** A window on a memory of at least {@link #LEAST} bytes. */
  static Window of(FlatMemory.Area area) {
    return new Window(
        area.bytes(),
        area.base(),
        Integer.highestOneBit(area.size()),
        area.readWaits(),
        area.writeWaits());
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
