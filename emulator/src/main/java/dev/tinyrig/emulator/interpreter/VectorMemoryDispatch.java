package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.core.Core;
import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.OpCode;

/** Finds the method that executes vector loads and stores; one case per operation. */
final class VectorMemoryDispatch {
  private VectorMemoryDispatch() {}

  static void execute(Core c, Instruction i) {
    switch (i.code) {
      case OpCode.VLDR_Q -> VectorLoadStoreOps.vldr(c, i, c.r[i.n] + i.imm);
      case OpCode.VLDR_Q_POST -> VectorLoadStoreOps.vldr(c, i, c.r[i.n]);
      case OpCode.VSTR_Q -> VectorLoadStoreOps.vstr(c, i, c.r[i.n] + i.imm);
      case OpCode.VSTR_Q_POST -> VectorLoadStoreOps.vstr(c, i, c.r[i.n]);
      case OpCode.VLDR_GATHER -> VectorGatherOps.gather(c, i);
      case OpCode.VSTR_SCATTER -> VectorGatherOps.scatter(c, i);
      case OpCode.VLDR_GATHER_BASE -> VectorGatherOps.gatherFromBases(c, i);
      case OpCode.VSTR_SCATTER_BASE -> VectorGatherOps.scatterToBases(c, i);
      case OpCode.VLD2 -> VectorInterleaveOps.load(c, i, 1);
      case OpCode.VLD4 -> VectorInterleaveOps.load(c, i, 2);
      case OpCode.VST2 -> VectorInterleaveOps.store(c, i, 1);
      case OpCode.VST4 -> VectorInterleaveOps.store(c, i, 2);
      default -> throw new AssertionError("no operation of this family: " + i.op);
    }
  }
}
