package dev.tinyrig.traces.report;

/**
 * What one operation of an NPU did.
 *
 * @param device name of the NPU on its board
 * @param streamOffset of its command, in bytes from the start of the command stream
 * @param kind what it computes, for example {@code DEPTHWISE} or {@code DMA}
 * @param ifm input, for example {@code 25x5x64 int8}; null for a transfer
 * @param ifm2 second input; null when there is none
 * @param ofm output; of a transfer, its bytes
 * @param kernel extent and stride of the window, for example {@code 3x3/2x2}; null without one
 * @param block output block as height, width and depth; null for a transfer
 * @param blocks output blocks; 0 for a transfer
 * @param macs multiply-accumulates with weights; 0 where it has none
 * @param startCycle of the core's clock
 * @param cycles from its start to its end
 * @param macCycles in which the multipliers worked
 * @param outputCycles in which the output stage worked
 * @param macUtilisation its multiply-accumulates as a share of what the NPU can do in its cycles
 * @param axi0ReadBytes over the first port
 * @param axi0WrittenBytes over the first port
 * @param axi1ReadBytes over the second port
 * @param axi1WrittenBytes over the second port
 * @param bound what set its pace: {@code mac}, {@code output}, {@code ifm}, {@code weights}, {@code
 *     ofm}, {@code dma} or {@code latency}
 */
public record NpuRun(
    String device,
    int streamOffset,
    String kind,
    String ifm,
    String ifm2,
    String ofm,
    String kernel,
    String block,
    long blocks,
    long macs,
    long startCycle,
    long cycles,
    long macCycles,
    long outputCycles,
    double macUtilisation,
    long axi0ReadBytes,
    long axi0WrittenBytes,
    long axi1ReadBytes,
    long axi1WrittenBytes,
    String bound) {
  /** Cycle at which it ended. */
  public long endCycle() {
    return startCycle + cycles;
  }
}
