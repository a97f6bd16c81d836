package dev.tinyrig.peripherals.ethosu.operation;

/** How an input is made twice as wide and high while it is read. */
public enum Upscale {
  NONE,
  /** Each element four times. */
  NEAREST,
  /** Zeros between elements, for transposed convolutions. */
  ZEROS
}
