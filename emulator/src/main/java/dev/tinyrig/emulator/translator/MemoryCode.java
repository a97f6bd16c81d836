package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntConsumer;

/**
 * Bytecode of loads and stores. Whatever can fail comes before the first effect of an instruction,
 * so that the interpreter can execute it from its beginning.
 */
final class MemoryCode {
  private static final int SP = 13;
  private static final int PC = 15;
  private static final int WORD = 4;
  private static final MethodTypeDesc LOAD =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final MethodTypeDesc STORE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final MethodTypeDesc CHECK =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final MethodTypeDesc LOAD_ANY =
      MethodTypeDesc.of(
          ConstantDescs.CD_int,
          Asm.CORE_CLASS,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc STORE_ANY =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          Asm.CORE_CLASS,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc EXTRA =
      MethodTypeDesc.of(
          ConstantDescs.CD_int,
          Asm.CORE_CLASS,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_boolean);
  private static final MethodTypeDesc WAITS =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

  private final Asm asm;
  private final CodeBuilder code;
  private final RegionCompiler region;
  private final ArrayAccess arrays;
  private final Checks checks;

  /** Whether accesses have wait states. */
  private final boolean waits;

  /** Where the access that has begun is expected, or null for anywhere. */
  private Window window;

  private final SharedBases bases;
  private final WindowCode windows;

  /** Index of the instruction in work if its accesses share the check of their base, or -1. */
  private int shared = -1;

  MemoryCode(RegionCompiler region, Asm asm, Checks checks, SharedBases bases) {
    this.bases = bases;
    this.windows = new WindowCode(region, asm);
    this.checks = checks;
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
    this.arrays = new ArrayAccess(region, asm);
    this.waits = region.memory().waits();
  }

  /** Accesses that an instruction makes. */
  static int accesses(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD_MULTIPLE, STORE_MULTIPLE -> Integer.bitCount(i.imm);
      case LOAD, STORE, FP_LOAD, FP_STORE, BRANCH -> 2;
      case FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> 2 * i.imm;
      case VECTOR_LOAD, VECTOR_STORE -> 16;
      default -> 0;
    };
  }

  /** Writes the instruction at an index of the line; false when it is none of these. */
  boolean emit(int k, Instruction i, int exit) {
    shared = bases.window(k) == null ? -1 : k;
    boolean written = emit(i, exit);
    shared = -1;
    return written;
  }

  private boolean emit(Instruction i, int exit) {
    switch (i.op) {
      case LDR_IMM, LDR_PRE, LDR_POST, LDR_LIT, LDR_REG -> load(i, 4, exit);
      case LDRB_IMM, LDRB_PRE, LDRB_POST, LDRB_LIT, LDRB_REG -> load(i, 1, exit);
      case LDRH_IMM, LDRH_PRE, LDRH_POST, LDRH_LIT, LDRH_REG -> load(i, 2, exit);
      case LDRSB_IMM, LDRSB_PRE, LDRSB_POST, LDRSB_LIT, LDRSB_REG -> load(i, 1, exit);
      case LDRSH_IMM, LDRSH_PRE, LDRSH_POST, LDRSH_LIT, LDRSH_REG -> load(i, 2, exit);
      case STR_IMM, STR_PRE, STR_POST, STR_REG -> store(i, 4, exit);
      case STRB_IMM, STRB_PRE, STRB_POST, STRB_REG -> store(i, 1, exit);
      case STRH_IMM, STRH_PRE, STRH_POST, STRH_REG -> store(i, 2, exit);
      case LDRD_IMM, LDRD_PRE, LDRD_POST, LDRD_LIT -> loadPair(i, exit);
      case STRD_IMM, STRD_PRE, STRD_POST -> storePair(i, exit);
      case LDM, LDMDB, POP -> loadMany(i, exit);
      case STM, STMDB, PUSH -> storeMany(i, exit);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Bytes of a single access; 1 where alignment does not matter or may not be missed. */
  static int bytes(Instruction i) {
    return switch (i.op) {
      case LDR_IMM, LDR_PRE, LDR_POST, LDR_LIT, LDR_REG -> 4;
      case STR_IMM, STR_PRE, STR_POST, STR_REG -> 4;
      case LDRH_IMM, LDRH_PRE, LDRH_POST, LDRH_LIT, LDRH_REG -> 2;
      case LDRSH_IMM, LDRSH_PRE, LDRSH_POST, LDRSH_LIT, LDRSH_REG -> 2;
      case STRH_IMM, STRH_PRE, STRH_POST, STRH_REG -> 2;
      default -> 1;
    };
  }

  /** Adds what an access costs that is not aligned. */
  private void extra(Instruction i, boolean store) {
    asm.get(Asm.LEFT).memory();
    code.aload(Asm.CORE);
    asm.get(Asm.TEMP).push(bytes(i)).push(store ? 1 : 0).memoryCall("unalignedExtra", EXTRA);
    code.isub();
    asm.set(Asm.LEFT);
  }

  /** Leaves the address of a single or pair access in {@link Asm#TEMP}. */
  void address(Instruction i, int exit) {
    pushAddress(i, 0);
    asm.set(Asm.TEMP);
    checkStack(i, exit);
  }

  private void checkStack(Instruction i, int exit) {
    if (i.n == SP && (Transfer.isPre(i.op) || Transfer.isPost(i.op))) {
      asm.sum(SP, Math.min(i.imm, 0));
      checks.stackPointer(exit);
    }
  }

  /** Pushes the address of a single or pair access plus a displacement. */
  private void pushAddress(Instruction i, int plus) {
    switch (i.op) {
      case LDR_LIT, LDRB_LIT, LDRH_LIT, LDRSB_LIT, LDRSH_LIT, LDRD_LIT -> asm.push(i.target + plus);
      case LDR_REG, LDRB_REG, LDRH_REG, LDRSB_REG, LDRSH_REG, STR_REG, STRB_REG, STRH_REG -> {
        asm.reg(i.n).reg(i.m);
        if (i.amount != 0) {
          asm.push(i.amount);
          code.ishl();
        }
        code.iadd();
        if (plus != 0) {
          asm.push(plus);
          code.iadd();
        }
      }
      default -> {
        if (i.n == PC) {
          asm.push((i.address + 4 & ~3) + i.imm + plus);
        } else {
          asm.sum(i.n, (Transfer.isPost(i.op) ? 0 : i.imm) + plus);
        }
      }
    }
  }

  private void writeBack(Instruction i) {
    if (!Transfer.isPre(i.op) && !Transfer.isPost(i.op)) {
      return;
    }
    asm.sum(i.n, i.imm);
    if (i.n == SP) {
      asm.push(~3);
      code.iand();
    }
    asm.setReg(i.n);
  }

  /**
   * Lets an access begin whose address is in {@link Asm#TEMP}: leaves unless all of its words are
   * where they are expected, or, for any one access, leaves that to the memory.
   *
   * @param size bytes of one of them, to a multiple of which they are aligned
   * @param times how many follow each other
   */
  void begin(Instruction i, boolean store, int size, int times, int exit) {
    window = region.access(i, store) instanceof Window w ? w : null;
    if (window != null) {
      IntConsumer address = plus -> asm.sumOf(Asm.TEMP, plus);
      windows.check(address, window, size, size * (times - 1), Asm.OFFSET, Asm.ARRAY, exit);
    } else if (times > 1 && !i.op.kind().isVector()) {
      asm.memory().get(Asm.TEMP).push(size * times).push(exit);
      asm.memoryCall(store ? "storable" : "loadable", CHECK);
    }
  }

  /** As {@link #begin}, for one access to the address of an instruction. */
  private void beginOne(Instruction i, boolean store, int size, int exit) {
    if (beginShared(i, exit)) {
      return;
    }
    window = region.access(i, store) instanceof Window w ? w : null;
    if (window == null) {
      address(i, exit);
    } else {
      checkStack(i, exit);
      windows.check(plus -> pushAddress(i, plus), window, size, 0, Asm.OFFSET, Asm.ARRAY, exit);
    }
  }

  /** As {@link #begin}, for two words. */
  private void beginPair(Instruction i, boolean store, int exit) {
    if (!beginShared(i, exit)) {
      address(i, exit);
      begin(i, store, WORD, 2, exit);
    }
  }

  /** As {@link #begin}, for the words of registers. */
  private void beginMany(Instruction i, boolean store, int exit) {
    int n = Transfer.base(i);
    if (n == SP && Transfer.writtenBack(i) != 0) {
      asm.sum(SP, Transfer.displacement(i));
      checks.stackPointer(exit);
    }
    if (!beginShared(i, exit)) {
      asm.sum(n, Transfer.displacement(i)).set(Asm.TEMP);
      begin(i, store, WORD, Transfer.times(i), exit);
    }
  }

  /** As {@link #begin}, if the check is shared. */
  private boolean beginShared(Instruction i, int exit) {
    if (shared < 0) {
      return false;
    }
    checkStack(i, exit);
    window = bases.window(shared);
    bases.check(shared, i, asm, windows, exit);
    return true;
  }

  /** Adds the wait states of an access, of which nothing can fail any more. */
  void end(boolean store, int times) {
    if (window != null) {
      windows.waits(window, store, times, array());
    } else if (waits) {
      asm.get(Asm.LEFT).memory().get(Asm.TEMP);
      asm.memoryCall(store ? "writeWaits" : "readWaits", WAITS);
      if (times != 1) {
        asm.push(times);
        code.imul();
      }
      code.isub();
      asm.set(Asm.LEFT);
    }
  }

  /** Pushes what is so many bytes behind the address, zero-extended. */
  void pushLoad(int size, int offset, int exit) {
    if (window == null) {
      asm.memory();
      asm.sumOf(Asm.TEMP, offset).push(exit).memoryCall("load" + 8 * size, LOAD);
      return;
    }
    if (window.other() != null) {
      code.aload(array());
      pushOffset(offset);
      arrays.load(size);
      return;
    }
    pushOffset(offset);
    arrays.load(window, size, shared >= 0);
  }

  /** The local with the array of the access in work, where it may be in either of two. */
  private int array() {
    return shared >= 0 ? bases.array(shared) : Asm.ARRAY;
  }

  /** Stores a value so many bytes behind the address. */
  void store(int size, int offset, Runnable value, int exit) {
    if (window == null) {
      asm.memory();
      asm.sumOf(Asm.TEMP, offset);
      value.run();
      asm.push(exit).memoryCall("store" + 8 * size, STORE);
      return;
    }
    if (window.other() != null) {
      code.aload(array());
      pushOffset(offset);
      value.run();
      arrays.store(size);
      return;
    }
    pushOffset(offset);
    value.run();
    arrays.store(window, size, shared >= 0);
  }

  /**
   * As {@link #begin}, for the vector access at an index of the line; false where its address is
   * needed in {@link Asm#TEMP}.
   */
  boolean beginVector(Instruction i, boolean store, CheckedRanges ranges, int index, int exit) {
    window = region.access(i, store) instanceof Window w ? w : null;
    if (window != null) {
      ranges.check(asm, index, window, exit);
    }
    return window != null;
  }

  private void pushVectorOffset(Instruction i, int offset) {
    asm.sum(i.n, CheckedRanges.displacement(i) - window.base() + offset);
  }

  /** Pushes 4 bytes, or 8 as a long, of the elements of a vector, behind the address. */
  void pushWide(Instruction i, int size, int offset, int exit) {
    if (window == null) {
      asm.memory();
      asm.sumOf(Asm.TEMP, offset).push((1 << i.shift) - 1).push(exit);
      asm.memoryCall(
          size == 8 ? "load64" : "loadFour",
          MethodTypeDesc.ofDescriptor(size == 8 ? "(III)J" : "(III)I"));
      return;
    }
    pushVectorOffset(i, offset);
    arrays.load(window, size, true);
  }

  /** Stores as much. */
  void storeWide(Instruction i, int size, int offset, Runnable value, int exit) {
    if (window == null) {
      asm.memory();
      asm.sumOf(Asm.TEMP, offset);
      value.run();
      asm.push((1 << i.shift) - 1).push(exit);
      asm.memoryCall(
          size == 8 ? "store64" : "storeFour",
          MethodTypeDesc.ofDescriptor(size == 8 ? "(IJII)V" : "(IIII)V"));
      return;
    }
    pushVectorOffset(i, offset);
    value.run();
    arrays.store(window, size, true);
  }

  private void pushOffset(int behind) {
    if (shared >= 0) {
      bases.push(shared, behind, asm);
    } else {
      asm.sumOf(Asm.OFFSET, behind);
    }
  }

  private static boolean isSigned(Op op) {
    return switch (op) {
      case LDRSB_IMM, LDRSB_PRE, LDRSB_POST, LDRSB_LIT, LDRSB_REG -> true;
      case LDRSH_IMM, LDRSH_PRE, LDRSH_POST, LDRSH_LIT, LDRSH_REG -> true;
      default -> false;
    };
  }

  /** The target of a load to PC is in {@link Asm#TEMP3} when it is done. */
  private void load(Instruction i, int size, int exit) {
    boolean any = region.unaligned(i) && i.d != PC;
    if (any) {
      address(i, exit);
      asm.memory();
      code.aload(Asm.CORE);
      asm.get(Asm.TEMP).push(size).push(exit).memoryCall("loadAny", LOAD_ANY);
      extra(i, false);
    } else {
      beginOne(i, false, size, exit);
      pushLoad(size, 0, exit);
    }
    if (isSigned(i.op)) {
      if (size == 1) {
        code.i2b();
      } else {
        code.i2s();
      }
    }
    if (i.d == PC) {
      checks.branchTarget(exit);
    }
    if (!any) {
      end(false, 1);
    }
    writeBack(i);
    if (i.d != PC) {
      asm.setReg(i.d);
    }
  }

  private void store(Instruction i, int size, int exit) {
    if (region.unaligned(i)) {
      address(i, exit);
      asm.memory();
      code.aload(Asm.CORE);
      asm.get(Asm.TEMP).reg(i.d).push(size).push(exit).memoryCall("storeAny", STORE_ANY);
      extra(i, true);
    } else {
      beginOne(i, true, size, exit);
      store(size, 0, () -> asm.reg(i.d), exit);
      end(true, 1);
    }
    writeBack(i);
  }

  private void loadPair(Instruction i, int exit) {
    beginPair(i, false, exit);
    pushLoad(WORD, 0, exit);
    asm.set(Asm.TEMP2);
    pushLoad(WORD, WORD, exit);
    asm.set(Asm.TEMP3);
    end(false, 2);
    writeBack(i);
    asm.get(Asm.TEMP2).setReg(i.d).get(Asm.TEMP3).setReg(i.a);
  }

  private void storePair(Instruction i, int exit) {
    beginPair(i, true, exit);
    store(WORD, 0, () -> asm.reg(i.d), exit);
    store(WORD, WORD, () -> asm.reg(i.a), exit);
    end(true, 2);
    writeBack(i);
  }

  /** The target of a load to PC is in {@link Asm#TEMP3} when it is done. */
  private void loadMany(Instruction i, int exit) {
    int words = Integer.bitCount(i.imm);
    int n = Transfer.base(i);
    beginMany(i, false, exit);
    if (i.imm >>> PC != 0) {
      pushLoad(WORD, WORD * (words - 1), exit);
      checks.branchTarget(exit);
    }
    boolean setsBase = false;
    int offset = 0;
    for (int left = i.imm & 0x7FFF; left != 0; left &= left - 1) {
      int register = Integer.numberOfTrailingZeros(left);
      pushLoad(WORD, offset, exit);
      offset += 4;
      if (register == n) {
        setsBase = true;
        asm.set(Asm.TEMP2);
      } else {
        asm.setReg(register);
      }
    }
    end(false, words);
    if (setsBase) {
      asm.get(Asm.TEMP2).setReg(n);
    } else if (Transfer.writtenBack(i) != 0) {
      asm.sum(n, Transfer.writtenBack(i)).setReg(n);
    }
  }

  private void storeMany(Instruction i, int exit) {
    int words = Integer.bitCount(i.imm);
    int n = Transfer.base(i);
    beginMany(i, true, exit);
    int offset = 0;
    for (int left = i.imm; left != 0; left &= left - 1) {
      int register = Integer.numberOfTrailingZeros(left);
      store(WORD, offset, () -> asm.reg(register), exit);
      offset += 4;
    }
    end(true, words);
    if (Transfer.writtenBack(i) != 0) {
      asm.sum(n, Transfer.writtenBack(i)).setReg(n);
    }
  }
}
