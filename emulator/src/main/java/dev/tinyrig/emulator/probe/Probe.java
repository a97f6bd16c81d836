package dev.tinyrig.emulator.probe;

/**
 * What observers may listen to. Every method is called at an instruction boundary and may not
 * change the machine; the registers and memory of the moment can be read through the {@link View}
 * that the machine hands to {@link #attached}.
 *
 * <p>The engine pays for a kind of event only while somebody listens: {@link #wants()} is asked
 * once, when the probe is attached.
 */
public interface Probe {
  /** Kinds of events. */
  enum Kind {
    /**
     * {@link #call}, {@link #ret} and {@link #jump}. Of registers, only R0 to R3, SP, LR and PC can
     * be read in these.
     */
    CALLS,
    /**
     * The same, or {@link #leafCalls}: who wants sums pays much less than for {@link #CALLS}. A
     * direct call may be told late: before anything else is told, but of registers only SP, LR and
     * PC can be read in it, and no memory.
     */
    CALL_SUMS,
    /** {@link #block}. */
    BLOCKS,
    /**
     * {@link #counted} and {@link #stackMoved}, or {@link #block}: who wants sums pays much less
     * than for {@link #BLOCKS}.
     */
    COUNTS,
    /** {@link #skipped}. */
    SKIPS,
    /** {@link #exceptionEntry} and {@link #exceptionReturn}. */
    EXCEPTIONS,
    /** {@link #instruction}: slow. */
    INSTRUCTIONS
  }

  /** The kinds of events this probe listens to. */
  java.util.Set<Kind> wants();

  /** Called once when the probe is attached. */
  default void attached(View view) {}

  /**
   * A subroutine call was executed (BL, BLX).
   *
   * @param site address of the call instruction
   * @param target first instruction of the callee, without the Thumb bit
   * @param returnAddress where the callee returns to, without the Thumb bit
   * @param indirect whether the target came from a register
   */
  default void call(int site, int target, int returnAddress, boolean indirect) {}

  /**
   * The flow left its line other than by a direct branch or call: BX, POP/LDM/LDR with PC, MOV PC,
   * table branch. Returns, tail calls through registers and jump tables look alike here; observers
   * match {@code target} and SP with the calls they saw.
   */
  default void ret(int site, int target) {}

  /**
   * A direct unconditional branch (B) to {@code target} was executed: what a tail call looks like.
   * Delivered with {@link Kind#CALLS}.
   */
  default void jump(int site, int target) {}

  /**
   * Whether a {@link #jump} to {@code target} has anything to say: others may be left out. It is
   * asked in advance; when the answer changes, {@link View#jumpsChanged} is to be called.
   */
  default boolean hearsJump(int target) {
    return true;
  }

  /**
   * Direct calls of one function have returned, and nothing else was told between any of them and
   * its return; since then, nothing was told but of other such calls.
   *
   * @param site address of the call instruction
   * @param target first instruction of the callee, without the Thumb bit
   * @param count how many calls
   * @param cycles cycles from a call to its return, in all of them
   * @see Kind#CALL_SUMS
   */
  default void leafCalls(int site, int target, long count, long cycles) {}

  /**
   * A straight run of instructions ended.
   *
   * @param code the block's static facts
   * @param from index of its first executed instruction
   * @param to index behind its last executed one
   * @param cycles cycles that passed
   */
  default void block(BlockView code, int from, int to, long cycles) {}

  /**
   * A straight run of instructions has ended so many times. It is told late, but before {@link
   * View#settle} or the machine's run returns; any may be told at once by {@link #block}. Of
   * registers, only SP can be read in either.
   *
   * @param code the block's static facts
   * @param from index of its first executed instruction
   * @param to index behind its last executed one
   * @param count how many times
   * @param cycles cycles that passed in all of them
   */
  default void counted(BlockView code, int from, int to, long count, long cycles) {}

  /**
   * SP has moved in a run that will be {@link #counted}, and was below the listener's limit, or
   * perhaps was. Of registers, only SP can be read.
   *
   * @param code the block's static facts
   * @param from index of the run's first instruction
   * @param to index behind the last one that has executed
   * @see View#stackLimit
   */
  default void stackMoved(BlockView code, int from, int to) {}

  /** An instruction of an IT block whose condition fails; it is part of its {@link #block} too. */
  default void skipped(dev.tinyrig.emulator.isa.Instruction instruction) {}

  /**
   * An exception was taken.
   *
   * @param exception its number
   * @param returnAddress the address at which the interrupted code will go on
   * @param since cycle of the boundary at which it was taken: what entry costs comes behind it
   */
  default void exceptionEntry(int exception, int returnAddress, long since) {}

  /**
   * An exception returned to {@code target}; a tail-chained one is followed by an entry without
   * one.
   */
  default void exceptionReturn(int exception, int target) {}

  /** The instruction at {@code address} is about to execute. */
  default void instruction(int address) {}

  /** Static facts of a decoded block. */
  interface BlockView {
    /** A small number that stays the same while the block lives, for arrays of counters. */
    int id();

    /** Number of instructions. */
    int length();

    /** The instruction at {@code index}. */
    dev.tinyrig.emulator.isa.Instruction instruction(int index);
  }

  /** What a probe may read. */
  interface View {
    /** Core cycles since reset. */
    long cycles();

    /**
     * Instructions retired since reset (exact; a predicated-off instruction counts, as on DWT-less
     * Arm hardware).
     */
    long instructions();

    /** Core register 0..15; 15 is the address of the next instruction. */
    int register(int number);

    /**
     * Copies guest memory without side effects (devices are never read); returns the number of
     * bytes before the first one that lies outside of memory.
     */
    int read(int address, byte[] into, int offset, int length);

    /** A word of guest memory without side effects, 0 when it lies outside. */
    int word(int address);

    /**
     * Where {@link Probe#stackMoved} is told to a listener from now on: while SP is below this.
     * Without a limit it is not told at all.
     */
    default void stackLimit(Probe listener, int limit) {}

    /** Whether a listener wants every call at its moment for a while, and none in a sum. */
    default void everyCall(Probe listener, boolean every) {}

    /** A listener would answer {@link Probe#hearsJump} otherwise than before. */
    default void jumpsChanged() {}

    /** Tells every {@link Probe#counted} that is still to be told. */
    default void settle() {}

    /** Number of the exception in execution, 0 in thread mode. */
    int exception();
  }
}
