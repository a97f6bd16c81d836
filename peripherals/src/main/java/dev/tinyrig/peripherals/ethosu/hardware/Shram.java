package dev.tinyrig.peripherals.ethosu.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The NPU's buffer memory. It holds what DMA puts there, above all look-up tables in its last 2
 * KiB; every core has its own, and as compilers write all of them alike, one stands for all. Input
 * blocks and accumulators are not kept in it: an operation leaves it as it was, where hardware
 * without reserved table banks overwrites tables.
 */
public final class Shram {
  private final byte[] bytes;

  /** The memory of a configuration, zero. */
  public Shram(NpuConfig config) {
    bytes = new byte[config.shramKib() * 1024];
  }

  /** All of it; writes go through. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the tables start. */
  public int tables() {
    return bytes.length - NpuConfig.TABLE_BYTES;
  }

  /** Forgets everything. */
  public void reset() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** Writes the contents. */
  public void save(DataOutput out) throws IOException {
    out.write(bytes);
  }

  /** Reads what {@link #save} wrote. */
  public void restore(DataInput in) throws IOException {
    in.readFully(bytes);
  }
}
