package dev.tinyrig.emulator.memory;

/**
 * An access that the bus or a device refuses; the core turns it into a precise BusFault (HardFault
 * on Armv6-M).
 */
public final class BusError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int address;

  public BusError(int address, String reason) {
    super(reason, null, false, false);
    this.address = address;
  }

  /** The address of the refused access. */
  public int address() {
    return address;
  }
}
