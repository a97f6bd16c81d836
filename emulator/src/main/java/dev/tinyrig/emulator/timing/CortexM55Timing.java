package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Cortex-M55: four stages, in order, one instruction in a cycle, or two 16-bit ones when one of
 * them is an ADD or SUB of an immediate, a move, an extend, a branch, IT or NOP.
 *
 * <p>Vectors go through four pipes (load and store, integer, multiply and floating point, control)
 * in two halves of 64 bits; the second half of one instruction overlaps with the first of the next
 * when that needs another pipe. So a stream of VLDR, VADD, VMUL and VSTR takes 5 cycles a round.
 *
 * <p>LE costs a branch when it branches back for the first time and nothing in later rounds; an
 * exception makes the core forget the loop. CCR.LOB is taken to be set.
 *
 * <p>Memory is tightly coupled: no caches. Not here: banks of the tightly coupled memory (a load
 * two cycles behind a vector store may wait for one), vector accesses that cross 16 bytes, the
 * carry between VADC and its like, the data prefetcher, and what a change of security state costs
 * beyond its branch.
 */
final class CortexM55Timing extends PipelinedTiming {
  private final LoopCache loops;

  CortexM55Timing(FigureTable table) {
    super(table, true);
    this.loops = new LoopCache(false, figure(Quantity.LOOP_FIRST), figure(Quantity.LOOP_EXIT));
  }

  static FigureTable figuresOfCore() {
    return vectorFigures(
        scalarFigures(
            new FigureTable()
                .from("LLVM's model of Cortex-M55")
                .row(Quantity.LATENCY_ALU, 1)
                .row(Quantity.LATENCY_SHIFTED_LEFT, 2)
                .row(Quantity.LATENCY_SHIFTED, 2)
                .row(Quantity.LATENCY_SHIFT_FLAGS, 1)
                .row(Quantity.LATENCY_SIMD, 2)
                .row(
                    Quantity.LATENCY_LOAD_WORD,
                    2,
                    1,
                    2,
                    "SLOTHY's model says 1. Seen wherever a loaded value is used at once.")
                .row(Quantity.LATENCY_LOAD_NARROW, 0)
                .row(Quantity.LATENCY_LOAD_ADDRESS, 2, 1, 2, "as LATENCY_LOAD_WORD; pointer chains")
                .row(
                    Quantity.LATENCY_LOAD_ACCUMULATOR,
                    1,
                    1,
                    2,
                    "LLVM knows no forwarding; Cortex-M33 was measured to have it. Seen in dot products.")
                .row(
                    Quantity.LATENCY_LOAD_STORE,
                    1,
                    1,
                    2,
                    "LLVM knows no forwarding; Cortex-M33 was measured to have it. Seen in copies.")
                .row(Quantity.LATENCY_MULTIPLY, 2)
                .row(
                    Quantity.LATENCY_ACCUMULATOR,
                    1,
                    1,
                    2,
                    "LLVM knows no forwarding; Cortex-M33 was measured to have it. Seen in dot products"
                        + " with one sum.")
                .row(
                    Quantity.REFILL,
                    3,
                    2,
                    3,
                    "a stage more than Cortex-M33, whose taken branches cost 2 more. Seen in each round"
                        + " of a loop that ends with a branch.")
                .row(Quantity.REFILL_BESIDE, 2, 1, 3, "as Cortex-M33 and a stage; seen in loops")
                .row(Quantity.LOOP_START, 1, 1, 2, "1 or 2; seen once in each loop")
                .row(Quantity.LOOP_END, 1, 0, 1, "LE executes once more; seen once in each loop")
                .row(
                    Quantity.LOOP_FIRST,
                    4,
                    3,
                    4,
                    "a branch, until the loop is in the cache. Seen once in each loop, in every round"
                        + " where CCR.LOB is off.")
                .row(Quantity.LOOP_EXIT, 0)
                .row(Quantity.REFILL_CALL, 3, 2, 3, "as REFILL; seen once in each call")
                .row(Quantity.REFILL_INDIRECT, 3, 2, 3, "as REFILL; seen in returns through LR")
                .row(Quantity.REFILL_POP_PC, 3, 2, 4, "as REFILL; seen in each return")
                .row(Quantity.REFILL_LOAD_PC, 3, 2, 4, "as REFILL; seen in jump tables by LDR")
                .row(
                    Quantity.TABLE_BRANCH,
                    2,
                    2,
                    3,
                    "a load to an address; seen in switch statements")
                .row(
                    Quantity.REFILL_TABLE_BRANCH,
                    4,
                    3,
                    5,
                    "not measured; seen in switch statements")
                .row(Quantity.LATENCY_FP, 2)
                .row(Quantity.LATENCY_FP_MULTIPLY, 2)
                .row(Quantity.LATENCY_FP_DOUBLE, 15)
                .row(Quantity.LATENCY_FP_MULTIPLY_DOUBLE, 21)
                .row(Quantity.LATENCY_FP_FUSED, 2)
                .row(Quantity.LATENCY_FP_CHAINED, 4)
                .row(Quantity.LATENCY_FP_ACCUMULATOR, 2)
                .row(Quantity.LATENCY_FP_FUSED_DOUBLE, 24)
                .row(Quantity.LATENCY_FP_CHAINED_DOUBLE, 36)
                .row(Quantity.LATENCY_FP_DIVIDE, 16)
                .row(Quantity.LATENCY_FP_SQUARE_ROOT, 16)
                .row(Quantity.LATENCY_FP_DIVIDE_DOUBLE, 30)
                .row(Quantity.LATENCY_FP_LOAD, 2)
                .row(Quantity.LATENCY_FP_LOAD_ACCUMULATOR, 2)));
  }

  private static FigureTable vectorFigures(FigureTable table) {
    return table
        .from("LLVM's and SLOTHY's models of Cortex-M55, and Arm's training on Helium")
        .row(Quantity.VECTOR_HOLD, 2, "four beats, two in a cycle")
        .row(
            Quantity.VECTOR_MOVE,
            2,
            1,
            2,
            "moves between the register files do not overlap, says the training; SLOTHY has 1."
                + " Seen in code that takes vectors apart.")
        .row(
            Quantity.VECTOR_GATHER_PER_CYCLE,
            2,
            1,
            2,
            "two accesses go together when they fall into different banks. Seen in code with"
                + " gathers.")
        .row(Quantity.VECTOR_GATHER_ALONE, 0)
        .row(Quantity.VECTOR_SCATTER_BYTES, 0)
        .row(Quantity.VECTOR_OFFSETS_EARLY, 4)
        .row(Quantity.VECTOR_STORED_LATE, 1)
        .row(Quantity.LATENCY_VECTOR, 1)
        .row(Quantity.LATENCY_VECTOR_ROUNDED, 2)
        .row(Quantity.LATENCY_VECTOR_NARROW, 3, 2, 3, "2 in SLOTHY; seen in requantisation")
        .row(Quantity.LATENCY_VECTOR_MULTIPLY, 2)
        .row(Quantity.LATENCY_VECTOR_FLOAT, 1, 1, 2, "2 in SLOTHY; seen in floating point")
        .row(Quantity.LATENCY_VECTOR_FLOAT_SIMPLE, 1)
        .row(Quantity.LATENCY_VECTOR_CONVERT, 2)
        .row(Quantity.LATENCY_VECTOR_FLOAT_MULTIPLY, 2)
        .row(Quantity.LATENCY_VECTOR_FUSED, 2)
        .row(Quantity.LATENCY_VECTOR_ACCUMULATOR, 2)
        .row(Quantity.LATENCY_VECTOR_LOAD, 1, 1, 2, "more where it widens; seen in kernels")
        .row(Quantity.LATENCY_VECTOR_INTERLEAVED, 2, 1, 2, "1 in LLVM; seen in transpositions")
        .row(Quantity.LATENCY_VECTOR_GATHER, 1, 1, 2, "2 in LLVM with a hold of 2; in gathers")
        .row(Quantity.LATENCY_VECTOR_SUM, 2)
        .row(Quantity.LATENCY_VECTOR_SUM_LONG, 3, 2, 3, "2 in LLVM; seen in sums of 16 bits")
        .row(Quantity.LATENCY_VECTOR_SUM_CHAIN, 2, "the next one is not held up")
        .row(Quantity.LATENCY_VECTOR_EXTREME, 2)
        .row(Quantity.LATENCY_VECTOR_EXTREME_WIDER, 1)
        .row(Quantity.LATENCY_VECTOR_TO_CORE, 2, 1, 2, "1 in LLVM; seen in code by lanes");
  }

  private static FigureTable scalarFigures(FigureTable table) {
    return table
        .from("SLOTHY's model of Cortex-M55")
        .row(Quantity.PAIR, 1, 1, 2, "a transfer of 64 bits; LLVM says 2 for stores")
        .row(
            Quantity.MULTIPLE_PER_CYCLE,
            2,
            1,
            2,
            "LDRD moves two words in a cycle; LDM is taken to do so too. Seen in calls.")
        .row(Quantity.MULTIPLE_BASE, 0)
        .from("Arm DDI 0439 (Cortex-M4), taken for Cortex-M55")
        .row(
            Quantity.DIVIDE_LEAST,
            2,
            2,
            7,
            "LLVM says 2 for all; the divider of Cortex-M4 is assumed. Seen in divisions.")
        .row(Quantity.DIVIDE_MOST, 12, 11, 12, "as DIVIDE_LEAST; seen in divisions")
        .row(Quantity.SYSTEM, 1)
        .row(Quantity.SPECIAL_REGISTER, 2, 1, 3, "from memory; seen in critical sections")
        .row(Quantity.BARRIER, 1, 1, 8, "memory is idle; seen in drivers")
        .row(Quantity.INSTRUCTION_BARRIER, 4, "1 and a refill")
        .row(Quantity.UNALIGNED, 1, 1, 2, "one more access; seen in packed data")
        .row(Quantity.UNALIGNED_ODD_WORD, 1, 1, 2, "one more access; seen in packed data")
        .row(Quantity.EXCEPTION_ENTRY, 12, 12, 15, "as Cortex-M33; seen once per interrupt")
        .row(Quantity.TAIL_CHAIN, 6, 6, 8, "as Cortex-M33; seen with interrupts back to back")
        .row(Quantity.EXCEPTION_RETURN, 10, 10, 13, "as Cortex-M33; seen once per interrupt")
        .row(
            Quantity.FP_FRAME,
            9,
            9,
            17,
            "17 words, two in a cycle; seen in interrupts without lazy stacking")
        .row(Quantity.LAZY_STACKING, 9, 9, 18, "17 words, two in a cycle; seen once in a handler")
        .row(Quantity.WAKE_UP, 0, 0, 4, "the clocks are taken to run on; seen once per WFI");
  }

  @Override
  boolean joins(Instruction first, Instruction second, int slots) {
    return first.length == 2
        && second.length == 2
        && !first.endsBlock
        && (goesBesideAny(first) || goesBesideAny(second))
        && !alone(first)
        && !alone(second);
  }

  private static boolean goesBesideAny(Instruction i) {
    return switch (i.op) {
      case NOP, IT, B, B_COND, BX, CBZ, CBNZ, MOV_IMM, MOV_REG, UXTB, UXTH, SXTB, SXTH -> true;
      case ADD_IMM, SUB_IMM -> i.n != 13;
      default -> false;
    };
  }

  private static boolean alone(Instruction i) {
    return i.op.kind() == OpKind.MULTIPLY || i.op.kind() == OpKind.SYSTEM && i.op != Op.NOP;
  }

  @Override
  int takenCost(Instruction i, int executed, Instruction companion) {
    return executed + ScalarFigures.refill(this, i, companion);
  }

  @Override
  int aluLatency(Instruction i) {
    return figure(ScalarFigures.latency(i));
  }

  @Override
  int loadToAccumulator(Instruction i) {
    return figure(Quantity.LATENCY_LOAD_ACCUMULATOR);
  }

  @Override
  int loadToStore(Instruction i) {
    return figure(Quantity.LATENCY_LOAD_STORE);
  }

  @Override
  int occupancy(Instruction i) {
    return i.op == Op.TBB || i.op == Op.TBH ? figure(Quantity.TABLE_BRANCH) : super.occupancy(i);
  }

  @Override
  int fpBusy(Instruction i, int latency) {
    boolean iterates = i.op.name().endsWith("_F64") && latency > 4;
    return iterates ? latency : super.fpBusy(i, latency);
  }

  @Override
  int pipes(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD,
          STORE,
          LOAD_MULTIPLE,
          STORE_MULTIPLE,
          FP_LOAD,
          FP_STORE,
          FP_LOAD_MULTIPLE,
          FP_STORE_MULTIPLE,
          VECTOR_LOAD,
          VECTOR_STORE,
          VECTOR_GATHER,
          VECTOR_SCATTER ->
          VectorPipes.LOAD;
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE, VECTOR_FLOAT, VECTOR_FLOAT_MULTIPLY ->
          VectorPipes.MULTIPLY;
      case VECTOR_MULTIPLY -> i.op == Op.VMULLP_Q ? VectorPipes.INTEGER : VectorPipes.MULTIPLY;
      case VECTOR_REDUCTION ->
          VectorFigures.isExtreme(i.op) || i.op == Op.VABAV_Q
              ? VectorPipes.INTEGER
              : VectorPipes.MULTIPLY;
      case VECTOR_INTEGER -> integerPipe(i.op);
      case VECTOR_MOVE ->
          switch (i.op) {
            case VDUP_Q -> VectorPipes.INTEGER;
            case VMOV_LANE_TO_CORE, VMOV_LANES_TO_CORE2 -> VectorPipes.MULTIPLY;
            default -> VectorPipes.INTEGER | VectorPipes.MULTIPLY;
          };
      case VECTOR_PREDICATION -> VectorPipes.CONTROL;
      default -> 0;
    };
  }

  private static int integerPipe(Op op) {
    return switch (op) {
      case VCMP_Q, VCMP_QR, VPT_Q, VPT_QR -> VectorPipes.MULTIPLY;
      case VMOV_IMM_Q, VMVN_IMM_Q -> VectorPipes.INTEGER | VectorPipes.MULTIPLY;
      default -> VectorPipes.INTEGER;
    };
  }

  @Override
  boolean eitherPipe(Instruction i) {
    return true; // more than one bit means: whichever is free
  }

  @Override
  public boolean predictsBranches() {
    return true;
  }

  @Override
  public boolean predicts(Instruction branch) {
    return isLoopEnd(branch);
  }

  @Override
  public int branchExtra(Instruction branch, int target, boolean taken) {
    return isLoopEnd(branch) ? loops.extra(branch.address, taken) : 0;
  }

  @Override
  public LoopCache loops() {
    return loops;
  }

  @Override
  public void flowBroken() {
    loops.forget();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    loops.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    loops.restore(in);
  }

  @Override
  public String calibratedAgainst() {
    return "nothing yet; figures of LLVM and SLOTHY";
  }
}
