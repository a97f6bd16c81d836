package dev.tinyrig.oracle.unicorn;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.emulator.oracle.Oracle;
import dev.tinyrig.emulator.oracle.OracleProvider;

/**
 * Unicorn 2 with its Cortex-M0, M3, M4 (with FPU), M7 and M33 models. It has no Cortex-M23; its M33
 * executes what that has, and more.
 */
public final class UnicornProvider implements OracleProvider {
  /** Made by {@link java.util.ServiceLoader}. */
  public UnicornProvider() {}

  @Override
  public String name() {
    return "unicorn";
  }

  @Override
  public boolean supports(CoreModel model) {
    return cpu(model) >= 0;
  }

  @Override
  public Oracle open(CoreModel model) {
    if (!supports(model)) {
      throw new IllegalArgumentException("Unicorn has no " + model.title());
    }
    return new UnicornCore(
        UnicornLibrary.load(), cpu(model), !model.isV6M(), model.has(Feature.FP_SP));
  }

  /** Unicorn's number of the CPU, -1 when it has none like it. */
  static int cpu(CoreModel model) {
    return switch (model) {
      case CORTEX_M0 -> 7;
      case CORTEX_M3 -> 8;
      case CORTEX_M4F -> 9;
      case CORTEX_M7 -> 10;
      case CORTEX_M23, CORTEX_M33 -> 11;
      default -> -1;
    };
  }
}
