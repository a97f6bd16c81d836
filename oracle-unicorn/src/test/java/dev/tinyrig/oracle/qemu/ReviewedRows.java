package dev.tinyrig.oracle.qemu;

import dev.tinyrig.emulator.isa.Encoding;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Operands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where QEMU is known to be wrong, and rows that no program draws; each line with its reason. */
final class ReviewedRows {
  private record Line(Pattern rows, Pattern differences, String text) {
    /**
     * The rows may begin with the mode of the trial, or with FAULTED: the instruction that did.
     * Such a line speaks of registers that the instruction itself writes.
     */
    boolean concerns(Trial trial, int executed, int k, String difference) {
      Instruction i = trial.program.get(k);
      String name = i.encoding.name();
      return rows.matcher(name).matches()
          || ((rows.matcher(trial.mode + " " + name).matches()
                  || (k == executed && rows.matcher("FAULTED " + name).matches()))
              && isWritten(i, difference));
    }

    private static boolean isWritten(Instruction i, String difference) {
      Matcher register = REGISTER.matcher(difference);
      if (!register.lookingAt()) {
        return false;
      }
      int number = Integer.parseInt(register.group(2));
      boolean core = register.group(1).equals("R");
      return ((core ? Operands.writes(i) : Operands.fpWrites(i)) >>> number & 1) != 0;
    }
  }

  /** A register that differs. */
  private static final Pattern REGISTER = Pattern.compile("([RS])(\\d+) ");

  private final List<Line> faults = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private final List<Pattern> excluded = new ArrayList<>();

  ReviewedRows() {
    try (InputStream in = ReviewedRows.class.getResourceAsStream("/vectors/reviewed.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        String[] parts = line.split("(?<!\\\\)\\|", -1);
        if (parts.length != 3) {
          throw new IllegalArgumentException("not 3 fields: " + line);
        }
        Pattern rows = Pattern.compile(parts[0].strip().replace("\\|", "|"));
        String differences = parts[1].strip().replace("\\|", "|");
        if (differences.equals("excluded")) {
          excluded.add(rows);
        } else {
          faults.add(new Line(rows, Pattern.compile(differences), line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean excludes(Encoding row) {
    return excluded.stream().anyMatch(p -> p.matcher(row.name()).matches());
  }

  /**
   * Whether QEMU is known to be wrong in a row whatever the mode: what follows would differ too.
   */
  boolean concerns(Encoding row) {
    return faults.stream().anyMatch(line -> line.rows.matcher(row.name()).matches());
  }

  /** Whether QEMU is known to be wrong in all that differs; {@code executed} did not fault. */
  boolean excuses(Trial trial, int executed, List<String> differences) {
    return differences.stream().allMatch(d -> excuses(trial, executed, d));
  }

  private boolean excuses(Trial trial, int executed, String difference) {
    for (Line line : faults) {
      for (int k = 0; k < trial.program.size(); k++) {
        if (line.concerns(trial, executed, k, difference)
            && line.differences.matcher(difference).matches()) {
          used.add(line.text);
          return true;
        }
      }
    }
    return false;
  }

  /** Lines that excused nothing. */
  List<String> unused() {
    return faults.stream().map(Line::text).filter(text -> !used.contains(text)).toList();
  }
}
