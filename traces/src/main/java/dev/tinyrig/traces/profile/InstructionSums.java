package dev.tinyrig.traces.profile;

/**
 * What was counted of each instruction in all sets together: a hash table by address, as the same
 * instruction is in many sets and blocks.
 */
public final class InstructionSums {
  private int[] addresses = new int[4096];

  /** By slot: executions, 0 where it is empty. */
  private long[] counts = new long[4096];

  private long[] cycles = new long[4096];
  private int size;

  /** Receives the sums. */
  public interface Sink {
    /** The instruction at an address: executions, and its share of the cycles. */
    void sum(int address, long count, long cycles);
  }

  /** The sums of all sets. */
  public static InstructionSums of(BlockSums blocks) {
    InstructionSums sums = new InstructionSums();
    for (int set = 0; set < blocks.sets(); set++) {
      blocks.forEach(set, (in, count, passed) -> sums.add(in.address, count, passed));
    }
    return sums;
  }

  private void add(int address, long count, long passed) {
    int at = slot(address);
    if (counts[at] == 0) {
      addresses[at] = address;
      size++;
    }
    counts[at] += count;
    cycles[at] += passed;
    if (size * 2 > counts.length) {
      grow();
    }
  }

  private int slot(int address) {
    int mask = counts.length - 1;
    int h = (address >>> 1) * 0x9E37_79B1;
    int at = (h ^ h >>> 15) & mask;
    while (counts[at] != 0 && addresses[at] != address) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldAddresses = addresses;
    long[] oldCounts = counts;
    long[] oldCycles = cycles;
    addresses = new int[oldCounts.length * 2];
    counts = new long[oldCounts.length * 2];
    cycles = new long[oldCounts.length * 2];
    size = 0;
    for (int k = 0; k < oldCounts.length; k++) {
      if (oldCounts[k] != 0) {
        add(oldAddresses[k], oldCounts[k], oldCycles[k]);
      }
    }
  }

  /** Delivers all sums, in no particular order. */
  public void forEach(Sink sink) {
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] != 0) {
        sink.sum(addresses[k], counts[k], cycles[k]);
      }
    }
  }
}
