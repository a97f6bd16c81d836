package dev.tinyrig.traces.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checked access to FlatBuffers binary data (little-endian offsets, tables with vtables, vectors,
 * strings). Every read outside of the bytes is a {@link ModelException}. Bytes are fetched in pages
 * as they are needed, so that the extent of a model in a guest's memory need not be known; {@link
 * #extent()} is the end of what was visited.
 */
final class FlatBuffer {
  private static final int PAGE = 4096;

  /** No model for a microcontroller is larger. */
  private static final int LIMIT = 1 << 28;

  /** Tables that may be visited: hostile files repeat offsets to make a small file huge. */
  private static final int MAX_TABLES = 1 << 20;

  private final ModelBytes source;
  private byte[][] pages = new byte[16][];
  private boolean[] complete = new boolean[16];
  private long extent;
  private int tables;

  FlatBuffer(ModelBytes source) {
    this.source = source;
  }

  long extent() {
    return extent;
  }

  /** Makes sure that the range exists, and counts it as part of the model. */
  void touch(long at, long length) {
    if (at < 0 || length < 0 || at + length > LIMIT) {
      throw new ModelException(at, length + " bytes reach outside of the model");
    }
    if (length > 0) {
      load(at, 1);
      load(at + length - 1, 1);
    }
    extent = Math.max(extent, at + length);
  }

  private void load(long at, int length) {
    if (at < 0 || at + length > LIMIT) {
      throw new ModelException(at, "reaches outside of the model");
    }
    for (int page = (int) (at / PAGE); page <= (at + length - 1) / PAGE; page++) {
      if (page >= pages.length || pages[page] == null || !complete[page]) {
        loadPage(page, at, length);
      }
    }
    extent = Math.max(extent, at + length);
  }

  /**
   * A page that exists only in part is read anew each time: only what is asked for must be there.
   */
  private void loadPage(int page, long at, int length) {
    byte[] bytes = new byte[PAGE];
    long start = (long) page * PAGE;
    boolean whole = source.read(start, bytes, 0, PAGE);
    if (!whole) {
      int from = (int) Math.max(at - start, 0);
      int to = (int) Math.min(at + length - start, PAGE);
      if (page < pages.length && pages[page] != null) {
        bytes = pages[page];
      }
      if (!source.read(start + from, bytes, from, to - from)) {
        throw new ModelException(at, "the bytes end before");
      }
    }
    if (page >= pages.length) {
      int size = Math.max(page + 1, pages.length * 2);
      pages = Arrays.copyOf(pages, size);
      complete = Arrays.copyOf(complete, size);
    }
    pages[page] = bytes;
    complete[page] = whole;
  }

  int u8(long at) {
    load(at, 1);
    return loaded(at);
  }

  private int loaded(long at) {
    return pages[(int) (at / PAGE)][(int) (at % PAGE)] & 0xFF;
  }

  int u16(long at) {
    load(at, 2);
    return loaded(at) | loaded(at + 1) << 8;
  }

  int i32(long at) {
    load(at, 4);
    return loaded(at) | loaded(at + 1) << 8 | loaded(at + 2) << 16 | loaded(at + 3) << 24;
  }

  long u32(long at) {
    return Integer.toUnsignedLong(i32(at));
  }

  long i64(long at) {
    return u32(at) | (long) i32(at + 4) << 32;
  }

  /** Follows the unsigned offset stored at {@code at}. */
  long follow(long at) {
    long offset = u32(at);
    if (offset == 0 || at + offset > LIMIT) {
      throw new ModelException(at, "bad offset " + offset);
    }
    return at + offset;
  }

  Table root() {
    return new Table(follow(0));
  }

  /** A vector: where its elements start, how many there are and how large each one is. */
  record Vector(long at, int length, int elementBytes) {
    static final Vector EMPTY = new Vector(0, 0, 0);

    long element(int index) {
      return at + (long) index * elementBytes;
    }

    /** Where its length word lies, 0 when the vector is absent. */
    int start() {
      return at == 0 ? 0 : (int) (at - 4);
    }
  }

  Table table(Vector vector, int index) {
    return new Table(follow(vector.element(index)));
  }

  int[] ints(Vector vector) {
    int[] values = new int[vector.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i32(vector.element(i));
    }
    return values;
  }

  /** A table: fields by their number. */
  final class Table {
    private final long at;
    private final long vtable;
    private final int vtableBytes;

    Table(long at) {
      if (++tables > MAX_TABLES) {
        throw new ModelException(at, "more than " + MAX_TABLES + " tables");
      }
      this.at = at;
      this.vtable = at - i32(at);
      this.vtableBytes = u16(vtable);
      if (vtableBytes < 4) {
        throw new ModelException(vtable, "bad vtable of " + vtableBytes + " bytes");
      }
      touch(vtable, vtableBytes);
      touch(at, u16(vtable + 2));
    }

    /** Where the field is, 0 when it has its default. */
    long field(int number) {
      int slot = 4 + 2 * number;
      if (slot + 2 > vtableBytes) {
        return 0;
      }
      int offset = u16(vtable + slot);
      return offset == 0 ? 0 : at + offset;
    }

    int i32Field(int number, int otherwise) {
      long f = field(number);
      return f == 0 ? otherwise : i32(f);
    }

    int u8Field(int number, int otherwise) {
      long f = field(number);
      return f == 0 ? otherwise : u8(f);
    }

    long i64Field(int number) {
      long f = field(number);
      return f == 0 ? 0 : i64(f);
    }

    /** A table in a field, or null. */
    Table tableField(int number) {
      long f = field(number);
      return f == 0 ? null : new Table(follow(f));
    }

    Vector vectorField(int number, int elementBytes) {
      long f = field(number);
      if (f == 0) {
        return Vector.EMPTY;
      }
      long start = follow(f);
      long length = u32(start);
      touch(start + 4, length * elementBytes);
      return new Vector(start + 4, (int) length, elementBytes);
    }

    String stringField(int number) {
      Vector v = vectorField(number, 1);
      byte[] text = new byte[Math.min(v.length(), 4096)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) u8(v.element(i));
      }
      return new String(text, StandardCharsets.UTF_8);
    }
  }
}
