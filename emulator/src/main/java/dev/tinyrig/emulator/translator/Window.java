package dev.tinyrig.emulator.translator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One memory as translated code sees it, for an access that is expected there; one that is
 * elsewhere is {@link FlatMemory}'s.
 *
 * <p>A record, because the JIT compiler treats its fields as constants: an access costs a
 * subtraction, a mask and a comparison. The mask tells at once whether an offset is inside and
 * aligned; it covers as many bytes of the memory as a power of two allows. The methods are so short
 * that even the fast compiler puts them in line. Stores are for memories that hold no decoded code.
 *
 * @param mask3 bits that no offset of a word has
 * @param mask1 bits that no offset of a half-word has
 * @param mask0 bits that no offset of a byte has
 * @param all where the other accesses go
 */
record Window(
    byte[] bytes,
    int base,
    int mask3,
    int mask1,
    int mask0,
    int readWaits,
    int writeWaits,
    FlatMemory all) {
  /** The smallest memory that has a window, in bytes. */
  static final int LEAST = 16;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** A window on a memory of at least {@link #LEAST} bytes. */
  static Window of(FlatMemory.Area area, FlatMemory all) {
    int size = Integer.highestOneBit(area.size());
    return new Window(
        area.bytes(),
        area.base(),
        ~(size - 4),
        ~(size - 2),
        ~(size - 1),
        area.readWaits(),
        area.writeWaits(),
        all);
  }

  /** Bits that no offset has of an access of 1, 2 or 4 bytes that is inside and aligned. */
  int outside(int size) {
    return ~inside(size);
  }

  /** The other bits: the JIT compiler sees that an offset of only these is one of the array. */
  int inside(int size) {
    return ~mask0 & -size;
  }

  static long doubleWord(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void setDoubleWord(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  static int word(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static int halfword(byte[] bytes, int offset) {
    return (char) (short) SHORT.get(bytes, offset);
  }

  static void setWord(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  static void setHalfword(byte[] bytes, int offset, int value) {
    SHORT.set(bytes, offset, (short) value);
  }

  int load32(int address, int exit) {
    int offset = address - base;
    return (offset & mask3) == 0 ? (int) INT.get(bytes, offset) : all.load32(address, exit);
  }

  int load16(int address, int exit) {
    int offset = address - base;
    return (offset & mask1) == 0
        ? (char) (short) SHORT.get(bytes, offset)
        : all.load16(address, exit);
  }

  int load8(int address, int exit) {
    int offset = address - base;
    return (offset & mask0) == 0 ? bytes[offset] & 0xFF : all.load8(address, exit);
  }

  void store32(int address, int value, int exit) {
    int offset = address - base;
    if ((offset & mask3) == 0) {
      INT.set(bytes, offset, value);
    } else {
      all.store32(address, value, exit);
    }
  }

  void store16(int address, int value, int exit) {
    int offset = address - base;
    if ((offset & mask1) == 0) {
      SHORT.set(bytes, offset, (short) value);
    } else {
      all.store16(address, value, exit);
    }
  }

  void store8(int address, int value, int exit) {
    int offset = address - base;
    if ((offset & mask0) == 0) {
      bytes[offset] = (byte) value;
    } else {
      all.store8(address, value, exit);
    }
  }
}
