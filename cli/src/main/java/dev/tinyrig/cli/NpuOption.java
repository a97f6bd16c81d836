package dev.tinyrig.cli;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;

/** Reads the name of an NPU's configuration. */
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
}
