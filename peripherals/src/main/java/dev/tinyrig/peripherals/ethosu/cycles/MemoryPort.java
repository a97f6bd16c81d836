package dev.tinyrig.peripherals.ethosu.cycles;

/**
 * The memory behind an AXI port, as {@code vela.ini} describes it.
 *
 * @param clockScale bandwidth, as a part of the port's width in each cycle
 * @param burstBytes bytes of a burst that the memory serves at full speed
 * @param readLatency cycles
 * @param writeLatency cycles
 * @param maxReads reads that may be outstanding
 * @param maxWrites writes that may be outstanding
 */
public record MemoryPort(
    double clockScale,
    int burstBytes,
    int readLatency,
    int writeLatency,
    int maxReads,
    int maxWrites) {
  /** Bytes a cycle when the port is {@code portBytes} wide. */
  public double bytesPerCycle(int portBytes) {
    return portBytes * clockScale;
  }
}
