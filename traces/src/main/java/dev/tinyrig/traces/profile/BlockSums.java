package dev.tinyrig.traces.profile;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.probe.Probe;
import java.util.List;

/** What {@link BlockCounters} had counted at one moment. */
public final class BlockSums {
  /**
   * A block in a set.
   *
   * @param started {@code started[i]} runs began and {@code -started[i]} ended at instruction i
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Block(Probe.BlockView code, long[] started, long cycles) {}

  private final List<List<Block>> sets;

  BlockSums(List<List<Block>> sets) {
    this.sets = sets;
  }

  /** Number of sets in use. */
  public int sets() {
    return sets.size();
  }

  /** Receives what was counted, instruction by instruction. */
  public interface Sink {
    /**
     * An instruction was executed {@code count} times, and this share of its block's cycles is its
     * own.
     */
    void counted(Instruction instruction, long count, long cycles);
  }

  /** Delivers what was counted in a set, in a fixed order. */
  public void forEach(int set, Sink sink) {
    if (set >= 0 && set < sets.size()) {
      sets.get(set).forEach(block -> deliver(block, sink));
    }
  }

  /** The cycles of a block are shared among its executed instructions without losing one. */
  private static void deliver(Block b, Sink sink) {
    long total = 0;
    long running = 0;
    for (int i = 0; i < b.code.length(); i++) {
      running += b.started[i];
      total += running;
    }
    long given = 0;
    long seen = 0;
    running = 0;
    for (int i = 0; i < b.code.length(); i++) {
      running += b.started[i];
      if (running == 0) {
        continue;
      }
      seen += running;
      long upTo =
          seen == total ? b.cycles : (long) ((double) b.cycles / (double) total * (double) seen);
      sink.counted(b.code.instruction(i), running, upTo - given);
      given = upTo;
    }
  }

  /** Executed instructions of a set by class, indexed by {@link OpKind#ordinal()}. */
  public long[] mix(int set) {
    long[] counts = new long[OpKind.values().length];
    forEach(set, (in, count, cycles) -> counts[in.op.kind().ordinal()] += count);
    return counts;
  }
}
