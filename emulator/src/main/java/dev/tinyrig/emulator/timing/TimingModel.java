package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.isa.Instruction;
import dev.tinyrig.emulator.state.Stateful;
import java.util.List;

/**
 * The cycles of one core.
 *
 * <p>Most of it is asked once, when a block is decoded: a block is a straight line of code as
 * entered by a branch at its first instruction, up to an instruction that ends it (conditional
 * direct branches may stand inside). What happened before the entry does not matter, because a
 * branch refills the pipeline. So overlap of loads, dual issue and result latencies are static
 * inside a block, and an executed instruction costs one addition. What depends on operands or on
 * the run is asked when it arises.
 */
public interface TimingModel extends Stateful {
  /** What the numbers of a model are worth. */
  enum Label {
    /** Follows the vendor's instruction tables or measurements within a known band. */
    MODELLED,
    /** First figures, not yet held against measurements. */
    UNCALIBRATED
  }

  /** Static costs of {@code code[0..length)} entered at {@code code[0]}. */
  BlockCosts costs(Instruction[] code, int length);

  /** Extra cycles, over the static cost of SDIV and UDIV, of this division. */
  int divideExtra(int dividend, int divisor, boolean signed);

  /**
   * Extra cycles of a data access of {@code size} bytes at an address that is not aligned to its
   * size.
   */
  int unalignedExtra(int address, int size, boolean store);

  /** Extra cycles of a store to a bit-band alias, which reads and writes. */
  default int bitBandExtra() {
    return 0;
  }

  /**
   * Extra cycles of a branch other than B (conditional, indirect, call, loop end) over its static
   * cost: the seam of dynamic predictors and of the cache of low-overhead loops. Models without one
   * return 0 and say so through {@link #predictsBranches()}.
   *
   * @param target where the flow goes on, taken or not
   */
  default int branchExtra(Instruction branch, int target, boolean taken) {
    return 0;
  }

  /** Whether {@link #branchExtra} must be asked at all. */
  default boolean predictsBranches() {
    return false;
  }

  /** Whether {@link #branchExtra} must be asked at this branch. */
  default boolean predicts(Instruction branch) {
    return predictsBranches();
  }

  /**
   * What {@link #branchExtra} asks at loop ends, and nothing but that; null where there is none.
   */
  default LoopCache loops() {
    return null;
  }

  /**
   * The flow was changed other than by a branch (exception entry or return, reset, debugger): what
   * the front end knew of the loop in execution is lost.
   */
  default void flowBroken() {}

  /**
   * Cycles from the boundary at which an exception is taken to the first instruction of its
   * handler.
   */
  int exceptionEntry(boolean extendedFrame, boolean lazy);

  /**
   * Cycles of an exception return up to the next instruction of the interrupted code; {@code
   * extendedFrame} when it loads floating-point registers, which it does not when they were never
   * stored.
   */
  int exceptionReturn(boolean extendedFrame);

  /** Cycles from one handler's return to the first instruction of the next, without unstacking. */
  int tailChain();

  /**
   * Cycles of the lazy store of the floating-point state at the first FP instruction of a handler.
   */
  int lazyStacking();

  /** Cycles to leave WFI or WFE at an event. */
  int wakeUp();

  /** The figures of the model with their sources, in a fixed order. */
  default List<Figure> figures() {
    return List.of();
  }

  /** How far the numbers may be believed. */
  Label label();

  /**
   * The error band in percent against what {@link #calibratedAgainst()} names; NaN while
   * uncalibrated.
   */
  double errorBandPercent();

  /** What the model was held against, for example {@code Arm DDI 0439 instruction table}. */
  String calibratedAgainst();
}
