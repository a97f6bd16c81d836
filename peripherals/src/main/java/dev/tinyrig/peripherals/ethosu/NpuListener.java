package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;

/**
 * Hears what an NPU does while the machine runs. The calls come between two instructions of the
 * core; the machine must not be changed there.
 */
@FunctionalInterface
public interface NpuListener {
  /** Nobody listens. */
  NpuListener NONE = (device, config, run) -> {};

  /**
   * An operation has ended and its results are in memory.
   *
   * @param device name of the NPU on its board
   */
  void ended(String device, NpuConfig config, OperationRun run);
}
