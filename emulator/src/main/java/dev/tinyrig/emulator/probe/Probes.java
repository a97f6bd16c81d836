package dev.tinyrig.emulator.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The probes of one machine, by kind of event; engines read the arrays and do nothing when they are
 * empty.
 */
public final class Probes {
  private static final Probe[] NOBODY = {};

  /** Listeners to calls, returns and jumps. */
  public Probe[] calls = NOBODY;

  /** Whether all of them are content with sums. */
  public boolean callSumsOnly = true;

  /** Whether one of them wants every call for a while. */
  public boolean everyCall;

  /** Changes when a listener wants to hear of other jumps. */
  public int jumps;

  /** Listeners to blocks. */
  public Probe[] blocks = NOBODY;

  /** Whether all listeners to blocks are content with sums. */
  public boolean countsOnly = true;

  /** The highest {@link Probe.View#stackLimit}, plus {@link Integer#MIN_VALUE}. */
  public int stackLimit = Integer.MIN_VALUE;

  /** Changes when a listener comes or goes. */
  public int version;

  /** Listeners to instructions whose condition fails. */
  public Probe[] skips = NOBODY;

  /** Listeners to exceptions. */
  public Probe[] exceptions = NOBODY;

  /** Listeners to every instruction. */
  public Probe[] instructions = NOBODY;

  private final List<Probe> attached = new ArrayList<>();
  private final Set<Probe> impatient = new HashSet<>();
  private final Map<Probe, Integer> stackLimits = new HashMap<>();

  /** Attaches a probe; its {@link Probe#wants()} is asked once. */
  public void attach(Probe probe, Probe.View view) {
    attached.add(probe);
    rebuild();
    probe.attached(view);
  }

  /** Takes a probe away. */
  public void detach(Probe probe) {
    attached.remove(probe);
    everyCall(probe, false);
    stackLimits.remove(probe);
    findStackLimit();
    rebuild();
  }

  /** See {@link Probe.View#everyCall}. */
  public void everyCall(Probe probe, boolean every) {
    if (every) {
      impatient.add(probe);
    } else {
      impatient.remove(probe);
    }
    everyCall = !impatient.isEmpty();
  }

  /** See {@link Probe.View#stackLimit}. */
  public void stackLimit(Probe probe, int limit) {
    stackLimits.put(probe, limit + Integer.MIN_VALUE);
    findStackLimit();
  }

  private void findStackLimit() {
    stackLimit = Integer.MIN_VALUE;
    for (int limit : stackLimits.values()) {
      stackLimit = Math.max(stackLimit, limit);
    }
  }

  private void rebuild() {
    calls = of(Probe.Kind.CALLS, Probe.Kind.CALL_SUMS);
    callSumsOnly = of(Probe.Kind.CALLS).length == 0;
    jumps++;
    blocks = of(Probe.Kind.BLOCKS, Probe.Kind.COUNTS);
    countsOnly = of(Probe.Kind.BLOCKS).length == 0;
    version++;
    skips = of(Probe.Kind.SKIPS);
    exceptions = of(Probe.Kind.EXCEPTIONS);
    instructions = of(Probe.Kind.INSTRUCTIONS);
  }

  private Probe[] of(Probe.Kind... kinds) {
    return attached.stream()
        .filter(p -> !Collections.disjoint(p.wants(), List.of(kinds)))
        .toArray(Probe[]::new);
  }
}
