package dev.tinyrig.traces.doctor;

/** How grave a finding is, gravest first. */
public enum Severity {
  /** The run did not do what it was meant to do. */
  ERROR,
  /** It did, but not as well as it could, or a number may mislead. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
