package dev.tinyrig.emulator.oracle;

import dev.tinyrig.emulator.core.CoreModel;

/** Makes oracles; found by {@link java.util.ServiceLoader}. */
public interface OracleProvider {
  /** A short name, for example {@code unicorn}. */
  String name();

  /** Whether it can imitate this core. */
  boolean supports(CoreModel model);

  /**
   * A new oracle without memory.
   *
   * @throws IllegalArgumentException when it does not support the core
   */
  Oracle open(CoreModel model);
}
