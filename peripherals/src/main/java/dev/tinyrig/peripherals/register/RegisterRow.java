package dev.tinyrig.peripherals.register;

/** A register of a device; devices list theirs in an enum, one constant per row of the manual. */
public interface RegisterRow {
  /** The manual's name. */
  String name();

  /** Where it is and how it behaves. */
  RegisterSpec spec();
}
