package dev.tinyrig.emulator.image;

import java.util.List;
import java.util.Optional;

/**
 * Guesses where the vector table is: by the usual names, then at the start of each segment, then on
 * the 128-byte boundaries of loaded bytes whose second word is the entry point.
 */
final class VectorTableFinder {
  private static final List<String> SYMBOLS =
      List.of(
          "__Vectors",
          "__isr_vector",
          "__isr_vectors",
          "g_pfnVectors",
          "__vector_table",
          "_vector_table",
          "vector_table",
          "__vectors",
          "_vectors",
          "vectors",
          "__interrupt_vector",
          "__VECTOR_TABLE");
  private static final List<String> SECTIONS =
      List.of(
          ".isr_vector",
          ".isr_vectors",
          ".vectors",
          ".vector_table",
          ".intvecs",
          "rom_start",
          ".vtor",
          "RESET");

  /** Least alignment of a table (Armv7-M Arm ARM B3.2.5: VTOR bits 6..0 are zero). */
  private static final int ALIGNMENT = 128;

  private VectorTableFinder() {}

  static Optional<VectorTable> find(Image image) {
    for (String name : SYMBOLS) {
      Optional<Symbol> symbol = image.symbols().find(name);
      if (symbol.isPresent()) {
        Optional<VectorTable> table = named(image, symbol.get().address(), "symbol " + name);
        if (table.isPresent()) {
          return table;
        }
      }
    }
    for (String name : SECTIONS) {
      Optional<Section> section = image.section(name).filter(Section::allocated);
      if (section.isPresent()) {
        Optional<VectorTable> table = named(image, section.get().address(), "section " + name);
        if (table.isPresent()) {
          return table;
        }
      }
    }
    for (Segment segment : image.segments()) {
      Optional<VectorTable> table =
          at(image, segment.loadAddress(), "start of the segment at " + hex(segment.loadAddress()));
      if (table.isPresent()) {
        return table;
      }
    }
    return image.entry() == 0 ? Optional.empty() : byEntry(image);
  }

  private static Optional<VectorTable> byEntry(Image image) {
    for (Segment segment : image.segments()) {
      int offset = -segment.loadAddress() & (ALIGNMENT - 1);
      for (; offset + 8 <= segment.bytes().length; offset += ALIGNMENT) {
        int address = segment.loadAddress() + offset;
        Optional<Integer> reset = image.loadedWord(address + 4);
        if (reset.isPresent() && reset.get() == (image.entry() | 1)) {
          Optional<VectorTable> table = at(image, address, "its reset vector is the entry point");
          if (table.isPresent()) {
            return table;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A table known by its run address. */
  private static Optional<VectorTable> named(Image image, int runAddress, String evidence) {
    for (Segment segment : image.segments()) {
      if (segment.containsRun(runAddress, 8)) {
        return at(image, segment.loadAddress() + (runAddress - segment.runAddress()), evidence);
      }
    }
    return Optional.empty();
  }

  private static Optional<VectorTable> at(Image image, int address, String evidence) {
    if ((address & 3) != 0) {
      return Optional.empty();
    }
    Optional<Integer> sp = image.loadedWord(address);
    Optional<Integer> reset = image.loadedWord(address + 4);
    if (sp.isEmpty() || reset.isEmpty() || sp.get() == 0 || (sp.get() & 3) != 0) {
      return Optional.empty();
    }
    int handler = reset.get();
    if ((handler & 1) == 0) {
      return Optional.empty();
    }
    boolean inside =
        image.segments().stream()
            .anyMatch(
                s ->
                    (s.executable() && s.containsRun(handler & ~1, 2))
                        || s.containsLoaded(handler & ~1, 2));
    return inside
        ? Optional.of(new VectorTable(address, sp.get(), handler, evidence))
        : Optional.empty();
  }

  private static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }
}
