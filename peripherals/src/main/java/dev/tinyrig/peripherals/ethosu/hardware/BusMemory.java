package dev.tinyrig.peripherals.ethosu.hardware;

import dev.tinyrig.emulator.memory.Bus;
import dev.tinyrig.emulator.memory.Region;
import java.util.function.BooleanSupplier;

/**
 * The machine's memories as the NPU's AXI ports reach them. It reads and writes memory, not
 * devices; the core's MPU and SAU do not apply to it, guards of memories (memory protection
 * controllers) do. Bytes that lie in two memories beside each other are copied.
 */
public final class BusMemory implements NpuMemory {
  private static final long LIMIT = 1L << 32;

  /** No guard of a memory tells smaller blocks apart. */
  private static final int GUARD_STEP = 32;

  private final Bus bus;
  private final BooleanSupplier secure;

  /**
   * The memories of a bus.
   *
   * @param secure whether the NPU's accesses are Secure at the moment
   */
  public BusMemory(Bus bus, BooleanSupplier secure) {
    this.bus = bus;
    this.secure = secure;
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
    if (offset + length <= memory.size) {
      if (!passes(memory, address, address + length)) {
        throw new BusFault(channel, region, address, length);
      }
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
      if (memory == null
          || (channel.isWrite() && !memory.writable)
          || !passes(memory, at, Math.min(memory.end(), address + length))) {
        throw new BusFault(channel, region, address, length);
      }
      at = memory.end();
    }
  }

  private boolean passes(Region memory, long from, long to) {
    if (!memory.guarded(secure.getAsBoolean())) {
      return true;
    }
    for (long at = from; at < to; at = (at | GUARD_STEP - 1) + 1) {
      if (!memory.passes((int) at, secure.getAsBoolean())) {
        return false;
      }
    }
    return true;
  }

  /** Writes copies back, and lets the core forget code that it decoded from these bytes. */
  @Override
  public void written(Span span) {
    bus.poke((int) span.address(), span.bytes(), span.offset(), span.length());
  }
}
