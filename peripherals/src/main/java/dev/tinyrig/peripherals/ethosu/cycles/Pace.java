package dev.tinyrig.peripherals.ethosu.cycles;

import dev.tinyrig.peripherals.ethosu.operation.BlockOperation;

/**
 * Which stage of the pipeline is the slowest, and what the faster ones then wait for. A port that
 * several channels share counts as one stage; it bears the name of the channel that uses it most.
 */
final class Pace {
  private static final Bound[] CHANNELS = {Bound.IFM, Bound.WEIGHTS, Bound.OFM};

  private final double mac;
  private final double output;
  private double cycles;
  private Bound bound;

  /** The engines, with their cycles for a block. */
  Pace(double mac, double output) {
    this.mac = mac;
    this.output = output;
    cycles = Math.max(mac, output);
    bound = mac >= output ? Bound.MAC : Bound.OUTPUT;
  }

  /** A port, with the cycles that inputs, weights and outputs of all blocks keep it busy. */
  void port(double[] busy, long blocks) {
    double each = (busy[0] + busy[1] + busy[2]) / blocks;
    if (each <= cycles) {
      return;
    }
    cycles = each;
    int most = 0;
    for (int i = 1; i < busy.length; i++) {
      most = busy[i] > busy[most] ? i : most;
    }
    bound = CHANNELS[most];
  }

  /** Cycles from one block to the next. */
  double cycles() {
    return cycles;
  }

  Bound bound() {
    return bound;
  }

  /** What the engines do in an operation. */
  Stages stages(BlockOperation op, long blocks) {
    long macIdle = (long) ((blocks - 1) * (cycles - mac));
    long outputIdle = (long) ((blocks - 1) * (cycles - output));
    long outputBusy = (long) Math.ceil(output * blocks);
    if (op.kind().isElementwise()) {
      boolean writes = bound == Bound.OFM;
      return new Stages(
          0, 0, 0, 0, outputBusy, writes ? 0 : outputIdle, 0, writes ? outputIdle : 0);
    }
    return new Stages(
        (long) Math.ceil(mac * blocks),
        bound == Bound.IFM ? macIdle : 0,
        bound == Bound.WEIGHTS ? macIdle : 0,
        bound == Bound.OUTPUT || bound == Bound.OFM ? macIdle : 0,
        outputBusy,
        0,
        bound == Bound.OFM ? 0 : outputIdle,
        bound == Bound.OFM ? outputIdle : 0);
  }
}
