package dev.tinyrig.traces.tflm;

/** Which of a kernel's functions the interpreter called. */
enum Phase {
  PREPARE,
  INVOKE,
  /** Both functions are the same code, or the registration was not found. */
  UNKNOWN
}
