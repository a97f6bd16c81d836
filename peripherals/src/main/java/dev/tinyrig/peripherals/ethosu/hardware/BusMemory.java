package dev.tinyrig.peripherals.ethosu.hardware;

import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Region;

/**
 * The machine's memories as the NPU's AXI ports reach them. It reads and writes memory, not devices;
 * memory protection of the core does not apply to it. Bytes that lie in two memories beside each
 * other are copied.
 */
public final class BusMemory implements NpuMemory {
  private static final long LIMIT = 1L << 32;

  private final Bus bus;

  /** The memories of a bus. */
  public BusMemory(Bus bus) {
    this.bus = bus;
  }

  @Override
  public Span span(AxiChannel channel, int region, long address, long length) {
    if (address < 0 || length < 0 || length > Integer.MAX_VALUE || address + length > LIMIT) {
      throw new BusFault(channel, region, address, length);
    }
    Region memory = bus.region((int) address);
    if (memory == null || (channel.isWrite() && !memory.writable)) {
      throw new BusFault(channel, region, address, length);
    }
    int offset = (int) address - memory.base;
    if (offset + length <= memory.bytes.length) {
      return new Span(memory.bytes, offset, address, (int) length);
    }
    check(channel, region, address, length);
    byte[] copy = new byte[(int) length];
    bus.peek((int) address, copy, 0, copy.length);
    return new Span(copy, 0, address, copy.length);
  }

  private void check(AxiChannel channel, int region, long address, long length) {
    long at = address;
    while (at < address + length) {
      Region memory = bus.region((int) at);
      if (memory == null || (channel.isWrite() && !memory.writable)) {
        throw new BusFault(channel, region, address, length);
      }
      at = memory.end();
    }
  }

  /** Writes copies back, and lets the core forget code that it decoded from these bytes. */
  @Override
  public void written(Span span) {
    bus.poke((int) span.address(), span.bytes(), span.offset(), span.length());
  }
}
