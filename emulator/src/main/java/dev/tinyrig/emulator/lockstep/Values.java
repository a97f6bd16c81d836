package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.core.CoreState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How differences are told. */
final class Values {
  private Values() {}

  static List<Divergence.Value> core(CoreState interpreted, CoreState translated) {
    List<Divergence.Value> found = new ArrayList<>();
    for (int k : interpreted.differences(translated)) {
      found.add(new Divergence.Value(CoreState.name(k), interpreted.text(k), translated.text(k)));
    }
    return found;
  }

  static Divergence.Value memory(int address, byte interpreted, byte translated) {
    return new Divergence.Value(
        memoryName(address),
        String.format(Locale.ROOT, "0x%02x", interpreted),
        String.format(Locale.ROOT, "0x%02x", translated));
  }

  static String memoryName(int address) {
    return String.format(Locale.ROOT, "byte at 0x%08x", address);
  }

  /**
   * Whether a value changes with every instruction, so that it does not say which one was wrong.
   */
  static boolean counts(Divergence.Value value) {
    return List.of("cycles", "instructions", "PC").contains(value.name());
  }
}
