package dev.tinyrig.emulator.memory;

import dev.tinyrig.emulator.state.Stateful;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A contiguous piece of memory of the address space: bytes in little-endian order, with its wait
 * states.
 *
 * <p>Public final fields because the bus's fast path reads them at every access.
 */
public final class Region implements Stateful {
  /** Granule, as a power of two, in which stores are checked against decoded code. */
  public static final int CODE_GRANULE_SHIFT = 6;

  public final String name;
  public final int base;
  public final byte[] bytes;
  public final boolean writable;

  /** Extra cycles of a data read, data write and instruction fetch over a zero-wait access. */
  public final int readWaits;

  public final int writeWaits;
  public final int fetchWaits;

  /** One byte per code granule, non-zero where an engine holds decoded instructions of it. */
  public final byte[] codeMarks;

  private final boolean alias;

  public Region(
      String name,
      int base,
      int size,
      boolean writable,
      int readWaits,
      int writeWaits,
      int fetchWaits) {
    this.name = name;
    this.base = base;
    this.bytes = new byte[size];
    this.writable = writable;
    this.readWaits = readWaits;
    this.writeWaits = writeWaits;
    this.fetchWaits = fetchWaits;
    this.codeMarks = new byte[(size >>> CODE_GRANULE_SHIFT) + 1];
    this.alias = false;
  }

  /** The same memory at another address; see {@link #alias}. */
  private Region(String name, int base, Region origin) {
    this.name = name;
    this.base = base;
    this.bytes = origin.bytes;
    this.writable = origin.writable;
    this.readWaits = origin.readWaits;
    this.writeWaits = origin.writeWaits;
    this.fetchWaits = origin.fetchWaits;
    this.codeMarks = origin.codeMarks;
    this.alias = true;
  }

  /**
   * A second place of the address map at which these bytes appear, as boards with incomplete
   * address decoding have. It has no state of its own. A store through one place is seen at every
   * place as data at once; code that was already decoded at the other place is not decoded again.
   */
  public Region alias(String aliasName, int aliasBase) {
    return new Region(aliasName, aliasBase, this);
  }

  /** Zero-wait memory. */
  public Region(String name, int base, int size, boolean writable) {
    this(name, base, size, writable, 0, 0, 0);
  }

  /** First address behind the region, as an unsigned 33-bit number. */
  public long end() {
    return Integer.toUnsignedLong(base) + bytes.length;
  }

  /** Whether {@code length} bytes at {@code address} lie inside. */
  public boolean contains(int address, int length) {
    long offset = Integer.toUnsignedLong(address) - Integer.toUnsignedLong(base);
    return offset >= 0 && offset + length <= bytes.length;
  }

  @Override
  public String stateId() {
    return "memory:" + name;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    if (alias) {
      return;
    }
    out.writeInt(bytes.length);
    int chunk = 4096;
    for (int at = 0; at < bytes.length; at += chunk) {
      int length = Math.min(chunk, bytes.length - at);
      boolean zero = true;
      for (int i = at; i < at + length && zero; i++) {
        zero = bytes[i] == 0;
      }
      out.writeBoolean(!zero);
      if (!zero) {
        out.write(bytes, at, length);
      }
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    if (alias) {
      return;
    }
    int length = in.readInt();
    if (length != bytes.length) {
      throw new IOException(
          "snapshot of memory " + name + " has " + length + " bytes, not " + bytes.length);
    }
    int chunk = 4096;
    for (int at = 0; at < bytes.length; at += chunk) {
      int part = Math.min(chunk, bytes.length - at);
      if (in.readBoolean()) {
        in.readFully(bytes, at, part);
      } else {
        Arrays.fill(bytes, at, at + part, (byte) 0);
      }
    }
  }
}
