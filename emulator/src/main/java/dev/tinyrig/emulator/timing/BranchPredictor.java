package dev.tinyrig.emulator.timing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Two-bit counters by branch address: 0 and 1 predict that a branch is not taken, 2 and 3 that it
 * is.
 */
final class BranchPredictor {
  private static final int ENTRIES = 256;

  private final byte[] counters = new byte[ENTRIES];

  BranchPredictor() {
    Arrays.fill(counters, (byte) 1);
  }

  /** Whether a branch was predicted wrongly; learns from it. */
  boolean mispredicts(int address, boolean taken) {
    int entry = address >>> 1 & ENTRIES - 1;
    int counter = counters[entry];
    counters[entry] = (byte) (taken ? Math.min(3, counter + 1) : Math.max(0, counter - 1));
    return counter >= 2 != taken;
  }

  void save(DataOutput out) throws IOException {
    out.write(counters);
  }

  void restore(DataInput in) throws IOException {
    in.readFully(counters);
  }
}
