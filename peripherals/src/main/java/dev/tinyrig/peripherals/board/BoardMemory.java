package dev.tinyrig.peripherals.board;

import java.util.List;
import java.util.Locale;

/**
 * A memory of a board.
 *
 * @param name for people and snapshots, unique on the board
 * @param base address
 * @param size bytes
 * @param kind what the firmware can do with it
 * @param readWaits extra cycles of a data read over a zero-wait access
 * @param writeWaits extra cycles of a data write
 * @param fetchWaits extra cycles of an instruction fetch
 * @param aliases further addresses at which the same bytes appear
 */
public record BoardMemory(
    String name,
    int base,
    int size,
    Kind kind,
    int readWaits,
    int writeWaits,
    int fetchWaits,
    List<Integer> aliases) {
  /** What the firmware can do with a memory. */
  public enum Kind {
    /** Flash or ROM: a store is a bus fault. */
    ROM,
    RAM
  }

  public BoardMemory {
    aliases = List.copyOf(aliases);
  }

  /** Zero-wait memory without aliases. */
  public BoardMemory(String name, int base, int size, Kind kind) {
    this(name, base, size, kind, 0, 0, 0, List.of());
  }

  /** First address behind the memory, as an unsigned number. */
  public long end() {
    return Integer.toUnsignedLong(base) + Integer.toUnsignedLong(size);
  }

  /** Whether {@code length} bytes at {@code address} lie in it or in one of its aliases. */
  public boolean contains(int address, long length) {
    long offset = offset(address);
    return offset >= 0 && offset + length <= Integer.toUnsignedLong(size);
  }

  /** Bytes from the start of the memory to an address in it or in an alias; -1 elsewhere. */
  long offset(int address) {
    if (inside(base, address)) {
      return Integer.toUnsignedLong(address - base);
    }
    for (int alias : aliases) {
      if (inside(alias, address)) {
        return Integer.toUnsignedLong(address - alias);
      }
    }
    return -1;
  }

  private boolean inside(int start, int address) {
    return Integer.compareUnsigned(address - start, size) < 0;
  }

  /**
   * Reads {@code NAME=BASE,SIZE[,rom|ram]} as it stands on a command line, for example {@code
   * flash=0x08000000,512K,rom}; throws {@link BoardException} when it is something else.
   */
  public static BoardMemory parse(String text) {
    int equals = text.indexOf('=');
    String[] parts = text.substring(equals + 1).split(",", -1);
    if (equals < 1 || parts.length < 2 || parts.length > 3) {
      throw new BoardException(
          "memory '"
              + text
              + "': write NAME=BASE,SIZE,KIND, for example flash=0x08000000,512K,rom");
    }
    long base = Numbers.parse(parts[0].strip());
    long size = Numbers.parse(parts[1].strip());
    String kind = parts.length == 3 ? parts[2].strip().toLowerCase(Locale.ROOT) : "ram";
    if (base < 0 || base > 0xFFFF_FFFFL) {
      throw new BoardException("memory '" + text + "': '" + parts[0] + "' is not an address");
    }
    if (size < 1 || size > Numbers.MAX_MEMORY || base + size > 1L << 32) {
      throw new BoardException(
          "memory '" + text + "': '" + parts[1] + "' is not a size; write 65536 or 64K or 1M");
    }
    if (!kind.equals("rom") && !kind.equals("ram")) {
      throw new BoardException("memory '" + text + "': the kind is rom or ram, not '" + kind + "'");
    }
    return new BoardMemory(
        text.substring(0, equals).strip(),
        (int) base,
        (int) size,
        kind.equals("rom") ? Kind.ROM : Kind.RAM);
  }

  /** For people: name, range and kind. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s 0x%08x..0x%08x %s",
        name,
        base,
        (int) (end() - 1),
        kind.name().toLowerCase(Locale.ROOT));
  }
}
