package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.hardware.ArrayMemory;
import java.util.IdentityHashMap;

/** Base pointers of an NPU, given out in the order of the regions, and the memory behind them. */
final class NpuBases {
  private static final int REGIONS = 8;
  private static final long ADDRESS_STEP = 0x1000_0000L;

  private final ArrayMemory memory = new ArrayMemory();
  private final long[] pointers = new long[REGIONS];
  private final IdentityHashMap<byte[], Long> mapped = new IdentityHashMap<>();
  private int regions;

  /** The next region starts at a tensor; regions after the eighth cannot be named by a stream. */
  void add(NpuModelRun.Place place) {
    if (regions == REGIONS) {
      return;
    }
    Long base = mapped.get(place.bytes());
    if (base == null) {
      base = ADDRESS_STEP * (mapped.size() + 1);
      mapped.put(place.bytes(), base);
      memory.add(base, place.bytes());
    }
    pointers[regions++] = base + place.offset();
  }

  ArrayMemory memory() {
    return memory;
  }

  long[] pointers() {
    return pointers;
  }
}
