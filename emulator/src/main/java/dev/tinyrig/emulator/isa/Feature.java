package dev.tinyrig.emulator.isa;

/**
 * What an encoding needs of a core; a core that lacks it treats the encoding as UNDEFINED (or NOCP
 * for the FPU).
 */
public enum Feature {
  /** Armv6-M base: every core has it. */
  V6M("Armv6-M"),
  /** What Armv7-M and Armv8-M Baseline share: wide moves and branches, CBZ, divide, exclusives. */
  BASELINE("Armv7-M or Armv8-M"),
  /** Armv7-M main: the rest of Thumb-2, IT, bit-field. Armv8-M Mainline has it too. */
  V7M("Armv7-M"),
  /** Armv8-M: acquire and release, TT, and SG as a NOP. */
  V8M("Armv8-M"),
  /** Armv8-M Mainline: VLSTM, VLLDM, stack limits of both states. */
  V8M_MAIN("Armv8-M Mainline"),
  /** The Security Extension: SG, BXNS, BLXNS, TTA, banked state. */
  SECURITY("the Security Extension"),
  /** Armv8.1-M Mainline: low-overhead branches, CSEL and relatives, CLRM, VSCCLRM. */
  V81M("Armv8.1-M"),
  /** Pointer authentication and branch target identification. */
  PACBTI("PACBTI"),
  /** DSP extension of Armv7E-M. */
  DSP("the DSP extension"),
  /** Single-precision FPv4-SP. */
  FP_SP("a floating-point unit"),
  /** FPv5 additions: VSEL, VMAXNM, VRINT, VCVTA and so on. */
  FPV5("FPv5"),
  /** Double precision. */
  FP_DP("double-precision floating point"),
  /** Half-precision arithmetic in S registers. */
  FP16("half-precision floating point"),
  /** The M-profile Vector Extension, integer. */
  MVE("MVE"),
  /** The M-profile Vector Extension with floating point. */
  MVE_FP("MVE with floating point");

  private final String text;

  Feature(String text) {
    this.text = text;
  }

  /** How a message to the user names it, for example {@code the DSP extension}. */
  public String text() {
    return text;
  }
}
