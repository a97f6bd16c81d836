package dev.tinyrig.traces.doctor;

import dev.tinyrig.traces.report.FindingRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The order of findings: the registry's. */
final class FindingOrder {
  private static final Map<String, Integer> PLACES = places();

  static final Comparator<FindingRow> COMPARATOR =
      Comparator.comparingInt(f -> PLACES.getOrDefault(f.code(), Integer.MAX_VALUE));

  private FindingOrder() {}

  private static Map<String, Integer> places() {
    Map<String, Integer> map = new HashMap<>();
    for (FindingCode c : FindingCode.values()) {
      map.put(c.code(), c.ordinal());
    }
    return Map.copyOf(map);
  }
}
