package dev.tinyrig.emulator.lockstep;

import dev.tinyrig.emulator.probe.Probe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The exceptions that a machine took and returned from, and when. */
final class ExceptionLog implements Probe {
  private final List<String> events = new ArrayList<>();
  private View view;

  @Override
  public Set<Kind> wants() {
    return EnumSet.of(Kind.EXCEPTIONS);
  }

  @Override
  public void attached(View newView) {
    view = newView;
  }

  @Override
  public void exceptionEntry(int exception, int returnAddress, long since) {
    events.add(
        String.format(
            Locale.ROOT,
            "exception %d before 0x%08x, taken from cycle %,d on",
            exception,
            returnAddress,
            since));
  }

  @Override
  public void exceptionReturn(int exception, int target) {
    events.add(
        String.format(
            Locale.ROOT,
            "return from exception %d to 0x%08x at cycle %,d",
            exception,
            target,
            view.cycles()));
  }

  void clear() {
    events.clear();
  }

  /** The first event that is not the same in both, if there is one. */
  static List<Divergence.Value> differences(ExceptionLog interpreted, ExceptionLog translated) {
    int both = Math.min(interpreted.events.size(), translated.events.size());
    int at = 0;
    while (at < both && interpreted.events.get(at).equals(translated.events.get(at))) {
      at++;
    }
    return interpreted.events.size() == both && translated.events.size() == both && at == both
        ? List.of()
        : List.of(new Divergence.Value("exception", interpreted.at(at), translated.at(at)));
  }

  private String at(int index) {
    return index < events.size() ? events.get(index) : "none";
  }
}
