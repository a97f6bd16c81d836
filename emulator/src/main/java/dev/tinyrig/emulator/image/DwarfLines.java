package dev.tinyrig.emulator.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Source lines of code addresses, from section {@code .debug_line} of DWARF 2 to 5 (DWARF 5, 6.2).
 *
 * <p>Parsed at the first question; an image without debug information has no lines. Code that the
 * linker dropped keeps line entries near address 0; those are left out.
 */
public final class DwarfLines {
  /** A run of rows with ascending addresses; the last row only marks the end. */
  record Sequence(int[] addresses, int[] files, int[] lines, int rows, List<String> names) {
    long start() {
      return Integer.toUnsignedLong(addresses[0]);
    }

    long end() {
      return Integer.toUnsignedLong(addresses[rows - 1]);
    }
  }

  private final Image image;
  private Sequence[] sequences;

  /** Nothing is read before the first question. Not for use by several threads at once. */
  public DwarfLines(Image image) {
    this.image = image;
  }

  /**
   * The line of the instruction at {@code address}; throws {@link ImageException} when the section
   * is damaged.
   */
  public Optional<SourceLine> at(int address) {
    Sequence[] all = sequences();
    long wanted = Integer.toUnsignedLong(address & ~1);
    int low = 0;
    int high = all.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (all[middle].start() <= wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high < 0 || wanted >= all[high].end()) {
      return Optional.empty();
    }
    return row(all[high], wanted);
  }

  private static Optional<SourceLine> row(Sequence s, long wanted) {
    int low = 0;
    int high = s.rows - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (Integer.toUnsignedLong(s.addresses[middle]) <= wanted) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    int file = s.files[low];
    if (s.lines[low] == 0 || file < 0 || file >= s.names.size()) {
      return Optional.empty();
    }
    return Optional.of(new SourceLine(s.names.get(file), s.lines[low]));
  }

  private Sequence[] sequences() {
    if (sequences == null) {
      sequences = read();
    }
    return sequences;
  }

  private Sequence[] read() {
    Optional<byte[]> section = image.sectionBytes(".debug_line");
    if (section.isEmpty()) {
      return new Sequence[0];
    }
    byte[] none = new byte[0];
    List<Sequence> found =
        LineProgram.readAll(
            image.file(),
            section.get(),
            image.sectionBytes(".debug_line_str").orElse(none),
            image.sectionBytes(".debug_str").orElse(none));
    List<Sequence> kept = new ArrayList<>(found.stream().filter(this::isLinked).toList());
    kept.sort(Comparator.comparingLong(Sequence::start).thenComparingLong(Sequence::end));
    return kept.toArray(Sequence[]::new);
  }

  private boolean isLinked(Sequence s) {
    int start = s.addresses[0];
    if (image.vectorTable().isPresent() && image.vectorTable().get().address() == start) {
      return false; // where dropped functions pile up
    }
    for (Section section : image.sections()) {
      if (section.executable()
          && section.contains(start)
          && s.end()
              <= Integer.toUnsignedLong(section.address())
                  + Integer.toUnsignedLong(section.size())) {
        return true;
      }
    }
    return false;
  }
}
