package dev.tinyrig.peripherals.ethosu.hardware;

/** The memory that the NPU reads and writes as a bus master. */
public interface NpuMemory {
  /**
   * Memory from {@code address} on, as an array.
   *
   * @param channel who asks, for faults
   * @param region base pointer behind the address, for faults
   * @throws BusFault when not all of it is memory, or it is to be written and cannot be
   */
  Span span(AxiChannel channel, int region, long address, long length);

  /** Says that the bytes of a span were written. */
  void written(Span span);

  /**
   * A piece of memory.
   *
   * @param bytes holds it; the memory itself or a copy
   * @param offset of its first byte
   * @param address that its first byte has
   * @param length bytes
   */
  record Span(byte[] bytes, int offset, long address, int length) {}
}
