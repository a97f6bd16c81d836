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
 * <p>Memory is tightly coupled: no caches. Not here: ALUs that forward inside a pair, banks of the
 * tightly coupled memory beyond two loads of one base, the targets of indirect branches (they count
 * as predicted), pointer authentication, and what a change of security state costs beyond its
 * branch.
 */
final class CortexM85Timing extends PipelinedTiming {
  private final BranchPredictor predictor = new BranchPredictor();

  CortexM85Timing(FigureTable table) {
    super(table, true);
  }

  static FigureTable figuresOfCore() {
    return scalarFigures(
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
            .row(Quantity.TABLE_BRANCH, 3, 2, 8, "a load to an address; seen in switch statements")
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
            .row(Quantity.LATENCY_FP_LOAD_ACCUMULATOR, 1));
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
    if (slots == 2 && !goesThird(second)) {
      return false;
    }
    if (alone(first) || alone(second) || first.endsBlock || olderSlotOnly(second)) {
      return false;
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

  private static boolean goesThird(Instruction i) {
    return i.op == Op.NOP || i.op == Op.IT || i.op.kind() == OpKind.BRANCH;
  }

  /** What shares its cycle with nothing. */
  private static boolean alone(Instruction i) {
    return switch (i.op.kind()) {
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
    return "nothing yet; figures of LLVM, SLOTHY and jnk0le";
  }
}
