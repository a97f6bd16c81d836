package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What lockstep leaves out and what it forgives, each line with its reason. */
final class ReviewedLists {
  private record OracleFault(String cores, Pattern rows, Pattern difference, String line) {}

  private final Map<String, String> excluded = new LinkedHashMap<>();
  private final List<OracleFault> faults = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  ReviewedLists() {
    for (String line : lines("excluded-rows.txt")) {
      String[] parts = fields(line, 2);
      excluded.put(parts[0], parts[1]);
    }
    for (String line : lines("oracle-faults.txt")) {
      String[] parts = fields(line, 5);
      faults.add(
          new OracleFault(parts[0], Pattern.compile(parts[1]), Pattern.compile(parts[2]), line));
    }
  }

  private static List<String> lines(String file) {
    try (InputStream in = ReviewedLists.class.getResourceAsStream("/lockstep/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fields are divided by {@code |}, which stands in a field as {@code \|}. */
  private static String[] fields(String line, int count) {
    String[] parts = line.split("(?<!\\\\)\\|", -1);
    if (parts.length != count) {
      throw new IllegalArgumentException("not " + count + " fields: " + line);
    }
    for (int i = 0; i < count; i++) {
      parts[i] = parts[i].strip().replace("\\|", "|");
    }
    return parts;
  }

  boolean excludes(Encoding row) {
    return excluded.containsKey(row.name());
  }

  /** Excluded names that are no rows, because the tables have changed. */
  List<String> unknownNames(List<Encoding> rows) {
    Set<String> names = new HashSet<>();
    rows.forEach(row -> names.add(row.name()));
    return excluded.keySet().stream().filter(name -> !names.contains(name)).toList();
  }

  /** Whether some difference in this row is known on this core. */
  boolean concerns(CoreModel model, Encoding row) {
    return faults.stream()
        .anyMatch(f -> f.cores.contains(model.name()) && f.rows.matcher(row.name()).matches());
  }

  /** Whether the oracle is known to be wrong in all of these differences. */
  boolean excuses(CoreModel model, Encoding row, List<String> differences) {
    return differences.stream().allMatch(d -> excuses(model, row, d));
  }

  private boolean excuses(CoreModel model, Encoding row, String difference) {
    for (OracleFault fault : faults) {
      if (fault.cores.contains(model.name())
          && fault.rows.matcher(row.name()).matches()
          && fault.difference.matcher(difference).matches()) {
        used.add(fault.line);
        return true;
      }
    }
    return false;
  }

  /** Lines that excused nothing. */
  List<String> unused() {
    return faults.stream().map(OracleFault::line).filter(line -> !used.contains(line)).toList();
  }
}
