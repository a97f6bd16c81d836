package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.interpreter.Step;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Bytecode that lets the interpreter execute one instruction: it gets the registers that it reads
 * and gives back those that it writes. Also the ends of low-overhead loops.
 */
final class StepCode {
  private static final int LR = 14;
  private static final int NO_TAIL = 4;
  private static final int LTPSIZE_SHIFT = 16;
  private static final int MASK01_SHIFT = 16;
  private static final int MASK23_SHIFT = 20;
  private static final ClassDesc STEP = ClassDesc.of("dev.tinyrig.emulator.interpreter.Step");
  private static final MethodTypeDesc EXECUTE =
      MethodTypeDesc.of(ConstantDescs.CD_int, Asm.CORE_CLASS);
  private static final MethodTypeDesc COMPUTE =
      MethodTypeDesc.of(ConstantDescs.CD_void, Asm.CORE_CLASS);
  private static final MethodTypeDesc CHECK =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

  private final RegionCompiler region;
  private final Asm asm;
  private final CodeBuilder code;

  StepCode(RegionCompiler region, Asm asm) {
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
  }

  /** Lets the instruction be executed; leaves by {@code exit} when it faults. */
  void emit(Instruction i, int exit) {
    boolean memory = i.op.kind() == OpKind.VECTOR_LOAD || i.op.kind() == OpKind.VECTOR_STORE;
    if (memory) {
      check(i, exit);
    }
    int reads = Operands.reads(i) | (i.op.kind().isVector() ? 1 << LR : 0);
    asm.give(reads & region.written());
    long vectors = Operands.fpReads(i) | Operands.fpWrites(i);
    boolean floats = asm.floats() == Asm.Floats.VECTORS && i.op.kind() != OpKind.SHIFT;
    if (floats) {
      asm.giveVectors(vectors).putCore("fpscr", Asm.FPSCR);
    }
    boolean saturates = i.op.kind() == OpKind.SHIFT;
    if (saturates) {
      asm.putCore("q", Asm.Q);
    }
    asm.constant(region.constant(Step.of(i)), STEP);
    code.aload(Asm.CORE);
    if (i.op.kind().isVector() && !memory) {
      code.invokevirtual(STEP, "compute", COMPUTE);
    } else {
      code.invokevirtual(STEP, "execute", EXECUTE);
      asm.keep(Asm.TEMP);
      code.iflt(region.leaveBy(exit));
    }
    if (memory) {
      asm.get(Asm.LEFT).get(Asm.TEMP);
      code.isub();
      asm.set(Asm.LEFT);
    }
    if (saturates) {
      asm.getCore("q").set(Asm.Q);
    }
    if (floats) {
      asm.takeVectors(Operands.fpWrites(i)).getCore("fpscr").set(Asm.FPSCR);
    }
    asm.take(RegionCompiler.writes(i) & 0x7FFF);
  }

  /** The same of a vector instruction that a predicate may concern. */
  void emit(Instruction i, Predicate predicate, VectorCode vectors, int exit) {
    int masks = predicate.block() << MASK01_SHIFT | predicate.block() << MASK23_SHIFT;
    asm.get(Asm.P0);
    if (masks != 0) {
      asm.push(masks);
      code.ior();
    }
    asm.set(Asm.TEMP).putCore("vpr", Asm.TEMP);
    emit(i, exit);
    asm.getCore("vpr").push(0xFFFF);
    code.iand();
    asm.set(Asm.P0);
    if (predicate.block() != 0 || VptBlock.begins(i.op)) {
      vectors.takeBlock(predicate);
    }
  }

  /** Bails unless all that the instruction may access is plain memory. */
  private void check(Instruction i, int exit) {
    int bytes =
        switch (i.op) {
          case VLD2, VST2 -> 32;
          case VLD4, VST4 -> 64;
          default -> 16;
        };
    asm.memory().sum(i.n, Math.min(0, i.imm)).push(bytes + Math.abs(i.imm)).push(exit);
    asm.memoryCall(i.op.kind() == OpKind.VECTOR_LOAD ? "anyLoadable" : "anyStorable", CHECK);
  }

  /** Counts a round of a loop; leaves on the stack whether there is another. */
  void loopEnd(Instruction i, int exit) {
    if (i.op == Op.LETP) {
      asm.reg(LR).get(Asm.FPSCR).call(Vectors.class, "elements", "(I)I");
      asm.keep(Asm.TEMP).call(Vectors.class, "another", "(II)Z");
      return;
    }
    if (region.hasVectors()) {
      asm.getFpscr().push(LTPSIZE_SHIFT);
      code.iushr();
      asm.push(7);
      code.iand();
      asm.push(NO_TAIL);
      code.if_icmpne(region.leaveBy(exit));
    }
    asm.reg(LR).push(1).call(Vectors.class, "another", "(II)Z");
    asm.push(1).set(Asm.TEMP);
  }

  /** There is another round. */
  void nextRound() {
    asm.reg(LR).get(Asm.TEMP);
    code.isub();
    asm.setReg(LR);
  }

  /** A loop with tail predication begins, with elements of so many bytes, or (4) is over. */
  void tail(int size) {
    asm.get(Asm.FPSCR).push(size).call(Vectors.class, "withTail", "(II)I").set(Asm.FPSCR);
  }
}
