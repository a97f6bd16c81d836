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
    List<FlatMemory.Window> windows = new ArrayList<>();
    for (Region r : open.subList(0, Math.min(MOST, open.size()))) {
      windows.add(
          new FlatMemory.Window(
              r.bytes,
              r.codeMarks,
              r.base,
              r.size,
              r.writable ? r.size : 0,
              r.readWaits,
              r.writeWaits));
    }
    while (windows.size() < MOST) {
      windows.add(FlatMemory.Window.NONE);
    }
    return new FlatMemory(
        windows.get(0), windows.get(1), windows.get(2), windows.get(3), new Bail());
  }
}
