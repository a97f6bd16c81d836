package dev.tinyrig.peripherals;

/**
 * The clock of a device beside the core's, from which all time comes.
 *
 * @param coreHz core clock, in hertz
 * @param deviceHz clock of the device, in hertz
 */
public record DeviceClock(long coreHz, long deviceHz) {
  /** A device that runs with the core. */
  public static DeviceClock ofCore(long coreHz) {
    return new DeviceClock(coreHz, coreHz);
  }

  /** Whole ticks of the device in this many cycles of the core since reset. */
  public long ticks(long cycles) {
    return cycles / coreHz * deviceHz + cycles % coreHz * deviceHz / coreHz;
  }

  /** Cycles of the core in this many ticks, rounded up: after them the ticks are over. */
  public long cycles(long ticks) {
    return ticks / deviceHz * coreHz + (ticks % deviceHz * coreHz + deviceHz - 1) / deviceHz;
  }

  /** Cycles of the core in a tick, to the nearest and at least one. */
  public int cyclesPerTick() {
    return (int) Math.max(1, (coreHz + deviceHz / 2) / deviceHz);
  }
}
