package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.Operands;
import dev.tinyrig.emulator.timing.LoopCache;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Bytecode of one line: the check that nothing can become due in it, its instructions, and the ways
 * out of it. Static cycles are added where the line is left.
 */
final class LineCode {
  private static final int LR = 14;
  private static final int PC = 15;
  private static final int ALWAYS = 14;
  private static final int NO_TAIL = 4;

  private static final ClassDesc TIMING = ClassDesc.of("dev.tinyrig.emulator.timing.TimingModel");
  private static final ClassDesc LOOPS = ClassDesc.of("dev.tinyrig.emulator.timing.LoopCache");
  private static final MethodTypeDesc LOOP_EXTRA =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final ClassDesc INSTRUCTION = ClassDesc.of("dev.tinyrig.emulator.isa.Instruction");
  private static final MethodTypeDesc EXTRA =
      MethodTypeDesc.of(
          ConstantDescs.CD_int, INSTRUCTION, ConstantDescs.CD_int, ConstantDescs.CD_boolean);
  private static final MethodTypeDesc DIVIDE_EXTRA =
      MethodTypeDesc.of(
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_boolean);

  private final RegionCompiler region;
  private final Asm asm;
  private final CodeBuilder code;
  private final Segment segment;
  private final Block block;
  private final Flags flags;
  private final Checks checks;
  private final DataCode data;
  private final MemoryCode memory;
  private final FloatCode floats;
  private final StepCode steps;
  private final VectorCode vectors;
  private final VectorMemoryCode vectorMemory;
  private final CheckedRanges ranges;
  private final int[] live;
  private final TailChecks tails;
  private final SmallSums sums;

  /** What is written behind the line: its parts in the last round of loops. */
  private final List<Runnable> lastRounds = new ArrayList<>();

  /** Where these come back to, by index. */
  private final Map<Integer, Label> returns = new HashMap<>();

  /** Whether the tail of a loop masks bytes, where that is known to be asked. */
  private boolean tail;

  /** Static cycles of the instructions before the one that is written. */
  private int spent;

  LineCode(RegionCompiler region, Asm asm, Flags flags, Segment segment) {
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
    this.flags = flags;
    this.segment = segment;
    this.block = segment.block();
    this.checks = new Checks(region, asm);
    IntPredicate joined = k -> region.joinedAt(block, k) != null;
    this.sums = new SmallSums(segment, region.sites(), joined);
    this.data = new DataCode(asm, flags, checks, sums);
    this.memory = new MemoryCode(region, asm, checks, new SharedBases(region, segment, joined));
    this.floats = new FloatCode(region, asm, flags, memory, checks);
    this.steps = new StepCode(region, asm);
    this.vectors = new VectorCode(asm);
    this.ranges = new CheckedRanges(region, segment, k -> region.joinedAt(block, k) != null);
    this.vectorMemory = new VectorMemoryCode(region, asm, memory, ranges);
    this.live = liveness();
    this.tails = new TailChecks(segment, joined);
  }

  /** Flags that somebody may see behind each instruction. */
  private int[] liveness() {
    int[] behind = new int[segment.length()];
    int now = Flags.ALL;
    for (int k = segment.length() - 1; k >= 0; k--) {
      Instruction i = block.code[k];
      behind[k] = now;
      int it = segment.it()[k];
      boolean inIt = it != 0;
      boolean conditional = inIt && it >>> 4 < ALWAYS;
      if (!conditional) {
        now &= ~FlagUse.surelySet(i, inIt);
      } else {
        now |= Operands.conditionFlags(it >>> 4);
      }
      now |= FlagUse.read(i, inIt);
      if (observes(k)) {
        now = Flags.ALL;
      }
    }
    return behind;
  }

  /** Whether the region may be left before an instruction. */
  private boolean observes(int k) {
    return Coverage.observes(block.code[k]) || sums.asks(k);
  }

  void emit() {
    flags.forget();
    if (segment.from() == 0 && region.bounds().asks(segment)) {
      asm.get(Asm.LEFT).push(region.bounds().most(segment));
      code.if_icmple(region.leaveAt(block.start));
    }
    if (segment.from() == 0) {
      region.watch().line(asm, block);
    }
    int k = segment.from();
    spent = spentUpTo(k);
    while (k < segment.length()) {
      meet(region.joinedAt(block, k));
      meet(returns.get(k));
      k = tails.end(k) != 0 ? whole(k, tails.end(k)) : instructions(k, k + 1);
    }
    meet(returns.get(k));
    end();
    lastRounds.forEach(Runnable::run);
  }

  /** Another way comes in, if there is a label. */
  private void meet(Label label) {
    if (label != null) {
      asm.bind(label);
      flags.forget();
      ranges.forget();
    }
  }

  /** Writes instructions for whole vectors here and, in a loop, for the last round elsewhere. */
  private int whole(int from, int to) {
    int loopEnd = tails.loopEnd(from);
    if (TailChecks.isLong(block.code, loopEnd) || loopEnd >= segment.length()) {
      if (region.masked(block.code[from])) {
        return masked(from, to);
      }
      loopEnd = 0; // it has not been seen to mask anything
    }
    Label lastRound =
        loopEnd == 0 ? region.leaveBy(region.inside(segment, from, spent)) : asm.label();
    askTail(lastRound);
    Label[] inside = new Label[to];
    Label[] insideLast = new Label[to];
    for (int k = from + 1; k < to; k++) {
      Label joined = region.joinedAt(block, k);
      if (joined != null) {
        inside[k] = asm.label();
        insideLast[k] =
            loopEnd == 0 ? region.leaveBy(region.inside(segment, k, spentUpTo(k))) : asm.label();
        int at = k;
        boolean loop = loopEnd != 0;
        lastRounds.add(() -> join(joined, inside[at], insideLast[at], loop));
      }
    }
    if (loopEnd != 0) {
      lastRound(from, to, loopEnd, lastRound, insideLast);
    }
    joinable(from, to, inside);
    return to;
  }

  /** Writes instructions once for whole vectors and for the last round of their loop. */
  private int masked(int from, int to) {
    vectors.takeTail();
    Label[] inside = new Label[to];
    for (int k = from + 1; k < to; k++) {
      Label joined = region.joinedAt(block, k);
      if (joined != null) {
        Label label = asm.label();
        inside[k] = label;
        lastRounds.add(
            () -> {
              asm.bind(joined);
              vectors.takeTail();
              code.goto_(label);
            });
      }
    }
    tail = true;
    joinable(from, to, inside);
    tail = false;
    return to;
  }

  /** Has a part of the line written once more for the last round of the loop that ends it. */
  private void lastRound(int from, int to, int loopEnd, Label begin, Label[] labels) {
    int spentBefore = spent;
    Label back = returns.computeIfAbsent(loopEnd + 1, k -> asm.label());
    lastRounds.add(
        () -> {
          spent = spentBefore;
          tail = true;
          meet(begin);
          vectors.takeTail();
          joinable(from, to, labels);
          instructions(to, loopEnd);
          steps.tail(NO_TAIL);
          extra(block.code[loopEnd], false);
          code.goto_(back);
        });
  }

  private int spentUpTo(int index) {
    return Run.cycles(block, index);
  }

  /** Writes instructions, none of them in an IT block, to some of which other ways lead. */
  private void joinable(int from, int to, Label[] labels) {
    for (int k = from; k < to; k++) {
      meet(labels[k]);
      instructions(k, k + 1);
    }
  }

  /** Another line goes on amid instructions that are written twice. */
  private void join(Label joined, Label whole, Label lastRound, boolean loop) {
    asm.bind(joined);
    if (!loop) {
      askTail(lastRound);
      code.goto_(whole);
      return;
    }
    Label masked = asm.label();
    askTail(masked);
    code.goto_(whole);
    asm.bind(masked);
    vectors.takeTail();
    code.goto_(lastRound);
  }

  /** Branches if the tail of a loop masks bytes. */
  private void askTail(Label masked) {
    asm.get(Asm.FPSCR).reg(LR).call(Vectors.class, "masked", "(II)Z");
    code.ifne(masked);
  }

  /** Writes instructions up to an index, or to the end of the IT block there. */
  private int instructions(int from, int to) {
    int k = from;
    while (k < to) {
      int it = segment.it()[k];
      if (it != 0 && it >>> 4 < ALWAYS) {
        k = conditional(k, it >>> 4);
      } else {
        instruction(k);
        ranges.behind(block.code[k]);
        spent += block.executed[k];
        k++;
      }
    }
    return k;
  }

  /** Instructions from {@code first} on that have the same condition and see the same flags. */
  private int conditional(int first, int condition) {
    Label skip = asm.label();
    flags.jumpUnless(condition, skip);
    int k = first;
    int saved = 0;
    boolean setsFlags = false;
    do {
      instruction(k);
      ranges.behind(block.code[k]);
      setsFlags = FlagUse.set(block.code[k], true) != 0;
      spent += block.executed[k];
      saved += block.executed[k] - block.skipped[k];
      k++;
    } while (!setsFlags
        && k < segment.length()
        && segment.it()[k] != 0
        && segment.it()[k] >>> 4 == condition);
    if (saved != 0) {
      Label done = asm.label();
      if (!leaves(block.code[k - 1])) {
        code.goto_(done);
      }
      asm.bind(skip).addTo(Asm.LEFT, saved).bind(done);
    } else {
      asm.bind(skip);
    }
    if (setsFlags) {
      flags.forget();
    }
    return k;
  }

  /** Whether the flow never goes on behind an instruction whose condition holds. */
  private static boolean leaves(Instruction i) {
    return i.branches && !Coverage.conditional(i.op);
  }

  private void end() {
    int last = segment.length() - 1;
    int it = segment.it()[last];
    if (segment.join() == null && leaves(block.code[last]) && (it == 0 || it >>> 4 >= ALWAYS)) {
      return;
    }
    Segment.Join join = segment.join();
    if (join != null) {
      region.watch().stack(asm, block, segment.length());
      int there = Run.cycles(join.block(), join.index());
      asm.addTo(Asm.LEFT, there - spent).addTo(Asm.RETIRED, join.skipped());
      code.goto_(region.joinedAt(join.block(), join.index()));
    } else if (segment.complete()) {
      Instruction i = block.code[last];
      asm.addTo(Asm.LEFT, -spent).addTo(Asm.RETIRED, segment.length());
      region.watch().count(asm, block, segment.length(), spent);
      code.goto_(region.target(i.next()));
    } else {
      region.leave(region.inside(segment, segment.length(), spent));
    }
  }

  private void instruction(int k) {
    Instruction i = block.code[k];
    region.begins(i);
    boolean inIt = segment.it()[k] != 0;
    int exit = observes(k) ? region.inside(segment, k, spent) : -1;
    if (i.op.kind().isVector()) {
      vector(k, i, exit);
      return;
    }
    if (VectorCode.movesP0(i)) {
      vectors.moveP0(i);
      return;
    }
    if (data.emit(k, i, FlagUse.set(i, inIt) & live[k], exit)) {
      return;
    }
    if (memory.emit(k, i, exit)) {
      if (i.branches) {
        computed(k, i);
      }
      return;
    }
    if (floats.emit(i, exit)) {
      return;
    }
    if (Coverage.steps(i)) {
      steps.emit(i, exit);
      return;
    }
    switch (i.op) {
      case DLS -> asm.reg(i.n).setReg(LR);
      case DLSTP -> {
        asm.reg(i.n).setReg(LR);
        steps.tail(i.size);
      }
      case LCTP -> steps.tail(NO_TAIL);
      case WLS, WLSTP -> {
        Label go = asm.label();
        asm.reg(i.n);
        code.ifne(go);
        taken(k, i, i.target);
        asm.bind(go).reg(i.n).setReg(LR);
        if (i.op == Op.WLSTP) {
          steps.tail(i.size);
        }
        extra(i, false);
      }
      case LE, LETP -> {
        Label end = asm.label();
        steps.loopEnd(i, exit);
        code.ifeq(end);
        steps.nextRound();
        taken(k, i, i.target);
        asm.bind(end);
        if (i.op == Op.LETP) {
          steps.tail(NO_TAIL);
        }
        extra(i, false);
      }
      case B -> taken(k, i, i.target);
      case BL -> {
        asm.push(i.next() | 1).setReg(LR);
        taken(k, i, i.target);
      }
      case BX, BLX_REG -> {
        asm.reg(i.m);
        checks.branchTarget(exit);
        if (i.op == Op.BLX_REG) {
          asm.push(i.next() | 1).setReg(LR);
        }
        computed(k, i);
      }
      case TBB, TBH -> table(k, i, exit);
      case B_COND -> {
        Label not = asm.label();
        flags.jumpUnless(i.cond, not);
        taken(k, i, i.target);
        asm.bind(not);
        extra(i, false);
      }
      case CBZ, CBNZ -> {
        Label not = asm.label();
        asm.reg(i.n);
        if (i.op == Op.CBZ) {
          code.ifne(not);
        } else {
          code.ifeq(not);
        }
        taken(k, i, i.target);
        asm.bind(not);
        extra(i, false);
      }
      case SDIV, UDIV -> divide(i, exit);
      case CSEL, CSINC, CSINV, CSNEG -> select(i);
      case IT, NOP, YIELD, DMB, DSB, DBG, PLD, PLI, BF, BFCSEL, BFL, BFX, BFLX -> {}
      default -> throw new IllegalStateException("no bytecode for " + i);
    }
  }

  private void vector(int k, Instruction i, int exit) {
    Predicate predicate = new Predicate(tail, VptBlock.state(block.code, k));
    if (VectorMemoryCode.translates(i)) {
      vectorMemory.emit(k, i, predicate, exit);
    } else if (!vectors.emit(i, predicate)) {
      steps.emit(i, predicate, vectors, exit);
      return; // the interpreter has moved on in a VPT block
    }
    vectors.advance(predicate);
  }

  /** Extra cycles of a branch whose target is in the instruction. */
  private void extra(Instruction i, boolean taken) {
    if (!region.predicts(i)) {
      return;
    }
    asm.get(Asm.LEFT);
    LoopCache loops = region.loops(i);
    if (loops != null) {
      asm.constant(region.constant(loops), LOOPS).push(i.address);
      code.invokevirtual(LOOPS, taken ? "again" : "left", LOOP_EXTRA).isub();
      asm.set(Asm.LEFT);
      return;
    }
    code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "timing", TIMING);
    asm.constant(region.constant(i), INSTRUCTION)
        .push(taken ? i.target : i.next())
        .push(taken ? 1 : 0);
    code.invokeinterface(TIMING, "branchExtra", EXTRA).isub();
    asm.set(Asm.LEFT);
  }

  /** The line is left to an address that is known. */
  private void taken(int k, Instruction i, int address) {
    if (i.op != Op.B) {
      extra(i, true);
    }
    asm.addTo(Asm.LEFT, -(spent + block.taken[k])).addTo(Asm.RETIRED, k + 1);
    region.watch().count(asm, block, k + 1, spent + block.taken[k]);
    if (region.watch().tells(i)) {
      region.watch().tell(asm, i, () -> asm.push(address), region.leaveAt(address));
    }
    code.goto_(region.target(address));
  }

  /** The line is left to the address in {@link Asm#TEMP3}. */
  private void computed(int k, Instruction i) {
    if (region.predicts(i)) {
      asm.get(Asm.LEFT);
      code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "timing", TIMING);
      asm.constant(region.constant(i), INSTRUCTION).get(Asm.TEMP3).push(1);
      code.invokeinterface(TIMING, "branchExtra", EXTRA).isub();
      asm.set(Asm.LEFT);
    }
    asm.addTo(Asm.LEFT, -(spent + block.taken[k])).addTo(Asm.RETIRED, k + 1);
    region.watch().count(asm, block, k + 1, spent + block.taken[k]);
    asm.putCore("pc", Asm.TEMP3);
    if (region.watch().tells(i)) {
      region.watch().tell(asm, i, () -> asm.get(Asm.TEMP3), region.leaveComputed());
    }
    region.dispatch(block, Asm.TEMP3);
  }

  private void table(int k, Instruction i, int exit) {
    if (i.n == PC) {
      asm.push(i.address + 4);
    } else {
      asm.reg(i.n);
    }
    asm.reg(i.m);
    boolean halves = i.op == Op.TBH;
    if (halves) {
      asm.push(1);
      code.ishl();
    }
    code.iadd();
    asm.set(Asm.TEMP);
    memory.begin(i, false, halves ? 2 : 1, 1, exit);
    memory.pushLoad(halves ? 2 : 1, 0, exit);
    asm.push(1);
    code.ishl();
    asm.push(i.address + 4);
    code.iadd();
    asm.set(Asm.TEMP3);
    memory.end(false, 1);
    computed(k, i);
  }

  /** A division by zero may trap: the interpreter knows. */
  private void divide(Instruction i, int exit) {
    boolean signed = i.op == Op.SDIV;
    Label fine = asm.label();
    asm.reg(i.m);
    code.ifne(fine);
    region.leave(exit);
    asm.bind(fine);
    asm.get(Asm.LEFT);
    code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "timing", TIMING);
    asm.reg(i.n).reg(i.m).push(signed ? 1 : 0);
    code.invokeinterface(TIMING, "divideExtra", DIVIDE_EXTRA).isub();
    asm.set(Asm.LEFT);
    asm.reg(i.n).reg(i.m);
    if (signed) {
      code.idiv();
    } else {
      asm.call(Integer.class, "divideUnsigned", "(II)I");
    }
    asm.setReg(i.d);
  }

  private void select(Instruction i) {
    Label other = asm.label();
    Label done = asm.label();
    if (i.cond < ALWAYS) {
      flags.jumpUnless(i.cond, other);
    }
    source(i.n);
    if (i.cond < ALWAYS) {
      asm.setReg(i.d);
      code.goto_(done);
      asm.bind(other);
      source(i.m);
      switch (i.op) {
        case CSINC -> {
          asm.push(1);
          code.iadd();
        }
        case CSINV -> {
          asm.push(-1);
          code.ixor();
        }
        case CSNEG -> code.ineg();
        default -> {}
      }
    }
    asm.setReg(i.d).bind(done);
  }

  private void source(int register) {
    if (register == PC) {
      asm.push(0);
    } else {
      asm.reg(register);
    }
  }
}
