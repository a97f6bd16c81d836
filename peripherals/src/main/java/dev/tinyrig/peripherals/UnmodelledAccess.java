package dev.tinyrig.peripherals;

/**
 * An access to something that is not modelled.
 *
 * @param device name of the device or window on its board
 * @param base address of the device
 * @param offset bytes from {@code base}
 * @param kind what is missing
 * @param detail name of the register and, for bits, their mask; empty when the place has no name
 * @param value the value written, 0 for reads
 * @param cycle when it happened first
 */
public record UnmodelledAccess(
    String device, int base, int offset, Kind kind, String detail, int value, long cycle) {
  /** What is missing. */
  public enum Kind {
    /** A register was read that the model does not have; the firmware got 0. */
    READ("read of unmodelled register"),
    /** A register was written that the model does not have; the value is lost. */
    WRITE("write to unmodelled register"),
    /** Bits were set that have no effect. */
    BITS("unmodelled bits set"),
    /** The device is used in a way in which a real one would not work as the model does. */
    MISUSE("use that real hardware does not bear");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** For people: what, where, which value. */
  public String describe() {
    StringBuilder text = new StringBuilder(device).append(": ").append(kind.text);
    if (!detail.isEmpty()) {
      text.append(' ').append(detail);
    }
    text.append(" at 0x").append(Integer.toHexString(base + offset));
    if (kind == Kind.WRITE || kind == Kind.BITS) {
      text.append(" (value 0x").append(Integer.toHexString(value)).append(')');
    }
    return text.toString();
  }
}
