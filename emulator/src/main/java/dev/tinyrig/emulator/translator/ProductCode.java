package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.semantics.BitFields;
import dev.tinyrig.emulator.semantics.Dsp;
import java.lang.classfile.CodeBuilder;

/**
 * Bytecode of sums of products that do not overflow ({@link SmallSums}). Bytes that were extended
 * to half-words only to be multiplied are taken from the word in which they were: a pair of
 * half-words that nobody else looks at, the JIT compiler does not make then.
 */
final class ProductCode {
  private final Asm asm;
  private final CodeBuilder code;
  private final Checks checks;
  private final SmallSums sums;

  ProductCode(Asm asm, Checks checks, SmallSums sums) {
    this.asm = asm;
    this.code = asm.code;
    this.checks = checks;
    this.sums = sums;
  }

  /** Writes the instruction at an index of the line; false when it is none of these. */
  boolean emit(int k, Instruction i, int exit) {
    if (sums.kept(k)) {
      asm.reg(i.m);
      if (i.amount != 0) {
        asm.push(i.amount);
        code.ishr();
      }
      asm.keep(Asm.PACKED + i.d).call(BitFields.class, "signExtendBytes16", "(I)I").setReg(i.d);
      return true;
    }
    if (!sums.small(k)) {
      return false;
    }
    if (sums.asks(k)) {
      checks.accumulator(i.a, exit);
    }
    boolean bytesN = (sums.bytes(k) & 1) != 0;
    boolean bytesM = (sums.bytes(k) & 2) != 0;
    switch (i.op) {
      case SMLABB, SMLABT -> half(i.n, bytesN, false);
      case SMLATB, SMLATT -> half(i.n, bytesN, true);
      default -> pair(i.n, bytesN);
    }
    switch (i.op) {
      case SMLABB, SMLATB -> {
        half(i.m, bytesM, false);
        code.imul();
      }
      case SMLABT, SMLATT -> {
        half(i.m, bytesM, true);
        code.imul();
      }
      default -> {
        pair(i.m, bytesM);
        if (i.op == Op.SMLADX || i.op == Op.SMUADX) {
          asm.call(Dsp.class, "swap", "(I)I");
        }
        products(bytesN, bytesM);
      }
    }
    if (i.op != Op.SMUAD && i.op != Op.SMUADX) {
      asm.reg(i.a);
      code.iadd();
    }
    asm.setReg(i.d);
    return true;
  }

  /** Pushes a half of a register, sign-extended. */
  private void half(int register, boolean bytes, boolean top) {
    pair(register, bytes);
    if (top) {
      asm.push(16);
      code.ishr();
    }
    if (bytes) {
      code.i2b();
    } else if (!top) {
      code.i2s();
    }
  }

  /** Pushes a register, or the word with its bytes. */
  private void pair(int register, boolean bytes) {
    if (bytes) {
      asm.get(Asm.PACKED + register);
    } else {
      asm.reg(register);
    }
  }

  private void products(boolean bytesN, boolean bytesM) {
    if (bytesN && bytesM) {
      asm.call(Dsp.class, "productsOfBytesBoth", "(II)I");
    } else if (bytesN) {
      asm.call(Dsp.class, "productsOfBytes", "(II)I");
    } else {
      if (bytesM) {
        code.swap();
      }
      asm.call(Dsp.class, bytesM ? "productsOfBytes" : "products", "(II)I");
    }
  }
}
