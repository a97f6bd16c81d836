package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The cores that can be simulated: what each has, and its identification (CPUID of the core's
 * Technical Reference Manual).
 */
public enum CoreModel {
  CORTEX_M0("Cortex-M0", 0x410C_C200, 2, false, 0, EnumSet.of(Feature.V6M)),
  CORTEX_M0PLUS("Cortex-M0+", 0x410C_C601, 2, true, 8, EnumSet.of(Feature.V6M)),
  CORTEX_M3(
      "Cortex-M3", 0x412F_C231, 8, true, 8, EnumSet.of(Feature.V6M, Feature.BASELINE, Feature.V7M)),
  CORTEX_M4(
      "Cortex-M4",
      0x410F_C241,
      8,
      true,
      8,
      EnumSet.of(Feature.V6M, Feature.BASELINE, Feature.V7M, Feature.DSP)),
  CORTEX_M4F(
      "Cortex-M4F",
      0x410F_C241,
      8,
      true,
      8,
      EnumSet.of(Feature.V6M, Feature.BASELINE, Feature.V7M, Feature.DSP, Feature.FP_SP)),
  CORTEX_M7(
      "Cortex-M7",
      0x411F_C272,
      8,
      true,
      8,
      EnumSet.of(
          Feature.V6M,
          Feature.BASELINE,
          Feature.V7M,
          Feature.DSP,
          Feature.FP_SP,
          Feature.FPV5,
          Feature.FP_DP)),
  CORTEX_M7_SP(
      "Cortex-M7 (single-precision FPU)",
      0x411F_C272,
      8,
      true,
      8,
      EnumSet.of(
          Feature.V6M, Feature.BASELINE, Feature.V7M, Feature.DSP, Feature.FP_SP, Feature.FPV5)),
  CORTEX_M23(
      "Cortex-M23",
      0x411C_D200,
      2,
      true,
      16,
      EnumSet.of(Feature.V6M, Feature.BASELINE, Feature.V8M, Feature.SECURITY)),
  CORTEX_M33(
      "Cortex-M33",
      0x410F_D213,
      8,
      true,
      16,
      EnumSet.of(
          Feature.V6M,
          Feature.BASELINE,
          Feature.V7M,
          Feature.V8M,
          Feature.V8M_MAIN,
          Feature.SECURITY,
          Feature.DSP,
          Feature.FP_SP,
          Feature.FPV5)),
  CORTEX_M55(
      "Cortex-M55", 0x410F_D221, 8, true, 16, EnumSet.complementOf(EnumSet.of(Feature.PACBTI))),
  CORTEX_M85("Cortex-M85", 0x411F_D231, 8, true, 16, EnumSet.allOf(Feature.class));

  /** How many cores a message names at most. */
  private static final int NAMED = 2;

  private final String title;
  private final int cpuid;
  private final int priorityBits;
  private final boolean hasVtor;
  private final int mpuRegions;
  private final Set<Feature> features;

  CoreModel(
      String title,
      int cpuid,
      int priorityBits,
      boolean hasVtor,
      int mpuRegions,
      Set<Feature> features) {
    this.title = title;
    this.cpuid = cpuid;
    this.priorityBits = priorityBits;
    this.hasVtor = hasVtor;
    this.mpuRegions = mpuRegions;
    this.features = Set.copyOf(features);
  }

  /** Arm's name, for example {@code Cortex-M4F}. */
  public String title() {
    return title;
  }

  /** The id on the command line and in board files, for example {@code cortex-m4f}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Value of the CPUID register. */
  public int cpuid() {
    return cpuid;
  }

  /** Implemented priority bits unless the part says otherwise. */
  public int priorityBits() {
    return priorityBits;
  }

  /** Whether the vector table can move. */
  public boolean hasVtor() {
    return hasVtor;
  }

  /** MPU regions (0 = no MPU) unless the part says otherwise. */
  public int mpuRegions() {
    return mpuRegions;
  }

  /**
   * The cores that have {@code feature}, in words: {@code Cortex-M55 and Cortex-M85}. Of many the
   * first ones are named.
   */
  public static String whoHas(Feature feature) {
    List<String> titles =
        Arrays.stream(values()).filter(c -> c.has(feature)).map(CoreModel::title).toList();
    return switch (titles.size()) {
      case 1 -> titles.getFirst();
      case 2 -> titles.get(0) + " and " + titles.get(1);
      default -> String.join(", ", titles.subList(0, NAMED)) + " and others";
    };
  }

  /** What the core has. */
  public Set<Feature> features() {
    return features;
  }

  /** Whether the core has {@code feature}. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /**
   * Whether this is an Armv6-M core or one of Armv8-M Baseline: HardFault is the only fault
   * exception, and there are no fault status registers, no BASEPRI and no FAULTMASK.
   */
  public boolean isV6M() {
    return !has(Feature.V7M);
  }

  /** Whether this is an Armv8-M core. */
  public boolean isV8M() {
    return has(Feature.V8M);
  }
}
