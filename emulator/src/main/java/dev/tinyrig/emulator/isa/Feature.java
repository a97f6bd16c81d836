package dev.tinyrig.emulator.isa;

/**
 * What an encoding needs of a core; a core that lacks it treats the encoding as UNDEFINED (or NOCP
 * for the FPU).
 */
public enum Feature {
  /** Armv6-M base: every core has it. */
  V6M("Armv6-M"),
  /** Armv7-M main: Thumb-2, IT, divide, bit-field, exclusives. */
  V7M("Armv7-M"),
  /** DSP extension of Armv7E-M. */
  DSP("the DSP extension"),
  /** Single-precision FPv4-SP. */
  FP_SP("a floating-point unit"),
  /** FPv5 additions: VSEL, VMAXNM, VRINT, VCVTA and so on. */
  FPV5("FPv5"),
  /** Double precision. */
  FP_DP("double-precision floating point");

  private final String text;

  Feature(String text) {
    this.text = text;
  }

  /** How a message to the user names it, for example {@code the DSP extension}. */
  public String text() {
    return text;
  }
}
