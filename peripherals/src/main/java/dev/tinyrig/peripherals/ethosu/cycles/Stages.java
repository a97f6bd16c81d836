package dev.tinyrig.peripherals.ethosu.cycles;

/**
 * In how many of its cycles an operation keeps the engines busy, and for what they wait in others.
 * The wait for the first block is not in it: the operation in front may work in the meantime.
 *
 * @param mac multipliers work
 * @param macWaitsForInput multipliers have work but no inputs
 * @param macWaitsForWeights multipliers have work but no weights
 * @param macWaitsForOutput multipliers have work but accumulators are full
 * @param output the output stage works
 * @param outputWaitsForInput the output stage has work but no inputs (elementwise operations)
 * @param outputWaitsForMac the output stage has work but no finished accumulators
 * @param outputWaitsForWrites the output stage has work but outputs are not written fast enough
 */
public record Stages(
    long mac,
    long macWaitsForInput,
    long macWaitsForWeights,
    long macWaitsForOutput,
    long output,
    long outputWaitsForInput,
    long outputWaitsForMac,
    long outputWaitsForWrites) {
  /** No engine has to do with it. */
  public static final Stages NONE = new Stages(0, 0, 0, 0, 0, 0, 0, 0);

  /** Only how long the engines work is known. */
  static Stages busy(long mac, long output) {
    return new Stages(mac, 0, 0, 0, output, 0, 0, 0);
  }
}
