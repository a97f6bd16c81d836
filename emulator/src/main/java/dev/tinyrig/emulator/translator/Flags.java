package dev.tinyrig.emulator.translator;

import static dev.tinyrig.emulator.translator.Asm.A;
import static dev.tinyrig.emulator.translator.Asm.B;
import static dev.tinyrig.emulator.translator.Asm.GE;
import static dev.tinyrig.emulator.translator.Asm.Q;
import static dev.tinyrig.emulator.translator.Asm.R;
import static dev.tinyrig.emulator.translator.Asm.RESULT;

import dev.tinyrig.emulator.isa.Operands;
import dev.tinyrig.emulator.semantics.Arithmetic;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/**
 * The condition flags in JVM locals. N and Z are the last result; C and V are the operands and the
 * result of a subtraction from which they would come, so that setting them is a copy of what is
 * there anyway and computing them happens where somebody asks. Where a subtraction set them just
 * before, a condition is a comparison of its operands.
 */
final class Flags {
  static final int ALL = Operands.NZ | Operands.C | Operands.V;
  private static final String THREE = "(III)I";

  private final Asm asm;
  private final CodeBuilder code;

  /** Whether a subtraction set all of the flags last: {@code A - B}. */
  private boolean subtracted;

  Flags(Asm asm) {
    this.asm = asm;
    this.code = asm.code;
  }

  /** Takes the flags from the core, whose N and Z are not both set. */
  void load() {
    asm.getCore("n").getCore("z").call(Flags.class, "result", "(II)I").set(RESULT);
    asm.getCore("c").push(31);
    code.ishl();
    asm.getCore("v");
    setBoth();
    asm.getCore("q").set(Q).getCore("ge").set(GE);
  }

  /** A result that has N as the sign of one word, and Z when the other one is 0. */
  static int result(int n, int z) {
    return n == z ? n : z == 0 ? 0 : n | 1;
  }

  /** Takes FPSCR from the stack, of which the flags become the core's. */
  void setFromFpscr() {
    code.dup();
    asm.call(FloatUnit.class, "result", "(I)I").set(RESULT);
    code.dup();
    asm.push(2);
    code.ishl();
    code.swap();
    asm.push(3);
    code.ishl();
    setBoth();
  }

  /** Takes a word whose sign is V, and one of which only the sign is left and is C. */
  private void setBoth() {
    code.swap();
    asm.push(Integer.MIN_VALUE);
    code.iand();
    asm.keep(A).push(-1);
    code.ixor();
    asm.set(B).get(A);
    code.ixor();
    asm.set(R);
    subtracted = false;
  }

  /** Gives the flags to the core. */
  void save() {
    asm.putCore("n", RESULT).putCore("z", RESULT);
    code.aload(Asm.CORE);
    pushCarry();
    code.putfield(Asm.CORE_CLASS, "c", java.lang.constant.ConstantDescs.CD_int);
    code.aload(Asm.CORE);
    pushOverflow();
    code.putfield(Asm.CORE_CLASS, "v", java.lang.constant.ConstantDescs.CD_int);
    saveQ();
    asm.putCore("ge", GE);
  }

  /** Gives Q to the core. */
  void saveQ() {
    code.aload(Asm.CORE);
    asm.get(Q).call(Flags.class, "sticky", "(I)I");
    code.putfield(Asm.CORE_CLASS, "q", java.lang.constant.ConstantDescs.CD_int);
  }

  /** Q as 0 or 1. */
  static int sticky(int q) {
    return (q | -q) >>> 31;
  }

  /** Nothing is known of the flags: a line begins, or ways meet. */
  void forget() {
    subtracted = false;
  }

  private void pushOperands() {
    asm.get(A).get(B).push(-1);
    code.ixor();
    asm.get(R);
  }

  /** Pushes C as 0 or 1. */
  void pushCarry() {
    pushOperands();
    asm.call(Arithmetic.class, "carry", THREE);
  }

  /** Pushes a word whose sign is V. */
  private void pushOverflow() {
    pushOperands();
    asm.call(Arithmetic.class, "overflow", THREE);
  }

  private static boolean both(int live) {
    return (live & (Operands.C | Operands.V)) != 0;
  }

  /** The first operand of a sum is on the stack and stays there. */
  void firstOperand(int live) {
    if (both(live)) {
      asm.keep(A);
    }
  }

  /** The second operand of an addition is on the stack and stays there. */
  void addend(int live) {
    if (both(live)) {
      code.dup();
      asm.push(-1);
      code.ixor();
      asm.set(B);
    }
  }

  /** The second operand of a subtraction is on the stack and stays there. */
  void subtrahend(int live) {
    if (both(live)) {
      asm.keep(B);
    }
  }

  /** The result of an addition or subtraction is on the stack and stays there. */
  void sum(int live, boolean subtraction) {
    if (both(live)) {
      asm.keep(R);
    }
    result(live);
    subtracted = subtraction && (live & ALL) == ALL;
  }

  /** A result that sets N and Z is on the stack and stays there. */
  void result(int live) {
    if ((live & Operands.NZ) != 0) {
      asm.keep(RESULT);
    }
    subtracted = false;
  }

  /** Takes a word from the stack whose sign is C from now on; V stays as it is. */
  void setCarryFromSign() {
    pushOverflow();
    setBoth();
  }

  /** Goes to a label unless the condition holds. */
  void jumpUnless(int condition, Label target) {
    jumpIf(condition ^ 1, target);
  }

  /** Goes to a label when the condition (0..13) holds. */
  void jumpIf(int condition, Label target) {
    switch (condition) {
      case 0 -> {
        asm.get(RESULT);
        code.ifeq(target);
      }
      case 1 -> {
        asm.get(RESULT);
        code.ifne(target);
      }
      case 4 -> {
        asm.get(RESULT);
        code.iflt(target);
      }
      case 5 -> {
        asm.get(RESULT);
        code.ifge(target);
      }
      case 6, 7 -> {
        pushOverflow();
        if (condition == 6) {
          code.iflt(target);
        } else {
          code.ifge(target);
        }
      }
      default -> {
        if (subtracted) {
          comparison(condition, target);
        } else {
          general(condition, target);
        }
      }
    }
  }

  /** Compares the operands of the subtraction. */
  private void comparison(int condition, Label target) {
    boolean unsigned = condition < 10;
    asm.get(A);
    if (unsigned) {
      asm.push(Integer.MIN_VALUE);
      code.iadd();
    }
    asm.get(B);
    if (unsigned) {
      asm.push(Integer.MIN_VALUE);
      code.iadd();
    }
    switch (condition) {
      case 2, 10 -> code.if_icmpge(target);
      case 3, 11 -> code.if_icmplt(target);
      case 8, 12 -> code.if_icmpgt(target);
      default -> code.if_icmple(target);
    }
  }

  private void general(int condition, Label target) {
    switch (condition) {
      case 2 -> {
        pushCarry();
        code.ifne(target);
      }
      case 3 -> {
        pushCarry();
        code.ifeq(target);
      }
      case 8 -> {
        Label not = asm.label();
        pushCarry();
        code.ifeq(not);
        asm.get(RESULT);
        code.ifne(target);
        asm.bind(not);
      }
      case 9 -> {
        pushCarry();
        code.ifeq(target);
        asm.get(RESULT);
        code.ifeq(target);
      }
      case 10, 11 -> {
        signs();
        if (condition == 10) {
          code.ifge(target);
        } else {
          code.iflt(target);
        }
      }
      case 12 -> {
        Label not = asm.label();
        asm.get(RESULT);
        code.ifeq(not);
        signs();
        code.ifge(target);
        asm.bind(not);
      }
      default -> {
        asm.get(RESULT);
        code.ifeq(target);
        signs();
        code.iflt(target);
      }
    }
  }

  /** Pushes a word that is negative when N and V differ. */
  private void signs() {
    asm.get(RESULT);
    pushOverflow();
    code.ixor();
  }
}
