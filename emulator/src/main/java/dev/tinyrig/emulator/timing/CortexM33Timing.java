package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;

/**
 * Cortex-M33: three stages, in order, one instruction in a cycle, beside which only a 16-bit NOP,
 * IT or branch can go.
 *
 * <p>Modelled: result latencies with the forwarding to sums and to stored data, slow shifted
 * operands, the floating-point unit that a multiply-accumulate keeps busy. Not here: collisions of
 * data with fetches where both lie behind one port of a memory (measured: a load then takes 1.10 to
 * 1.24 cycles), alignment effects of stores on single parts, and what a change of security state
 * costs beyond its branch.
 */
final class CortexM33Timing extends PipelinedTiming {
  CortexM33Timing(FigureTable table, boolean hasFloatingPoint) {
    super(table, hasFloatingPoint);
  }

  static FigureTable figuresOfCore() {
    return new FigureTable()
        .from("SLOTHY's model of Cortex-M33, measured on RP2350, and jnk0le")
        .row(Quantity.LATENCY_ALU, 1)
        .row(Quantity.LATENCY_SHIFTED_LEFT, 1)
        .row(Quantity.LATENCY_SHIFTED, 2)
        .row(
            Quantity.LATENCY_SHIFT_FLAGS,
            2,
            1,
            2,
            "one source measured 2 for 16-bit shifts that set flags, the other 1 for shifts that do"
                + " not. Seen in shifts whose result is used at once.")
        .row(Quantity.LATENCY_SIMD, 2)
        .row(Quantity.LATENCY_LOAD_WORD, 2)
        .row(Quantity.LATENCY_LOAD_NARROW, 0)
        .row(Quantity.LATENCY_LOAD_ADDRESS, 2)
        .row(Quantity.LATENCY_LOAD_ACCUMULATOR, 1)
        .row(Quantity.LATENCY_LOAD_STORE, 1)
        .row(Quantity.LATENCY_MULTIPLY, 2)
        .row(Quantity.LATENCY_ACCUMULATOR, 1)
        .row(Quantity.PAIR, 2)
        .row(Quantity.MULTIPLE_BASE, 0)
        .row(Quantity.MULTIPLE_PER_CYCLE, 1)
        .row(Quantity.REFILL, 2)
        .row(
            Quantity.REFILL_BESIDE,
            1,
            1,
            2,
            "measured for branches behind a 16-bit instruction that leaves the flags alone. Seen"
                + " in each round of some loops.")
        .row(Quantity.REFILL_CALL, 2)
        .row(Quantity.REFILL_INDIRECT, 2)
        .row(Quantity.REFILL_POP_PC, 2, 2, 3, "a refill behind the loads; seen in each return")
        .row(Quantity.REFILL_LOAD_PC, 2, 2, 4, "3 and more in all; seen in jump tables by LDR")
        .row(Quantity.LATENCY_FP, 2)
        .row(Quantity.LATENCY_FP_MULTIPLY, 2)
        .row(Quantity.LATENCY_FP_DOUBLE, 2, "this core has no double precision")
        .row(Quantity.LATENCY_FP_MULTIPLY_DOUBLE, 2, "this core has no double precision")
        .row(Quantity.LATENCY_FP_FUSED, 3)
        .row(Quantity.LATENCY_FP_CHAINED, 3)
        .row(Quantity.LATENCY_FP_ACCUMULATOR, 3)
        .row(Quantity.LATENCY_FP_FUSED_DOUBLE, 3, "this core has no double precision")
        .row(Quantity.LATENCY_FP_CHAINED_DOUBLE, 3, "this core has no double precision")
        .row(Quantity.FP_FUSED_BUSY, 2)
        .row(Quantity.LATENCY_FP_LOAD, 1)
        .row(Quantity.LATENCY_FP_LOAD_ACCUMULATOR, 1)
        .row(
            Quantity.FP_STORE,
            1,
            1,
            2,
            "measured 1 to 2. Seen in loops that store floating-point results.")
        .row(Quantity.FP_SECOND_WORD, 1)
        .from("Arm DDI 0439 (Cortex-M4), taken for Cortex-M33")
        .row(
            Quantity.DIVIDE_LEAST,
            2,
            2,
            7,
            "not separately measured; the divider of Cortex-M4 is assumed. Seen in divisions.")
        .row(Quantity.DIVIDE_MOST, 12, 11, 12, "as DIVIDE_LEAST; seen in divisions")
        .row(Quantity.SYSTEM, 1)
        .row(Quantity.SPECIAL_REGISTER, 2, 1, 2, "from memory; seen in critical sections")
        .row(Quantity.BARRIER, 1, 1, 4, "memory is idle; seen in drivers")
        .row(Quantity.INSTRUCTION_BARRIER, 3, "1 and a refill")
        .row(Quantity.TABLE_BRANCH, 2, 2, 3, "a load to an address; seen in switch statements")
        .row(
            Quantity.REFILL_TABLE_BRANCH,
            3,
            2,
            4,
            "not measured; between a refill and what Cortex-M4 takes. Seen in switch statements.")
        .row(Quantity.UNALIGNED, 1)
        .row(Quantity.UNALIGNED_ODD_WORD, 2)
        .row(Quantity.LATENCY_FP_DIVIDE, 14)
        .row(Quantity.LATENCY_FP_SQUARE_ROOT, 14)
        .row(Quantity.LATENCY_FP_DIVIDE_DOUBLE, 14, "this core has no double precision")
        .row(Quantity.EXCEPTION_ENTRY, 12)
        .row(Quantity.TAIL_CHAIN, 6, 6, 8, "about 6; seen with interrupts back to back")
        .row(Quantity.EXCEPTION_RETURN, 10, 10, 12, "as Cortex-M4; seen once per interrupt")
        .row(Quantity.FP_FRAME, 17, "17 words more")
        .row(Quantity.LAZY_STACKING, 18, 17, 18, "as Cortex-M4; seen once in a handler")
        .row(Quantity.WAKE_UP, 0, 0, 2, "the clocks are taken to run on; seen once per WFI");
  }

  @Override
  boolean joins(Instruction first, Instruction second, int slots) {
    if (second.length != 2 || first.endsBlock) {
      return false;
    }
    return switch (second.op) {
      case NOP, IT, B, B_COND, BX, CBZ, CBNZ -> true;
      default -> false;
    };
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
    return switch (i.op.kind()) {
      case FP_LOAD -> 1 + (i.op == Op.VLDR_64 ? figure(Quantity.FP_SECOND_WORD) : 0);
      case FP_STORE ->
          figure(Quantity.FP_STORE) + (i.op == Op.VSTR_64 ? figure(Quantity.FP_SECOND_WORD) : 0);
      case BRANCH -> i.op == Op.TBB || i.op == Op.TBH ? figure(Quantity.TABLE_BRANCH) : 1;
      default -> super.occupancy(i);
    };
  }

  @Override
  int fpBusy(Instruction i, int latency) {
    return i.op.kind() == OpKind.FP_MULTIPLY_ACCUMULATE
        ? figure(Quantity.FP_FUSED_BUSY)
        : super.fpBusy(i, latency);
  }

  @Override
  public String calibratedAgainst() {
    return "nothing yet; figures of SLOTHY and jnk0le, measured on silicon";
  }
}
