package dev.tinyrig.emulator.engine;

/** The engines that a machine can run on. */
public enum EngineKind {
  /** The reference: every instruction one by one. */
  INTERPRETER,
  /** Interpreted until it is hot, then translated to JVM bytecode. */
  TRANSLATOR
}
