package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Cortex-M7, a first model: in order, two instructions in a cycle where units and operands allow
 * it, result latencies, and a branch predictor of two-bit counters.
 *
 * <p>The second instruction of a pair costs 0. Memory is tightly coupled: no caches. What is not
 * here: the fetch queue, merging of narrow stores in the store buffer, targets of indirect branches
 * (they count as predicted), banks of loads with different bases (they do not pair).
 */
final class CortexM7Timing extends PipelinedTiming {
  private final BranchPredictor predictor = new BranchPredictor();

  CortexM7Timing(FigureTable table) {
    super(table, true);
  }

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("jnk0le and LLVM's model of Cortex-M7")
        .row(Quantity.LATENCY_ALU, 1)
        .row(Quantity.LATENCY_SHIFTED_OPERAND, 1)
        .row(Quantity.LATENCY_LOAD_WORD, 1, "into the late ALU")
        .row(Quantity.LATENCY_LOAD_NARROW, 1)
        .row(Quantity.LATENCY_LOAD_ADDRESS, 3)
        .row(Quantity.LATENCY_MULTIPLY, 2)
        .row(Quantity.LATENCY_ACCUMULATOR, 1)
        .row(
            Quantity.DIVIDE_LEAST,
            3,
            3,
            7,
            "a range from memory, a fixed 7 in LLVM; early exit as on Cortex-M4 is assumed. Seen in"
                + " division loops.")
        .row(Quantity.DIVIDE_MOST, 20, 7, 20, "as DIVIDE_LEAST; seen in division loops")
        .row(Quantity.MULTIPLE_BASE, 0)
        .row(Quantity.MULTIPLE_PER_CYCLE, 2)
        .row(Quantity.PAIR, 1)
        .row(Quantity.SYSTEM, 1)
        .row(Quantity.SPECIAL_REGISTER, 2, 1, 3, "from memory; seen in critical sections")
        .row(Quantity.BARRIER, 1, 1, 8, "memory is idle; seen in drivers")
        .row(Quantity.INSTRUCTION_BARRIER, 8, 6, 12, "a flush of six stages; seen in drivers")
        .row(
            Quantity.BRANCH_PREDICTED,
            1,
            0,
            1,
            "folds with one instruction at best. Seen in each round of a loop.")
        .row(
            Quantity.MISPREDICTED,
            8,
            4,
            8,
            "6 when the flags are early, about 4 in LLVM. Seen in data-dependent branches.")
        .row(Quantity.TABLE_BRANCH, 3, 2, 8, "a load to an address; seen in switch statements")
        .row(Quantity.UNALIGNED, 3, 3, 4, "measured 3 to 4; seen in packed data")
        .row(Quantity.UNALIGNED_ODD_WORD, 3, 3, 4, "as UNALIGNED; seen in packed data")
        .row(Quantity.BIT_BAND, 0, "this core has no bit-banding")
        .row(Quantity.LATENCY_FP, 3)
        .row(Quantity.LATENCY_FP_MULTIPLY, 3)
        .row(Quantity.LATENCY_FP_DOUBLE, 3)
        .row(Quantity.LATENCY_FP_MULTIPLY_DOUBLE, 5)
        .row(Quantity.LATENCY_FP_FUSED, 5)
        .row(Quantity.LATENCY_FP_CHAINED, 6)
        .row(
            Quantity.LATENCY_FP_ACCUMULATOR,
            3,
            2,
            3,
            "measured 2 to 3; seen in dot products with one accumulator")
        .row(
            Quantity.LATENCY_FP_FUSED_DOUBLE,
            8,
            6,
            10,
            "the middle of the sources; seen in dot products in double precision")
        .row(Quantity.LATENCY_FP_CHAINED_DOUBLE, 8, 6, 10, "as LATENCY_FP_FUSED_DOUBLE")
        .row(Quantity.LATENCY_FP_DIVIDE, 16)
        .row(Quantity.LATENCY_FP_SQUARE_ROOT, 14)
        .row(Quantity.LATENCY_FP_DIVIDE_DOUBLE, 30, "about 30")
        .row(Quantity.LATENCY_FP_LOAD, 1)
        .row(Quantity.LATENCY_FP_LOAD_ACCUMULATOR, 3)
        .from("Arm DDI 0489, exceptions")
        .row(Quantity.EXCEPTION_ENTRY, 12)
        .row(
            Quantity.FP_FRAME,
            9,
            9,
            17,
            "17 words, two in a cycle; seen in interrupts without lazy stacking")
        .row(Quantity.EXCEPTION_RETURN, 10, 10, 12, "as Cortex-M4; seen once per interrupt")
        .row(Quantity.TAIL_CHAIN, 6)
        .row(Quantity.LAZY_STACKING, 9, 9, 18, "17 words, two in a cycle; seen once in a handler")
        .row(Quantity.WAKE_UP, 0, 0, 4, "the clocks are taken to run on; seen once per WFI");
  }

  @Override
  boolean joins(Instruction first, Instruction second, int slots) {
    return DualIssue.allowed(first, second);
  }

  @Override
  int earlyNeed(Instruction i) {
    return DualIssue.hasShiftedOperand(i) ? figure(Quantity.LATENCY_SHIFTED_OPERAND) : 0;
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
  public boolean predictsBranches() {
    return true;
  }

  @Override
  public int branchExtra(Instruction branch, int target, boolean taken) {
    return predictor.mispredicts(branch.address, taken) ? figure(Quantity.MISPREDICTED) : 0;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    predictor.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    predictor.restore(in);
  }

  @Override
  public String calibratedAgainst() {
    return "nothing yet; figures of jnk0le and LLVM";
  }
}
