package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;

/**
 * The state of an in-order pipeline while it goes through a line of code: the cycle, which results
 * are under way, and who may still join the instruction issued last.
 */
final class Pipeline {
  private final PipelinedTiming core;
  private final CoreScoreboard results = new CoreScoreboard();
  private final FpScoreboard fp = new FpScoreboard();
  private final FpScoreboard fpStored = new FpScoreboard();
  private final int[] fpAccumulator = new int[32];
  private final VectorPipes pipes = new VectorPipes();

  /** The cycle at which the next instruction can begin on its own. */
  private int time;

  /** The cycle of the instruction before, while it can still have a companion, else -1. */
  private int lastIssue = -1;

  private int slots;
  private boolean joined;
  private int divisionUntil;
  private int lastVector = -2;

  Pipeline(PipelinedTiming core) {
    this.core = core;
  }

  /** Issues an instruction behind another one (null at the entry); the cycles that it adds. */
  int issue(Instruction before, Instruction i) {
    boolean vector = i.op.kind().isVector();
    int needed = pipes.choose(core.pipes(i), core.eitherPipe(i));
    int operands = vector ? vectorReady(i, needed) : operandsReady(i);
    int ready = Math.max(operands, pipes.freeAt(needed));
    boolean open = lastIssue >= 0 && !(core.aloneInSecondHalf() && lastVector == lastIssue - 1);
    joined = open && before != null && ready <= lastIssue && core.joins(before, i, slots);
    int issue = joined ? lastIssue : Math.max(time, ready);
    int occupancy = core.occupancy(i);
    int end = issue + occupancy;
    int added = end - time;
    time = end;
    slots = joined ? slots + 1 : 1;
    lastIssue = slots == core.width() || occupancy != 1 ? -1 : issue;
    if (vector) {
      pipes.hold(needed, issue + VectorFigures.hold(core, i));
      produceVector(i, issue);
      lastVector = issue;
    } else {
      produce(i, issue, occupancy);
    }
    return added;
  }

  /** Whether the last instruction was issued in the cycle of the one before. */
  boolean joined() {
    return joined;
  }

  /** Cycles for which a division still goes on. */
  int pending() {
    return Math.max(0, divisionUntil - time);
  }

  private int operandsReady(Instruction i) {
    int addresses = Operands.addressReads(i);
    int sums = PipelinedTiming.accumulators(i);
    int ready = CoreScoreboard.latest(results.address, addresses);
    int values = Operands.reads(i) & ~addresses & ~sums & 0x7FFF;
    if (i.op.kind() == OpKind.STORE || i.op.kind() == OpKind.STORE_MULTIPLE) {
      return Math.max(ready, CoreScoreboard.latest(results.stored, values));
    }
    int early = core.earlyNeed(i);
    int shifted = early != 0 ? 1 << i.m : 0;
    ready = Math.max(ready, CoreScoreboard.latest(results.value, values & ~shifted));
    if (shifted != 0 && results.value[i.m] > 0) {
      ready = Math.max(ready, results.value[i.m] + early);
    }
    ready = Math.max(ready, CoreScoreboard.latest(results.accumulator, sums));
    if ((Operands.flagsRead(i) & ~Operands.FPSCR_FLAGS) != 0 && !i.branches) {
      ready = Math.max(ready, results.value[CoreScoreboard.FLAGS]);
    }
    return Armv7mTiming.isFloatingPoint(i) ? Math.max(ready, fpReady(i)) : ready;
  }

  private int fpReady(Instruction i) {
    long reads = Operands.fpReads(i);
    int ready = 0;
    if (i.op.kind() == OpKind.FP_MULTIPLY_ACCUMULATE) {
      long sum = Operands.fpWrites(i);
      ready = fpAccumulator[Long.numberOfTrailingZeros(sum)];
      reads &= ~sum | Operands.fpReads(i) & factors(i);
    }
    ready = Math.max(ready, fp.readyAt(reads));
    if ((Operands.flagsRead(i) & Operands.FPSCR_FLAGS) != 0) {
      ready = Math.max(ready, fp.operandsReadyAt(i));
    }
    if (i.op.kind() != OpKind.FP_LOAD && i.op.kind() != OpKind.FP_MOVE) {
      ready = Math.max(ready, fp.unitFreeAt());
    }
    return ready;
  }

  /** The factors of a multiply-accumulate. */
  private static long factors(Instruction i) {
    return i.op.name().endsWith("_F64") ? 3L << 2 * i.n | 3L << 2 * i.m : 1L << i.n | 1L << i.m;
  }

  private int vectorReady(Instruction i, int needed) {
    int addresses = VectorRegisters.addressReads(i);
    int values = VectorRegisters.coreReads(i) & ~addresses;
    int ready = CoreScoreboard.latest(results.address, addresses);
    int[] board = VectorRegisters.reduces(i) ? results.accumulator : results.value;
    ready = Math.max(ready, CoreScoreboard.latest(board, values));
    long stored = VectorRegisters.stored(i);
    ready = Math.max(ready, fpStored.readyAt(stored));
    long reads = VectorRegisters.reads(i) & ~stored;
    if (VectorRegisters.accumulates(i)) {
      long sums = VectorRegisters.writes(i);
      ready = Math.max(ready, fpAccumulator[Long.numberOfTrailingZeros(sums)]);
      reads &= ~sums;
    }
    int early = VectorFigures.offsetsEarly(core, i);
    int vectors = fp.readyAt(reads);
    ready = Math.max(ready, vectors > 0 ? vectors + early : 0);
    return (needed & VectorPipes.MULTIPLY) != 0 ? Math.max(ready, fp.unitFreeAt()) : ready;
  }

  private void produceVector(Instruction i, int issue) {
    int latency = VectorFigures.latency(core, i);
    int chained = issue + VectorFigures.chainLatency(core, i, latency);
    int written = VectorRegisters.coreWrites(i);
    if (i.op.kind() == OpKind.VECTOR_LOAD || i.op.kind() == OpKind.VECTOR_STORE) {
      results.set(written, issue + core.figure(Quantity.LATENCY_ALU));
    } else {
      results.set(written, issue + latency, issue + latency, chained, issue + latency);
    }
    long vectors = VectorRegisters.writes(i);
    fp.produce(vectors, issue + latency);
    fpStored.produce(vectors, issue + VectorFigures.storedLatency(core, i, latency));
    for (long rest = vectors; rest != 0; rest &= rest - 1) {
      fpAccumulator[Long.numberOfTrailingZeros(rest)] = chained;
    }
  }

  private void produce(Instruction i, int issue, int occupancy) {
    int alu = issue + core.aluLatency(i);
    if (Operands.flagsWritten(i, false) != 0) {
      results.value[CoreScoreboard.FLAGS] = alu;
    }
    int written = Operands.writes(i) & 0x7FFF;
    int last = issue + occupancy - 1;
    switch (i.op.kind()) {
      case LOAD, LOAD_MULTIPLE -> {
        results.set(
            written,
            last + core.loadToValue(i),
            last + core.figure(Quantity.LATENCY_LOAD_ADDRESS),
            last + core.loadToAccumulator(i),
            last + core.loadToStore(i));
        if (i.writeBack) {
          results.set(1 << i.n, issue + core.figure(Quantity.LATENCY_ALU));
        }
      }
      case MULTIPLY, DSP -> {
        boolean multiplies = DualIssue.usesMultiplier(i);
        int value = multiplies ? issue + core.figure(Quantity.LATENCY_MULTIPLY) : alu;
        int sum = multiplies ? issue + core.figure(Quantity.LATENCY_ACCUMULATOR) : alu;
        results.set(written, value, value, sum, value);
      }
      case DIVIDE -> results.set(written, issue + occupancy);
      default -> results.set(written, alu);
    }
    if (Armv7mTiming.isFloatingPoint(i)) {
      produceFloatingPoint(i, issue, occupancy);
    }
  }

  private void produceFloatingPoint(Instruction i, int issue, int occupancy) {
    int latency = core.fpLatency(i, occupancy);
    int forAccumulator = core.fpAccumulatorLatency(i, occupancy, latency);
    fp.produce(i, issue + latency);
    fpStored.produce(Operands.fpWrites(i), issue + latency);
    for (long rest = Operands.fpWrites(i); rest != 0; rest &= rest - 1) {
      fpAccumulator[Long.numberOfTrailingZeros(rest)] = issue + forAccumulator;
    }
    int busy = core.fpBusy(i, latency);
    if (busy > 1) {
      fp.occupyUntil(issue + busy);
    }
    if (i.op.kind() == OpKind.FP_DIVIDE || busy > 4) {
      divisionUntil = issue + busy;
    }
  }
}
