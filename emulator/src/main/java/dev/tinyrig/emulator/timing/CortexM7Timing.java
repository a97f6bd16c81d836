package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.isa.Op;
import dev.tinyrig.emulator.isa.OpKind;
import dev.tinyrig.emulator.isa.Operands;
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
final class CortexM7Timing extends FigureTiming {
  private static final int FLAGS = 16;

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

  /** Cycles at which core registers and flags can be used by each kind of reader. */
  private static final class CoreScoreboard {
    private final int[] value = new int[FLAGS + 1];
    private final int[] address = new int[FLAGS + 1];
    private final int[] accumulator = new int[FLAGS + 1];

    private static int latest(int[] ready, int registers) {
      int latest = 0;
      for (int rest = registers; rest != 0; rest &= rest - 1) {
        latest = Math.max(latest, ready[Integer.numberOfTrailingZeros(rest)]);
      }
      return latest;
    }

    private void set(int registers, int forValue, int forAddress, int forAccumulator) {
      for (int rest = registers; rest != 0; rest &= rest - 1) {
        int register = Integer.numberOfTrailingZeros(rest);
        value[register] = forValue;
        address[register] = forAddress;
        accumulator[register] = forAccumulator;
      }
    }
  }

  @Override
  public BlockCosts costs(Instruction[] code, int length) {
    int[] executed = new int[length];
    int[] skipped = new int[length];
    int[] taken = new int[length];
    CoreScoreboard core = new CoreScoreboard();
    FpScoreboard fp = new FpScoreboard();
    int[] accumulatorReady = new int[32];
    int time = 0; // the cycle at which the next instruction can begin on its own
    int lastIssue = -1; // the cycle of the instruction before, when it can have a companion
    for (int k = 0; k < length; k++) {
      Instruction i = code[k];
      int ready = operandsReady(i, core, fp, accumulatorReady);
      boolean pairs = lastIssue >= 0 && ready <= lastIssue && DualIssue.allowed(code[k - 1], i);
      int issue = pairs ? lastIssue : Math.max(time, ready);
      int end = issue + occupancy(i);
      executed[k] = end - time;
      time = end;
      lastIssue = pairs || occupancy(i) != 1 ? -1 : issue;
      produce(i, issue, core, fp, accumulatorReady);
      int pending = Math.max(0, fp.unitFreeAt() - time);
      skipped[k] = Math.min(1, executed[k]);
      taken[k] = i.branches ? Math.max(executed[k], flowCost(i)) + pending : executed[k];
      if (k + 1 == length && !i.branches) {
        executed[k] += pending;
        taken[k] += pending;
      }
    }
    return new BlockCosts(executed, skipped, taken);
  }

  private int operandsReady(
      Instruction i, CoreScoreboard core, FpScoreboard fp, int[] accumulatorReady) {
    int addresses = Operands.addressReads(i);
    int accumulators = accumulators(i);
    int ready = CoreScoreboard.latest(core.address, addresses);
    int values = Operands.reads(i) & ~addresses & ~accumulators & 0x7FFF;
    int early = DualIssue.hasShiftedOperand(i) ? figure(Quantity.LATENCY_SHIFTED_OPERAND) : 0;
    int shifted = early != 0 ? 1 << i.m : 0;
    ready = Math.max(ready, CoreScoreboard.latest(core.value, values & ~shifted));
    if (shifted != 0 && core.value[i.m] > 0) {
      ready = Math.max(ready, core.value[i.m] + early);
    }
    ready = Math.max(ready, CoreScoreboard.latest(core.accumulator, accumulators));
    if ((Operands.flagsRead(i) & ~Operands.FPSCR_FLAGS) != 0 && !i.branches) {
      ready = Math.max(ready, core.value[FLAGS]);
    }
    if (Armv7mTiming.isFloatingPoint(i)) {
      long reads = Operands.fpReads(i);
      if (i.op.kind() == OpKind.FP_MULTIPLY_ACCUMULATE) {
        long sum = Operands.fpWrites(i);
        ready = Math.max(ready, accumulatorReady[Long.numberOfTrailingZeros(sum)]);
        reads &= ~sum | Operands.fpReads(i) & sourcesOnly(i);
      }
      ready = Math.max(ready, fp.readyAt(reads));
      if ((Operands.flagsRead(i) & Operands.FPSCR_FLAGS) != 0) {
        ready = Math.max(ready, fp.operandsReadyAt(i));
      }
      if (i.op.kind() != OpKind.FP_LOAD && i.op.kind() != OpKind.FP_MOVE) {
        ready = Math.max(ready, fp.unitFreeAt());
      }
    }
    return ready;
  }

  /** The factors of a multiply-accumulate. */
  private static long sourcesOnly(Instruction i) {
    return i.op.name().endsWith("_F64") ? 3L << 2 * i.n | 3L << 2 * i.m : 1L << i.n | 1L << i.m;
  }

  private static int accumulators(Instruction i) {
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

  private int occupancy(Instruction i) {
    return switch (i.op.kind()) {
      case DIVIDE -> figure(Quantity.DIVIDE_LEAST);
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

  private int flowCost(Instruction i) {
    return i.op == Op.TBB || i.op == Op.TBH
        ? figure(Quantity.TABLE_BRANCH)
        : figure(Quantity.BRANCH_PREDICTED);
  }

  private void produce(
      Instruction i, int issue, CoreScoreboard core, FpScoreboard fp, int[] accumulatorReady) {
    int alu = issue + figure(Quantity.LATENCY_ALU);
    if (Operands.flagsWritten(i, false) != 0) {
      core.value[FLAGS] = alu;
    }
    int written = Operands.writes(i) & 0x7FFF;
    switch (i.op.kind()) {
      case LOAD, LOAD_MULTIPLE -> {
        int narrow = isNarrow(i.op) ? figure(Quantity.LATENCY_LOAD_NARROW) : 0;
        int value = issue + occupancy(i) - 1 + figure(Quantity.LATENCY_LOAD_WORD) + narrow;
        int address = issue + occupancy(i) - 1 + figure(Quantity.LATENCY_LOAD_ADDRESS);
        core.set(written, value, address, value);
        if (i.writeBack) {
          core.set(1 << i.n, alu, alu, alu);
        }
      }
      case MULTIPLY, DSP -> {
        boolean multiplies = DualIssue.usesMultiplier(i);
        int value = multiplies ? issue + figure(Quantity.LATENCY_MULTIPLY) : alu;
        int sum = multiplies ? issue + figure(Quantity.LATENCY_ACCUMULATOR) : alu;
        core.set(written, value, value, sum);
      }
      case DIVIDE -> {
        int end = issue + occupancy(i);
        core.set(written, end, end, end);
      }
      default -> core.set(written, alu, alu, alu);
    }
    if (Armv7mTiming.isFloatingPoint(i)) {
      produceFloatingPoint(i, issue, fp, accumulatorReady);
    }
  }

  private void produceFloatingPoint(
      Instruction i, int issue, FpScoreboard fp, int[] accumulatorReady) {
    boolean isDouble = i.op.name().endsWith("_F64");
    int latency =
        switch (i.op.kind()) {
          case FP_DIVIDE -> divideLatency(i, isDouble);
          case FP_MULTIPLY_ACCUMULATE -> accumulateLatency(i, isDouble);
          case FP_ARITHMETIC ->
              figure(
                  i.op == Op.VMUL_F64 || i.op == Op.VNMUL_F64
                      ? Quantity.LATENCY_FP_MULTIPLY_DOUBLE
                      : Quantity.LATENCY_FP);
          case FP_LOAD, FP_LOAD_MULTIPLE -> occupancy(i) - 1 + figure(Quantity.LATENCY_FP_LOAD);
          default -> 1;
        };
    int forAccumulator =
        switch (i.op.kind()) {
          case FP_LOAD, FP_LOAD_MULTIPLE ->
              occupancy(i) - 1 + figure(Quantity.LATENCY_FP_LOAD_ACCUMULATOR);
          case FP_MULTIPLY_ACCUMULATE ->
              isDouble ? latency : figure(Quantity.LATENCY_FP_ACCUMULATOR);
          default -> latency;
        };
    fp.produce(i, issue + latency);
    for (long rest = Operands.fpWrites(i); rest != 0; rest &= rest - 1) {
      accumulatorReady[Long.numberOfTrailingZeros(rest)] = issue + forAccumulator;
    }
    if (i.op.kind() == OpKind.FP_DIVIDE) {
      fp.occupyUntil(issue + latency);
    }
  }

  private int divideLatency(Instruction i, boolean isDouble) {
    if (isDouble) {
      return figure(Quantity.LATENCY_FP_DIVIDE_DOUBLE);
    }
    return figure(
        i.op == Op.VSQRT_F32 ? Quantity.LATENCY_FP_SQUARE_ROOT : Quantity.LATENCY_FP_DIVIDE);
  }

  private int accumulateLatency(Instruction i, boolean isDouble) {
    if (isDouble) {
      return figure(Quantity.LATENCY_FP_FUSED_DOUBLE);
    }
    return switch (i.op) {
      case VFMA_F32, VFMS_F32, VFNMA_F32, VFNMS_F32 -> figure(Quantity.LATENCY_FP_FUSED);
      default -> figure(Quantity.LATENCY_FP_CHAINED);
    };
  }

  private static boolean isNarrow(Op op) {
    String name = op.name();
    return name.startsWith("LDRB") || name.startsWith("LDRH") || name.startsWith("LDRS");
  }

  @Override
  public int divideExtra(int dividend, int divisor, boolean signed) {
    int span = figure(Quantity.DIVIDE_MOST) - figure(Quantity.DIVIDE_LEAST);
    return EarlyExit.cycles(dividend, divisor, signed, span);
  }

  @Override
  public int unalignedExtra(int address, int size, boolean store) {
    return figure(Quantity.UNALIGNED);
  }

  @Override
  public boolean predictsBranches() {
    return true;
  }

  @Override
  public int branchExtra(int address, int target, boolean taken) {
    return predictor.mispredicts(address, taken) ? figure(Quantity.MISPREDICTED) : 0;
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
  public double errorBandPercent() {
    return Double.NaN;
  }

  @Override
  public String calibratedAgainst() {
    return "nothing yet; figures of jnk0le and LLVM";
  }
}
