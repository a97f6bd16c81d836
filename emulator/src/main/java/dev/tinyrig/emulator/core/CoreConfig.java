package dev.tinyrig.emulator.core;

/**
 * A core as a part implements it.
 *
 * @param model which core
 * @param interrupts external interrupt lines (0..480)
 * @param priorityBits implemented bits of a priority (2 on Armv6-M, 3..8 elsewhere)
 * @param mpuRegions MPU regions, 0 when there is no MPU
 * @param bitBand whether the bit-band aliases at 0x2200_0000 and 0x4200_0000 exist
 * @param initialVtor vector table address at reset
 * @param clockHz core clock
 * @param systickReferenceHz frequency of SysTick's external reference clock, 0 when there is none
 */
public record CoreConfig(
    CoreModel model,
    int interrupts,
    int priorityBits,
    int mpuRegions,
    boolean bitBand,
    int initialVtor,
    long clockHz,
    int systickReferenceHz) {

  public CoreConfig {
    if (interrupts < 0 || interrupts > 480) {
      throw new IllegalArgumentException("interrupts must be 0..480, not " + interrupts);
    }
    if (priorityBits < 2 || priorityBits > 8) {
      throw new IllegalArgumentException("priorityBits must be 2..8, not " + priorityBits);
    }
    if (mpuRegions != 0 && mpuRegions != 8 && mpuRegions != 16) {
      throw new IllegalArgumentException("mpuRegions must be 0, 8 or 16, not " + mpuRegions);
    }
    if (clockHz <= 0) {
      throw new IllegalArgumentException("clockHz must be positive, not " + clockHz);
    }
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
}
