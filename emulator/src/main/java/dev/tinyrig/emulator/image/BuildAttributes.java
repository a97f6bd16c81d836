package dev.tinyrig.emulator.image;

/**
 * What an executable was built for, from its build attributes (Addenda to the ABI for the Arm
 * Architecture, section 3). Linkers merge the objects' attributes, so they name the least core that
 * runs all of the code; they cannot tell Cortex-M0 from Cortex-M0+.
 *
 * @param cpuName Tag_CPU_name as written, for example {@code 7E-M} or {@code Cortex-M4}; empty when
 *     absent
 * @param arch Tag_CPU_arch
 * @param profile Tag_CPU_arch_profile: {@code M}, {@code A}, {@code R}, or a space when unsaid
 * @param fpArch Tag_FP_arch
 * @param singlePrecisionOnly Tag_ABI_HardFP_use says that only single precision is used
 * @param hardFloatCalls floating-point arguments travel in FP registers
 * @param dsp Tag_DSP_extension is set (Armv8-M; Armv7E-M has it always)
 * @param mve the Helium extension
 */
public record BuildAttributes(
    String cpuName,
    Arch arch,
    char profile,
    FpArch fpArch,
    boolean singlePrecisionOnly,
    boolean hardFloatCalls,
    boolean dsp,
    Mve mve) {
  /** Architectures by their Tag_CPU_arch number; others are {@link #OTHER}. */
  public enum Arch {
    V7(10, "Armv7"),
    V6_M(11, "Armv6-M"),
    V6S_M(12, "Armv6-M"),
    V7E_M(13, "Armv7E-M"),
    V8_A(14, "Armv8-A"),
    V8_R(15, "Armv8-R"),
    V8_M_BASE(16, "Armv8-M baseline"),
    V8_M_MAIN(17, "Armv8-M mainline"),
    V8_1_M_MAIN(21, "Armv8.1-M mainline"),
    OTHER(-1, "another architecture");

    private final int tag;
    private final String title;

    Arch(int tag, String title) {
      this.tag = tag;
      this.title = title;
    }

    static Arch of(int tag) {
      for (Arch arch : values()) {
        if (arch.tag == tag) {
          return arch;
        }
      }
      return OTHER;
    }

    /** Arm's name. */
    public String title() {
      return title;
    }
  }

  /** Floating-point units as far as microcontrollers have them. */
  public enum FpArch {
    NONE("no FPU"),
    FPV4("FPv4"),
    FPV5("FPv5"),
    /** VFPv1 to VFPv3, which no Cortex-M has. */
    OTHER("another FPU");

    private final String title;

    FpArch(String title) {
      this.title = title;
    }

    /** Arm's name. */
    public String title() {
      return title;
    }
  }

  /** The M-profile vector extension. */
  public enum Mve {
    NONE,
    INTEGER,
    FLOAT
  }

  /** Whether this is code for a microcontroller core. */
  public boolean isMicrocontroller() {
    return switch (arch) {
      case V6_M, V6S_M, V7E_M, V8_M_BASE, V8_M_MAIN, V8_1_M_MAIN -> true;
      case V7 -> profile == 'M';
      case V8_A, V8_R, OTHER -> false;
    };
  }

  /** In words, for example {@code Armv7E-M with FPv4 (single precision)}. */
  public String describe() {
    StringBuilder text = new StringBuilder(arch.title());
    if (arch == Arch.V7) {
      text.append('-').append(profile == ' ' ? '?' : profile);
    }
    if (fpArch != FpArch.NONE) {
      text.append(" with ").append(fpArch.title());
      if (fpArch == FpArch.FPV4 || singlePrecisionOnly) {
        text.append(" (single precision)");
      }
    }
    if (mve != Mve.NONE) {
      text.append(mve == Mve.FLOAT ? " and MVE with floating point" : " and integer MVE");
    }
    return text.toString();
  }
}
