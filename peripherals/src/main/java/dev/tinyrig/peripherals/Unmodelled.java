package dev.tinyrig.peripherals;

/** What happens when the firmware touches something that is not modelled. */
public enum Unmodelled {
  /** Reads give zero, writes are lost, nothing is said. */
  IGNORE,
  /** As {@link #IGNORE}, but said once for each place and kind of access. */
  WARN,
  /** The run stops with an {@link UnmodelledException}. */
  FAIL
}
