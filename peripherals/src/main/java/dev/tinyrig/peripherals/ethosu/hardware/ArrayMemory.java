package dev.tinyrig.peripherals.ethosu.hardware;

import java.util.ArrayList;
import java.util.List;

/** Memory made of arrays at addresses of their own, for streams that run without a machine. */
public final class ArrayMemory implements NpuMemory {
  private final List<Span> pieces = new ArrayList<>();

  /** Adds a piece of memory. */
  public ArrayMemory add(long address, byte[] bytes) {
    pieces.add(new Span(bytes, 0, address, bytes.length));
    return this;
  }

  @Override
  public Span span(AxiChannel channel, int region, long address, long length) {
    for (Span piece : pieces) {
      long at = address - piece.address();
      if (at >= 0 && length >= 0 && at + length <= piece.length()) {
        return new Span(piece.bytes(), piece.offset() + (int) at, address, (int) length);
      }
    }
    throw new BusFault(channel, region, address, length);
  }

  @Override
  public void written(Span span) {
    // Nothing is derived from these bytes.
  }
}
