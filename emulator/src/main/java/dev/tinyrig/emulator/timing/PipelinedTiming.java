package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;

/**
 * Cores whose cycles come from result latencies and from who is issued beside whom: Cortex-M7, M33,
 * M55 and M85. A {@link Pipeline} goes through the line; a core says which figures and pairs it
 * has.
 *
 * <p>The end of a low-overhead loop costs nothing in the rounds in which the core knows the loop
 * but what its last instructions keep from the first ones; {@link #branchExtra} has the other
 * rounds.
 *
 * <p>A floating-point division goes on beside other instructions and, if it has not ended when the
 * line of code is left, is waited for there. Other results that are late when the line is left are
 * there when the next one has been fetched.
 */
abstract sealed class PipelinedTiming extends FigureTiming
    permits CortexM7Timing, CortexM33Timing, CortexM55Timing, CortexM85Timing {
  private final int divideSpan;

  PipelinedTiming(FigureTable table, boolean hasFloatingPoint) {
    super(table, hasFloatingPoint);
    this.divideSpan = figure(Quantity.DIVIDE_MOST) - figure(Quantity.DIVIDE_LEAST);
  }

  @Override
  public final BlockCosts costs(Instruction[] code, int length) {
    int[] executed = new int[length];
    int[] skipped = new int[length];
    int[] taken = new int[length];
    Pipeline pipeline = new Pipeline(this);
    for (int k = 0; k < length; k++) {
      Instruction i = code[k];
      Instruction before = k == 0 ? null : code[k - 1];
      int carried = isLoopEnd(i) ? carried(code, k) : 0;
      executed[k] = pipeline.issue(before, i);
      skipped[k] = Math.min(1, executed[k]);
      int pending = pipeline.pending();
      Instruction companion = pipeline.joined() ? before : null;
      taken[k] = i.branches ? takenCost(i, executed[k], companion) + pending : executed[k];
      if (isLoopEnd(i)) {
        taken[k] = carried;
      }
      if (k + 1 == length && !i.branches) {
        executed[k] += pending;
        taken[k] += pending;
      }
    }
    return new BlockCosts(executed, skipped, taken);
  }

  static boolean isLoopEnd(Instruction i) {
    return switch (i.op) {
      case LE, LE_FOREVER, LETP -> true;
      default -> false;
    };
  }

  /**
   * What the end of a round costs the next one: a known loop goes on at once, into a pipeline in
   * which the last instructions of the round are still under way.
   */
  private int carried(Instruction[] code, int end) {
    int start = 0;
    while (start < end && code[start].address != code[end].target) {
      start++;
    }
    int fresh = round(new Pipeline(this), code, start, end);
    Pipeline running = new Pipeline(this);
    round(running, code, 0, end);
    return start == end ? 0 : Math.max(0, round(running, code, start, end) - fresh);
  }

  /** Cycles of {@code code[from..to)}. */
  private static int round(Pipeline pipeline, Instruction[] code, int from, int to) {
    int cycles = 0;
    for (int k = from; k < to; k++) {
      cycles += pipeline.issue(k == from ? null : code[k - 1], code[k]);
    }
    return cycles;
  }

  /**
   * Whether {@code second} goes in the cycle of {@code first}, in which {@code slots} instructions
   * have been issued; that its operands are there is another question.
   */
  abstract boolean joins(Instruction first, Instruction second, int slots);

  /** Most instructions in a cycle. */
  int width() {
    return 2;
  }

  /**
   * Cycles of a branch that is taken.
   *
   * @param executed what it costs when it is not taken
   * @param companion the instruction in whose cycle it was issued, or null
   */
  abstract int takenCost(Instruction i, int executed, Instruction companion);

  /** Cycles by which the shifted operand of an instruction is needed earlier than others. */
  int earlyNeed(Instruction i) {
    return 0;
  }

  /** Latency of what does not load, multiply or divide. */
  int aluLatency(Instruction i) {
    return figure(Quantity.LATENCY_ALU);
  }

  /** From the last cycle of a load to data processing. */
  final int loadToValue(Instruction i) {
    int narrow = isNarrow(i.op) ? figure(Quantity.LATENCY_LOAD_NARROW) : 0;
    return figure(Quantity.LATENCY_LOAD_WORD) + narrow;
  }

  /** From the last cycle of a load to the sum of a multiply-accumulate. */
  int loadToAccumulator(Instruction i) {
    return loadToValue(i);
  }

  /** From the last cycle of a load to a store of what it loaded. */
  int loadToStore(Instruction i) {
    return loadToValue(i);
  }

  /** Registers into which a multiply-accumulate adds. */
  static int accumulators(Instruction i) {
    return switch (i.op) {
      case MLA,
          MLS,
          SMLABB,
          SMLABT,
          SMLATB,
          SMLATT,
          SMLAD,
          SMLADX,
          SMLAWB,
          SMLAWT,
          SMLSD,
          SMLSDX,
          SMMLA,
          SMMLAR,
          SMMLS,
          SMMLSR,
          USADA8 ->
          1 << i.a & ~(1 << i.n | 1 << i.m);
      case UMLAL,
          SMLAL,
          SMLALBB,
          SMLALBT,
          SMLALTB,
          SMLALTT,
          SMLALD,
          SMLALDX,
          SMLSLD,
          SMLSLDX,
          UMAAL ->
          (1 << i.d | 1 << i.a) & ~(1 << i.n | 1 << i.m);
      default -> 0;
    };
  }

  /** Cycles before the next instruction can be issued on its own. */
  int occupancy(Instruction i) {
    return switch (i.op.kind()) {
      case DIVIDE -> figure(Quantity.DIVIDE_LEAST);
      case LOAD, STORE -> Armv7mTiming.isPair(i) ? figure(Quantity.PAIR) : 1;
      case LOAD_MULTIPLE, STORE_MULTIPLE -> multiple(Integer.bitCount(i.imm));
      case FP_LOAD_MULTIPLE, FP_STORE_MULTIPLE ->
          multiple(i.op == Op.VLDM_64 || i.op == Op.VSTM_64 ? 2 * i.imm : i.imm);
      case SYSTEM ->
          switch (i.op) {
            case MRS, MSR -> figure(Quantity.SPECIAL_REGISTER);
            case DMB, DSB -> figure(Quantity.BARRIER);
            case ISB -> figure(Quantity.INSTRUCTION_BARRIER);
            default -> figure(Quantity.SYSTEM);
          };
      default -> 1;
    };
  }

  private int multiple(int words) {
    int perCycle = figure(Quantity.MULTIPLE_PER_CYCLE);
    return figure(Quantity.MULTIPLE_BASE) + Math.max(1, (words + perCycle - 1) / perCycle);
  }

  /** Latency of a floating-point instruction. */
  int fpLatency(Instruction i, int occupancy) {
    boolean isDouble = i.op.name().endsWith("_F64");
    return switch (i.op.kind()) {
      case FP_DIVIDE -> divideLatency(i, isDouble);
      case FP_MULTIPLY_ACCUMULATE -> accumulateLatency(i);
      case FP_ARITHMETIC ->
          figure(
              switch (i.op) {
                case VMUL_F32, VNMUL_F32 -> Quantity.LATENCY_FP_MULTIPLY;
                case VADD_F64, VSUB_F64 -> Quantity.LATENCY_FP_DOUBLE;
                case VMUL_F64, VNMUL_F64 -> Quantity.LATENCY_FP_MULTIPLY_DOUBLE;
                default -> Quantity.LATENCY_FP;
              });
      case FP_LOAD, FP_LOAD_MULTIPLE -> occupancy - 1 + figure(Quantity.LATENCY_FP_LOAD);
      default -> 1;
    };
  }

  private int divideLatency(Instruction i, boolean isDouble) {
    if (isDouble) {
      return figure(Quantity.LATENCY_FP_DIVIDE_DOUBLE);
    }
    return figure(
        i.op == Op.VSQRT_F32 ? Quantity.LATENCY_FP_SQUARE_ROOT : Quantity.LATENCY_FP_DIVIDE);
  }

  private int accumulateLatency(Instruction i) {
    return figure(
        switch (i.op) {
          case VFMA_F32, VFMS_F32, VFNMA_F32, VFNMS_F32 -> Quantity.LATENCY_FP_FUSED;
          case VFMA_F64, VFMS_F64, VFNMA_F64, VFNMS_F64 -> Quantity.LATENCY_FP_FUSED_DOUBLE;
          case VMLA_F64, VMLS_F64, VNMLA_F64, VNMLS_F64 -> Quantity.LATENCY_FP_CHAINED_DOUBLE;
          default -> Quantity.LATENCY_FP_CHAINED;
        });
  }

  /** Latency to the sum of a multiply-accumulate. */
  final int fpAccumulatorLatency(Instruction i, int occupancy, int latency) {
    return switch (i.op.kind()) {
      case FP_LOAD, FP_LOAD_MULTIPLE ->
          occupancy - 1 + figure(Quantity.LATENCY_FP_LOAD_ACCUMULATOR);
      case FP_MULTIPLY_ACCUMULATE ->
          i.op.name().endsWith("_F64") ? latency : figure(Quantity.LATENCY_FP_ACCUMULATOR);
      default -> latency;
    };
  }

  /** Cycles for which an instruction keeps the floating-point unit from others. */
  int fpBusy(Instruction i, int latency) {
    return i.op.kind() == OpKind.FP_DIVIDE ? latency : 1;
  }

  /**
   * The pipes that an instruction needs, as bits of {@link VectorPipes}; 0 where none is scarce.
   */
  int pipes(Instruction i) {
    return 0;
  }

  /** Whether one of {@link #pipes}, whichever is free, is enough. */
  boolean eitherPipe(Instruction i) {
    return false;
  }

  /** Whether nothing is issued beside another instruction during a vector's second half. */
  boolean aloneInSecondHalf() {
    return false;
  }

  private static boolean isNarrow(Op op) {
    String name = op.name();
    return name.startsWith("LDRB") || name.startsWith("LDRH") || name.startsWith("LDRS");
  }

  @Override
  public final int divideExtra(int dividend, int divisor, boolean signed) {
    return EarlyExit.cycles(dividend, divisor, signed, divideSpan);
  }

  @Override
  public final int unalignedExtra(int address, int size, boolean store) {
    return figure(
        size == 4 && (address & 1) != 0 ? Quantity.UNALIGNED_ODD_WORD : Quantity.UNALIGNED);
  }

  @Override
  public final double errorBandPercent() {
    return Double.NaN;
  }
}
