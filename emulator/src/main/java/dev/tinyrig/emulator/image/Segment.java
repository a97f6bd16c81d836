package dev.tinyrig.emulator.image;

/**
 * Bytes that a programmer puts into memory, or memory that the image reserves.
 *
 * @param loadAddress where the bytes lie before the firmware starts (ELF: physical address)
 * @param runAddress where the firmware uses them (ELF: virtual address); equal to {@code
 *     loadAddress} unless start-up code copies them
 * @param bytes the bytes of the file; may be shorter than {@code memorySize}
 * @param memorySize bytes that the segment occupies at {@code runAddress}, zero-filled ones
 *     included
 * @param writable whether the firmware writes it
 * @param executable whether it holds code
 */
public record Segment(
    int loadAddress,
    int runAddress,
    byte[] bytes,
    long memorySize,
    boolean writable,
    boolean executable) {
  /**
   * Whether {@code length} bytes at the run address {@code address} lie in the segment's memory.
   */
  public boolean containsRun(int address, int length) {
    long offset = Integer.toUnsignedLong(address) - Integer.toUnsignedLong(runAddress);
    return offset >= 0 && offset + length <= memorySize;
  }

  /** Whether {@code length} bytes at the load address {@code address} lie in the loaded bytes. */
  public boolean containsLoaded(int address, int length) {
    long offset = Integer.toUnsignedLong(address) - Integer.toUnsignedLong(loadAddress);
    return offset >= 0 && offset + length <= bytes.length;
  }

  /** First load address behind the loaded bytes, as an unsigned number. */
  public long loadEnd() {
    return Integer.toUnsignedLong(loadAddress) + bytes.length;
  }
}
