package dev.tinyrig.emulator.isa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks decode tables: names, lengths, letters, and overlaps between rows.
 *
 * <p>Two rows may match the same word only if the first one is a special case of the second one, or
 * if the first one says that it stands before the second one ({@link Encoding#before}).
 */
final class TableCheck {
  private static final String LETTERS = "01-zoadntmuxySWcDNMijklpqrsUwghTXA";

  private TableCheck() {}

  /** What is wrong with a table, one sentence each; empty when nothing is. */
  static List<String> check(List<Encoding> table) {
    List<String> faults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    for (Encoding e : table) {
      if (!names.add(e.name())) {
        faults.add(e.name() + ": the name stands twice");
      }
      if (e.pattern().length() != 16 && e.pattern().length() != 32) {
        faults.add(e.name() + ": " + e.pattern().length() + " bits instead of 16 or 32");
        continue;
      }
      boolean known = true;
      for (char letter : e.pattern().toCharArray()) {
        if (LETTERS.indexOf(letter) < 0) {
          faults.add(e.name() + ": unknown letter " + letter);
          known = false;
        }
      }
      if (known) {
        Row row = new Row(e);
        rows.add(row);
        checkWidth(e, row, faults);
        checkRegisters(e, row, faults);
      }
    }
    checkOverlaps(rows, faults);
    return faults;
  }

  /**
   * A 16-bit encoding may not look like the first half of a 32-bit one, and the other way round.
   */
  private static void checkWidth(Encoding e, Row row, List<String> faults) {
    boolean wide = e.length() == 4;
    int shift = wide ? 27 : 11;
    boolean canBeNarrow = false;
    boolean canBeWide = false;
    for (int top = 0; top < 32; top++) {
      if (((row.value >>> shift ^ top) & row.mask >>> shift & 0x1F) == 0) {
        canBeWide |= top >= 0x1D;
        canBeNarrow |= top < 0x1D;
      }
    }
    if (wide ? canBeNarrow : canBeWide) {
      faults.add(e.name() + ": the first bits belong to the other instruction length");
    }
  }

  private static void checkRegisters(Encoding e, Row row, List<String> faults) {
    for (char letter : e.registers().toCharArray()) {
      boolean present =
          switch (letter) {
            case 'd', 'D', 't', 'T' -> row.has('d') || row.has('t') || row.has('x');
            case 'n', 'N' -> row.has('n') || row.has('x');
            case 'm', 'M' -> row.has('m');
            case 'a', 'A' -> row.has('a') || row.has('u');
            default -> false;
          };
      if (!present) {
        faults.add(e.name() + ": restricts a register " + letter + " that it does not have");
      }
    }
  }

  private static void checkOverlaps(List<Row> rows, List<String> faults) {
    Set<String> used = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Row first = rows.get(i);
      for (int j = i + 1; j < rows.size(); j++) {
        Row second = rows.get(j);
        if (first.encoding.length() != second.encoding.length()
            || ((first.value ^ second.value) & first.mask & second.mask) != 0) {
          continue;
        }
        boolean special = (first.mask & second.mask) == second.mask && first.mask != second.mask;
        boolean declared = false;
        for (String name : first.encoding.before()) {
          if (names(name, second.encoding)) {
            declared = true;
            used.add(first.encoding.name() + "<" + name);
          }
        }
        if (!special && !declared) {
          faults.add(first.encoding.name() + " overlaps " + second.encoding.name() + " undeclared");
        }
      }
    }
    for (Row row : rows) {
      for (String name : row.encoding.before()) {
        if (!used.contains(row.encoding.name() + "<" + name)) {
          faults.add(row.encoding.name() + ": no overlap with a later " + name);
        }
      }
    }
  }

  /** Whether a name of {@link Encoding#before}, maybe ending in a star, means this row. */
  private static boolean names(String name, Encoding encoding) {
    return name.endsWith("*")
        ? encoding.name().startsWith(name.substring(0, name.length() - 1))
        : encoding.name().equals(name);
  }
}
