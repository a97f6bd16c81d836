package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;

/** Which figures a vector instruction goes by. */
final class VectorFigures {
  private VectorFigures() {}

  /** Cycles for which it holds its pipe. */
  static int hold(PipelinedTiming core, Instruction i) {
    int hold = core.figure(Quantity.VECTOR_HOLD);
    return switch (i.op.kind()) {
      case VECTOR_PREDICATION -> 1;
      case VECTOR_GATHER, VECTOR_SCATTER -> {
        int perCycle = core.figure(Quantity.VECTOR_GATHER_PER_CYCLE);
        int elements = 16 >> i.size;
        int cycles = Math.max(hold, (elements + perCycle - 1) / perCycle);
        boolean bytes = i.op.kind() == OpKind.VECTOR_SCATTER && i.shift == 0;
        yield cycles
            + core.figure(Quantity.VECTOR_GATHER_ALONE)
            + (bytes ? core.figure(Quantity.VECTOR_SCATTER_BYTES) : 0);
      }
      default -> hold;
    };
  }

  /** Cycles by which vectors that are read are needed earlier. */
  static int offsetsEarly(PipelinedTiming core, Instruction i) {
    return switch (i.op.kind()) {
      case VECTOR_GATHER, VECTOR_SCATTER -> core.figure(Quantity.VECTOR_OFFSETS_EARLY);
      default -> 0;
    };
  }

  /** Latency to other instructions. */
  static int latency(PipelinedTiming core, Instruction i) {
    int latency = core.figure(quantity(i));
    if (isExtreme(i.op)) {
      return latency + i.size * core.figure(Quantity.LATENCY_VECTOR_EXTREME_WIDER);
    }
    return i.op.kind() == OpKind.VECTOR_GATHER
        ? latency + hold(core, i) - core.figure(Quantity.VECTOR_HOLD)
        : latency;
  }

  /** Latency to the accumulator of the next instruction. */
  static int chainLatency(PipelinedTiming core, Instruction i, int latency) {
    if (VectorRegisters.accumulates(i)) {
      return core.figure(Quantity.LATENCY_VECTOR_ACCUMULATOR);
    }
    boolean sums = i.op.kind() == OpKind.VECTOR_REDUCTION && !isExtreme(i.op);
    return sums ? core.figure(Quantity.LATENCY_VECTOR_SUM_CHAIN) : latency;
  }

  /** Latency to a store. */
  static int storedLatency(PipelinedTiming core, Instruction i, int latency) {
    return quantity(i) == Quantity.LATENCY_VECTOR_NARROW
        ? latency
        : Math.max(1, latency - core.figure(Quantity.VECTOR_STORED_LATE));
  }

  /** VMAXV and its like. */
  static boolean isExtreme(Op op) {
    return switch (op) {
      case VMAXV_Q, VMINV_Q, VMAXAV_Q, VMINAV_Q -> true;
      default -> false;
    };
  }

  private static Quantity quantity(Instruction i) {
    return switch (i.op.kind()) {
      case VECTOR_INTEGER -> integer(i.op);
      case VECTOR_MULTIPLY -> Quantity.LATENCY_VECTOR_MULTIPLY;
      case VECTOR_REDUCTION -> reduction(i.op);
      case VECTOR_FLOAT -> floatingPoint(i.op);
      case VECTOR_FLOAT_MULTIPLY ->
          VectorRegisters.accumulates(i)
              ? Quantity.LATENCY_VECTOR_FUSED
              : Quantity.LATENCY_VECTOR_FLOAT_MULTIPLY;
      case VECTOR_MOVE ->
          switch (i.op) {
            case VMOV_LANE_TO_CORE, VMOV_LANES_TO_CORE2 -> Quantity.LATENCY_VECTOR_TO_CORE;
            default -> Quantity.LATENCY_VECTOR;
          };
      case VECTOR_LOAD ->
          switch (i.op) {
            case VLD2, VLD4 -> Quantity.LATENCY_VECTOR_INTERLEAVED;
            default -> Quantity.LATENCY_VECTOR_LOAD;
          };
      case VECTOR_GATHER -> Quantity.LATENCY_VECTOR_GATHER;
      default -> Quantity.LATENCY_VECTOR;
    };
  }

  private static Quantity integer(Op op) {
    return switch (op) {
      case VRSHL_Q,
          VQSHL_Q,
          VQRSHL_Q,
          VRSHL_QR,
          VQSHL_QR,
          VQRSHL_QR,
          VQSHL_IMM_Q,
          VQSHLU_IMM_Q,
          VRSHR_IMM_Q,
          VADC_Q,
          VADCI_Q,
          VSBC_Q,
          VSBCI_Q ->
          Quantity.LATENCY_VECTOR_ROUNDED;
      case VMOVN_Q,
          VQMOVN_Q,
          VQMOVUN_Q,
          VSHRN_Q,
          VRSHRN_Q,
          VQSHRN_Q,
          VQRSHRN_Q,
          VQSHRUN_Q,
          VQRSHRUN_Q ->
          Quantity.LATENCY_VECTOR_NARROW;
      default -> Quantity.LATENCY_VECTOR;
    };
  }

  private static Quantity reduction(Op op) {
    return switch (op) {
      case VMAXV_Q, VMINV_Q, VMAXAV_Q, VMINAV_Q -> Quantity.LATENCY_VECTOR_EXTREME;
      case VMLALDAV_Q, VMLSLDAV_Q, VRMLALDAVH_Q, VRMLSLDAVH_Q, VADDLV_Q, VABAV_Q ->
          Quantity.LATENCY_VECTOR_SUM_LONG;
      default -> Quantity.LATENCY_VECTOR_SUM;
    };
  }

  private static Quantity floatingPoint(Op op) {
    return switch (op) {
      case VABSF_Q, VNEGF_Q, VMAXNM_Q, VMINNM_Q, VMAXNMA_Q, VMINNMA_Q ->
          Quantity.LATENCY_VECTOR_FLOAT_SIMPLE;
      case VCMPF_Q, VCMPF_QR, VPTF_Q, VPTF_QR -> Quantity.LATENCY_VECTOR_FLOAT_SIMPLE;
      case VMAXNMV_Q, VMINNMV_Q, VMAXNMAV_Q, VMINNMAV_Q -> Quantity.LATENCY_VECTOR_SUM;
      case VADDF_Q, VSUBF_Q, VABDF_Q, VCADDF_Q -> Quantity.LATENCY_VECTOR_FLOAT;
      default -> Quantity.LATENCY_VECTOR_CONVERT;
    };
  }
}
