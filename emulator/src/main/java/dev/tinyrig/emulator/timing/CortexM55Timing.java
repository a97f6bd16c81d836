package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;

/**
 * Cortex-M55: four stages, in order, one instruction in a cycle, or two 16-bit ones when one of
 * them is an ADD or SUB of an immediate, a move, an extend, a branch, IT or NOP.
 *
 * <p>Memory is tightly coupled: no caches. Not here: banks of the tightly coupled memory, the data
 * prefetcher, and what a change of security state costs beyond its branch.
 */
final class CortexM55Timing extends PipelinedTiming {
  CortexM55Timing(FigureTable table) {
    super(table, true);
  }

  static FigureTable figuresOfCore() {
    return scalarFigures(
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
            .row(Quantity.REFILL_CALL, 3, 2, 3, "as REFILL; seen once in each call")
            .row(Quantity.REFILL_INDIRECT, 3, 2, 3, "as REFILL; seen in returns through LR")
            .row(Quantity.REFILL_POP_PC, 3, 2, 4, "as REFILL; seen in each return")
            .row(Quantity.REFILL_LOAD_PC, 3, 2, 4, "as REFILL; seen in jump tables by LDR")
            .row(Quantity.TABLE_BRANCH, 2, 2, 3, "a load to an address; seen in switch statements")
            .row(Quantity.REFILL_TABLE_BRANCH, 4, 3, 5, "not measured; seen in switch statements")
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
            .row(Quantity.LATENCY_FP_LOAD_ACCUMULATOR, 2));
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
  public String calibratedAgainst() {
    return "nothing yet; figures of LLVM and SLOTHY";
  }
}
