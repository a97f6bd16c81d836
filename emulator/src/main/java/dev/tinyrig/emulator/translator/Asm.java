package dev.tinyrig.emulator.translator;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes bytecode of a region: what the guest's registers and the state around them are in the JVM.
 *
 * <p>The locals are fixed: a register that no line uses is never assigned, and using it by mistake
 * is a failed translation.
 */
final class Asm {
  static final int CORE = 1;

  /** Number of the entry; on the way out, of the exit. */
  static final int NUMBER = 2;

  /** Cycles that may still pass. */
  static final int LEFT = 3;

  /** Instructions of lines that are over. */
  static final int RETIRED = 4;

  static final int R0 = 5;

  /** N is its sign, Z whether it is 0. */
  static final int RESULT = 20;

  /**
   * C and V are those of a subtraction of B from A, or of an addition with B inverted, with the
   * result R.
   */
  static final int A = 22;

  static final int B = 23;
  static final int R = 24;

  /** Q is whether this is not 0. */
  static final int Q = 28;

  static final int GE = 29;
  static final int FPSCR = 30;
  static final int TEMP = 31;
  static final int TEMP2 = 32;
  static final int TEMP3 = 33;

  /** Two slots. */
  static final int WIDE = 34;

  static final int S0 = 36;

  /** Cycles that could still pass when the line began; while runs are counted. */
  static final int START = 68;

  /** The row of counters of the run in execution; while lines share code and are counted. */
  static final int ORIGIN = 184;

  /** The array of the access in work, if it may be in either of two memories. */
  static final int ARRAY = 185;

  /** Arrays of values of registers off which several such accesses go. */
  static final int ARRAYS = 186;

  private static final int TEMP4 = 69;

  /** Of the access in work, in its memory. */
  static final int OFFSET = 21;

  /** VPR.P0: outside of VPT blocks, where lines begin, VPR has no other bits. */
  static final int P0 = 70;

  /** Bits of the bytes that the tail of a loop lets through. */
  static final int TAIL = 71;

  /** Vectors, each in two longs. */
  private static final int Q0 = 72;

  /** Masks of the bytes that the tail of a loop lets through, and of those of a VPT block. */
  static final int TAIL_MASK = 104;

  static final int BLOCK_MASK = 108;

  /** Two longs. */
  static final int VECTOR = 112;

  /** Two longs more. */
  static final int VECTOR2 = 116;

  /** Words from which pairs of bytes were extended, by the register of these. */
  static final int PACKED = 120;

  /** Offsets in windows of values of registers off which several accesses go. */
  static final int BASES = 136;

  static final ClassDesc CORE_CLASS = ClassDesc.of("dev.tinyrig.emulator.core.Core");
  static final ClassDesc MEMORY_CLASS = ClassDesc.of("dev.tinyrig.emulator.translator.FlatMemory");
  private static final ClassDesc INT = ConstantDescs.CD_int;

  final CodeBuilder code;
  private final ClassDesc self;
  private final int used;
  private final long usedSingles;
  private final List<Label> bailing = new ArrayList<>();

  private final Floats floats;

  /** Where floating-point registers and FPSCR are. */
  enum Floats {
    CORE,
    /** Each S register that is used has a local. */
    LOCALS,
    /** The S registers are the words of vectors, which have locals. */
    VECTORS
  }

  /**
   * A writer.
   *
   * @param self the class that is written
   * @param used core registers that have a local
   * @param usedSingles S registers that have a local
   */
  Asm(CodeBuilder code, ClassDesc self, int used, long usedSingles, Floats floats) {
    this.floats = floats;
    this.usedSingles = usedSingles;
    this.code = code;
    this.self = self;
    this.used = used;
  }

  Asm push(int value) {
    code.loadConstant(value);
    return this;
  }

  Asm get(int local) {
    code.iload(local);
    return this;
  }

  Asm set(int local) {
    code.istore(local);
    return this;
  }

  /** Stores the top of the stack and keeps it. */
  Asm keep(int local) {
    code.dup().istore(local);
    return this;
  }

  private int local(int register) {
    if (register > 14 || (used >>> register & 1) == 0) {
      throw new IllegalStateException("register " + register + " has no local");
    }
    return R0 + register;
  }

  Asm reg(int register) {
    return get(local(register));
  }

  /** Pushes a register that perhaps no line uses. */
  Asm regOrCore(int register) {
    if ((used >>> register & 1) != 0) {
      return reg(register);
    }
    code.aload(CORE).getfield(CORE_CLASS, "r", INT.arrayType());
    push(register);
    code.iaload();
    return this;
  }

  Asm setReg(int register) {
    return set(local(register));
  }

  /** Pushes {@code register + offset}. */
  Asm sum(int register, int offset) {
    return sumOf(local(register), offset);
  }

  /** Pushes the same of a local. */
  Asm sumOf(int local, int offset) {
    get(local);
    if (offset != 0) {
      push(offset);
      code.iadd();
    }
    return this;
  }

  Asm getCore(String field) {
    code.aload(CORE).getfield(CORE_CLASS, field, INT);
    return this;
  }

  /** Sets a field of the core from a local. */
  Asm putCore(String field, int local) {
    code.aload(CORE).iload(local).putfield(CORE_CLASS, field, INT);
    return this;
  }

  Asm addTo(int local, int amount) {
    if (amount != 0) {
      code.iinc(local, amount);
    }
    return this;
  }

  /** Where floating-point registers are. */
  Floats floats() {
    return floats;
  }

  /** Pushes a floating-point register. */
  Asm single(int number) {
    switch (floats) {
      case CORE -> {
        singles();
        push(number);
        code.iaload();
      }
      case LOCALS -> get(singleLocal(number));
      case VECTORS -> {
        half(number >> 2, number >> 1 & 1);
        if ((number & 1) != 0) {
          push(32);
          code.lushr();
        }
        code.l2i();
      }
    }
    return this;
  }

  Asm setSingle(int number) {
    switch (floats) {
      case CORE -> {
        set(TEMP4);
        singles();
        push(number).get(TEMP4);
        code.iastore();
      }
      case LOCALS -> set(singleLocal(number));
      case VECTORS -> {
        half(number >> 2, number >> 1 & 1);
        call(Vectors.class, (number & 1) == 0 ? "withLow" : "withHigh", "(IJ)J");
        setHalf(number >> 2, number >> 1 & 1);
      }
    }
    return this;
  }

  /** Pushes a D register as a long. */
  Asm doubleBits(int number) {
    if (floats == Floats.VECTORS) {
      return half(number >> 1, number & 1);
    }
    single(2 * number);
    code.i2l();
    pushLong(0xFFFF_FFFFL);
    code.land();
    single(2 * number + 1);
    code.i2l();
    push(32);
    code.lshl().lor();
    return this;
  }

  Asm setDoubleBits(int number) {
    if (floats == Floats.VECTORS) {
      return setHalf(number >> 1, number & 1);
    }
    code.dup2().l2i();
    setSingle(2 * number).push(32);
    code.lushr().l2i();
    return setSingle(2 * number + 1);
  }

  /** Pushes two beats of a vector. */
  Asm half(int vector, int half) {
    code.lload(halfLocal(vector, half));
    return this;
  }

  Asm setHalf(int vector, int half) {
    code.lstore(halfLocal(vector, half));
    return this;
  }

  private int halfLocal(int vector, int half) {
    if (floats != Floats.VECTORS || (usedSingles >>> 4 * vector & 0xF) == 0) {
      throw new IllegalStateException("Q" + vector + " has no local");
    }
    return Q0 + 4 * vector + 2 * half;
  }

  /** Pushes a long from a local. */
  Asm getLong(int local) {
    code.lload(local);
    return this;
  }

  Asm setLong(int local) {
    code.lstore(local);
    return this;
  }

  Asm pushLong(long value) {
    code.loadConstant(value);
    return this;
  }

  private void singles() {
    code.aload(CORE).getfield(CORE_CLASS, "s", INT.arrayType());
  }

  Asm getFpscr() {
    return floats == Floats.CORE ? getCore("fpscr") : get(FPSCR);
  }

  Asm setFpscr() {
    if (floats == Floats.CORE) {
      return set(TEMP4).putCore("fpscr", TEMP4);
    }
    return set(FPSCR);
  }

  /** Gives vectors to the core. */
  Asm giveVectors(long singles) {
    for (int q = 0; q < 8; q++) {
      if ((singles >>> 4 * q & 0xF) != 0) {
        singles();
        push(4 * q).half(q, 0).half(q, 1).call(Vectors.class, "put", "([IIJJ)V");
      }
    }
    return this;
  }

  /** Takes vectors from the core. */
  Asm takeVectors(long singles) {
    for (int q = 0; q < 8; q++) {
      if ((singles >>> 4 * q & 0xF) != 0) {
        for (int half = 0; half < 2; half++) {
          singles();
          push(4 * q + 2 * half).call(Vectors.class, "get", "([II)J").setHalf(q, half);
        }
      }
    }
    return this;
  }

  /** Gives registers to the core. */
  Asm give(int registers) {
    for (int register = 0; register < 15; register++) {
      if ((registers >>> register & 1) != 0) {
        code.aload(CORE).getfield(CORE_CLASS, "r", INT.arrayType());
        push(register).reg(register);
        code.iastore();
      }
    }
    return this;
  }

  /** Takes registers from the core. */
  Asm take(int registers) {
    for (int register = 0; register < 15; register++) {
      if ((registers >>> register & 1) != 0) {
        code.aload(CORE).getfield(CORE_CLASS, "r", INT.arrayType());
        push(register);
        code.iaload();
        setReg(register);
      }
    }
    return this;
  }

  private int singleLocal(int number) {
    if ((usedSingles >>> number & 1) == 0) {
      throw new IllegalStateException("S" + number + " has no local");
    }
    return S0 + number;
  }

  Asm memory() {
    code.getstatic(self, RegionCompiler.MEMORY_FIELD, MEMORY_CLASS);
    return this;
  }

  /**
   * Writes a call that may throw {@link Bail}. Only these stand under its handler: every other
   * instruction there would cost the JIT compilers a way out with all locals.
   */
  void bailing(Runnable call) {
    Label from = code.newBoundLabel();
    call.run();
    bailing.add(from);
    bailing.add(code.newBoundLabel());
  }

  /** Where calls begin and end that may throw {@link Bail}, in turn. */
  List<Label> bailing() {
    return bailing;
  }

  /** Calls a method of the memory. */
  Asm memoryCall(String name, MethodTypeDesc type) {
    bailing(() -> code.invokevirtual(MEMORY_CLASS, name, type));
    return this;
  }

  /** Pushes a constant object of the region. */
  Asm constant(int number, ClassDesc type) {
    code.getstatic(self, RegionCompiler.CONSTANT_PREFIX + number, type);
    return this;
  }

  /** Calls a static method. */
  Asm call(Class<?> owner, String name, String descriptor) {
    code.invokestatic(
        ClassDesc.ofDescriptor(owner.descriptorString()),
        name,
        MethodTypeDesc.ofDescriptor(descriptor));
    return this;
  }

  Label label() {
    return code.newLabel();
  }

  Asm bind(Label label) {
    code.labelBinding(label);
    return this;
  }
}
