package dev.tinyrig.emulator.isa;

/**
 * Classes of instructions, as reports count them (instruction mix) and timing models group them.
 */
public enum OpKind {
  ALU,
  SHIFT,
  MULTIPLY,
  DIVIDE,
  DSP,
  LOAD,
  STORE,
  LOAD_MULTIPLE,
  STORE_MULTIPLE,
  BRANCH,
  CALL,
  IT,
  SYSTEM,
  FP_ARITHMETIC,
  FP_MULTIPLY_ACCUMULATE,
  FP_DIVIDE,
  FP_MOVE,
  FP_LOAD,
  FP_STORE,
  FP_LOAD_MULTIPLE,
  FP_STORE_MULTIPLE,
  /** Vector integer arithmetic and logic, shifts and comparisons. */
  VECTOR_INTEGER,
  /** Vector integer multiplications. */
  VECTOR_MULTIPLY,
  /** Reductions of vectors to general-purpose registers. */
  VECTOR_REDUCTION,
  /** Vector floating point but for multiplications. */
  VECTOR_FLOAT,
  /** Vector floating-point multiplications. */
  VECTOR_FLOAT_MULTIPLY,
  /** Duplicates and moves between general-purpose registers and vectors. */
  VECTOR_MOVE,
  /** Vector predication. */
  VECTOR_PREDICATION,
  /** Contiguous and deinterleaving vector loads. */
  VECTOR_LOAD,
  /** Contiguous and interleaving vector stores. */
  VECTOR_STORE,
  VECTOR_GATHER,
  VECTOR_SCATTER;

  /** Whether the instruction executes beat by beat and may be resumed by ECI. */
  public boolean isVector() {
    return compareTo(VECTOR_INTEGER) >= 0;
  }
}
