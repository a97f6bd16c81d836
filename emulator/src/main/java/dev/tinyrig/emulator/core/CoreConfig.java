package dev.tinyrig.emulator.core;

import dev.tinyrig.emulator.isa.Feature;

/**
 * A core as a part implements it.
 *
 * @param model which core
 * @param interrupts external interrupt lines (0..480)
 * @param priorityBits implemented bits of a priority (2 on baseline cores, 3..8 elsewhere)
 * @param mpuRegions MPU regions of each security state, 0 when there is no MPU
 * @param bitBand whether the bit-band aliases at 0x2200_0000 and 0x4200_0000 exist
 * @param initialVtor vector table address at reset
 * @param clockHz core clock
 * @param systickReferenceHz frequency of SysTick's external reference clock, 0 when there is none
 * @param security whether the Security Extension is configured; a core without it starts and stays
 *     in one state, and the registers of the extension read as zero and ignore writes
 * @param sauRegions regions of the security attribution unit (0..8)
 * @param initialNonSecureVtor Non-secure vector table address at reset
 */
public record CoreConfig(
    CoreModel model,
    int interrupts,
    int priorityBits,
    int mpuRegions,
    boolean bitBand,
    int initialVtor,
    long clockHz,
    int systickReferenceHz,
    boolean security,
    int sauRegions,
    int initialNonSecureVtor) {
  /** SAU regions unless the part says otherwise: what the Cortex-M33 and later offer at most. */
  public static final int SAU_REGIONS = 8;

  public CoreConfig {
    if (interrupts < 0 || interrupts > 480) {
      throw new IllegalArgumentException("interrupts must be 0..480, not " + interrupts);
    }
    if (priorityBits < 2 || priorityBits > 8) {
      throw new IllegalArgumentException("priorityBits must be 2..8, not " + priorityBits);
    }
    if (mpuRegions != 0
        && mpuRegions != 4
        && mpuRegions != 8
        && mpuRegions != 12
        && mpuRegions != 16) {
      throw new IllegalArgumentException("mpuRegions must be 0, 4, 8, 12 or 16, not " + mpuRegions);
    }
    if (clockHz <= 0) {
      throw new IllegalArgumentException("clockHz must be positive, not " + clockHz);
    }
    if (security && !model.has(Feature.SECURITY)) {
      throw new IllegalArgumentException("a " + model.title() + " has no Security Extension");
    }
    if (sauRegions < 0 || sauRegions > SAU_REGIONS || (sauRegions != 0 && !security)) {
      throw new IllegalArgumentException(
          "sauRegions must be 0.."
              + SAU_REGIONS
              + ", and 0 without the Security Extension, not "
              + sauRegions);
    }
  }

  /** A core with the Security Extension when its model has one, and all SAU regions. */
  public CoreConfig(
      CoreModel model,
      int interrupts,
      int priorityBits,
      int mpuRegions,
      boolean bitBand,
      int initialVtor,
      long clockHz,
      int systickReferenceHz) {
    this(
        model,
        interrupts,
        priorityBits,
        mpuRegions,
        bitBand,
        initialVtor,
        clockHz,
        systickReferenceHz,
        model.has(Feature.SECURITY),
        model.has(Feature.SECURITY) ? SAU_REGIONS : 0,
        0);
  }

  /** The core with what its model implements, 32 interrupts and vectors at {@code initialVtor}. */
  public static CoreConfig of(CoreModel model, int initialVtor, long clockHz) {
    return new CoreConfig(
        model,
        32,
        model.priorityBits(),
        model.mpuRegions(),
        model == CoreModel.CORTEX_M3
            || model == CoreModel.CORTEX_M4
            || model == CoreModel.CORTEX_M4F,
        initialVtor,
        clockHz,
        0);
  }

  /** This core without the Security Extension. */
  public CoreConfig withoutSecurity() {
    return new CoreConfig(
        model,
        interrupts,
        priorityBits,
        mpuRegions,
        bitBand,
        initialVtor,
        clockHz,
        systickReferenceHz,
        false,
        0,
        initialNonSecureVtor);
  }
}
