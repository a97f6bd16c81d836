package dev.tinyrig.emulator.translator;

import java.lang.classfile.CodeBuilder;

/** Bytecode of checks of what a register may become; a region is left where it may not. */
final class Checks {
  private static final int EXC_RETURN = 0xF;

  private final RegionCompiler region;
  private final Asm asm;
  private final CodeBuilder code;

  Checks(RegionCompiler region, Asm asm) {
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
  }

  /**
   * Leaves when SP may not take the value on the stack, which is consumed (Armv8-M Arm ARM B3.8).
   */
  void stackPointer(int exit) {
    if (!region.limitsStack()) {
      code.pop();
      return;
    }
    asm.push(Integer.MIN_VALUE);
    code.iadd();
    asm.getCore("spLimit").push(Integer.MIN_VALUE);
    code.iadd().if_icmplt(region.leaveBy(exit));
  }

  /**
   * Sets {@link Asm#TEMP3} to where a branch leads to the value on the stack; leaves when it does
   * more than that: to Arm state, or back from an exception or function.
   */
  void branchTarget(int exit) {
    asm.keep(Asm.TEMP3).push(1);
    code.iand().ifeq(region.leaveBy(exit));
    asm.get(Asm.TEMP3).push(28);
    code.iushr();
    asm.push(EXC_RETURN);
    code.if_icmpeq(region.leaveBy(exit));
    asm.get(Asm.TEMP3).push(~1);
    code.iand();
    asm.set(Asm.TEMP3);
  }

  /** Leaves when a register is so large that a sum of products might overflow. */
  void accumulator(int register, int exit) {
    asm.sum(register, -SmallSums.ROOM).push(SmallSums.LARGE);
    code.if_icmpge(region.leaveBy(exit));
  }
}
