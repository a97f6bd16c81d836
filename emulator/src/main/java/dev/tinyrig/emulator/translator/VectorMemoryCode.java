package dev.tinyrig.emulator.translator;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.semantics.PairCompare;
import dev.tinyrig.emulator.semantics.PairNarrow;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;

/**
 * Bytecode of vector loads and stores in plain memory (Armv8.1-M: DDI 0553, C2.4). Stores of which
 * some bytes are masked write the others as they were. What leaves the translated code half way is
 * done again from its beginning, which makes no difference: nothing but the same stores has
 * happened.
 */
final class VectorMemoryCode {
  private static final int SP = 13;
  private static final int PC = 15;
  private static final int DOUBLE = 3;

  private final RegionCompiler region;
  private final Asm asm;
  private final CodeBuilder code;
  private final MemoryCode memory;
  private final CheckedRanges ranges;

  /** Whether the mask of narrow elements is written in place of their values. */
  private boolean maskWanted;

  VectorMemoryCode(RegionCompiler region, Asm asm, MemoryCode memory, CheckedRanges ranges) {
    this.ranges = ranges;
    this.region = region;
    this.asm = asm;
    this.code = asm.code;
    this.memory = memory;
  }

  /** Whether an instruction has bytecode here. */
  static boolean translates(Instruction i) {
    return switch (i.op) {
      case VLDR_Q, VLDR_Q_POST, VSTR_Q, VSTR_Q_POST -> i.n < SP || (i.n < PC && !i.writeBack);
      case VSTR_SCATTER -> i.n < SP;
      case VLDR_GATHER -> i.n < SP && i.d != i.m;
      case VLDR_GATHER_BASE -> i.d != i.n;
      case VSTR_SCATTER_BASE -> true;
      default -> false;
    };
  }

  /** Writes the instruction at an index of the line, which is one of these. */
  void emit(int index, Instruction i, Predicate predicate, int exit) {
    switch (i.op) {
      case VLDR_Q, VLDR_Q_POST -> {
        begin(index, i, false, predicate, exit);
        load(i, predicate, exit);
      }
      case VSTR_Q, VSTR_Q_POST -> {
        begin(index, i, true, predicate, exit);
        store(i, predicate, exit);
      }
      default -> {
        if (region.memory().waits()) {
          region.leave(exit); // each element may have others: the interpreter knows
        } else if (i.op.kind() == OpKind.VECTOR_GATHER) {
          gather(i, predicate, exit);
        } else {
          scatter(i, predicate, exit);
        }
      }
    }
  }

  private void writeBack(Instruction i) {
    if (i.writeBack) {
      asm.sum(i.n, i.imm).setReg(i.n);
    }
  }

  /** Leaves unless all elements are where they are expected. */
  private void begin(int index, Instruction i, boolean store, Predicate predicate, int exit) {
    boolean asksForWaits = region.memory().waits() && !predicate.all();
    if (!memory.beginVector(i, store, ranges, index, exit) || asksForWaits) {
      asm.sum(i.n, CheckedRanges.displacement(i)).set(Asm.TEMP);
    }
  }

  private void load(Instruction i, Predicate predicate, int exit) {
    switch (i.size - i.shift) {
      case 0 -> {
        for (int half = 0; half < 2; half++) {
          memory.pushWide(i, 8, 8 * half, exit);
          masked(i, predicate, half);
        }
      }
      case 1 -> {
        String name = i.size == 1 ? "bytesToHalves" : "halvesToWords";
        for (int half = 0; half < 2; half++) {
          memory.pushWide(i, 4, 4 * half, exit);
          widen(i, name);
          masked(i, predicate, half);
        }
      }
      default -> {
        memory.pushWide(i, 4, 0, exit);
        asm.set(Asm.TEMP3);
        for (int half = 0; half < 2; half++) {
          asm.get(Asm.TEMP3).push(16 * half);
          code.iushr();
          widen(i, "bytesToWords");
          masked(i, predicate, half);
        }
      }
    }
    asm.setHalf(i.d, 1).setHalf(i.d, 0);
    waits(false, i, predicate);
    writeBack(i);
  }

  private void widen(Instruction i, String name) {
    asm.push(i.unsigned ? 1 : 0).call(PairNarrow.class, name, "(IZ)J");
  }

  /** Elements that are not active are loaded as 0. */
  private void masked(Instruction i, Predicate predicate, int half) {
    if (!predicate.all()) {
      lanes(i, predicate, half);
      code.land();
    }
  }

  private void lanes(Instruction i, Predicate predicate, int half) {
    asm.push(Math.min(i.size, 2));
    predicate.push(asm, half);
    asm.call(PairCompare.class, "lanes", "(IJ)J");
  }

  /** A beat is one access, if any of its elements is active. */
  private void waits(boolean store, Instruction i, Predicate predicate) {
    if (predicate.all()) {
      memory.end(store, 4);
    } else if (region.memory().waits()) {
      asm.get(Asm.LEFT).memory().get(Asm.TEMP);
      asm.memoryCall(store ? "writeWaits" : "readWaits", MethodTypeDesc.ofDescriptor("(I)I"));
      lanes(i, predicate, 0);
      lanes(i, predicate, 1);
      asm.call(PairCompare.class, "beats", "(JJ)I");
      code.imul().isub();
      asm.set(Asm.LEFT);
    }
  }

  private void store(Instruction i, Predicate predicate, int exit) {
    switch (i.size - i.shift) {
      case 0 -> {
        for (int half = 0; half < 2; half++) {
          int at = half;
          if (!predicate.all()) {
            memory.pushWide(i, 8, 8 * half, exit);
            asm.setLong(Asm.VECTOR);
          }
          Runnable value =
              () -> {
                asm.half(i.d, at);
                if (!predicate.all()) {
                  asm.getLong(Asm.VECTOR);
                  lanes(i, predicate, at);
                  asm.call(Vectors.class, "merge", "(JJJ)J");
                }
              };
          memory.storeWide(i, 8, 8 * half, value, exit);
        }
      }
      case 1 -> {
        String name = i.size == 1 ? "halvesToBytes" : "wordsToHalves";
        for (int half = 0; half < 2; half++) {
          int at = half;
          storeFour(i, 4 * half, predicate, () -> narrow(i, predicate, at, name), exit);
        }
      }
      default -> {
        Runnable value =
            () -> {
              narrow(i, predicate, 0, "wordsToBytes");
              narrow(i, predicate, 1, "wordsToBytes");
              asm.push(16);
              code.ishl().ior();
            };
        storeFour(i, 0, predicate, value, exit);
      }
    }
    waits(true, i, predicate);
    writeBack(i);
  }

  /** Pushes narrow elements of half of a vector, or of its mask while that is stored. */
  private void narrow(Instruction i, Predicate predicate, int half, String name) {
    if (maskWanted) {
      lanes(i, predicate, half);
    } else {
      asm.half(i.d, half);
    }
    asm.call(PairNarrow.class, name, "(J)I");
  }

  private void storeFour(Instruction i, int behind, Predicate predicate, Runnable value, int exit) {
    if (predicate.all()) {
      memory.storeWide(i, 4, behind, value, exit);
      return;
    }
    maskWanted = true;
    value.run();
    maskWanted = false;
    asm.set(Asm.TEMP3);
    Runnable merged =
        () -> {
          value.run();
          memory.pushWide(i, 4, behind, exit);
          asm.get(Asm.TEMP3).call(Vectors.class, "merge", "(III)I");
        };
    memory.storeWide(i, 4, behind, merged, exit);
  }

  /** Pushes the mask of the elements of a half. */
  private void elements(Instruction i, Predicate predicate, int half) {
    if (predicate.all()) {
      asm.pushLong(-1);
    } else {
      lanes(i, predicate, half);
    }
  }

  private static boolean hasBase(Instruction i) {
    return i.op == Op.VLDR_GATHER_BASE || i.op == Op.VSTR_SCATTER_BASE;
  }

  /**
   * Pushes what the accesses of a half need: memory, base, offsets, size in a register and in
   * memory, shift of the offsets, mask and exit.
   */
  private void elementsOf(Instruction i, Predicate predicate, int half, int exit) {
    asm.memory();
    if (hasBase(i)) {
      asm.push(i.imm).half(i.n, half).push(i.size).push(2).push(0);
    } else {
      asm.reg(i.n).half(i.m, half).push(i.size).push(Math.min(i.shift, 2)).push(i.amount);
    }
    elements(i, predicate, half);
    asm.push(exit);
  }

  private void gather(Instruction i, Predicate predicate, int exit) {
    boolean signed = i.size != DOUBLE && !hasBase(i) && !i.unsigned;
    for (int half = 0; half < 2; half++) {
      elementsOf(i, predicate, half, exit);
      asm.push(signed ? 1 : 0);
      asm.bailing(() -> asm.call(Gather.class, "load", "(" + Gather.ACCESS + "Z)J"));
    }
    asm.setHalf(i.d, 1).setHalf(i.d, 0);
    basesBack(i);
  }

  private void scatter(Instruction i, Predicate predicate, int exit) {
    for (int half = 0; half < 2; half++) {
      elementsOf(i, predicate, half, exit);
      asm.half(i.d, half);
      asm.bailing(() -> asm.call(Gather.class, "store", "(" + Gather.ACCESS + "J)V"));
    }
    basesBack(i);
  }

  private void basesBack(Instruction i) {
    if (!hasBase(i) || !i.writeBack) {
      return;
    }
    for (int half = 0; half < 2; half++) {
      asm.half(i.n, half).push(i.imm).push(i.size);
      asm.call(Gather.class, "moved", "(JII)J").setHalf(i.n, half);
    }
  }
}
