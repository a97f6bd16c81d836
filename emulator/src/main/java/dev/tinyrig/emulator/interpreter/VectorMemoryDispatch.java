package dev.tinyrig.emulator.interpreter;

import dev.tinyrig.emulator.isa.OpCode;

/** Knows the method that executes vector loads and stores; one case per operation. */
final class VectorMemoryDispatch {
  private VectorMemoryDispatch() {}

  static Operation operation(int code) {
    return switch (code) {
      case OpCode.VLDR_Q -> (c, i) -> VectorLoadStoreOps.vldr(c, i, c.r[i.n] + i.imm);
      case OpCode.VLDR_Q_POST -> (c, i) -> VectorLoadStoreOps.vldr(c, i, c.r[i.n]);
      case OpCode.VSTR_Q -> (c, i) -> VectorLoadStoreOps.vstr(c, i, c.r[i.n] + i.imm);
      case OpCode.VSTR_Q_POST -> (c, i) -> VectorLoadStoreOps.vstr(c, i, c.r[i.n]);
      case OpCode.VLDR_GATHER -> VectorGatherOps::gather;
      case OpCode.VSTR_SCATTER -> VectorGatherOps::scatter;
      case OpCode.VLDR_GATHER_BASE -> VectorGatherOps::gatherFromBases;
      case OpCode.VSTR_SCATTER_BASE -> VectorGatherOps::scatterToBases;
      case OpCode.VLD2 -> (c, i) -> VectorInterleaveOps.load(c, i, 1);
      case OpCode.VLD4 -> (c, i) -> VectorInterleaveOps.load(c, i, 2);
      case OpCode.VST2 -> (c, i) -> VectorInterleaveOps.store(c, i, 1);
      case OpCode.VST4 -> (c, i) -> VectorInterleaveOps.store(c, i, 2);
      default -> throw new AssertionError("no operation of this family: " + code);
    };
  }
}
