package dev.tinyrig.traces.session;

import dev.tinyrig.emulator.image.Section;
import dev.tinyrig.emulator.image.Segment;
import dev.tinyrig.traces.report.MemoryRow;
import dev.tinyrig.traces.tflm.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Flash, RAM, stack and arena. */
final class MemoryRows {
  private MemoryRows() {}

  static MemoryRow of(Evidence e) {
    long flash = 0;
    long ram = 0;
    for (Segment s : e.image().segments()) {
      flash += s.bytes().length;
      if (s.writable()) {
        ram += s.memorySize();
      }
    }
    List<MemoryRow.SectionRow> sections = new ArrayList<>();
    List<Section> sorted =
        e.image().sections().stream()
            .filter(s -> s.allocated() && s.size() != 0)
            .sorted(Comparator.comparingLong(s -> Integer.toUnsignedLong(s.address())))
            .toList();
    for (Section s : sorted) {
      sections.add(
          new MemoryRow.SectionRow(
              s.name(), ReportBuilder.hex(s.address()), Integer.toUnsignedLong(s.size()), kind(s)));
    }
    if (!sorted.isEmpty()) {
      flash = 0;
      ram = 0;
      for (Section s : sorted) {
        long bytes = Integer.toUnsignedLong(s.size());
        flash += s.hasBytes() ? bytes : 0;
        ram += s.writable() ? bytes : 0;
      }
    }
    Arena arena = e.arena().orElse(null);
    return new MemoryRow(
        flash,
        ram,
        List.copyOf(sections),
        e.mainStackBytes(),
        "every change of SP on the main stack"
            + (e.stacks() > 1 ? "; " + (e.stacks() - 1) + " other stacks seen" : ""),
        arena == null ? null : ReportBuilder.hex(arena.address()),
        arena == null ? null : arena.bytes(),
        arena == null ? null : arena.used(),
        arena == null ? "not found" : "state of TFLM's allocator: head and tail");
  }

  private static String kind(Section s) {
    if (s.executable()) {
      return "code";
    }
    if (!s.writable()) {
      return "read-only";
    }
    return s.hasBytes() ? "data" : "zero";
  }
}
