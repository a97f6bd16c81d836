package dev.tinyrig.emulator.memory;

import dev.tinyrig.emulator.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The core's way to memory: an address map of regions and devices with a fast path for plain
 * memory.
 *
 * <p>The fast path looks up a page of 64 KiB, checks the bounds of its region and reads the bytes;
 * everything else (unaligned or protected accesses, devices, bit-band aliases, faults) goes through
 * {@link SlowPath}, which the core supplies. Protection is switched by emptying the page view, so
 * that it costs nothing while it is off.
 */
public final class Bus {
  static final int PAGE_SHIFT = 16;

  private static final int VECTOR_BEATS = 4;
  private static final int VECTOR_BYTES = 16;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** What the core does about accesses that the fast path cannot serve. */
  public interface SlowPath {
    /** Loads {@code size} (1, 2, 4) bytes, zero-extended. */
    int load(int address, int size);

    void store(int address, int size, int value);

    /** A store hit a granule that holds decoded code. */
    void codeChanged(Region region, int offset, int size);
  }

  /** Which pages of memory code of a security state may access without a check. */
  @FunctionalInterface
  public interface PageRule {
    /** Whether all accesses to a memory inside the 64-KiB page at {@code start} are allowed. */
    boolean open(Region region, int start, boolean secure);
  }

  /** A device and its place. */
  public record Mapping(String name, int base, int size, Device device) {
    boolean contains(int address) {
      return Integer.compareUnsigned(address - base, size) < 0;
    }
  }

  private static final Comparator<Mapping> BY_BASE =
      (a, b) -> Integer.compareUnsigned(a.base, b.base);

  private final Transaction transaction = new Transaction();
  private final Clock clock;
  private final Region[] map = new Region[1 << (32 - PAGE_SHIFT)];
  private final Region[] nothing = new Region[1 << (32 - PAGE_SHIFT)];
  private final List<Region> regions = new ArrayList<>();

  /** Pages that have memory, touched or not. */
  private final BitSet occupied = new BitSet(1 << (32 - PAGE_SHIFT));

  private final List<Mapping> devices = new ArrayList<>();

  /** The same, sorted by address. */
  private final List<Mapping> sortedDevices = new ArrayList<>();

  /** Who may go where without a check of each access; null where nobody is restricted. */
  private PageRule rule;

  /** Of {@link #map} what the rule leaves open to Non-secure and to Secure code. */
  private final Region[][] open = new Region[2][];

  /** Changes whenever {@link #map} or what is open of it does. */
  private long version;

  private Region[] readView = map;
  private Region[] writeView = map;
  private SlowPath slow;

  public Bus(Clock clock) {
    this.clock = clock;
  }

  /** Sets who serves the accesses that are not plain memory; done once by the core. */
  public void connect(SlowPath slowPath) {
    slow = slowPath;
  }

  /**
   * Adds a memory; throws {@link IllegalArgumentException} naming both when it overlaps another
   * mapping.
   */
  public void map(Region region) {
    checkFree(region.name, region.base, region.end());
    regions.add(region);
    occupied.set(firstPage(region), lastPage(region) + 1);
  }

  private static int firstPage(Region region) {
    return region.base >>> PAGE_SHIFT;
  }

  private static int lastPage(Region region) {
    return (int) (region.end() - 1 >>> PAGE_SHIFT);
  }

  /** Lets the fast path see a region, now that it has contents. */
  private void install(Region region) {
    version++;
    for (int page = firstPage(region); page <= lastPage(region); page++) {
      if (map[page] == null) {
        map[page] = region; // of two regions in a page, the slow path finds the second
        if (rule != null) {
          openPage(page);
        }
      }
    }
  }

  /**
   * Adds a device; throws {@link IllegalArgumentException} naming both when it overlaps another
   * mapping.
   */
  public void map(String name, int base, int size, Device device) {
    checkFree(name, base, Integer.toUnsignedLong(base) + size);
    Mapping mapping = new Mapping(name, base, size, device);
    devices.add(mapping);
    sortedDevices.add(-1 - Collections.binarySearch(sortedDevices, mapping, BY_BASE), mapping);
  }

  private void checkFree(String name, int base, long end) {
    long start = Integer.toUnsignedLong(base);
    for (Region r : regions) {
      if (start < r.end() && Integer.toUnsignedLong(r.base) < end) {
        throw new IllegalArgumentException(name + " overlaps memory " + r.name);
      }
    }
    for (Mapping m : devices) {
      if (start < Integer.toUnsignedLong(m.base) + m.size && Integer.toUnsignedLong(m.base) < end) {
        throw new IllegalArgumentException(name + " overlaps device " + m.name);
      }
    }
  }

  /** Memories in the order they were mapped. */
  public List<Region> regions() {
    return List.copyOf(regions);
  }

  /** Devices in the order they were mapped. */
  public List<Mapping> devices() {
    return List.copyOf(devices);
  }

  /**
   * Sends every data access through the slow path (an MPU is on, a watchpoint is set) or takes that
   * back.
   */
  public void setChecked(boolean reads, boolean writes) {
    readView = reads ? nothing : map;
    writeView = writes ? nothing : map;
  }

  /**
   * Says which pages code may access without a check of each access, until further notice.
   *
   * @param newRule answers for a page, or null where nobody is restricted
   */
  public void restrict(PageRule newRule) {
    version++;
    rule = newRule;
    for (int state = 0; state < 2; state++) {
      open[state] = newRule == null ? null : new Region[map.length];
    }
    for (int page = 0; page < map.length && newRule != null; page++) {
      if (map[page] != null) {
        openPage(page);
      }
    }
  }

  private void openPage(int page) {
    for (int state = 0; state < 2; state++) {
      boolean isOpen = rule.open(map[page], page << PAGE_SHIFT, state != 0);
      open[state][page] = isOpen ? map[page] : null;
    }
  }

  /** Serves what the rule leaves open to a state, or all where there is no rule. */
  public void useView(boolean secure) {
    Region[] view = rule == null ? map : open[secure ? 1 : 0];
    readView = view;
    writeView = view;
  }

  /** An engine has decoded instructions of a memory. */
  public void holdsCode(Region region) {
    if (!region.holdsCode()) {
      region.noteCode();
      version++;
    }
  }

  /**
   * A number that changes whenever another memory is served without checks, or is the first time
   * found to hold code.
   */
  public long version() {
    return version;
  }

  /** What is served without checks now, as an identity; null where all is checked. */
  @SuppressWarnings("ReferenceEquality") // views are told apart by identity
  public Region[] view() {
    return readView == nothing || writeView != readView ? null : readView;
  }

  /** Whether all accesses to a memory are served without checks now. */
  @SuppressWarnings("ReferenceEquality") // a page belongs to this object or to another
  public boolean served(Region region) {
    if (region.bytes == null) {
      return false;
    }
    for (int page = firstPage(region); page <= lastPage(region); page++) {
      if (readView[page] != region || writeView[page] != region) {
        return false;
      }
    }
    return true;
  }

  /** The memory at an address, or null. */
  public Region region(int address) {
    Region r = map[address >>> PAGE_SHIFT];
    if (r != null && r.contains(address, 1)) {
      return r;
    }
    return occupied.get(address >>> PAGE_SHIFT) ? otherRegion(address) : null;
  }

  /** A region that shares its page with another, or that nobody has touched before. */
  private Region otherRegion(int address) {
    for (Region other : regions) {
      if (other.contains(address, 1)) {
        if (map[address >>> PAGE_SHIFT] == null) {
          install(other);
        }
        other.touch();
        return other;
      }
    }
    return null;
  }

  /** The device at an address, or null. */
  public Mapping device(int address) {
    int low = 0;
    int high = sortedDevices.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Mapping m = sortedDevices.get(middle);
      if (m.contains(address)) {
        return m;
      }
      if (Integer.compareUnsigned(m.base, address) < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** Whether any memory has a guard that an access of this security state might not pass. */
  public boolean guarded(boolean secure) {
    for (Region region : regions) {
      if (region.guarded(secure)) {
        return true;
      }
    }
    return false;
  }

  /** Who makes the access that is being delivered. */
  public Transaction transaction() {
    return transaction;
  }

  /** Loads a word; unaligned addresses are the slow path's matter. */
  public int load32(int address) {
    Region r = readView[address >>> PAGE_SHIFT];
    if (r != null && (address & 3) == 0) {
      int offset = address - r.base;
      if (offset >= 0 && offset <= r.bytes.length - 4) {
        if (r.readWaits != 0) {
          clock.cycles += r.readWaits;
        }
        return (int) INT.get(r.bytes, offset);
      }
    }
    return slow.load(address, 4);
  }

  /** Loads a half-word, zero-extended. */
  public int load16(int address) {
    Region r = readView[address >>> PAGE_SHIFT];
    if (r != null && (address & 1) == 0) {
      int offset = address - r.base;
      if (offset >= 0 && offset <= r.bytes.length - 2) {
        if (r.readWaits != 0) {
          clock.cycles += r.readWaits;
        }
        return (short) SHORT.get(r.bytes, offset) & 0xFFFF;
      }
    }
    return slow.load(address, 2);
  }

  /** Loads a byte, zero-extended. */
  public int load8(int address) {
    Region r = readView[address >>> PAGE_SHIFT];
    if (r != null) {
      int offset = address - r.base;
      if (offset >= 0 && offset < r.bytes.length) {
        if (r.readWaits != 0) {
          clock.cycles += r.readWaits;
        }
        return r.bytes[offset] & 0xFF;
      }
    }
    return slow.load(address, 1);
  }

  /** Stores a word. */
  public void store32(int address, int value) {
    Region r = writeView[address >>> PAGE_SHIFT];
    if (r != null && (address & 3) == 0 && r.writable) {
      int offset = address - r.base;
      if (offset >= 0 && offset <= r.bytes.length - 4) {
        if (r.writeWaits != 0) {
          clock.cycles += r.writeWaits;
        }
        INT.set(r.bytes, offset, value);
        if (r.codeMarks[offset >> Region.CODE_GRANULE_SHIFT] != 0) {
          slow.codeChanged(r, offset, 4);
        }
        return;
      }
    }
    slow.store(address, 4, value);
  }

  /** Stores the low half-word of a value. */
  public void store16(int address, int value) {
    Region r = writeView[address >>> PAGE_SHIFT];
    if (r != null && (address & 1) == 0 && r.writable) {
      int offset = address - r.base;
      if (offset >= 0 && offset <= r.bytes.length - 2) {
        if (r.writeWaits != 0) {
          clock.cycles += r.writeWaits;
        }
        SHORT.set(r.bytes, offset, (short) value);
        if (r.codeMarks[offset >> Region.CODE_GRANULE_SHIFT] != 0) {
          slow.codeChanged(r, offset, 2);
        }
        return;
      }
    }
    slow.store(address, 2, value);
  }

  /** Stores the low byte of a value. */
  public void store8(int address, int value) {
    Region r = writeView[address >>> PAGE_SHIFT];
    if (r != null && r.writable) {
      int offset = address - r.base;
      if (offset >= 0 && offset < r.bytes.length) {
        if (r.writeWaits != 0) {
          clock.cycles += r.writeWaits;
        }
        r.bytes[offset] = (byte) value;
        if (r.codeMarks[offset >> Region.CODE_GRANULE_SHIFT] != 0) {
          slow.codeChanged(r, offset, 1);
        }
        return;
      }
    }
    slow.store(address, 1, value);
  }

  /**
   * Loads consecutive words for a vector from plain memory, at any address and without side effects
   * but for wait states: those of one access per beat, of which a vector has four.
   *
   * @param words 1 to 4 words, into {@code into} from {@code first} on
   * @return whether it was done; if not, nothing has happened and the elements must be loaded one
   *     by one
   */
  public boolean loadVector(int address, int words, int[] into, int first) {
    Region r = readView[address >>> PAGE_SHIFT];
    if (r == null) {
      return false;
    }
    int offset = address - r.base;
    if (offset < 0 || offset > r.bytes.length - 4 * words) {
      return false;
    }
    clock.cycles += (long) VECTOR_BEATS * r.readWaits;
    for (int i = 0; i < words; i++) {
      into[first + i] = (int) INT.get(r.bytes, offset + 4 * i);
    }
    return true;
  }

  /**
   * Stores the four words of a vector in plain memory; see {@link #loadVector}.
   *
   * @return whether it was done; if not, nothing has happened
   */
  public boolean storeVector(int address, int[] from, int first) {
    Region r = writeView[address >>> PAGE_SHIFT];
    if (r == null || !r.writable) {
      return false;
    }
    int offset = address - r.base;
    if (offset < 0 || offset > r.bytes.length - VECTOR_BYTES) {
      return false;
    }
    clock.cycles += (long) VECTOR_BEATS * r.writeWaits;
    for (int i = 0; i < VECTOR_BEATS; i++) {
      INT.set(r.bytes, offset + 4 * i, from[first + i]);
    }
    int last = offset + VECTOR_BYTES - 1 >> Region.CODE_GRANULE_SHIFT;
    if ((r.codeMarks[offset >> Region.CODE_GRANULE_SHIFT] | r.codeMarks[last]) != 0) {
      slow.codeChanged(r, offset, VECTOR_BYTES);
    }
    return true;
  }

  /** Copies memory without side effects; returns how many bytes lay in memory. */
  public int peek(int address, byte[] into, int offset, int length) {
    int done = 0;
    while (done < length) {
      Region r = region(address + done);
      if (r == null) {
        return done;
      }
      int at = address + done - r.base;
      int part = Math.min(length - done, r.bytes.length - at);
      System.arraycopy(r.bytes, at, into, offset + done, part);
      done += part;
    }
    return done;
  }

  /** Writes memory, ROM included, as a programmer would; returns how many bytes lay in memory. */
  public int poke(int address, byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      Region r = region(address + done);
      if (r == null) {
        return done;
      }
      int at = address + done - r.base;
      int part = Math.min(length - done, r.bytes.length - at);
      System.arraycopy(from, offset + done, r.bytes, at, part);
      if (slow != null) {
        slow.codeChanged(r, at, part);
      }
      done += part;
    }
    return done;
  }
}
