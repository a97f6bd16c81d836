package dev.tinyrig.emulator.engine;

/** The engines that a machine can run on. All give the same results. */
public enum EngineKind {
  /** Interpreted until it is hot, then translated to JVM bytecode. */
  AUTO(3000),
  /** As {@link #AUTO}, but translated almost at once: to try the translator on short runs. */
  TRANSLATOR(8),
  /** The reference: every instruction one by one. */
  INTERPRETER(Integer.MAX_VALUE);

  private final int threshold;

  EngineKind(int threshold) {
    this.threshold = threshold;
  }

  /** How often a line of code is interpreted before it is translated. */
  public int threshold() {
    return threshold;
  }
}
