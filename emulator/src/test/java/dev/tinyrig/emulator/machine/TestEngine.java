package dev.tinyrig.emulator.machine;

import dev.tinyrig.emulator.engine.EngineKind;

/**
 * The engine on which the tests of machines run: the interpreter, or in a second run of the same
 * tests ({@code -Dtinyrig.test.translated=true}) the translator, which then translates every line
 * when it is first reached.
 */
public final class TestEngine {
  private TestEngine() {}

  /** Lets the machine have the engine of this run. */
  public static Machine.Builder on(Machine.Builder builder) {
    return Boolean.getBoolean("tinyrig.test.translated")
        ? builder.engine(EngineKind.TRANSLATOR).translationThreshold(1)
        : builder;
  }
}
