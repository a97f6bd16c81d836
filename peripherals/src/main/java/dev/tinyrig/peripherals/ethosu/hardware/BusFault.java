package dev.tinyrig.peripherals.ethosu.hardware;

import java.util.Locale;

/** Memory refused an access of the NPU: STATUS.bus_status. */
public final class BusFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AxiChannel channel;
  private final int region;

  /**
   * @param channel who asked
   * @param region through which base pointer, or {@link #NO_REGION}
   * @param address first byte of the access
   * @param length bytes
   */
  public BusFault(AxiChannel channel, int region, long address, long length) {
    super(
        String.format(
            Locale.ROOT,
            "%s of %d bytes at 0x%x%s: there is no such memory",
            channel,
            length,
            address,
            region == NO_REGION ? "" : " (region " + region + ")"));
    this.channel = channel;
    this.region = region;
  }

  /** The access went through no base pointer: the command stream itself. */
  public static final int NO_REGION = -1;

  /** Who asked. */
  public AxiChannel channel() {
    return channel;
  }

  /** The base pointer that the address came from. */
  public int region() {
    return region;
  }
}
