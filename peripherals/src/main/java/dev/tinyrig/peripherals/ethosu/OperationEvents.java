package dev.tinyrig.peripherals.ethosu;

import dev.tinyrig.peripherals.ethosu.cycles.Bound;
import dev.tinyrig.peripherals.ethosu.cycles.CycleModel;
import dev.tinyrig.peripherals.ethosu.cycles.Stages;
import dev.tinyrig.peripherals.ethosu.cycles.Traffic;
import dev.tinyrig.peripherals.ethosu.hardware.AxiChannel;
import dev.tinyrig.peripherals.ethosu.hardware.NpuConfig;
import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;

/** Counts the events of operations while they work: evenly from their start to their end. */
final class OperationEvents {
  private static final PmuEvent[] READ_TRANSACTIONS = {
    PmuEvent.AXI0_RD_TRANS_ACCEPTED, PmuEvent.AXI1_RD_TRANS_ACCEPTED,
  };
  private static final PmuEvent[] READS_COMPLETED = {
    PmuEvent.AXI0_RD_TRANS_COMPLETED, PmuEvent.AXI1_RD_TRANS_COMPLETED,
  };
  private static final PmuEvent[] READ_BEATS = {
    PmuEvent.AXI0_RD_DATA_BEAT_RECEIVED, PmuEvent.AXI1_RD_DATA_BEAT_RECEIVED,
  };
  private static final PmuEvent[] WRITE_TRANSACTIONS = {
    PmuEvent.AXI0_WR_TRANS_ACCEPTED, PmuEvent.AXI1_WR_TRANS_ACCEPTED,
  };
  private static final PmuEvent[] WRITE_BEATS = {
    PmuEvent.AXI0_WR_DATA_BEAT_WRITTEN, PmuEvent.AXI1_WR_DATA_BEAT_WRITTEN,
  };

  /** What of the registers decides what is counted. */
  @FunctionalInterface
  interface Selection {
    /** Whether the traffic of a channel is counted: PMCAXI_CHAN. */
    boolean counts(AxiChannel channel);
  }

  private final NpuConfig config;
  private final Pmu pmu;
  private final CycleModel.Ports ports;
  private final Selection selection;

  OperationEvents(NpuConfig config, Pmu pmu, CycleModel.Ports ports, Selection selection) {
    this.ports = ports;
    this.config = config;
    this.pmu = pmu;
    this.selection = selection;
  }

  /** Counts what happened in an operation up to a cycle, since it was last asked. */
  void count(Pending pending, long cycle) {
    if (cycle <= pending.countedTo()) {
      return;
    }
    if (pending.operation() instanceof BlockOperation op) {
      engines(pending, op, cycle);
    }
    Traffic traffic = pending.cost().traffic();
    for (int port = 0; port < READ_BEATS.length; port++) {
      long read = bytes(traffic, port, false);
      long written = bytes(traffic, port, true);
      int burst = ports.burstBytes(port);
      add(pending, READ_TRANSACTIONS[port], divideUp(read, burst), cycle);
      add(pending, READS_COMPLETED[port], divideUp(read, burst), cycle);
      add(pending, READ_BEATS[port], divideUp(read, config.portBytes()), cycle);
      add(pending, WRITE_TRANSACTIONS[port], divideUp(written, burst), cycle);
      add(pending, WRITE_BEATS[port], divideUp(written, config.portBytes()), cycle);
    }
    pending.countTo(cycle);
  }

  /** The front end read commands: from byte {@code from} to byte {@code to} of the stream. */
  void commands(int port, int from, int to) {
    if (selection.counts(AxiChannel.READ_COMMAND)) {
      int burst = ports.burstBytes(port);
      long transactions = divideUp(to, burst) - divideUp(from, burst);
      pmu.count(READ_TRANSACTIONS[port], transactions);
      pmu.count(READS_COMPLETED[port], transactions);
      int beat = config.portBytes();
      pmu.count(READ_BEATS[port], divideUp(to, beat) - divideUp(from, beat));
    }
  }

  private void engines(Pending pending, BlockOperation op, long cycle) {
    Stages stages = pending.cost().stages();
    boolean multiplies = !op.kind().isElementwise();
    add(pending, PmuEvent.MAC_ACTIVE, stages.mac(), cycle);
    PmuEvent byWidth =
        switch (op.ifm().type().bytes()) {
          case 1 -> PmuEvent.MAC_ACTIVE_8BIT;
          case 2 -> PmuEvent.MAC_ACTIVE_16BIT;
          default -> PmuEvent.MAC_ACTIVE_32BIT;
        };
    add(pending, byWidth, stages.mac(), cycle);
    boolean weightsFirst = pending.cost().first() == Bound.WEIGHTS;
    long waits = pending.times().waits();
    long forWeights = stages.macWaitsForWeights() + (weightsFirst ? waits : 0);
    long forInputs = multiplies ? stages.macWaitsForInput() + (weightsFirst ? 0 : waits) : 0;
    add(pending, PmuEvent.MAC_STALLED_BY_WD, forWeights, cycle);
    add(pending, PmuEvent.MAC_STALLED_BY_IB, forInputs, cycle);
    add(pending, PmuEvent.MAC_STALLED_BY_ACC, stages.macWaitsForOutput(), cycle);
    add(pending, PmuEvent.AO_ACTIVE, stages.output(), cycle);
    if (op.ofm().type().bytes() < 4) {
      boolean narrow = op.ofm().type().bytes() == 1;
      PmuEvent width = narrow ? PmuEvent.AO_ACTIVE_8BIT : PmuEvent.AO_ACTIVE_16BIT;
      add(pending, width, stages.output(), cycle);
    }
    long noInputs = multiplies ? 0 : stages.outputWaitsForInput() + waits;
    add(pending, PmuEvent.AO_STALLED_BY_IB, noInputs, cycle);
    add(pending, PmuEvent.AO_STALLED_BY_ACC, stages.outputWaitsForMac(), cycle);
    add(pending, PmuEvent.AO_STALLED_BY_OFMP, stages.outputWaitsForWrites(), cycle);
    add(pending, PmuEvent.CC_STALLED_ON_BLOCKDEP, pending.times().depends(), cycle);
  }

  private void add(Pending pending, PmuEvent event, long total, long cycle) {
    if (total != 0) {
      pmu.count(event, pending.share(total, cycle) - pending.share(total, pending.countedTo()));
    }
  }

  private long bytes(Traffic traffic, int port, boolean writes) {
    long sum = 0;
    for (AxiChannel channel : AxiChannel.values()) {
      if (channel.isWrite() == writes && selection.counts(channel)) {
        sum += traffic.bytes(port, channel);
      }
    }
    return sum;
  }

  private static long divideUp(long a, long b) {
    return (a + b - 1) / b;
  }
}
