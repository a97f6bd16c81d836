package dev.tinyrig.emulator.timing;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;

/** Makes the timing model of a core. Models have state: each machine needs one of its own. */
public final class TimingModels {
  private TimingModels() {}

  /** A fresh model with the figures of the core. */
  public static TimingModel of(CoreModel core) {
    return of(core, figures(core));
  }

  /** The figures of a core. */
  public static FigureTable figures(CoreModel core) {
    return switch (core) {
      case CORTEX_M0 -> CortexM0Timing.figuresOfCore();
      case CORTEX_M0PLUS -> CortexM0PlusTiming.figuresOfCore();
      case CORTEX_M23 -> CortexM23Timing.figuresOfCore();
      case CORTEX_M3 -> CortexM3Timing.figuresOfCore();
      case CORTEX_M4, CORTEX_M4F -> CortexM4Timing.figuresOfCore();
      case CORTEX_M33 -> CortexM33Timing.figuresOfCore();
      case CORTEX_M55 -> CortexM55Timing.figuresOfCore();
      case CORTEX_M85 -> CortexM85Timing.figuresOfCore();
      case CORTEX_M7, CORTEX_M7_SP -> CortexM7Timing.figuresOfCore();
    };
  }

  /** A fresh model with other figures, for example the ends of their ranges. */
  static TimingModel of(CoreModel core, FigureTable figures) {
    return switch (core) {
      case CORTEX_M0 -> new CortexM0Timing(figures);
      case CORTEX_M0PLUS -> new CortexM0PlusTiming(figures);
      case CORTEX_M23 -> new CortexM23Timing(figures);
      case CORTEX_M3 -> new CortexM3Timing(figures);
      case CORTEX_M4, CORTEX_M4F -> new CortexM4Timing(figures, core.has(Feature.FP_SP));
      case CORTEX_M33 -> new CortexM33Timing(figures, core.has(Feature.FP_SP));
      case CORTEX_M55 -> new CortexM55Timing(figures);
      case CORTEX_M85 -> new CortexM85Timing(figures);
      case CORTEX_M7, CORTEX_M7_SP -> new CortexM7Timing(figures);
    };
  }
}
