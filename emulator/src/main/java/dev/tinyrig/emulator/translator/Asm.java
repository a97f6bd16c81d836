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

  private static final int TEMP4 = 69;

  /** Of the access in work, in its memory. */
  static final int OFFSET = 21;

  static final ClassDesc CORE_CLASS = ClassDesc.of("dev.tinyrig.emulator.core.Core");
  static final ClassDesc MEMORY_CLASS = ClassDesc.of("dev.tinyrig.emulator.translator.FlatMemory");
  private static final ClassDesc INT = ConstantDescs.CD_int;

  final CodeBuilder code;
  private final ClassDesc self;
  private final int used;
  private final long usedSingles;
  private final boolean floatsInCore;
  private final List<Label> bailing = new ArrayList<>();

  /**
   * A writer.
   *
   * @param self the class that is written
   * @param used core registers that have a local
   * @param usedSingles S registers that have a local
   * @param floatsInCore whether S registers and FPSCR have no locals
   */
  Asm(CodeBuilder code, ClassDesc self, int used, long usedSingles, boolean floatsInCore) {
    this.floatsInCore = floatsInCore;
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

  Asm setReg(int register) {
    return set(local(register));
  }

  /** Pushes {@code register + offset}. */
  Asm sum(int register, int offset) {
    reg(register);
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

  /** Pushes a floating-point register. */
  Asm single(int number) {
    if (floatsInCore) {
      singles();
      push(number);
      code.iaload();
      return this;
    }
    return get(singleLocal(number));
  }

  Asm setSingle(int number) {
    if (floatsInCore) {
      set(TEMP4);
      singles();
      push(number).get(TEMP4);
      code.iastore();
      return this;
    }
    return set(singleLocal(number));
  }

  private void singles() {
    code.aload(CORE).getfield(CORE_CLASS, "s", INT.arrayType());
  }

  Asm getFpscr() {
    return floatsInCore ? getCore("fpscr") : get(FPSCR);
  }

  Asm setFpscr() {
    if (floatsInCore) {
      return set(TEMP4).putCore("fpscr", TEMP4);
    }
    return set(FPSCR);
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
