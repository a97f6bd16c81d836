package dev.tinyrig.emulator.translator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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
}
