package dev.tinyrig.oracle.unicorn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Region;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A machine's memories as Unicorn has them: copies in native memory, aliases shared. */
final class UnicornMemory {
  /** What Unicorn maps is a multiple of this. */
  static final int PAGE = 4096;

  /** Native memory at an address. */
  private record Mapped(Region region, MemorySegment bytes) {}

  /** Pages of devices that lie together. */
  record Range(int base, int size) {}

  private final List<Mapped> mapped = new ArrayList<>();

  /** Copies the memories of a bus and maps them. */
  UnicornMemory(Bus bus, UnicornCore core) {
    Map<Region, MemorySegment> origins = new HashMap<>();
    for (Region region : bus.regions()) {
      MemorySegment bytes = origins.get(region.origin());
      if (bytes == null) {
        bytes = core.allocate(Math.ceilDiv(region.size, PAGE) * PAGE);
        if (region.origin().bytes != null) {
          MemorySegment.copy(region.origin().bytes, 0, bytes, JAVA_BYTE, 0, region.size);
        }
        origins.put(region.origin(), bytes);
      }
      core.map(region.base, bytes);
      mapped.add(new Mapped(region, bytes));
    }
  }

  /** The pages in which a bus has devices and no memory. */
  static List<Range> devicePages(Bus bus) {
    TreeSet<Long> pages = new TreeSet<>();
    for (Bus.Mapping device : bus.devices()) {
      long first = Integer.toUnsignedLong(device.base()) / PAGE;
      long last = (Integer.toUnsignedLong(device.base()) + device.size() - 1) / PAGE;
      for (long page = first; page <= last; page++) {
        pages.add(page);
      }
    }
    for (Region region : bus.regions()) {
      long first = Integer.toUnsignedLong(region.base) / PAGE;
      long last = (region.end() - 1) / PAGE;
      pages.subSet(first, true, last, true).clear();
    }
    List<Range> ranges = new ArrayList<>();
    long start = -1;
    long next = -1;
    for (long page : pages) {
      if (page != next) {
        if (start >= 0) {
          ranges.add(range(start, next));
        }
        start = page;
      }
      next = page + 1;
    }
    if (start >= 0) {
      ranges.add(range(start, next));
    }
    return ranges;
  }

  private static Range range(long first, long behind) {
    return new Range((int) (first * PAGE), (int) ((behind - first) * PAGE));
  }

  /** Copies guest memory; how many bytes there were before the first one that is no memory. */
  int read(int address, byte[] into, int offset, int length) {
    int done = 0;
    while (done < length) {
      Mapped at = at(address + done);
      if (at == null) {
        return done;
      }
      int from = address + done - at.region.base;
      int part = Math.min(length - done, at.region.size - from);
      MemorySegment.copy(at.bytes, JAVA_BYTE, from, into, offset + done, part);
      done += part;
    }
    return done;
  }

  /** Writes guest memory, as {@link #read} reads it. */
  int write(int address, byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      Mapped at = at(address + done);
      if (at == null) {
        return done;
      }
      int to = address + done - at.region.base;
      int part = Math.min(length - done, at.region.size - to);
      MemorySegment.copy(from, offset + done, at.bytes, JAVA_BYTE, to, part);
      done += part;
    }
    return done;
  }

  private Mapped at(int address) {
    for (Mapped each : mapped) {
      if (each.region.contains(address, 1)) {
        return each;
      }
    }
    return null;
  }
}
