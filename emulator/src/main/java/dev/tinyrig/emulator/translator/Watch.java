package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Bytecode for observers, made while there are some: a counter for each way through a line, and a
 * call for each branch that a listener to calls hears of.
 */
final class Watch {
  private static final ClassDesc PROBER = ClassDesc.of("dev.tinyrig.emulator.translator.Prober");
  private static final ClassDesc RUN = ClassDesc.of("dev.tinyrig.emulator.translator.Run");
  private static final ClassDesc COUNTERS = ConstantDescs.CD_long.arrayType();
  private static final ClassDesc INSTRUCTION = ClassDesc.of("dev.tinyrig.emulator.isa.Instruction");

  /** Arguments and results, SP and LR: what listeners to calls may read. */
  private static final int TOLD = 0x600F;

  private static final MethodTypeDesc FLOW =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          INSTRUCTION,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc MOVED =
      MethodTypeDesc.of(ConstantDescs.CD_void, RUN, ConstantDescs.CD_int);
  private static final int SP = 13;

  private final Prober prober;
  private final boolean counts;
  private final boolean flows;
  private final List<Run> runs = new ArrayList<>();

  /** Lines that may take other cycles than their static ones. */
  private final Set<Block> dynamic = new HashSet<>();

  private RegionCompiler region;

  /** Two for each run: how often, and its cycles where these are not always the same. */
  private long[] counters = {};

  private int written;

  Watch(Prober prober, boolean counts, boolean flows) {
    this.prober = prober;
    this.counts = counts;
    this.flows = flows;
  }

  /** Whether runs are counted. */
  boolean counts() {
    return counts;
  }

  /** The code of a region begins. */
  void begin(RegionCompiler newRegion, List<Segment> segments, int registers) {
    region = newRegion;
    written = registers & 0x7FFF;
    int most = 0;
    for (Segment segment : segments) {
      most++;
      if (counts && isDynamic(segment.block(), segment.length())) {
        dynamic.add(segment.block());
      }
      for (int k = 0; k < segment.length(); k++) {
        most += segment.block().code[k].branches ? 1 : 0;
      }
    }
    counters = new long[2 * most];
  }

  /** Whether the cycle at which a line began is kept while it executes. */
  boolean keepsStart(Block block) {
    return dynamic.contains(block);
  }

  /** The code of the region's lines begins. */
  void start(Asm asm) {
    if (!dynamic.isEmpty()) {
      asm.get(Asm.LEFT).set(Asm.START);
    }
  }

  /** The code comes together to leave the region. */
  void end(Asm asm) {
    if (!dynamic.isEmpty()) {
      asm.constant(region.constant(prober), PROBER).get(Asm.START);
      asm.code.putfield(PROBER, "startLeft", ConstantDescs.CD_int);
    }
  }

  /** A line is left behind {@code to} instructions; the cycles that are left are up to date. */
  void count(Asm asm, Block block, int to, int cycles) {
    if (!counts) {
      return;
    }
    Run run = new Run(block, to, cycles, isDynamic(block, to));
    if (movesStack(block, to)) {
      asm.give(written & 1 << SP);
      asm.constant(region.constant(prober), PROBER).constant(region.constant(run), RUN);
      if (run.dynamic()) {
        asm.get(Asm.START).get(Asm.LEFT);
        asm.code.isub();
      } else {
        asm.push(cycles);
      }
      asm.code.invokevirtual(PROBER, "moved", MOVED);
      return;
    }
    int index = 2 * runs.size();
    runs.add(run);
    asm.constant(region.constant(counters), COUNTERS).push(index);
    asm.code.dup2().laload().lconst_1().ladd().lastore();
    if (run.dynamic()) {
      asm.constant(region.constant(counters), COUNTERS).push(index + 1);
      asm.code.dup2().laload();
      asm.get(Asm.START).get(Asm.LEFT);
      asm.code.isub().i2l().ladd().lastore();
    }
  }

  private static boolean movesStack(Block block, int to) {
    for (int k = 0; k < to; k++) {
      if ((RegionCompiler.writes(block.code[k]) >>> SP & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isDynamic(Block block, int to) {
    for (int k = 0; k < to; k++) {
      Instruction i = block.code[k];
      boolean extra = i.op.kind() == OpKind.DIVIDE || (i.branches && region.predicts(i));
      boolean waits = region.memory().waits() && MemoryCode.accesses(i) != 0;
      if (extra || waits || region.unaligned(i) || i.op == Op.IT) {
        return true;
      }
    }
    return false;
  }

  /** Whether listeners hear of a branch. */
  boolean tells(Instruction i) {
    return flows
        && (i.op.kind() == OpKind.CALL || i.op == Op.B || i.endsBlock && i.op != Op.LE_FOREVER);
  }

  /** Tells of a branch; leaves on the stack whether somebody asks for attention. */
  void tell(Asm asm, Instruction i, Runnable target) {
    asm.give(written & TOLD);
    asm.constant(region.constant(prober), PROBER).constant(region.constant(i), INSTRUCTION);
    target.run();
    asm.get(Asm.LEFT).get(Asm.RETIRED);
    String what = i.op.kind() == OpKind.CALL ? "call" : i.op == Op.B ? "jump" : "ret";
    asm.code.invokevirtual(PROBER, what, FLOW);
    asm.push(0).set(Asm.RETIRED);
  }

  /** Tells what was counted, and begins anew. */
  void settle(Probes probes) {
    for (int k = 0; k < runs.size(); k++) {
      long count = counters[2 * k];
      if (count != 0) {
        Run run = runs.get(k);
        long cycles = run.dynamic() ? counters[2 * k + 1] : count * run.cycles();
        counters[2 * k] = 0;
        counters[2 * k + 1] = 0;
        for (Probe probe : probes.blocks) {
          probe.counted(run.block(), 0, run.to(), count, cycles);
        }
      }
    }
  }
}
