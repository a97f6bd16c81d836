package dev.tinyrig.peripherals.ethosu.operation;

/** What a kernel operation computes. */
public enum Kind {
  CONV,
  DEPTHWISE,
  MAX_POOL,
  AVERAGE_POOL,
  REDUCE_SUM,
  MUL,
  ADD,
  SUB,
  MIN,
  MAX,
  LRELU,
  ABS,
  CLZ,
  SHR,
  SHL;

  private static final Kind[] POOLS = {MAX_POOL, AVERAGE_POOL, REDUCE_SUM};
  private static final Kind[] ELEMENTWISE = {MUL, ADD, SUB, MIN, MAX, LRELU, ABS, CLZ, SHR, SHL};

  /** The pool of a parameter of OP_POOL; null when there is none. */
  static Kind pool(int parameter) {
    return parameter < POOLS.length ? POOLS[parameter] : null;
  }

  /** The operation of a parameter of OP_ELEMENTWISE; null when there is none. */
  static Kind elementwise(int parameter) {
    return parameter < ELEMENTWISE.length ? ELEMENTWISE[parameter] : null;
  }

  /** Whether it works element by element, without a window. */
  public boolean isElementwise() {
    return ordinal() >= MUL.ordinal();
  }

  /** Whether it has a second feature map. */
  public boolean isBinary() {
    return isElementwise() && this != LRELU && this != ABS && this != CLZ;
  }

  /** Whether it slides a window over channels of their own, without weights. */
  public boolean isPool() {
    return this == MAX_POOL || this == AVERAGE_POOL || this == REDUCE_SUM;
  }

  /** Whether it has weights and scales for each channel. */
  public boolean hasWeights() {
    return this == CONV || this == DEPTHWISE;
  }
}
