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
  FP_STORE_MULTIPLE
}
