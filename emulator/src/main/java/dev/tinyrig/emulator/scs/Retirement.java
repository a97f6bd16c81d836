package dev.tinyrig.emulator.scs;

import dev.tinyrig.emulator.probe.Probe;

/** What the performance counters need of the machine that they are part of. */
public interface Retirement {
  /** Begins or ends to tell a probe of lines, skipped instructions and exceptions. */
  void listen(Probe probe, boolean on);

  /**
   * Tells a probe of the instructions of the line in execution that have retired, but that no
   * {@link Probe#block} has announced yet; it will announce them again. Nothing happens between
   * lines.
   */
  void unannounced(Probe probe);
}
