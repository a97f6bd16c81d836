package dev.tinyrig.cli;

import dev.tinyrig.emulator.engine.EngineKind;

/** What {@code --engine} may name. */
enum EngineChoice {
  /** Interprets, and translates what is hot. */
  AUTO(EngineKind.AUTO),
  /** Translates almost at once. */
  TRANSLATOR(EngineKind.TRANSLATOR),
  /** The reference. */
  INTERPRETER(EngineKind.INTERPRETER),
  /** Translator and interpreter side by side, up to the first difference. */
  LOCKSTEP(EngineKind.TRANSLATOR),
  /** Another implementation, which computes the same and counts nothing. */
  UNICORN(EngineKind.INTERPRETER);

  private final EngineKind kind;

  EngineChoice(EngineKind kind) {
    this.kind = kind;
  }

  /** Whether somebody else executes, so that there are neither cycles nor observers. */
  boolean countsNothing() {
    return this == UNICORN;
  }

  /** What the machine runs on whose console is shown. */
  EngineKind kind() {
    return kind;
  }
}
