package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Block;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.probe.Probe;
import dev.tinyrig.emulator.probe.Probes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytecode for observers, made while there are some: a counter for each way through a line, and a
 * call for each branch that a listener to calls hears of.
 */
final class Watch {
  private static final ClassDesc PROBER = ClassDesc.of("dev.tinyrig.emulator.translator.Prober");
  private static final ClassDesc RUN = ClassDesc.of("dev.tinyrig.emulator.translator.Run");
  private static final ClassDesc COUNTERS = ConstantDescs.CD_long.arrayType();
  private static final ClassDesc INSTRUCTION = ClassDesc.of("dev.tinyrig.emulator.isa.Instruction");
  private static final MethodTypeDesc FLOW =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          INSTRUCTION,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc MOVED =
      MethodTypeDesc.of(ConstantDescs.CD_void, RUN, ConstantDescs.CD_int);
  private static final String SYNCHRONISE = "synchronise";
  private static final int SP = 13;

  private final Prober prober;
  private final boolean counts;
  private final boolean flows;
  private final List<Run> runs = new ArrayList<>();
  private RegionCompiler region;
  private ClassDesc self;

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
  void begin(RegionCompiler newRegion, ClassDesc newSelf, List<Segment> segments, int registers) {
    region = newRegion;
    self = newSelf;
    written = registers & 0x7FFF;
    int most = 0;
    for (Segment segment : segments) {
      most++;
      for (int k = 0; k < segment.length(); k++) {
        most += segment.block().code[k].branches ? 1 : 0;
      }
    }
    counters = new long[2 * most];
  }

  /** The code comes together to leave the region. */
  void end(Asm asm) {
    if (counts) {
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
      if ((written >>> SP & 1) != 0) {
        asm.code.aload(Asm.CORE).getfield(Asm.CORE_CLASS, "r", ConstantDescs.CD_int.arrayType());
        asm.push(SP).reg(SP);
        asm.code.iastore();
      }
      asm.constant(region.constant(prober), PROBER);
      asm.constant(region.constant(run), RUN).get(Asm.START).get(Asm.LEFT);
      asm.code.isub().invokevirtual(PROBER, "moved", MOVED);
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
  void tell(Asm asm, int instruction, Runnable target) {
    asm.code.aload(Asm.CORE);
    for (int register = 0; register < 15; register++) {
      if ((written >>> register & 1) != 0) {
        asm.reg(register);
      }
    }
    asm.code.invokestatic(self, SYNCHRONISE, synchronise());
    asm.constant(region.constant(prober), PROBER).constant(instruction, INSTRUCTION);
    target.run();
    asm.get(Asm.LEFT).get(Asm.RETIRED);
    asm.code.invokevirtual(PROBER, "flow", FLOW);
    asm.push(0).set(Asm.RETIRED);
  }

  private MethodTypeDesc synchronise() {
    List<ClassDesc> types = new ArrayList<>();
    types.add(Asm.CORE_CLASS);
    types.addAll(Collections.nCopies(Integer.bitCount(written), ConstantDescs.CD_int));
    return MethodTypeDesc.of(ConstantDescs.CD_void, types);
  }

  /** Writes the method that gives the registers to the core. */
  void writeSynchronise(ClassBuilder type) {
    if (!flows) {
      return;
    }
    type.withMethodBody(
        SYNCHRONISE,
        synchronise(),
        ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE,
        code -> {
          int local = 1;
          for (int register = 0; register < 15; register++) {
            if ((written >>> register & 1) != 0) {
              code.aload(0)
                  .getfield(Asm.CORE_CLASS, "r", ConstantDescs.CD_int.arrayType())
                  .loadConstant(register)
                  .iload(local++)
                  .iastore();
            }
          }
          code.return_();
        });
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
