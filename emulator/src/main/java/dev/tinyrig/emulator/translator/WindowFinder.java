package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.memory.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the memories that translated code may access by itself. */
final class WindowFinder {
  private static final int SP = 13;
  private static final int MOST = 4;

  private final Core core;
  private long version = -1;
  private Region[] view;

  WindowFinder(Core core) {
    this.core = core;
  }

  /** Whether what was found last is still so. */
  @SuppressWarnings("ReferenceEquality") // views are told apart by identity
  boolean current() {
    return version == core.bus.version() && view == core.bus.view();
  }

  /** The memories, that of the stack first; null where every access is checked. */
  FlatMemory find() {
    version = core.bus.version();
    view = core.bus.view();
    if (view == null) {
      return null;
    }
    List<Region> open = new ArrayList<>();
    for (Region region : core.bus.regions()) {
      if (core.bus.served(region)) {
        open.add(region);
      }
    }
    open.sort(
        Comparator.comparingInt((Region r) -> r.contains(core.r[SP] - 4, 4) ? 0 : 1)
            .thenComparingInt(r -> r.contains(core.pc, 2) ? 0 : 1));
    List<FlatMemory.Area> areas = new ArrayList<>();
    for (Region r : open.subList(0, Math.min(MOST, open.size()))) {
      areas.add(
          new FlatMemory.Area(
              r.bytes,
              r.codeMarks,
              r.base,
              r.size,
              r.writable ? r.size : 0,
              r.readWaits,
              r.writeWaits,
              r.holdsCode()));
    }
    while (areas.size() < MOST) {
      areas.add(FlatMemory.Area.NONE);
    }
    return new FlatMemory(areas.get(0), areas.get(1), areas.get(2), areas.get(3), new Bail());
  }
}
