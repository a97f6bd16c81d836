package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.cycles.SystemConfig;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;

/** Reads the names of an NPU's configuration and of the memories around it. */
final class NpuOption {
  private NpuOption() {}

  /** The configuration; a name that there is not is an error of this option. */
  static NpuConfig parse(String option, String name) {
    return NpuConfig.find(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.BAD_INPUT,
                    option + ": there is no " + name + "; there are " + NpuConfig.ids()));
  }

  /** The memories around it; a name that there is not is an error of this option. */
  static SystemConfig system(String option, String name) {
    return SystemConfig.find(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.BAD_INPUT,
                    option + ": there is no " + name + "; there are " + SystemConfig.ids()));
  }
}
