package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.machine.Machine;
import dev.tinyrig.emulator.machine.MachineState;
import dev.tinyrig.emulator.memory.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What differed when whole machines were compared: bytes of memory, and other parts. */
record Watched(int[] addresses, List<String> parts) {
  static final Watched NOTHING = new Watched(new int[0], List.of());

  /** So many bytes are enough to find where the first of them was stored. */
  private static final int MOST = 256;

  private static final int PIECE = 4096;

  /** The bytes and parts in which two machines differ, of these parts. */
  static Watched of(Machine one, Machine other, List<String> ids) {
    List<String> parts = new ArrayList<>(ids);
    List<Integer> addresses = new ArrayList<>();
    for (Region region : one.bus().regions()) {
      if (parts.remove(region.stateId())) {
        compare(one, other, region, addresses);
      }
    }
    return new Watched(addresses.stream().mapToInt(a -> a).toArray(), parts);
  }

  private static void compare(Machine one, Machine other, Region region, List<Integer> found) {
    byte[] a = new byte[PIECE];
    byte[] b = new byte[PIECE];
    for (int at = 0; at < region.size && found.size() < MOST; at += PIECE) {
      int length = Math.min(PIECE, region.size - at);
      one.debug().read(region.base + at, a, 0, length);
      other.debug().read(region.base + at, b, 0, length);
      int from = 0;
      while (from < length && found.size() < MOST) {
        int same = Arrays.mismatch(a, from, length, b, from, length);
        if (same < 0) {
          break;
        }
        found.add(region.base + at + from + same);
        from += same + 1;
      }
    }
  }

  /** In what of this the machines differ now. */
  List<Divergence.Value> differences(Machine translated, Machine interpreted) {
    List<Divergence.Value> found = new ArrayList<>();
    byte[] expected = new byte[1];
    byte[] actual = new byte[1];
    for (int address : addresses) {
      interpreted.debug().read(address, expected, 0, 1);
      translated.debug().read(address, actual, 0, 1);
      if (expected[0] != actual[0]) {
        found.add(Values.memory(address, expected[0], actual[0]));
      }
    }
    // An event that is due has been fired in one of them and not yet in the other.
    if (!parts.isEmpty() && translated.scheduler().nextDue() > translated.cycles()) {
      List<String> differing =
          MachineState.of(interpreted).differences(MachineState.of(translated));
      differing.retainAll(parts);
      differing.forEach(id -> found.add(new Divergence.Value("state of " + id, "one", "another")));
    }
    return found;
  }
}
