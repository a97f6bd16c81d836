package dev.tinyrig.emulator.timing;

/** What a figure of a core's timing says; unless said otherwise in cycles. */
public enum Quantity {
  /** An arithmetic, logical, bit-field, extend or move operation. */
  ALU,
  /** A multiplication with a 32-bit result. */
  MULTIPLY,
  /** MLA and MLS. */
  MULTIPLY_ACCUMULATE,
  /** SMULL and UMULL. */
  LONG_MULTIPLY,
  /** SMLAL, UMLAL. */
  LONG_MULTIPLY_ACCUMULATE,
  /** An operation of the DSP extension, multiplications included. */
  DSP,
  /** SDIV and UDIV with the least quotient. */
  DIVIDE_LEAST,
  /** SDIV and UDIV with a quotient of 32 bits. */
  DIVIDE_MOST,
  /** A single load, standing alone. */
  LOAD,
  /** What a load saves when the access behind it can begin in its data cycle. */
  LOAD_OVERLAP,
  /** What a load saves in front of a NOP. */
  LOAD_BEFORE_NOP,
  /** More for an address that comes from the instruction before. */
  ADDRESS_DEPENDENCY,
  /** More for a literal load that collides with a fetch. */
  LITERAL_COLLISION,
  /** Less for a literal load that stands first in an aligned word of code. */
  LITERAL_FIRST_IN_WORD,
  /** 1 when a load that writes its base back may overlap with one of another base, else 0. */
  WRITE_BACK_CHAINS,
  /** A store with an immediate offset. */
  STORE,
  /** A store that writes its base back. */
  STORE_WRITE_BACK,
  /** A store with a register offset. */
  STORE_REGISTER_OFFSET,
  /** STREX and relatives. */
  STORE_EXCLUSIVE,
  /** More for a load behind a store. */
  LOAD_BEHIND_STORE,
  /** LDRD and STRD. */
  PAIR,
  /** LDM, STM, PUSH and POP: in front of the registers. */
  MULTIPLE_BASE,
  /** Registers that LDM, STM, PUSH and POP move in one cycle. */
  MULTIPLE_PER_CYCLE,
  /** A branch that is not taken. */
  BRANCH_NOT_TAKEN,
  /** More for a taken branch: the pipeline is filled again. */
  REFILL,
  /** More for a taken branch that goes in the cycle of a 16-bit instruction without flags. */
  REFILL_BESIDE,
  /** More for BL. */
  REFILL_CALL,
  /** More for BX, BLX and writes to PC by data processing. */
  REFILL_INDIRECT,
  /** More for a load of PC. */
  REFILL_LOAD_PC,
  /** More for POP or LDM with PC. */
  REFILL_POP_PC,
  /** DLS, WLS and those with tail predication. */
  LOOP_START,
  /** LE and LETP that end their loop. */
  LOOP_END,
  /** More for LE that branches back and whose loop is not known yet. */
  LOOP_FIRST,
  /** More for LE that ends a loop of which nothing was known. */
  LOOP_EXIT,
  /** TBB and TBH, in front of the refill. */
  TABLE_BRANCH,
  /** More for the refill of TBB and TBH. */
  REFILL_TABLE_BRANCH,
  /** More at the target of a branch when a 32-bit instruction lies at 2 modulo 4 there. */
  WIDE_TARGET_UNALIGNED,
  /** More for the third 32-bit instruction of a run at 2 modulo 4. */
  WIDE_RUN_UNALIGNED,
  /** IT. */
  IT,
  /** IT behind a 16-bit instruction. */
  IT_FOLDED,
  /** An instruction whose condition fails. */
  SKIPPED,
  /** MRS and MSR. */
  SPECIAL_REGISTER,
  /** DMB and DSB. */
  BARRIER,
  /** ISB. */
  INSTRUCTION_BARRIER,
  /** CPS, hints, CLREX and whatever else raises or waits. */
  SYSTEM,
  /** More for an access of two bus transfers because it is not aligned. */
  UNALIGNED,
  /** More for a word at an odd address, which takes three transfers. */
  UNALIGNED_ODD_WORD,
  /** More for a store to a bit-band alias: it reads and writes. */
  BIT_BAND,
  /** Floating-point add, subtract, multiply, compare, convert, absolute, negate. */
  FP_ARITHMETIC,
  /** Multiply and accumulate in floating point. */
  FP_MULTIPLY_ACCUMULATE,
  /** More for a floating-point instruction that needs the result of the one before. */
  FP_DEPENDENT,
  /** VDIV and VSQRT from issue to result; other instructions go on. */
  FP_DIVIDE,
  /** VLDR of 32 bits. */
  FP_LOAD,
  /** VSTR of 32 bits. */
  FP_STORE,
  /** More for VLDR and VSTR of 64 bits. */
  FP_SECOND_WORD,
  /** VMOV of one register, VMRS, VMSR. */
  FP_MOVE,
  /** VMOV of a pair of core registers. */
  FP_MOVE_PAIR,
  /** Exception entry with the basic frame, or with lazy stacking. */
  EXCEPTION_ENTRY,
  /** More for an entry that stacks the floating-point state at once, and for its return. */
  FP_FRAME,
  /** Exception return. */
  EXCEPTION_RETURN,
  /** From one handler to the next. */
  TAIL_CHAIN,
  /** The store of the floating-point state when a handler uses it first. */
  LAZY_STACKING,
  /** From an event to the first instruction behind WFI or WFE. */
  WAKE_UP,

  // Cores whose results have latencies: cycles from issue to a dependent instruction.
  /** Latency of ALU results. */
  LATENCY_ALU,
  /** Earlier need of a shifted operand. */
  LATENCY_SHIFTED_OPERAND,
  /** Latency of data processing with an operand that is shifted left. */
  LATENCY_SHIFTED_LEFT,
  /** Latency of data processing with an operand that is shifted otherwise. */
  LATENCY_SHIFTED,
  /** Latency of a shift by a constant that sets flags. */
  LATENCY_SHIFT_FLAGS,
  /** Latency of SIMD, packing and saturating operations. */
  LATENCY_SIMD,
  /** Latency of a loaded word to an ALU. */
  LATENCY_LOAD_WORD,
  /** More for a loaded byte or half-word. */
  LATENCY_LOAD_NARROW,
  /** Latency of a load to an address. */
  LATENCY_LOAD_ADDRESS,
  /** Latency of a load to the sum of a multiply-accumulate. */
  LATENCY_LOAD_ACCUMULATOR,
  /** Latency of a load to a store of what was loaded. */
  LATENCY_LOAD_STORE,
  /** Latency of multiplications. */
  LATENCY_MULTIPLY,
  /** Latency of a multiplication to the accumulator of the next one. */
  LATENCY_ACCUMULATOR,
  /** Latency of floating-point addition and what is not named below. */
  LATENCY_FP,
  /** Latency of floating-point multiplication. */
  LATENCY_FP_MULTIPLY,
  /** Latency of double-precision addition. */
  LATENCY_FP_DOUBLE,
  /** Latency of double-precision multiplication. */
  LATENCY_FP_MULTIPLY_DOUBLE,
  /** Latency of VFMA and relatives. */
  LATENCY_FP_FUSED,
  /** Latency of VMLA and relatives. */
  LATENCY_FP_CHAINED,
  /** Latency of a multiply-accumulate to the accumulator of the next one. */
  LATENCY_FP_ACCUMULATOR,
  /** Latency of VFMA and relatives in double precision. */
  LATENCY_FP_FUSED_DOUBLE,
  /** Latency of VMLA and relatives in double precision. */
  LATENCY_FP_CHAINED_DOUBLE,
  /** Cycles for which a multiply-accumulate keeps other floating-point instructions waiting. */
  FP_FUSED_BUSY,
  /** VDIV in single precision. */
  LATENCY_FP_DIVIDE,
  /** VSQRT in single precision. */
  LATENCY_FP_SQUARE_ROOT,
  /** VDIV and VSQRT in double precision. */
  LATENCY_FP_DIVIDE_DOUBLE,
  /** Latency of VLDR to arithmetic. */
  LATENCY_FP_LOAD,
  /** Latency of VLDR to an accumulator. */
  LATENCY_FP_LOAD_ACCUMULATOR,
  // Vectors: cycles from the issue of one instruction to that of a dependent one, beat by beat.
  /** Cycles for which a vector instruction holds its pipe: its beats, two in a cycle. */
  VECTOR_HOLD,
  /** Cycles before another instruction can follow a move between core registers and lanes. */
  VECTOR_MOVE,
  /** Elements that a gather or scatter moves in one cycle. */
  VECTOR_GATHER_PER_CYCLE,
  /** More for a gather: nothing overlaps with it. */
  VECTOR_GATHER_ALONE,
  /** More for a scatter of bytes. */
  VECTOR_SCATTER_BYTES,
  /** Cycles by which a gather or scatter needs its vector of offsets earlier. */
  VECTOR_OFFSETS_EARLY,
  /** Cycles by which a store needs its vector later than arithmetic does. */
  VECTOR_STORED_LATE,
  /** Latency of integer addition, logic, comparison, plain shifts. */
  LATENCY_VECTOR,
  /** Latency of shifts that round or saturate, and of additions with carry. */
  LATENCY_VECTOR_ROUNDED,
  /** Latency of narrowing; a store does not get it earlier. */
  LATENCY_VECTOR_NARROW,
  /** Latency of integer multiplication. */
  LATENCY_VECTOR_MULTIPLY,
  /** Latency of floating-point addition and comparison. */
  LATENCY_VECTOR_FLOAT,
  /** Latency of floating-point absolute values, negation, maximum and minimum. */
  LATENCY_VECTOR_FLOAT_SIMPLE,
  /** Latency of conversion and rounding, and of adding a core register in floating point. */
  LATENCY_VECTOR_CONVERT,
  /** Latency of floating-point multiplication. */
  LATENCY_VECTOR_FLOAT_MULTIPLY,
  /** Latency of floating-point multiply-accumulate. */
  LATENCY_VECTOR_FUSED,
  /** Latency of a multiply-accumulate to the accumulator of the next one. */
  LATENCY_VECTOR_ACCUMULATOR,
  /** Latency of a contiguous load. */
  LATENCY_VECTOR_LOAD,
  /** Latency of VLD2 and VLD4. */
  LATENCY_VECTOR_INTERLEAVED,
  /** Latency of a gather behind its last element. */
  LATENCY_VECTOR_GATHER,
  /** Latency of sums across a vector to core registers. */
  LATENCY_VECTOR_SUM,
  /** Latency of long sums of products to core registers. */
  LATENCY_VECTOR_SUM_LONG,
  /** Latency of a sum across a vector to the accumulator of the next one. */
  LATENCY_VECTOR_SUM_CHAIN,
  /** Latency of maximum and minimum across a vector of bytes. */
  LATENCY_VECTOR_EXTREME,
  /** More for each doubling of its elements. */
  LATENCY_VECTOR_EXTREME_WIDER,
  /** Latency of moves from lanes to core registers. */
  LATENCY_VECTOR_TO_CORE,
  /** A branch that was predicted and taken. */
  BRANCH_PREDICTED,
  /** More for a branch that went the other way than predicted. */
  MISPREDICTED
}
