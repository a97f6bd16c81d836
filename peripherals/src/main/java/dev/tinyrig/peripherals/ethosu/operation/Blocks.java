package dev.tinyrig.peripherals.ethosu.operation;

import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;

/**
 * How an operation is cut into blocks, and where they lie in SHRAM; of no influence on values, but
 * on the order of weights and on time.
 *
 * @param ofm output block
 * @param accumulator format
 * @param inputEnd end of input buffers, in KiB
 * @param input2Start start of the second input's buffers, in KiB
 * @param accumulatorStart start of accumulators, in KiB
 * @param blockDependency blocks of the operation before that may be in flight when this one starts
 * @param cores that share the work
 */
public record Blocks(
    NpuConfig.Block ofm,
    Accumulator accumulator,
    int inputEnd,
    int input2Start,
    int accumulatorStart,
    int blockDependency,
    int cores) {
  /** The same blocks with other accumulators. */
  public Blocks with(Accumulator other) {
    return new Blocks(ofm, other, inputEnd, input2Start, accumulatorStart, blockDependency, cores);
  }

  /** ACC_FORMAT. */
  public enum Accumulator {
    INT32,
    INT40,
    FLOAT16
  }
}
