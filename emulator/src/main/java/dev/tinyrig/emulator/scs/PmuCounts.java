package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.probe.Probe;
import java.util.Arrays;

/** How often the events of the counters happen up to each instruction of the lines of code. */
final class PmuCounts {
  /** By counter and number of the line: events in front of each index, null while unknown. */
  private final int[][][] before = new int[Pmu.COUNTERS][0][];

  /** Another event is counted: nothing is known any more. */
  void forget(int counter) {
    before[counter] = new int[0][];
  }

  /** Events of {@code code[from..to)}. */
  int of(int counter, PmuEvent event, Probe.BlockView code, int from, int to) {
    int[] sums = sums(counter, event, code);
    return sums[to] - sums[from];
  }

  private int[] sums(int counter, PmuEvent event, Probe.BlockView code) {
    int id = code.id();
    if (id >= before[counter].length) {
      before[counter] = Arrays.copyOf(before[counter], Math.max(64, 2 * id));
    }
    int[] sums = before[counter][id];
    if (sums == null) {
      sums = new int[code.length() + 1];
      for (int k = 0; k < code.length(); k++) {
        sums[k + 1] = sums[k] + (event.matches(code.instruction(k)) ? 1 : 0);
      }
      before[counter][id] = sums;
    }
    return sums;
  }
}
