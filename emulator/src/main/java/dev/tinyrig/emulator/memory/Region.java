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
 * <p>Public fields because the bus's fast path reads them at every access. A region costs no memory
 * of the host before it is touched: boards have gigabytes of DRAM of which firmware uses little.
 */
public final class Region implements Stateful {
  /** Granule, as a power of two, in which stores are checked against decoded code. */
  public static final int CODE_GRANULE_SHIFT = 6;

  /** Bytes that a snapshot leaves out when they are all zero. */
  private static final int CHUNK = 4096;

  public final String name;
  public final int base;
  public final int size;
  public final boolean writable;

  /** The contents; null while nobody has touched the region, which then reads as zero. */
  public byte[] bytes;

  /** Extra cycles of a data read, data write and instruction fetch over a zero-wait access. */
  public final int readWaits;

  public final int writeWaits;
  public final int fetchWaits;

  /** One byte per code granule, non-zero where an engine holds decoded instructions of it. */
  public byte[] codeMarks;

  /** The region whose bytes these are; itself when it is no alias. */
  private final Region origin;

  private boolean code;
  private MemoryGuard guard;
  private long guardOffset;

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
    this.size = size;
    this.writable = writable;
    this.readWaits = readWaits;
    this.writeWaits = writeWaits;
    this.fetchWaits = fetchWaits;
    this.origin = this;
  }

  /** The same memory at another address; see {@link #alias}. */
  private Region(String name, int base, Region origin) {
    this.name = name;
    this.base = base;
    this.size = origin.size;
    this.writable = origin.writable;
    this.readWaits = origin.readWaits;
    this.writeWaits = origin.writeWaits;
    this.fetchWaits = origin.fetchWaits;
    this.origin = origin;
  }

  /**
   * A second place of the address map at which these bytes appear, as boards with incomplete
   * address decoding and parts with Secure and Non-secure views of one memory have. It has no state
   * of its own. A store through one place is seen at every place at once, as data and as code.
   */
  public Region alias(String aliasName, int aliasBase) {
    return new Region(aliasName, aliasBase, origin);
  }

  /**
   * Puts a guard before this region and its aliases.
   *
   * @param newGuard the guard of the memory that this region is a piece of
   * @param offset where in that memory the piece begins
   */
  public void guard(MemoryGuard newGuard, long offset) {
    origin.guard = newGuard;
    origin.guardOffset = offset;
  }

  /** Whether there is a guard that an access of this security state might not pass. */
  public boolean guarded(boolean secure) {
    return origin.guard != null && !origin.guard.open(secure);
  }

  /** Asks the guard, if there is one; throws {@link BusError} when it answers with an error. */
  public boolean passes(int address, boolean secure) {
    MemoryGuard asked = origin.guard;
    return asked == null
        || asked.passes(origin.guardOffset + Integer.toUnsignedLong(address - base), secure);
  }

  /** Whether an engine has ever decoded instructions of this memory. */
  public boolean holdsCode() {
    return origin.code;
  }

  /** Notes that an engine has decoded instructions of this memory. */
  void noteCode() {
    origin.code = true;
  }

  /** The region whose bytes and code marks these are: itself unless it is an alias. */
  public Region origin() {
    return origin;
  }

  /** Zero-wait memory. */
  public Region(String name, int base, int size, boolean writable) {
    this(name, base, size, writable, 0, 0, 0);
  }

  /** Takes memory of the host for the contents, unless that has happened. */
  public void touch() {
    if (origin.bytes == null) {
      origin.bytes = new byte[size];
      origin.codeMarks = new byte[(size >>> CODE_GRANULE_SHIFT) + 1];
    }
    bytes = origin.bytes;
    codeMarks = origin.codeMarks;
  }

  /** First address behind the region, as an unsigned 33-bit number. */
  public long end() {
    return Integer.toUnsignedLong(base) + size;
  }

  /** Whether {@code length} bytes at {@code address} lie inside. */
  public boolean contains(int address, int length) {
    long offset = Integer.toUnsignedLong(address) - Integer.toUnsignedLong(base);
    return offset >= 0 && offset + length <= size;
  }

  @Override
  public String stateId() {
    return "memory:" + name;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    if (origin != this) {
      return;
    }
    out.writeInt(size);
    for (int at = 0; at < size; at += CHUNK) {
      int length = Math.min(CHUNK, size - at);
      boolean zero = true;
      for (int i = at; bytes != null && i < at + length && zero; i++) {
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
    if (origin != this) {
      return;
    }
    int length = in.readInt();
    if (length != size) {
      throw new IOException(
          "snapshot of memory " + name + " has " + length + " bytes, not " + size);
    }
    for (int at = 0; at < size; at += CHUNK) {
      int part = Math.min(CHUNK, size - at);
      if (in.readBoolean()) {
        touch();
        in.readFully(bytes, at, part);
      } else if (bytes != null) {
        Arrays.fill(bytes, at, at + part, (byte) 0);
      }
    }
  }
}
