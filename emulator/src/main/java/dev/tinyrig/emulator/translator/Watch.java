package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Bytecode for observers, made while there are some: a counter for each way through a line, and a
 * call for each branch that a listener to calls hears of.
 */
final class Watch {
  private static final ClassDesc PROBER = ClassDesc.of("dev.tinyrig.emulator.translator.Prober");
  private static final ClassDesc PROBES = ClassDesc.of("dev.tinyrig.emulator.probe.Probes");
  private static final ClassDesc BLOCK = ClassDesc.of("dev.tinyrig.emulator.interpreter.Block");
  private static final ClassDesc CALL_SITE =
      ClassDesc.of("dev.tinyrig.emulator.translator.CallSite");
  private static final ClassDesc JUMP_TARGET =
      ClassDesc.of("dev.tinyrig.emulator.translator.JumpTarget");
  private static final ClassDesc COUNTERS = ConstantDescs.CD_long.arrayType();
  private static final ClassDesc INSTRUCTION = ClassDesc.of("dev.tinyrig.emulator.isa.Instruction");

  private static final int SP = 13;

  /** R0 to R3. */
  private static final int ARGUMENTS = 0xF;

  /** Arguments and results, SP and LR: what listeners to calls may read. */
  private static final int[] TOLD = {0, 1, 2, 3, SP, 14};

  private static final MethodTypeDesc FLOW =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          Stream.concat(
                  Stream.of(INSTRUCTION),
                  Stream.generate(() -> ConstantDescs.CD_int).limit(3 + TOLD.length))
              .toList());
  private static final MethodTypeDesc CALL =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          CALL_SITE,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc MOVED =
      MethodTypeDesc.of(ConstantDescs.CD_void, BLOCK, ConstantDescs.CD_int);
  private final Prober prober;
  private final Probes probes;
  private final boolean counts;
  private final boolean flows;

  /** Lines whose runs may take other cycles than their static ones. */
  private final Set<Block> dynamic = new HashSet<>();

  private RegionCompiler region;
  private Origins origins;

  /** Whether lines share code, so that it must be known in which one a run began. */
  private boolean shared;

  /** Whether the first part of the line is another region's. */
  private boolean rest;

  /** What is counted, by counter. */
  private Run[] runs = {};

  /** How often. */
  private long[] counters = {};

  /** In how many cycles, where these are not always the same. */
  private long[] passed = {};

  private int written;

  /** Lines in which runs may have begun that go on here; empty but for the rest of a line. */
  private final List<Block> before;

  /** Of a region. */
  Watch(Prober prober, boolean counts, boolean flows) {
    this(prober, counts, flows, List.of());
  }

  private Watch(Prober prober, boolean counts, boolean flows, List<Block> before) {
    this.before = before;
    this.prober = prober;
    this.probes = prober.probes;
    this.counts = counts;
    this.flows = flows;
  }

  /** Of code that goes on where a line was too long for its region. */
  Watch ofRest(Block line) {
    return new Watch(prober, counts, flows, counts ? origins.before(line) : List.of());
  }

  /** Whether anybody is told of anything. */
  boolean isNeeded() {
    return counts || flows;
  }

  /** The code of a region begins. */
  void begin(RegionCompiler newRegion, List<Segment> segments, int registers) {
    region = newRegion;
    written = registers & 0x7FFF;
    if (!counts) {
      return;
    }
    origins = new Origins(segments, before);
    shared = segments.stream().anyMatch(segment -> origins.shares(segment.block()));
    runs = new Run[origins.counters()];
    counters = new long[runs.length];
    passed = new long[runs.length];
    for (Segment segment : segments) {
      if (isDynamic(segment)) {
        origins.family(segment.block()).forEach(line -> dynamic.add(line.block()));
      }
    }
  }

  /** Whether runs that come through the code of a line may take other cycles than static ones. */
  private boolean isDynamic(Segment segment) {
    int behind = segment.block().code.length - segment.length();
    return isDynamic(segment.block(), segment.length())
        || before.stream().anyMatch(line -> isDynamic(line, line.code.length - behind));
  }

  /** Whether the cycle at which a run began is kept while a line executes. */
  boolean keepsStart(Block block) {
    return dynamic.contains(block);
  }

  /**
   * The code of the region's lines begins.
   *
   * @param inside whether that is inside a line, of which another region has executed the first
   *     part
   */
  void start(Asm asm, boolean inside) {
    rest = inside;
    if (!dynamic.isEmpty()) {
      if (inside) {
        asm.constant(region.constant(prober), PROBER);
        asm.code.getfield(PROBER, "startLeft", ConstantDescs.CD_int);
        asm.set(Asm.START);
      } else {
        asm.get(Asm.LEFT).set(Asm.START);
      }
    }
    if (shared && inside) {
      asm.constant(region.constant(prober), PROBER);
      asm.code.getfield(PROBER, "origin", ConstantDescs.CD_int);
      asm.set(Asm.ORIGIN);
    } else if (shared) {
      asm.push(0).set(Asm.ORIGIN);
    }
  }

  /** The code comes together to leave the region. */
  void end(Asm asm) {
    if (!dynamic.isEmpty()) {
      asm.constant(region.constant(prober), PROBER).get(Asm.START);
      asm.code.putfield(PROBER, "startLeft", ConstantDescs.CD_int);
    }
    if (shared) {
      asm.constant(region.constant(prober), PROBER).get(Asm.ORIGIN);
      asm.code.putfield(PROBER, "origin", ConstantDescs.CD_int);
    }
  }

  /** The line in which the run began that was in the code of this one when it was left. */
  Block began(Block block) {
    return counts ? origins.began(block, prober.origin) : block;
  }

  /** Another region goes on in a line that was left with so many cycles. */
  void goesOn(Watch other, Exit exit, int left) {
    if (!counts) {
      return;
    }
    Block block = exit.block();
    Block began = began(block);
    if (!rest && !keepsStart(block)) {
      int index = exit.index() + began.code.length - block.code.length;
      prober.startLeft = left - exit.spent() + Run.cycles(began, index);
    }
    prober.origin = other.origins.row(block, began);
  }

  /** A line begins. */
  void line(Asm asm, Block block) {
    if (keepsStart(block)) {
      asm.get(Asm.LEFT).set(Asm.START);
    }
    if (counts && origins.shares(block)) {
      asm.push(origins.reaching(block).getFirst().row()).set(Asm.ORIGIN);
    }
  }

  /**
   * A line is left behind {@code to} instructions; the cycles that are left are up to date.
   *
   * @param cycles static ones of all these
   */
  void count(Asm asm, Block block, int to, int cycles) {
    if (!counts) {
      return;
    }
    int last = cycles - Run.cycles(block, to - 1);
    int column = origins.column(block, to, last);
    boolean varies = false;
    for (Origins.Origin origin : origins.reaching(block)) {
      Block line = origin.block();
      int behind = to + line.code.length - block.code.length;
      Run run = new Run(line, behind, Run.cycles(line, behind - 1) + last, isDynamic(line, behind));
      runs[origin.row() + column] = run;
      varies |= run.dynamic();
    }
    asm.constant(region.constant(counters), COUNTERS);
    pushNumber(asm, block, column);
    asm.code.dup2().laload().lconst_1().ladd().lastore();
    if (varies) {
      asm.constant(region.constant(passed), COUNTERS);
      pushNumber(asm, block, column);
      asm.code.dup2().laload();
      asm.get(Asm.START).get(Asm.LEFT);
      asm.code.isub().i2l().ladd().lastore();
    }
    stack(asm, block, to);
  }

  /** Pushes the number of the counter of the run that ends. */
  private void pushNumber(Asm asm, Block block, int column) {
    List<Origins.Origin> reaching = origins.reaching(block);
    if (reaching.size() == 1) {
      asm.push(reaching.getFirst().row() + column);
    } else {
      asm.get(Asm.ORIGIN).push(column);
      asm.code.iadd();
    }
  }

  /** Tells if SP has been low in the first instructions of a line. */
  void stack(Asm asm, Block block, int to) {
    if (!counts || !StackMoves.any(block, 0, to)) {
      return;
    }
    int lowest = StackMoves.lowest(block, 0, to);
    Label fine = asm.label();
    if (lowest != StackMoves.UNKNOWN) {
      asm.sum(SP, lowest + Integer.MIN_VALUE);
      asm.constant(region.constant(probes), PROBES);
      asm.code.getfield(PROBES, "stackLimit", ConstantDescs.CD_int).if_icmpge(fine);
    }
    asm.give(written & 1 << SP);
    asm.constant(region.constant(prober), PROBER).constant(region.constant(block), BLOCK).push(to);
    asm.code.invokevirtual(PROBER, "stackMoved", MOVED);
    asm.bind(fine);
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

  /**
   * Tells of a branch.
   *
   * @param target pushes the address to which it goes
   * @param attention where the code goes on when somebody asks for attention
   */
  void tell(Asm asm, Instruction i, Runnable target, Label attention) {
    Label unheard = asm.label();
    if (i.op == Op.B) {
      JumpTarget jump = prober.jumpTarget(i.target);
      asm.constant(region.constant(jump), JUMP_TARGET);
      asm.code.getfield(JUMP_TARGET, "heard", ConstantDescs.CD_boolean).ifeq(unheard);
    }
    asm.constant(region.constant(prober), PROBER);
    if (i.op == Op.BL) {
      if (!probes.callSumsOnly) {
        asm.give(written & ARGUMENTS);
      }
      asm.constant(region.constant(new CallSite(i)), CALL_SITE);
      asm.get(Asm.LEFT).get(Asm.RETIRED).regOrCore(SP);
      asm.code.invokevirtual(PROBER, "tellCall", CALL);
    } else {
      asm.constant(region.constant(i), INSTRUCTION);
      target.run();
      asm.get(Asm.LEFT).get(Asm.RETIRED);
      for (int register : TOLD) {
        asm.regOrCore(register);
      }
      asm.code.invokevirtual(PROBER, "tellFlow", FLOW);
    }
    asm.push(0).set(Asm.RETIRED);
    asm.code.ifne(attention);
    asm.bind(unheard);
  }

  /** Tells what was counted, and begins anew. */
  void settle() {
    for (int k = 0; k < runs.length; k++) {
      long count = counters[k];
      if (count != 0) {
        Run run = runs[k];
        long cycles = run.dynamic() ? passed[k] : count * run.cycles();
        counters[k] = 0;
        passed[k] = 0;
        for (Probe probe : probes.blocks) {
          probe.counted(run.block(), 0, run.to(), count, cycles);
        }
      }
    }
  }
}
