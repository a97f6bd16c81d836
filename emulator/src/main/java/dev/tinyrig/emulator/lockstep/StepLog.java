package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.core.CoreState;
import dev.tinyrig.emulator.machine.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the interpreter does, instruction by instruction: what others are held against. */
final class StepLog {
  /** Far more than a region executes before it is left. */
  private static final long MOST = 200_000;

  private record Store(int address, byte value) {}

  private final long first;
  private final List<CoreState> states = new ArrayList<>();

  /** What each step stored, by the index of the state behind it. */
  private final List<List<Store>> stores = new ArrayList<>();

  private StepLog(CoreState start, List<Store> known) {
    first = start.instructions();
    states.add(start);
    stores.add(known);
  }

  /**
   * Steps a machine until it has executed so many instructions since reset.
   *
   * @param seen is told of its stores
   * @param watched addresses that matter even if nobody stores there
   */
  static StepLog record(Machine machine, Stores seen, int[] watched, long instructions) {
    List<Store> known = new ArrayList<>();
    byte[] value = new byte[1];
    for (int address : watched) {
      machine.debug().read(address, value, 0, 1);
      known.add(new Store(address, value[0]));
    }
    StepLog log = new StepLog(machine.coreState(), known);
    long end = Math.min(instructions, log.first + MOST);
    long patience = 2 * MOST;
    while (machine.instructions() < end && patience > 0) {
      patience--;
      seen.clear();
      long before = machine.instructions();
      machine.debug().step();
      List<Store> made = made(machine, seen);
      if (machine.instructions() == before) { // an exception was taken, or returned from
        log.states.set(log.states.size() - 1, machine.coreState());
        log.stores.set(log.stores.size() - 1, made);
      } else {
        log.states.add(machine.coreState());
        log.stores.add(made);
      }
    }
    seen.clear();
    return log;
  }

  private static List<Store> made(Machine machine, Stores seen) {
    List<Store> made = new ArrayList<>();
    for (int k = 0; k < seen.count(); k++) {
      byte[] bytes = new byte[seen.size(k)];
      int known = machine.debug().read(seen.address(k), bytes, 0, bytes.length);
      for (int b = 0; b < known; b++) {
        made.add(new Store(seen.address(k) + b, bytes[b]));
      }
    }
    return made;
  }

  /** The last number of instructions of which the state is known. */
  long last() {
    return first + states.size() - 1;
  }

  /** Where the machine stood after so many instructions. */
  CoreState at(long instructions) {
    return states.get((int) (instructions - first));
  }

  /** In what another machine differs from the state after as many instructions as it executed. */
  List<Divergence.Value> differences(Machine other) {
    CoreState state = other.coreState();
    if (state.instructions() < first || state.instructions() > last()) {
      return List.of(
          new Divergence.Value(
              "instructions",
              String.format(Locale.ROOT, "%,d at most", last()),
              String.format(Locale.ROOT, "%,d", state.instructions())));
    }
    List<Divergence.Value> found = Values.core(at(state.instructions()), state);
    Map<Integer, Byte> expected = new TreeMap<>(Integer::compareUnsigned);
    for (int k = 0; k <= state.instructions() - first; k++) {
      stores.get(k).forEach(store -> expected.put(store.address, store.value));
    }
    byte[] actual = new byte[1];
    expected.forEach(
        (address, value) -> {
          if (other.debug().read(address, actual, 0, 1) == 1 && actual[0] != value) {
            found.add(Values.memory(address, value, actual[0]));
          }
        });
    return found;
  }

  /**
   * The number of the instruction that was the last, up to {@code limit}, to write the first of
   * these values that any has written; -1 when none was written.
   */
  long writer(List<Divergence.Value> values, long limit) {
    Map<String, Long> writers = new HashMap<>();
    for (int k = 1; k < states.size() && first + k <= limit; k++) {
      long number = first + k - 1;
      for (int value : states.get(k - 1).differences(states.get(k))) {
        writers.put(CoreState.name(value), number);
      }
      stores.get(k).forEach(store -> writers.put(Values.memoryName(store.address), number));
    }
    return values.stream()
        .filter(v -> !Values.counts(v))
        .map(v -> writers.get(v.name()))
        .filter(java.util.Objects::nonNull)
        .mapToLong(Long::longValue)
        .min()
        .orElse(-1);
  }
}
