package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Operands;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Dsp;
import dev.tinyrig.emulator.semantics.Multiply;
import dev.tinyrig.emulator.semantics.Shifts;
import java.lang.classfile.CodeBuilder;

/** Bytecode of what computes on registers: the counterpart of the interpreter's {@code DataOps}. */
final class DataCode {
  private static final int SP = 13;
  private static final int PC = 15;

  private final Asm asm;
  private final CodeBuilder code;
  private final Flags flags;
  private final Checks checks;
  private final ProductCode products;

  DataCode(Asm asm, Flags flags, Checks checks, SmallSums sums) {
    this.products = new ProductCode(asm, checks, sums);
    this.checks = checks;
    this.asm = asm;
    this.code = asm.code;
    this.flags = flags;
  }

  /**
   * Writes an instruction; false when it is none of these.
   *
   * @param k its index in the line
   * @param live flags that somebody may see, and that the instruction sets
   * @param exit where the interpreter goes on when SP would pass its limit
   */
  boolean emit(int k, Instruction i, int live, int exit) {
    if (products.emit(k, i, exit)) {
      return true;
    }
    switch (i.op) {
      case ADD_IMM, ADD_REG, CMN_IMM, CMN_REG -> addition(i, live, exit, false);
      case ADC_IMM, ADC_REG -> addition(i, live, exit, true);
      case SUB_IMM, SUB_REG, CMP_IMM, CMP_REG, RSB_IMM, RSB_REG -> subtraction(i, live, exit);
      case SBC_IMM, SBC_REG -> subtractionWithCarry(i, live, exit);
      case AND_IMM,
          AND_REG,
          BIC_IMM,
          BIC_REG,
          EOR_IMM,
          EOR_REG,
          ORN_IMM,
          ORN_REG,
          ORR_IMM,
          ORR_REG,
          MVN_IMM,
          MVN_REG,
          MOV_IMM,
          TEQ_IMM,
          TEQ_REG,
          TST_IMM,
          TST_REG ->
          logic(i, live);
      case MOV_REG -> {
        register(i.m, i);
        flags(live);
        write(i.d, exit);
      }
      case MOVT -> {
        asm.reg(i.d).push(0xFFFF);
        code.iand();
        asm.push(i.imm << 16);
        code.ior();
        asm.setReg(i.d);
      }
      case ADR -> asm.push(i.target).setReg(i.d);
      case LSL_IMM, LSR_IMM, ASR_IMM, ROR_IMM -> shiftImmediate(i, live);
      case RRX -> {
        asm.reg(i.m);
        flags.pushCarry();
        asm.call(Shifts.class, "rrx", "(II)I").set(Asm.TEMP);
        if ((live & Operands.C) != 0) {
          asm.reg(i.m).push(31);
          code.ishl();
          flags.setCarryFromSign();
        }
        asm.get(Asm.TEMP);
        flags(live);
        asm.setReg(i.d);
      }
      case LSL_REG -> shiftRegister(i, live, "lsl");
      case LSR_REG -> shiftRegister(i, live, "lsr");
      case ASR_REG -> shiftRegister(i, live, "asr");
      case ROR_REG -> shiftRegister(i, live, "ror");
      default -> {
        return multiplication(i, live) || extension(i) || semantic(i);
      }
    }
    return true;
  }

  private void register(int number, Instruction i) {
    if (number == PC) {
      asm.push(i.address + 4);
    } else {
      asm.reg(number);
    }
  }

  /** Pushes the second operand. */
  private void operand(Instruction i) {
    if (isImmediate(i)) {
      asm.push(i.imm);
      return;
    }
    register(i.m, i);
    switch (i.shift) {
      case Shifts.LSL -> {
        if (i.amount != 0) {
          asm.push(i.amount);
          code.ishl();
        }
      }
      case Shifts.LSR -> {
        if (i.amount == 32) {
          code.pop();
          asm.push(0);
        } else {
          asm.push(i.amount);
          code.iushr();
        }
      }
      case Shifts.ASR -> {
        asm.push(Math.min(i.amount, 31));
        code.ishr();
      }
      case Shifts.ROR -> asm.push(i.amount).call(Integer.class, "rotateRight", "(II)I");
      default -> {
        flags.pushCarry();
        asm.call(Shifts.class, "rrx", "(II)I");
      }
    }
  }

  private static boolean isImmediate(Instruction i) {
    return switch (i.op) {
      case ADC_IMM,
          ADD_IMM,
          AND_IMM,
          BIC_IMM,
          CMN_IMM,
          CMP_IMM,
          EOR_IMM,
          MOV_IMM,
          MVN_IMM,
          ORN_IMM,
          ORR_IMM,
          RSB_IMM,
          SBC_IMM,
          SUB_IMM,
          TEQ_IMM,
          TST_IMM ->
          true;
      default -> false;
    };
  }

  private static boolean isComparison(Instruction i) {
    return switch (i.op) {
      case CMP_IMM, CMP_REG, CMN_IMM, CMN_REG, TEQ_IMM, TEQ_REG, TST_IMM, TST_REG -> true;
      default -> false;
    };
  }

  private void addition(Instruction i, int live, int exit, boolean withCarry) {
    if (withCarry) {
      flags.pushCarry();
      asm.set(Asm.TEMP2);
    }
    pushBoth(i, live);
    flags.addend(live);
    code.iadd();
    if (withCarry) {
      asm.get(Asm.TEMP2);
      code.iadd();
    }
    finishSum(i, live, exit, false);
  }

  /** Pushes Rn, as the first operand of a sum, and the second operand. */
  private void pushBoth(Instruction i, int live) {
    if (i.shift == Shifts.RRX) { // reads C before it is set
      operand(i);
      asm.set(Asm.TEMP);
      register(i.n, i);
      flags.firstOperand(live);
      asm.get(Asm.TEMP);
    } else {
      register(i.n, i);
      flags.firstOperand(live);
      operand(i);
    }
  }

  private void finishSum(Instruction i, int live, int exit, boolean subtraction) {
    if (live != 0) {
      flags.sum(live, subtraction);
    }
    if (isComparison(i)) {
      code.pop();
    } else {
      write(i.d, exit);
    }
  }

  private void subtraction(Instruction i, int live, int exit) {
    boolean reverse =
        switch (i.op) {
          case RSB_IMM, RSB_REG -> true;
          default -> false;
        };
    if (reverse) {
      operand(i);
      flags.firstOperand(live);
      register(i.n, i);
    } else {
      pushBoth(i, live);
    }
    flags.subtrahend(live);
    code.isub();
    finishSum(i, live, exit, true);
  }

  private void subtractionWithCarry(Instruction i, int live, int exit) {
    flags.pushCarry();
    asm.set(Asm.TEMP2);
    operand(i);
    asm.push(-1);
    code.ixor();
    asm.set(Asm.TEMP);
    register(i.n, i);
    flags.firstOperand(live);
    asm.get(Asm.TEMP);
    flags.addend(live);
    code.iadd();
    asm.get(Asm.TEMP2);
    code.iadd();
    finishSum(i, live, exit, false);
  }

  private void logic(Instruction i, int live) {
    operand(i);
    boolean inverted =
        switch (i.op) {
          case BIC_IMM, BIC_REG, ORN_IMM, ORN_REG, MVN_IMM, MVN_REG -> true;
          default -> false;
        };
    if (inverted) {
      asm.push(-1);
      code.ixor();
    }
    switch (i.op) {
      case AND_IMM, AND_REG, BIC_IMM, BIC_REG, TST_IMM, TST_REG -> {
        register(i.n, i);
        code.iand();
      }
      case EOR_IMM, EOR_REG, TEQ_IMM, TEQ_REG -> {
        register(i.n, i);
        code.ixor();
      }
      case ORR_IMM, ORR_REG, ORN_IMM, ORN_REG -> {
        register(i.n, i);
        code.ior();
      }
      default -> {} // MOV, MVN
    }
    if ((live & Operands.C) != 0) {
      if (!isImmediate(i)) {
        shifterCarry(i);
      } else if (i.amount != 2) {
        asm.push(i.amount << 31);
        flags.setCarryFromSign();
      }
    }
    flags(live);
    if (isComparison(i)) {
      code.pop();
    } else {
      asm.setReg(i.d);
    }
  }

  /** C becomes the carry of the operand's shift; the stack stays as it is. */
  private void shifterCarry(Instruction i) {
    if ((i.amount | i.shift) != 0) {
      register(i.m, i);
      carrySign(i.shift, i.amount);
      flags.setCarryFromSign();
    }
  }

  /** Moves the last bit shifted out of the word on the stack to its sign. */
  private void carrySign(int shift, int amount) {
    int left =
        switch (shift) {
          case Shifts.LSL -> amount - 1;
          case Shifts.RRX -> 31;
          case Shifts.ASR -> 32 - Math.min(amount, 32);
          default -> 32 - amount;
        };
    if (left != 0) {
      asm.push(left);
      code.ishl();
    }
  }

  private void flags(int live) {
    if (live != 0) {
      flags.result(live);
    }
  }

  private void shiftImmediate(Instruction i, int live) {
    int type =
        switch (i.op) {
          case LSL_IMM -> Shifts.LSL;
          case LSR_IMM -> Shifts.LSR;
          case ASR_IMM -> Shifts.ASR;
          default -> Shifts.ROR;
        };
    asm.reg(i.m);
    if ((live & Operands.C) != 0 && i.amount != 0) {
      code.dup();
      carrySign(type, i.amount);
      flags.setCarryFromSign();
    }
    switch (type) {
      case Shifts.LSL -> {
        if (i.amount != 0) {
          asm.push(i.amount);
          code.ishl();
        }
      }
      case Shifts.LSR -> asm.push(i.amount).call(Shifts.class, "lsr", "(II)I");
      case Shifts.ASR -> {
        asm.push(Math.min(i.amount, 31));
        code.ishr();
      }
      default -> asm.push(i.amount).call(Integer.class, "rotateRight", "(II)I");
    }
    flags(live);
    asm.setReg(i.d);
  }

  private void shiftRegister(Instruction i, int live, String name) {
    asm.reg(i.m).push(0xFF);
    code.iand();
    asm.set(Asm.TEMP);
    asm.reg(i.n).set(Asm.TEMP2);
    if ((live & Operands.C) != 0) {
      asm.get(Asm.TEMP2).get(Asm.TEMP);
      flags.pushCarry();
      asm.call(Shifts.class, name + "Carry", "(III)I").push(31);
      code.ishl();
      flags.setCarryFromSign();
    }
    asm.get(Asm.TEMP2).get(Asm.TEMP).call(Shifts.class, name, "(II)I");
    flags(live);
    asm.setReg(i.d);
  }

  private boolean multiplication(Instruction i, int live) {
    switch (i.op) {
      case MUL -> {
        asm.reg(i.n).reg(i.m);
        code.imul();
        flags(live);
        asm.setReg(i.d);
      }
      case MLA -> {
        asm.reg(i.a).reg(i.n).reg(i.m);
        code.imul().iadd();
        asm.setReg(i.d);
      }
      case MLS -> {
        asm.reg(i.a).reg(i.n).reg(i.m);
        code.imul().isub();
        asm.setReg(i.d);
      }
      case UMULL, UMLAL, SMULL, SMLAL -> {
        boolean unsigned =
            switch (i.op) {
              case UMULL, UMLAL -> true;
              default -> false;
            };
        asm.reg(i.n)
            .reg(i.m)
            .call(Multiply.class, unsigned ? "unsignedLong" : "signedLong", "(II)J");
        switch (i.op) {
          case UMLAL, SMLAL -> {
            asm.reg(i.d).reg(i.a).call(Multiply.class, "join", "(II)J");
            code.ladd();
          }
          default -> {}
        }
        setPair(i);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Sets Rd and Ra to the low and high word of the long on the stack. */
  private void setPair(Instruction i) {
    code.dup2().l2i();
    asm.setReg(i.d).push(32);
    code.lushr().l2i();
    asm.setReg(i.a);
  }

  private boolean extension(Instruction i) {
    switch (i.op) {
      case SXTB, SXTH, UXTB, UXTH, SXTAB, SXTAH, UXTAB, UXTAH, SXTAB16, UXTAB16 -> {}
      default -> {
        return false;
      }
    }
    asm.reg(i.m);
    if (i.amount != 0) {
      asm.push(i.amount).call(Integer.class, "rotateRight", "(II)I");
    }
    switch (i.op) {
      case SXTB, SXTAB -> code.i2b();
      case SXTH, SXTAH -> code.i2s();
      case UXTB, UXTAB -> {
        asm.push(0xFF);
        code.iand();
      }
      case UXTH, UXTAH -> {
        asm.push(0xFFFF);
        code.iand();
      }
      case SXTAB16 -> asm.call(BitFields.class, "signExtendBytes16", "(I)I");
      default -> asm.call(BitFields.class, "zeroExtendBytes16", "(I)I");
    }
    switch (i.op) {
      case SXTAB, SXTAH, UXTAB, UXTAH -> {
        asm.reg(i.n);
        code.iadd();
      }
      case SXTAB16, UXTAB16 -> asm.reg(i.n).call(BitFields.class, "addHalves", "(II)I");
      default -> {}
    }
    asm.setReg(i.d);
    return true;
  }

  private boolean semantic(Instruction i) {
    Semantic semantic = Semantic.of(i.op);
    if (semantic == null) {
      return false;
    }
    StringBuilder types = new StringBuilder("(");
    for (int k = 0; k < semantic.operands().length(); k++) {
      char operand = semantic.operands().charAt(k);
      semanticOperand(i, operand);
      types.append(operand == '0' || operand == '1' ? 'Z' : 'I');
    }
    boolean isLong =
        switch (semantic.result()) {
          case STICKY, SUM, GREATER_EQUAL, PAIR, PAIR_SUM -> true;
          default -> false;
        };
    if (semantic.owner() != null) {
      asm.call(semantic.owner(), semantic.name(), types + (isLong ? ")J" : ")I"));
    }
    switch (semantic.result()) {
      case WORD -> asm.setReg(i.d);
      case PRODUCT -> {
        code.imul();
        asm.setReg(i.d);
      }
      case PAIR -> setPair(i);
      case PAIR_SUM -> {
        asm.reg(i.d).reg(i.a).call(Multiply.class, "join", "(II)J");
        code.ladd();
        setPair(i);
      }
      case PAIR_SUM_WORD -> {
        code.i2l();
        asm.reg(i.d).reg(i.a).call(Multiply.class, "join", "(II)J");
        code.ladd();
        setPair(i);
      }
      case STICKY -> {
        code.dup2().l2i();
        asm.setReg(i.d).push(32);
        code.lushr().l2i();
        asm.get(Asm.Q);
        code.ior();
        asm.set(Asm.Q);
      }
      case SUM -> {
        code.dup2().l2i();
        asm.setReg(i.d).call(Dsp.class, "overflow", "(J)I").get(Asm.Q);
        code.ior();
        asm.set(Asm.Q);
      }
      case GREATER_EQUAL -> {
        code.dup2().l2i();
        asm.setReg(i.d).push(32);
        code.lushr().l2i();
        asm.set(Asm.GE);
      }
    }
    return true;
  }

  private void semanticOperand(Instruction i, char operand) {
    switch (operand) {
      case 'n' -> asm.reg(i.n);
      case 'm' -> asm.reg(i.m);
      case 'a' -> asm.reg(i.a);
      case 'd' -> asm.reg(i.d);
      case 'b' -> {
        asm.reg(i.n);
        code.i2s();
      }
      case 't' -> {
        asm.reg(i.n).push(16);
        code.ishr();
      }
      case 'B' -> {
        asm.reg(i.m);
        code.i2s();
      }
      case 'T' -> {
        asm.reg(i.m).push(16);
        code.ishr();
      }
      case 'x' -> asm.reg(i.m).call(Dsp.class, "swap", "(I)I");
      case 'r' -> asm.reg(i.m).push(i.amount).call(Integer.class, "rotateRight", "(II)I");
      case 's' ->
          asm.reg(i.n).push(i.shift).push(i.amount).push(0).call(Shifts.class, "shift", "(IIII)I");
      case 'h' -> asm.reg(i.m).push(i.amount).call(Shifts.class, "lsl", "(II)I");
      case 'j' -> asm.reg(i.m).push(i.amount).call(Shifts.class, "asr", "(II)I");
      case 'i' -> asm.push(i.imm);
      case 'w' -> asm.push(i.amount);
      case 'g' -> asm.get(Asm.GE);
      case '1' -> asm.push(1);
      default -> asm.push(0); // z and 0
    }
  }

  /** Writes a result that may go to SP. */
  private void write(int register, int exit) {
    if (register == SP) {
      asm.keep(Asm.TEMP);
      checks.stackPointer(exit);
      asm.get(Asm.TEMP).push(~3);
      code.iand();
    }
    asm.setReg(register);
  }
}
