package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.image.Image;
import dev.tinyrig.emulator.image.Segment;
import dev.tinyrig.emulator.image.Symbol;
import dev.tinyrig.emulator.image.VectorTable;
import dev.tinyrig.peripherals.board.BoardMemory.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Guesses the memories of an unknown part from an image: read-only memory where bytes are loaded,
 * RAM where the firmware writes, up to the top of its stack and heap.
 */
final class MemoryLayout {
  /** Ranges nearer to each other than this are one memory. */
  private static final long GAP = 1 << 20;

  private static final long ROM_GRAIN = 1 << 10;
  private static final long RAM_GRAIN = 1 << 10;

  /** What a stack gets at least whose RAM holds nothing else, and where that RAM begins. */
  private static final long LONE_STACK = 16 << 10;

  private static final long LONE_STACK_GRAIN = 64 << 10;

  /** How far the top of a stack or heap may be from the data of its RAM. */
  private static final long STACK_REACH = 16 << 20;

  /** Labels of usual linker scripts that mark the end of RAM. */
  private static final List<String> TOPS =
      List.of(
          "_estack",
          "__StackTop",
          "__stack",
          "_stack_top",
          "__stack_top__",
          "__HeapLimit",
          "__heap_limit",
          "__heap_end__",
          "_heap_end",
          "__RAM_END__",
          "_eram");

  private record Range(long start, long end) {}

  private MemoryLayout() {}

  /** The memories; throws an ImageException when the image has no vector table. */
  static List<BoardMemory> derive(Image image) {
    VectorTable table = image.requireVectorTable();
    List<Range> read = new ArrayList<>();
    List<Range> written = new ArrayList<>();
    for (Segment s : image.segments()) {
      long load = Integer.toUnsignedLong(s.loadAddress());
      long run = Integer.toUnsignedLong(s.runAddress());
      boolean inPlace = load == run;
      if (s.writable()) {
        written.add(new Range(run, run + s.memorySize()));
      } else if (!inPlace) {
        written.add(new Range(run, run + s.memorySize())); // code that start-up copies to RAM
      }
      if (s.bytes().length > 0 && !(s.writable() && inPlace)) {
        read.add(new Range(load, load + s.bytes().length));
      }
    }
    List<Range> ram = merge(written);
    ram = reach(ram, Integer.toUnsignedLong(table.initialSp()));
    for (String name : TOPS) {
      var symbol = image.symbols().find(name).filter(s -> s.kind() != Symbol.Kind.FUNCTION);
      if (symbol.isPresent()) {
        ram = extend(ram, Integer.toUnsignedLong(symbol.get().address()));
      }
    }
    return memories(merge(read), ram);
  }

  private static List<Range> merge(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::start));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && range.start - last.end <= GAP) {
        merged.set(merged.size() - 1, new Range(last.start, Math.max(last.end, range.end)));
      } else {
        merged.add(range);
      }
    }
    return merged;
  }

  /** Makes RAM reach the top of the stack, with RAM of its own when none is near. */
  private static List<Range> reach(List<Range> ram, long top) {
    List<Range> extended = extend(ram, top);
    for (Range range : extended) {
      if (top > range.start && top <= range.end) {
        return extended;
      }
    }
    List<Range> more = new ArrayList<>(extended);
    more.add(new Range(Math.max(0, top - LONE_STACK) & -LONE_STACK_GRAIN, top));
    return merge(more);
  }

  private static List<Range> extend(List<Range> ram, long top) {
    List<Range> changed = new ArrayList<>(ram);
    int best = -1;
    for (int i = 0; i < changed.size(); i++) {
      Range range = changed.get(i);
      if (range.start < top && top - range.end <= STACK_REACH) {
        best = i;
      }
    }
    if (best >= 0) {
      Range range = changed.get(best);
      changed.set(best, new Range(range.start, Math.max(range.end, top)));
    }
    return merge(changed);
  }

  private static List<BoardMemory> memories(List<Range> read, List<Range> ram) {
    List<BoardMemory> memories = new ArrayList<>();
    List<Range> rams = new ArrayList<>();
    for (Range range : ram) {
      long start = range.start & -RAM_GRAIN;
      long end = (range.end + RAM_GRAIN - 1) & -RAM_GRAIN;
      rams.add(new Range(start, end));
    }
    rams = joinOverlaps(rams);
    for (Range range : read) {
      long start = range.start & -ROM_GRAIN;
      long end = (range.end + ROM_GRAIN - 1) & -ROM_GRAIN;
      for (Range r : rams) {
        if (start < r.end && r.start < end) { // both in one memory: it is RAM
          start = r.start <= start ? Math.max(start, r.end) : start;
          end = r.start > start ? Math.min(end, r.start) : end;
        }
      }
      if (end > start) {
        memories.add(memory("rom" + memories.size(), start, end, Kind.ROM));
      }
    }
    int number = 0;
    for (Range r : rams) {
      memories.add(memory("ram" + number++, r.start, r.end, Kind.RAM));
    }
    return memories;
  }

  private static List<Range> joinOverlaps(List<Range> sorted) {
    List<Range> joined = new ArrayList<>();
    for (Range range : sorted) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && range.start <= last.end) {
        joined.set(joined.size() - 1, new Range(last.start, Math.max(last.end, range.end)));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  private static BoardMemory memory(String name, long start, long end, Kind kind) {
    if (end - start > Numbers.MAX_MEMORY) {
      throw new BoardException(
          "the image's addresses span "
              + ((end - start) >> 20)
              + " MiB of "
              + (kind == Kind.RAM ? "RAM" : "ROM")
              + "; name the memories of the part");
    }
    return new BoardMemory(name, (int) start, (int) (end - start), kind);
  }
}
