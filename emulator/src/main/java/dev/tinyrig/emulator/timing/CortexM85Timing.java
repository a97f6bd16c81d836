package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Cortex-M85: seven stages, in order, two instructions in a cycle (three with a NOP, IT or branch)
 * where units and operands allow it, and a branch predictor of two-bit counters.
 *
 * <p>Vectors go through pipes for loads, stores, integer and addition, multiplication, comparison
 * and control in two halves of 64 bits; the second half of one instruction overlaps with the first
 * of the next when that needs another pipe. A vector instruction may be the younger of a pair, but
 * not while another one is in its second half.
 *
 * <p>LE costs nothing once the loop is known, and a mispredicted branch at the first and a little
 * less at the last round of a loop that is not the one that ended last. CCR.LOB is taken to be set.
 *
 * <p>Memory is tightly coupled: no caches. Not here: ALUs that forward inside a pair, banks of the
 * tightly coupled memory beyond two loads of one base, vector accesses that cross 16 bytes, loads
 * right behind a vector store, the carry between VADC and its like, the targets of indirect
 * branches (they count as predicted), pointer authentication, and what a change of security state
 * costs beyond its branch.
 */
final class CortexM85Timing extends PipelinedTiming {
  private final BranchPredictor predictor = new BranchPredictor();
  private final LoopCache loops;

  CortexM85Timing(FigureTable table) {
    super(table, true);
    this.loops = new LoopCache(true, figure(Quantity.LOOP_FIRST), figure(Quantity.LOOP_EXIT));
  }

  static FigureTable figuresOfCore() {
    return vectorFigures(
        scalarFigures(
            new FigureTable()
                .from("LLVM's model of Cortex-M85, and jnk0le on RA8D1")
                .row(
                    Quantity.LATENCY_ALU,
                    1,
                    0,
                    1,
                    "the younger of a pair was measured to use the result of the older at once. Seen in"
                        + " chains of additions.")
                .row(Quantity.LATENCY_SHIFTED_OPERAND, 1)
                .row(Quantity.LATENCY_SIMD, 2, 1, 3, "1 to 3 by operation; seen in SIMD code")
                .row(
                    Quantity.LATENCY_LOAD_WORD,
                    1,
                    0,
                    1,
                    "0 into the last ALU was measured. Seen wherever a loaded value is used at once.")
                .row(Quantity.LATENCY_LOAD_NARROW, 1)
                .row(Quantity.LATENCY_LOAD_ADDRESS, 2, 2, 3, "seen in pointer chains")
                .row(Quantity.LATENCY_MULTIPLY, 2)
                .row(Quantity.LATENCY_ACCUMULATOR, 1)
                .row(Quantity.DIVIDE_LEAST, 7, 7, 8, "7 in one source, 8 in another; divisions")
                .row(Quantity.DIVIDE_MOST, 7, 7, 20, "no early exit is known; seen in divisions")
                .row(Quantity.PAIR, 1)
                .row(Quantity.MULTIPLE_BASE, 0)
                .row(Quantity.MULTIPLE_PER_CYCLE, 2)
                .row(
                    Quantity.BRANCH_PREDICTED,
                    1,
                    0,
                    1,
                    "folds with others at best. Seen in each round of a loop.")
                .row(
                    Quantity.MISPREDICTED,
                    7,
                    4,
                    15,
                    "7 in LLVM, 7 to 15 measured. Seen in data-dependent branches.")
                .row(Quantity.LOOP_START, 1)
                .row(Quantity.LOOP_END, 1, 0, 1, "LE executes once more; seen once in each loop")
                .row(
                    Quantity.LOOP_FIRST,
                    7,
                    4,
                    15,
                    "a branch that was not predicted. Seen in loops that are entered for the first"
                        + " time.")
                .row(
                    Quantity.LOOP_EXIT,
                    4,
                    4,
                    5,
                    "measured 4 to 5, and none for an inner loop that was seen before. Seen as"
                        + " LOOP_FIRST.")
                .row(
                    Quantity.TABLE_BRANCH,
                    3,
                    2,
                    8,
                    "a load to an address; seen in switch statements")
                .row(Quantity.LATENCY_FP, 2)
                .row(Quantity.LATENCY_FP_MULTIPLY, 3)
                .row(Quantity.LATENCY_FP_DOUBLE, 6)
                .row(Quantity.LATENCY_FP_MULTIPLY_DOUBLE, 8)
                .row(Quantity.LATENCY_FP_FUSED, 4)
                .row(Quantity.LATENCY_FP_CHAINED, 5)
                .row(Quantity.LATENCY_FP_ACCUMULATOR, 2)
                .row(Quantity.LATENCY_FP_FUSED_DOUBLE, 14)
                .row(Quantity.LATENCY_FP_CHAINED_DOUBLE, 14)
                .row(Quantity.LATENCY_FP_DIVIDE, 14)
                .row(Quantity.LATENCY_FP_SQUARE_ROOT, 14)
                .row(Quantity.LATENCY_FP_DIVIDE_DOUBLE, 29)
                .row(Quantity.LATENCY_FP_LOAD, 1)
                .row(Quantity.LATENCY_FP_LOAD_ACCUMULATOR, 1)));
  }

  private static FigureTable vectorFigures(FigureTable table) {
    return table
        .from("LLVM's and SLOTHY's models of Cortex-M85, and jnk0le on RA8D1")
        .row(Quantity.VECTOR_HOLD, 2, "four beats, two in a cycle")
        .row(Quantity.VECTOR_MOVE, 1)
        .row(
            Quantity.VECTOR_GATHER_PER_CYCLE,
            2,
            1,
            2,
            "two accesses go together when they fall into different banks. Seen in code with"
                + " gathers.")
        .row(Quantity.VECTOR_GATHER_ALONE, 1)
        .row(
            Quantity.VECTOR_SCATTER_BYTES,
            7,
            7,
            47,
            "7 to 47 were measured, by address. Seen in code that scatters bytes.")
        .row(Quantity.VECTOR_OFFSETS_EARLY, 2)
        .row(Quantity.VECTOR_STORED_LATE, 1)
        .row(Quantity.LATENCY_VECTOR, 1)
        .row(Quantity.LATENCY_VECTOR_ROUNDED, 2)
        .row(Quantity.LATENCY_VECTOR_NARROW, 2)
        .row(Quantity.LATENCY_VECTOR_MULTIPLY, 2)
        .row(Quantity.LATENCY_VECTOR_FLOAT, 2)
        .row(Quantity.LATENCY_VECTOR_FLOAT_SIMPLE, 1)
        .row(Quantity.LATENCY_VECTOR_CONVERT, 2)
        .row(Quantity.LATENCY_VECTOR_FLOAT_MULTIPLY, 3)
        .row(Quantity.LATENCY_VECTOR_FUSED, 4)
        .row(Quantity.LATENCY_VECTOR_ACCUMULATOR, 2)
        .row(Quantity.LATENCY_VECTOR_LOAD, 1, 1, 2, "1 or 2 by source; seen in kernels")
        .row(Quantity.LATENCY_VECTOR_INTERLEAVED, 4, 2, 5, "4 in LLVM; seen in transpositions")
        .row(Quantity.LATENCY_VECTOR_GATHER, 1, 1, 2, "as LATENCY_VECTOR_LOAD; seen in gathers")
        .row(Quantity.LATENCY_VECTOR_SUM, 4)
        .row(Quantity.LATENCY_VECTOR_SUM_LONG, 4)
        .row(Quantity.LATENCY_VECTOR_SUM_CHAIN, 2)
        .row(Quantity.LATENCY_VECTOR_EXTREME, 4)
        .row(Quantity.LATENCY_VECTOR_EXTREME_WIDER, 0)
        .row(Quantity.LATENCY_VECTOR_TO_CORE, 4);
  }

  private static FigureTable scalarFigures(FigureTable table) {
    return table
        .from("figures of Cortex-M7, taken for Cortex-M85")
        .row(Quantity.SYSTEM, 1)
        .row(Quantity.SPECIAL_REGISTER, 3, 1, 3, "3 in LLVM; seen in critical sections")
        .row(Quantity.BARRIER, 1, 1, 8, "memory is idle; seen in drivers")
        .row(Quantity.INSTRUCTION_BARRIER, 8, 6, 15, "a flush of all stages; seen in drivers")
        .row(Quantity.UNALIGNED, 1, 1, 4, "one more access; seen in packed data")
        .row(Quantity.UNALIGNED_ODD_WORD, 1, 1, 4, "one more access; seen in packed data")
        .row(Quantity.EXCEPTION_ENTRY, 12, 12, 15, "as Cortex-M7; seen once per interrupt")
        .row(Quantity.TAIL_CHAIN, 6, 6, 8, "as Cortex-M7; seen with interrupts back to back")
        .row(Quantity.EXCEPTION_RETURN, 10, 10, 13, "as Cortex-M7; seen once per interrupt")
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
  int width() {
    return 3;
  }

  @Override
  boolean joins(Instruction first, Instruction second, int slots) {
    if (first.op.kind().isVector() || slots == 2 && !goesThird(second)) {
      return false; // a vector instruction ends its group
    }
    if (alone(first) || alone(second) || first.endsBlock || olderSlotOnly(second)) {
      return false;
    }
    if (second.op.kind().isVector()) {
      return !olderSlotOnly(first) && (pipes(first) & pipes(second)) == 0;
    }
    if ((Operands.writes(first) & Operands.writes(second) & 0x7FFF) != 0) {
      return false;
    }
    if (DualIssue.usesMultiplier(first) && DualIssue.usesMultiplier(second)
        || usesShifter(first) && usesShifter(second)
        || first.branches && second.branches) {
      return false;
    }
    boolean both =
        DualIssue.loads(first) && DualIssue.loads(second)
            || DualIssue.stores(first) && DualIssue.stores(second);
    return !both
        || !Armv7mTiming.isPair(first)
            && !Armv7mTiming.isPair(second)
            && DualIssue.inDifferentBanks(first, second);
  }

  @Override
  int pipes(Instruction i) {
    return switch (i.op.kind()) {
      case LOAD, LOAD_MULTIPLE, FP_LOAD, FP_LOAD_MULTIPLE -> VectorPipes.LOAD;
      case STORE, STORE_MULTIPLE, FP_STORE, FP_STORE_MULTIPLE -> VectorPipes.STORE;
      case VECTOR_LOAD, VECTOR_GATHER -> VectorPipes.LOAD;
      case VECTOR_STORE, VECTOR_SCATTER -> VectorPipes.STORE;
      case VECTOR_MULTIPLY -> i.op == Op.VMULLP_Q ? VectorPipes.INTEGER : VectorPipes.MULTIPLY;
      case VECTOR_REDUCTION ->
          VectorFigures.isExtreme(i.op) || i.op == Op.VABAV_Q || i.op == Op.VADDV_Q && !i.accumulate
              ? VectorPipes.INTEGER
              : VectorPipes.MULTIPLY;
      case VECTOR_INTEGER -> integerPipe(i.op);
      case VECTOR_FLOAT ->
          switch (i.op) {
            case VADDF_Q, VSUBF_Q, VABDF_Q, VCADDF_Q, VADDF_QR, VSUBF_QR -> VectorPipes.INTEGER;
            case VCMPF_Q, VCMPF_QR, VPTF_Q, VPTF_QR -> VectorPipes.COMPARE;
            default -> VectorPipes.MULTIPLY;
          };
      case VECTOR_FLOAT_MULTIPLY ->
          VectorRegisters.accumulates(i)
              ? VectorPipes.INTEGER | VectorPipes.MULTIPLY
              : VectorPipes.MULTIPLY;
      case VECTOR_MOVE ->
          i.op == Op.VDUP_Q ? VectorPipes.INTEGER : VectorPipes.INTEGER | VectorPipes.MULTIPLY;
      case VECTOR_PREDICATION -> VectorPipes.CONTROL;
      default -> 0;
    };
  }

  private static int integerPipe(Op op) {
    return switch (op) {
      case VCMP_Q, VCMP_QR, VPT_Q, VPT_QR -> VectorPipes.COMPARE;
      case VAND_Q,
          VBIC_Q,
          VORR_Q,
          VORN_Q,
          VEOR_Q,
          VMVN_Q,
          VORR_IMM_Q,
          VBIC_IMM_Q,
          VMOV_IMM_Q,
          VMVN_IMM_Q,
          VCLS_Q,
          VCLZ_Q,
          VREV16_Q,
          VREV32_Q,
          VREV64_Q,
          VPSEL_Q ->
          VectorPipes.INTEGER | VectorPipes.MULTIPLY;
      default -> VectorPipes.INTEGER;
    };
  }

  /** A floating-point multiply-accumulate needs both pipes. */
  @Override
  boolean eitherPipe(Instruction i) {
    return i.op.kind() != OpKind.VECTOR_FLOAT_MULTIPLY;
  }

  @Override
  boolean aloneInSecondHalf() {
    return true;
  }

  private static boolean goesThird(Instruction i) {
    return i.op == Op.NOP || i.op == Op.IT || i.op.kind() == OpKind.BRANCH;
  }

  /** What shares its cycle with nothing. */
  private static boolean alone(Instruction i) {
    return switch (i.op.kind()) {
      case VECTOR_GATHER, VECTOR_SCATTER -> true;
      case DIVIDE, LOAD_MULTIPLE, STORE_MULTIPLE, FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE -> true;
      case SYSTEM -> i.op != Op.NOP;
      case CALL -> false;
      default ->
          switch (i.op) {
            case LDREX, LDREXB, LDREXH, STREX, STREXB, STREXH, TBB, TBH, VMRS, VMSR -> true;
            default -> false;
          };
    };
  }

  /** What goes into the older slot only. */
  private static boolean olderSlotOnly(Instruction i) {
    return switch (i.op.kind()) {
      case FP_ARITHMETIC, FP_MULTIPLY_ACCUMULATE, FP_DIVIDE, FP_MOVE -> true;
      case DSP -> !DualIssue.usesMultiplier(i);
      default ->
          switch (i.op) {
            case BFC, BFI, CLZ, SSAT, USAT, SXTB, SXTH, UXTB, UXTH, RBIT, REV, REV16, REVSH -> true;
            default -> false;
          };
    };
  }

  @Override
  int occupancy(Instruction i) {
    return switch (i.op) {
      case WLS, WLSTP, DLS, DLSTP -> figure(Quantity.LOOP_START);
      case LE, LE_FOREVER, LETP -> figure(Quantity.LOOP_END);
      default -> super.occupancy(i);
    };
  }

  @Override
  int earlyNeed(Instruction i) {
    return usesShifter(i) ? figure(Quantity.LATENCY_SHIFTED_OPERAND) : 0;
  }

  /** Plain shifts find a free shifter always. */
  private static boolean usesShifter(Instruction i) {
    return i.op.kind() == OpKind.ALU && DualIssue.hasShiftedOperand(i);
  }

  @Override
  int aluLatency(Instruction i) {
    return figure(
        ScalarFigures.latency(i) == Quantity.LATENCY_SIMD
            ? Quantity.LATENCY_SIMD
            : Quantity.LATENCY_ALU);
  }

  @Override
  int takenCost(Instruction i, int executed, Instruction companion) {
    int flow =
        i.op == Op.TBB || i.op == Op.TBH
            ? figure(Quantity.TABLE_BRANCH)
            : figure(Quantity.BRANCH_PREDICTED);
    return Math.max(executed, flow);
  }

  @Override
  int fpBusy(Instruction i, int latency) {
    boolean iterates = i.op.name().endsWith("_F64") && latency > 4;
    return iterates ? latency : super.fpBusy(i, latency);
  }

  @Override
  public boolean predictsBranches() {
    return true;
  }

  @Override
  public int branchExtra(Instruction branch, int target, boolean taken) {
    if (isLoopEnd(branch)) {
      return loops.extra(branch.address, taken);
    }
    return predictor.mispredicts(branch.address, taken) ? figure(Quantity.MISPREDICTED) : 0;
  }

  @Override
  public LoopCache loops() {
    return loops;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    predictor.save(out);
    loops.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    predictor.restore(in);
    loops.restore(in);
  }

  @Override
  public String calibratedAgainst() {
    return "nothing yet; figures of LLVM, SLOTHY and jnk0le";
  }
}
