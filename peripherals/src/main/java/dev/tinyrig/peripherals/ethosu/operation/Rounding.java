package dev.tinyrig.peripherals.ethosu.operation;

/** How scaled values lose their fraction: OFM_PRECISION bits 15:14. */
public enum Rounding {
  /** As TensorFlow Lite's double rounding: first to 31 bits, away from zero, then to the result. */
  DOUBLE,
  /** Towards zero, as its name in Vela says; no stream that was looked at uses it. */
  TRUNCATE,
  /** To nearest, halves upwards. */
  NATURAL
}
